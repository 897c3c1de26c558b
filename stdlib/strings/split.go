package strings

import (
	"internal/stringslite"
	"internal/text"
	"unicode/utf8"
)

// Cut slices s around the first sep: what is before and after it, and whether sep is there. If it is not,
// Cut returns s, "", false.
func Cut(s, sep string) (before, after string, found bool) { return stringslite.Cut(s, sep) }

// CutPrefix returns s without prefix at its start, and whether it was there.
func CutPrefix(s, prefix string) (after string, found bool) { return stringslite.CutPrefix(s, prefix) }

// CutSuffix returns s without suffix at its end, and whether it was there.
func CutSuffix(s, suffix string) (before string, found bool) { return stringslite.CutSuffix(s, suffix) }

// Split slices s at every sep and returns the pieces between. Without any sep in s that is s alone. An
// empty sep splits after each character.
func Split(s, sep string) []string { return genSplit(s, sep, 0, -1) }

// SplitN is Split into at most n pieces, the last of which is all the rest; none and nil if n is 0, any
// number if n is negative.
func SplitN(s, sep string, n int) []string { return genSplit(s, sep, 0, n) }

// SplitAfter is Split, but each piece keeps the sep that ends it.
func SplitAfter(s, sep string) []string { return genSplit(s, sep, len(sep), -1) }

// SplitAfterN is SplitN, but each piece keeps the sep that ends it.
func SplitAfterN(s, sep string, n int) []string { return genSplit(s, sep, len(sep), n) }

// genSplit leaves keep bytes of each sep in the piece before it.
func genSplit(s, sep string, keep, n int) []string {
	if n == 0 {
		return nil
	}
	if len(sep) == 0 {
		return explode(s, n)
	}
	if n < 0 {
		n = Count(s, sep) + 1
	}
	pieces := make([]string, 0, min(n, len(s)+1))
	for len(pieces) < n-1 {
		at := Index(s, sep)
		if at < 0 {
			break
		}
		pieces = append(pieces, s[:at+keep])
		s = s[at+len(sep):]
	}
	return append(pieces, s)
}

// explode splits s into its characters, at most n, the last of which is all the rest.
func explode(s string, n int) []string {
	if count := utf8.RuneCountInString(s); n < 0 || n > count {
		n = count
	}
	pieces := make([]string, 0, n)
	for len(pieces) < n-1 {
		_, size := utf8.DecodeRuneInString(s)
		pieces = append(pieces, s[:size])
		s = s[size:]
	}
	if n > 0 {
		pieces = append(pieces, s)
	}
	return pieces
}

// Fields splits s around white space, as unicode.IsSpace says; runs of it count as one, and at the ends it
// separates nothing. s of nothing but white space has no fields.
func Fields(s string) []string {
	fields := make([]string, 0, text.EstimateFields(s))
	for start, end := text.NextField(s, 0); start < len(s); start, end = text.NextField(s, end) {
		fields = append(fields, s[start:end])
	}
	return fields
}

// FieldsFunc is Fields with f to tell what separates fields. f must always say the same of a character;
// in which order it is asked is not defined.
func FieldsFunc(s string, f func(rune) bool) []string {
	fields := []string{}
	start, end := text.NextFieldFunc(s, 0, f)
	for start < len(s) {
		fields = append(fields, s[start:end])
		start, end = text.NextFieldFunc(s, end, f)
	}
	return fields
}

// Join returns the elems with sep between them.
func Join(elems []string, sep string) string {
	if len(elems) == 0 {
		return ""
	}
	if len(elems) == 1 {
		return elems[0]
	}
	n := joinedLen(elems, sep)
	if n < 0 {
		panic("strings: Join output length overflow")
	}
	var b Builder
	b.Grow(n)
	b.WriteString(elems[0])
	for _, s := range elems[1:] {
		b.WriteString(sep)
		b.WriteString(s)
	}
	return b.String()
}

// joinedLen returns the length of the joined elems, or -1 if an int cannot hold it.
func joinedLen(elems []string, sep string) int {
	n := 0
	for i, s := range elems {
		if i > 0 {
			n += len(sep)
		}
		if n < 0 || n+len(s) < 0 {
			return -1
		}
		n += len(s)
	}
	return n
}
