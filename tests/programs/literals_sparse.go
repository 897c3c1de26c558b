// Literals of many elements few of which are given: their arrays are filled by code, not copied from data
// of that size, and no memory is taken for those that nobody wants.
package main

import "fmt"

type pair struct {
	n    int
	name string
}

var pairs = [1 << 20]pair{5: {1, "one"}, 1<<20 - 1: {2, "two"}}
var bytes = []byte{1 << 25: 7}
var sink []int

//go:noinline
func local(n int) ([]int, []string) {
	ints := []int{3: n, 1 << 19: 2}
	return ints, []string{1 << 16: "last", 2: "two"}
}

func effect(name string) int {
	fmt.Println(name)
	return len(name)
}

//go:noinline
func unwanted() {
	_ = []byte{1 << 29: 1}
	_ = [1 << 29]byte{4: 1}
	_ = []int{effect("a"), 1 << 26: effect("bc")}
	_ = struct {
		a [1 << 28]byte
		n int
	}{n: effect("def")}
	_ = []pair{{effect("element"), "x"}, 1 << 25: {}}
}

func main() {
	fmt.Println(pairs[5], pairs[6], pairs[1<<20-1], len(bytes), bytes[1<<25], bytes[1])
	for i := range 3 {
		ints, strings := local(i)
		fmt.Println(len(ints), ints[3], ints[1<<19], ints[4], len(strings), strings[2], strings[1<<16] == "last")
		ints[4], strings[0] = 9, "changed"
	}
	unwanted()
}
