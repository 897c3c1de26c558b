// A map of constants is made before anything runs, if the program has the variable at all; other maps in their
// turn.
//
// kept: main.colours
// gone: main.unused
// gone: main.unusedTable
// gone: main.copied
// gone: unicode.Scripts
// gone: unicode.Lao
package main

import (
	"fmt"
	"strings"
)

type table struct{ from, to int }

var (
	colours = map[string]*table{"red": red, "green": green, "none": nil}
	red     = defaultRed
	green   = &table{3, 4}

	defaultRed = &table{1, 2}

	unused      = map[string]*table{"a": unusedTable, "b": copied}
	unusedTable = &table{5, 6}
	copied      = unusedTable

	// Reads a map that is made early.
	redder = colours["red"].to

	// What a function changes on the way is seen by what comes after it.
	small  = map[rune]string{'a': "A", 'b': "B"}
	first  = &table{7, 8}
	number = change()
	after  = map[string]*table{"first": first}
	second = first

	counted = map[string]int{"one": number, "two": 2}
)

func change() int {
	first = &table{70, 80}
	small['c'] = "C"
	return len(small)
}

func main() {
	fmt.Println(*colours["red"], *colours["green"], colours["none"] == nil, len(colours), redder)
	fmt.Println(*after["first"], *second, number, counted, small)
	fmt.Println(strings.ToUpper("é"), strings.Fields(" a b "))
}
