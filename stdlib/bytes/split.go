package bytes

import (
	"internal/text"
	"unicode/utf8"
)

// Cut slices s around the first sep: what is before and after it, and whether sep is there. If it is not,
// Cut returns s, nil, false.
func Cut(s, sep []byte) (before, after []byte, found bool) {
	if i := Index(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, nil, false
}

// CutPrefix returns s without prefix at its start, and whether it was there.
func CutPrefix(s, prefix []byte) (after []byte, found bool) {
	if !HasPrefix(s, prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// CutSuffix returns s without suffix at its end, and whether it was there.
func CutSuffix(s, suffix []byte) (before []byte, found bool) {
	if !HasSuffix(s, suffix) {
		return s, false
	}
	return s[:len(s)-len(suffix)], true
}

// Split slices s at every sep and returns the pieces between. Without any sep in s that is s alone. An
// empty sep splits after each character. Appending to a piece never changes another.
func Split(s, sep []byte) [][]byte { return genSplit(s, sep, 0, -1) }

// SplitN is Split into at most n pieces, the last of which is all the rest; none and nil if n is 0, any
// number if n is negative.
func SplitN(s, sep []byte, n int) [][]byte { return genSplit(s, sep, 0, n) }

// SplitAfter is Split, but each piece keeps the sep that ends it.
func SplitAfter(s, sep []byte) [][]byte { return genSplit(s, sep, len(sep), -1) }

// SplitAfterN is SplitN, but each piece keeps the sep that ends it.
func SplitAfterN(s, sep []byte, n int) [][]byte { return genSplit(s, sep, len(sep), n) }

// genSplit leaves keep bytes of each sep in the piece before it.
func genSplit(s, sep []byte, keep, n int) [][]byte {
	if n == 0 {
		return nil
	}
	if len(sep) == 0 {
		return explode(s, n)
	}
	if n < 0 {
		n = Count(s, sep) + 1
	}
	pieces := make([][]byte, 0, min(n, len(s)+1))
	for len(pieces) < n-1 {
		at := Index(s, sep)
		if at < 0 {
			break
		}
		pieces = append(pieces, s[:at+keep:at+keep])
		s = s[at+len(sep):]
	}
	return append(pieces, s)
}

// explode splits s into its characters, at most n, the last of which is all the rest.
func explode(s []byte, n int) [][]byte {
	if count := utf8.RuneCount(s); n < 0 || n > count {
		n = count
	}
	pieces := make([][]byte, 0, n)
	for len(pieces) < n-1 {
		_, size := utf8.DecodeRune(s)
		pieces = append(pieces, s[:size:size])
		s = s[size:]
	}
	if n > 0 {
		pieces = append(pieces, s)
	}
	return pieces
}

// Fields splits s around white space, as unicode.IsSpace says; runs of it count as one, and at the ends it
// separates nothing. s of nothing but white space has no fields.
func Fields(s []byte) [][]byte {
	v := view(s)
	fields := make([][]byte, 0, text.EstimateFields(v))
	for start, end := text.NextField(v, 0); start < len(s); start, end = text.NextField(v, end) {
		fields = append(fields, s[start:end:end])
	}
	return fields
}

// FieldsFunc is Fields with f to tell what separates fields. f must always say the same of a character;
// in which order it is asked is not defined.
func FieldsFunc(s []byte, f func(rune) bool) [][]byte {
	v := view(s)
	fields := [][]byte{}
	start, end := text.NextFieldFunc(v, 0, f)
	for start < len(s) {
		fields = append(fields, s[start:end:end])
		start, end = text.NextFieldFunc(v, end, f)
	}
	return fields
}

// Join returns a new slice of the elements of s with sep between them.
func Join(s [][]byte, sep []byte) []byte {
	if len(s) == 0 {
		return []byte{}
	}
	if len(s) == 1 {
		return append([]byte(nil), s[0]...)
	}
	n := joinedLen(s, sep)
	if n < 0 {
		panic("bytes: Join output length overflow")
	}
	b := make([]byte, 0, n)
	b = append(b, s[0]...)
	for _, elem := range s[1:] {
		b = append(b, sep...)
		b = append(b, elem...)
	}
	return b
}

// joinedLen returns the length of the joined elements, or -1 if an int cannot hold it.
func joinedLen(s [][]byte, sep []byte) int {
	n := 0
	for i, elem := range s {
		if i > 0 {
			n += len(sep)
		}
		if n < 0 || n+len(elem) < 0 {
			return -1
		}
		n += len(elem)
	}
	return n
}

// Runes returns the characters of s. Each byte of invalid UTF-8 is one U+FFFD.
func Runes(s []byte) []rune { return []rune(view(s)) }
