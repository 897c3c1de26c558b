package strings

import (
	"internal/bytealg"
	"internal/stringslite"
	"internal/text"
	"unicode"
	"unicode/utf8"
)

// Clone returns a copy of s in memory of its own, so that a small string need not keep a large one alive.
func Clone(s string) string { return stringslite.Clone(s) }

// Repeat returns count copies of s, one after the other. It panics if count is negative or the result would
// be too long.
func Repeat(s string, count int) string {
	switch count {
	case 0:
		return ""
	case 1:
		return s
	}
	return bytealg.String(text.Repeat("strings", s, count))
}

// ReplaceAll returns s with every old, found without overlap, replaced by new. An empty old is found before
// every character and at the end.
func ReplaceAll(s, old, new string) string { return Replace(s, old, new, -1) }

// Replace is ReplaceAll for the first n places only; all of them if n is negative.
func Replace(s, old, new string, n int) string {
	if old == new || n == 0 {
		return s
	}
	if found := Count(s, old); n < 0 || found < n {
		n = found
	}
	if n == 0 {
		return s
	}
	return bytealg.String(text.Replace(s, old, new, n))
}

// Map returns s with each character replaced by what mapping makes of it; if that is negative, the
// character is dropped.
func Map(mapping func(rune) rune, s string) string {
	var b []byte // nil up to the first change, and there may be none
	for i, c := range s {
		r := mapping(c)
		if b == nil {
			if r == c && (c != utf8.RuneError || HasPrefix(s[i:], "\uFFFD")) {
				continue
			}
			b = make([]byte, i, len(s)+utf8.UTFMax)
			copy(b, s)
		}
		if r >= 0 {
			b = utf8.AppendRune(b, r)
		}
	}
	if b == nil {
		return s
	}
	return bytealg.String(b)
}

// ToUpper returns s in upper case.
func ToUpper(s string) string {
	ascii, has := text.Letters(s, 'a')
	switch {
	case !ascii:
		return Map(unicode.ToUpper, s)
	case !has:
		return s
	}
	return bytealg.String(text.SwapCase(s, 'a'))
}

// ToLower returns s in lower case.
func ToLower(s string) string {
	ascii, has := text.Letters(s, 'A')
	switch {
	case !ascii:
		return Map(unicode.ToLower, s)
	case !has:
		return s
	}
	return bytealg.String(text.SwapCase(s, 'A'))
}

// ToTitle returns s with all characters in title case.
func ToTitle(s string) string { return Map(unicode.ToTitle, s) }

// ToUpperSpecial is ToUpper by the rules of c.
func ToUpperSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToUpper, s) }

// ToLowerSpecial is ToLower by the rules of c.
func ToLowerSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToLower, s) }

// ToTitleSpecial is ToTitle by the rules of c.
func ToTitleSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToTitle, s) }

// Title returns s with the first letter of each word in title case.
//
// Deprecated: what it takes for words is wrong for much of Unicode's punctuation.
func Title(s string) string {
	prev := ' '
	return Map(func(r rune) rune {
		starts := separatesWords(prev)
		prev = r
		if starts {
			return unicode.ToTitle(r)
		}
		return r
	}, s)
}

// separatesWords is true for ASCII that is no letter, digit or underscore, and for other white space.
func separatesWords(r rune) bool {
	if r >= utf8.RuneSelf {
		return unicode.IsSpace(r) && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}
	letter := (r|0x20)-'a' < 26 && (r|0x20) >= 'a'
	digit := '0' <= r && r <= '9'
	return !letter && !digit && r != '_'
}

// ToValidUTF8 returns s with each run of invalid UTF-8 replaced by replacement, which may be empty.
func ToValidUTF8(s, replacement string) string {
	if utf8.ValidString(s) {
		return s
	}
	var b Builder
	b.Grow(len(s) + len(replacement))
	inRun := false
	for i := 0; i < len(s); {
		_, size := utf8.DecodeRuneInString(s[i:])
		if size == 1 && s[i] >= utf8.RuneSelf {
			if !inRun {
				b.WriteString(replacement)
			}
			inRun = true
		} else {
			b.WriteString(s[i : i+size])
			inRun = false
		}
		i += size
	}
	return b.String()
}
