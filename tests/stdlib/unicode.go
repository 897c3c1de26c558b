// Every code point through every predicate and mapping of package unicode.
package main

import (
	"fmt"
	"sort"
	"unicode"
)

func main() {
	hash := uint64(0)
	add := func(v int) { hash = hash*31 + uint64(v) }
	preds := []func(rune) bool{unicode.IsControl, unicode.IsDigit, unicode.IsGraphic, unicode.IsLetter, unicode.IsLower,
		unicode.IsMark, unicode.IsNumber, unicode.IsPrint, unicode.IsPunct, unicode.IsSpace, unicode.IsSymbol, unicode.IsTitle, unicode.IsUpper}
	counts := make([]int, len(preds))
	for r := rune(-2); r <= unicode.MaxRune+2; r++ {
		for i, p := range preds {
			if p(r) {
				counts[i]++
				add(i + int(r)*16)
			}
		}
		add(int(unicode.ToUpper(r)))
		add(int(unicode.ToLower(r)))
		add(int(unicode.ToTitle(r)))
		add(int(unicode.SimpleFold(r)))
		add(int(unicode.TurkishCase.ToUpper(r)))
		add(int(unicode.TurkishCase.ToLower(r)))
		add(int(unicode.TurkishCase.ToTitle(r)))
		if r&0xFFFF == 0x1234 {
			fmt.Printf("%x %x\n", r, hash)
		}
	}
	fmt.Println(counts)
	maps := []map[string]*unicode.RangeTable{unicode.Categories, unicode.Scripts, unicode.Properties, unicode.FoldCategory, unicode.FoldScript}
	for _, m := range maps {
		var names []string
		for n := range m {
			names = append(names, n)
		}
		sort.Strings(names)
		for _, n := range names {
			count := 0
			for r := rune(0); r <= 0x20000; r++ {
				if unicode.Is(m[n], r) {
					count++
				}
			}
			fmt.Println(n, count)
		}
	}
	fmt.Println(unicode.To(7, 'a'), unicode.To(unicode.TitleCase, 'ǆ'), unicode.Version, len(unicode.CategoryAliases))
	fmt.Println(unicode.Is(unicode.Han, '世'), unicode.In('x', unicode.Greek, unicode.Latin), unicode.IsOneOf([]*unicode.RangeTable{unicode.Digit}, 'x'))
}
