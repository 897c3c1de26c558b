package bytes

import (
	"internal/text"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clone returns a copy of b; nil for nil.
func Clone(b []byte) []byte {
	if b == nil {
		return nil
	}
	return append([]byte{}, b...)
}

// Repeat returns a new slice of count copies of b. It panics if count is negative or the result would be
// too long.
func Repeat(b []byte, count int) []byte { return text.Repeat("bytes", view(b), count) }

// ReplaceAll returns a copy of s with every old, found without overlap, replaced by new. An empty old is
// found before every character and at the end.
func ReplaceAll(s, old, new []byte) []byte { return Replace(s, old, new, -1) }

// Replace is ReplaceAll for the first n places only; all of them if n is negative.
func Replace(s, old, new []byte, n int) []byte {
	if n != 0 {
		if found := Count(s, old); n < 0 || found < n {
			n = found
		}
	}
	if n == 0 {
		return append([]byte(nil), s...)
	}
	return text.Replace(view(s), view(old), view(new), n)
}

// Map returns a copy of s with each character replaced by what mapping makes of it; if that is negative,
// the character is dropped.
func Map(mapping func(r rune) rune, s []byte) []byte {
	b := make([]byte, 0, len(s))
	for _, c := range view(s) {
		if r := mapping(c); r >= 0 {
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}

// ToUpper returns a copy of s in upper case.
func ToUpper(s []byte) []byte {
	if ascii, _ := text.Letters(view(s), 'a'); ascii {
		return text.SwapCase(view(s), 'a')
	}
	return Map(unicode.ToUpper, s)
}

// ToLower returns a copy of s in lower case.
func ToLower(s []byte) []byte {
	if ascii, _ := text.Letters(view(s), 'A'); ascii {
		return text.SwapCase(view(s), 'A')
	}
	return Map(unicode.ToLower, s)
}

// ToTitle returns a copy of s with all characters in title case.
func ToTitle(s []byte) []byte { return Map(unicode.ToTitle, s) }

// ToUpperSpecial is ToUpper by the rules of c.
func ToUpperSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToUpper, s) }

// ToLowerSpecial is ToLower by the rules of c.
func ToLowerSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToLower, s) }

// ToTitleSpecial is ToTitle by the rules of c.
func ToTitleSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToTitle, s) }

// Title returns a copy of s with the first letter of each word in title case.
//
// Deprecated: what it takes for words is wrong for much of Unicode's punctuation.
func Title(s []byte) []byte { return []byte(strings.Title(view(s))) }

// ToValidUTF8 returns a copy of s with each run of invalid UTF-8 replaced by replacement, which may be
// empty.
func ToValidUTF8(s, replacement []byte) []byte {
	return []byte(strings.ToValidUTF8(view(s), view(replacement)))
}
