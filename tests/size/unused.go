// What nobody refers to is left out: functions, tables, and variables with pointers, although the
// collector has a record of each.
//
// kept: main.used
// kept: main.names
// gone: main.unused
// gone: main.onlyFromTable
// gone: main.unusedNames
// gone: main.unusedTable
package main

var (
	names       = []string{"a", "b"}
	unusedNames = []string{"c", "d"}
	unusedTable = [...]int{1, 2, 3, 4, 5, 6, 7}
)

//go:noinline
func used(i int) string {
	switch i {
	case 0:
		return names[0]
	case 1:
		return names[1] + "b"
	case 2:
		return names[0] + "cc"
	case 3:
		return "ddd"
	case 4:
		return "eeee" + names[1]
	}
	return ""
}

//go:noinline
func onlyFromTable() string { return unusedNames[0] }

// Its jump table must not stand in one section with that of used.
//
//go:noinline
func unused(i int) string {
	switch i {
	case 0:
		return unusedNames[0]
	case 1:
		return onlyFromTable()
	case 2:
		return unusedNames[1] + "cc"
	case 3:
		return "ddd"
	case 4:
		return "eeee" + onlyFromTable()
	}
	return string(rune(unusedTable[i]))
}

func main() {
	for i := range 5 {
		println(used(i))
	}
}
