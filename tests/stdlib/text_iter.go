// The sequences of packages strings and bytes, whole and left early, against each other and the slices.
package main

import (
	"bytes"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"
)

var texts = []string{"", "a", "\n", "a\nb", "a\nb\n", "\n\na\n\n", " a  b ", "a,b,,c,", ",", "世界", "a\xffb\xc3", "\u2003a\u00a0b c", "one two\tthree\r\nfour"}

// Go's sequences are for one use each, so make is asked for two.
func show(name string, whole []string, make func() iter.Seq[string]) {
	again := slices.Collect(make())
	var first []string
	for s := range make() {
		first = append(first, s)
		if len(first) == 2 {
			break
		}
	}
	fmt.Printf("%s %q %q", name, again, first)
	if whole != nil {
		fmt.Print(" ", slices.Equal(whole, again))
	}
	fmt.Println()
}

func texts2(seq iter.Seq[[]byte]) iter.Seq[string] {
	return func(yield func(string) bool) {
		for b := range seq {
			if cap(b) != len(b) {
				fmt.Println("room behind", string(b))
			}
			if !yield(string(b)) {
				return
			}
		}
	}
}

func main() {
	vowel := func(r rune) bool { return strings.ContainsRune("aeiou", r) || unicode.IsSpace(r) }
	for _, s := range texts {
		b := []byte(s)
		show("Lines", nil, func() iter.Seq[string] { return strings.Lines(s) })
		show("Lines", nil, func() iter.Seq[string] { return texts2(bytes.Lines(b)) })
		show("Fields", strings.Fields(s), func() iter.Seq[string] { return strings.FieldsSeq(s) })
		show("Fields", strings.Fields(s), func() iter.Seq[string] { return texts2(bytes.FieldsSeq(b)) })
		show("FieldsFunc", strings.FieldsFunc(s, vowel), func() iter.Seq[string] { return strings.FieldsFuncSeq(s, vowel) })
		show("FieldsFunc", strings.FieldsFunc(s, vowel), func() iter.Seq[string] { return texts2(bytes.FieldsFuncSeq(b, vowel)) })
		for _, sep := range []string{"", ",", "\n", "ab", " ", s} {
			show("Split "+sep, strings.Split(s, sep), func() iter.Seq[string] { return strings.SplitSeq(s, sep) })
			show("Split "+sep, strings.Split(s, sep), func() iter.Seq[string] { return texts2(bytes.SplitSeq(b, []byte(sep))) })
			show("SplitAfter "+sep, strings.SplitAfter(s, sep), func() iter.Seq[string] { return strings.SplitAfterSeq(s, sep) })
			show("SplitAfter "+sep, strings.SplitAfter(s, sep), func() iter.Seq[string] { return texts2(bytes.SplitAfterSeq(b, []byte(sep))) })
		}
	}
}
