// A map of the program's own beside one of the library's: both are made before anything runs, whatever
// part of the program is linked in advance.
package main

import (
	"fmt"
	"os"
	"text/tabwriter"
)

var names = map[string]int{"one": 1, "two": 2}

func main() {
	// Package tabwriter looks up what ends an escape.
	w := tabwriter.NewWriter(os.Stdout, 0, 8, 1, ' ', tabwriter.StripEscape|tabwriter.Debug)
	fmt.Fprintf(w, "\xffa\tb\xff\tc\n")
	w.Flush()
	fmt.Println(names["two"])
}
