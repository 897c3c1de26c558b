//go:build ignore

// mkunicode prints unicode_tables.h: the ranges of characters the front end asks about.
//
//	go run lang/mkunicode.go > lang/unicode_tables.h
package main

import (
	"fmt"
	"strconv"
	"unicode"
)

func table(name string, in func(rune) bool) {
	fmt.Printf("\nstatic const Range %s[] = {", name)
	n := 0
	for r := rune(0x80); r <= unicode.MaxRune; r++ {
		if !in(r) {
			continue
		}
		lo := r
		for r < unicode.MaxRune && in(r+1) {
			r++
		}
		sep := " "
		if n%5 == 0 {
			sep = "\n\t"
		}
		fmt.Printf("%s{%#x, %#x},", sep, lo, r)
		n++
	}
	fmt.Print("\n};\n")
}

func main() {
	fmt.Printf("// unicode_tables.h - made by mkunicode.go from Unicode %s: ranges above ASCII.\n", unicode.Version)
	table("letters", unicode.IsLetter)
	table("digits", unicode.IsDigit)
	table("uppers", unicode.IsUpper)
	table("prints", strconv.IsPrint)
}
