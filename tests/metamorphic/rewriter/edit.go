// Edits of a program's text.
//
// A rewrite never builds a new tree: it puts text around pieces of the source, or in place of them. So comments,
// directives and line numbers stay where they are, and rewrites nest without knowing of each other: what
// lies between the two texts of a wrap may itself be wrapped. Text that a rewrite adds holds no newline.
//
// Wraps that begin at the same place open from the widest to the narrowest, and close the other way round.
// An expression statement and its expression have the same extent: what belongs to the statement is `outer`.
package main

import (
	"sort"
	"strings"
)

// edit puts open before and close after the source between two offsets; with replace, open stands for it.
type edit struct {
	start, end  int
	open, close string
	replace     bool
	outer       bool
	lines       bool // a replacement that keeps the newlines of what was there
}

// clashes tells whether a and b cannot both be made.
func clashes(a, b edit) bool {
	if a.replace && b.replace {
		return a.start < b.end && b.start < a.end
	}
	if b.replace {
		a, b = b, a
	}
	if !a.replace {
		return a.start < b.start && b.start < a.end && a.end < b.end ||
			b.start < a.start && a.start < b.end && b.end < a.end
	}
	return a.start < b.start && b.start < a.end || a.start < b.end && b.end < a.end
}

// insertion is one end of a wrap, or a replacement, whose text the source up to skip gives way to.
type insertion struct {
	at, other, rank int
	text            string
	closes, outer   bool
	skip            int
}

// less orders insertions: those at one place close from within outwards, then open from without inwards.
func (a insertion) less(b insertion) bool {
	switch {
	case a.at != b.at:
		return a.at < b.at
	case a.closes != b.closes:
		return a.closes
	case (a.skip > 0) != (b.skip > 0):
		return b.skip > 0
	case a.other != b.other:
		return a.other > b.other
	case a.outer != b.outer:
		return a.outer != a.closes
	}
	return (a.rank < b.rank) != a.closes
}

// withLines puts newlines after the last brace or parenthesis that opens in a text, where they change nothing.
func withLines(text string, n int) string {
	at := strings.LastIndexAny(text, "{(") + 1
	if at == 0 {
		return text
	}
	rest := text[at:]
	return text[:at] + strings.Repeat("\n", n) + rest
}

// apply makes edits that do not clash; of two with the same extent the earlier is the outer one.
func apply(src string, edits []edit) string {
	var list []insertion
	for rank, e := range edits {
		if e.replace {
			if e.lines {
				e.open = withLines(e.open, strings.Count(src[e.start:e.end], "\n"))
			}
			list = append(list, insertion{at: e.start, other: e.end, rank: rank, text: e.open, skip: e.end})
			continue
		}
		list = append(list, insertion{at: e.start, other: e.end, rank: rank, text: e.open, outer: e.outer},
			insertion{at: e.end, other: e.start, rank: rank, text: e.close, outer: e.outer, closes: true})
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].less(list[j]) })
	var out strings.Builder
	at := 0
	for _, in := range list {
		if in.at > at {
			out.WriteString(src[at:in.at])
			at = in.at
		}
		out.WriteString(in.text)
		if in.skip > at {
			at = in.skip
		}
	}
	out.WriteString(src[at:])
	return out.String()
}
