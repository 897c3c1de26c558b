// Package strings works with UTF-8 encoded strings.
//
// Bytes that are not valid UTF-8 are no error anywhere: a function that looks at characters takes each of
// them for one U+FFFD.
package strings

import (
	"internal/bytealg"
	"internal/stringslite"
	"unicode"
	"unicode/utf8"
)

// Contains reports whether substr is within s.
func Contains(s, substr string) bool { return Index(s, substr) >= 0 }

// ContainsAny reports whether any character of chars is within s.
func ContainsAny(s, chars string) bool { return IndexAny(s, chars) >= 0 }

// ContainsRune reports whether the character r is within s.
func ContainsRune(s string, r rune) bool { return IndexRune(s, r) >= 0 }

// ContainsFunc reports whether f is true for any character of s.
func ContainsFunc(s string, f func(rune) bool) bool { return IndexFunc(s, f) >= 0 }

// HasPrefix reports whether s begins with prefix.
func HasPrefix(s, prefix string) bool { return stringslite.HasPrefix(s, prefix) }

// HasSuffix reports whether s ends with suffix.
func HasSuffix(s, suffix string) bool { return stringslite.HasSuffix(s, suffix) }

// Index returns where substr is first found in s, or -1.
func Index(s, substr string) int { return bytealg.IndexString(s, substr) }

// LastIndex returns where substr is last found in s, or -1.
func LastIndex(s, substr string) int {
	switch n := len(substr); {
	case n == 1:
		return LastIndexByte(s, substr[0])
	case n < len(s):
		return bytealg.LastIndexString(s, substr)
	case s == substr:
		return 0
	}
	return -1
}

// IndexByte returns the index of the first c in s, or -1.
func IndexByte(s string, c byte) int { return stringslite.IndexByte(s, c) }

// LastIndexByte returns the index of the last c in s, or -1.
func LastIndexByte(s string, c byte) int { return bytealg.LastIndexByteString(s, c) }

// IndexRune returns the index of the first r in s, or -1. utf8.RuneError is found where invalid UTF-8 is,
// too; any other r that is not a valid character is found nowhere.
func IndexRune(s string, r rune) int {
	switch {
	case 0 <= r && r < utf8.RuneSelf:
		return IndexByte(s, byte(r))
	case r == utf8.RuneError:
		for i, c := range s {
			if c == utf8.RuneError {
				return i
			}
		}
		return -1
	case !utf8.ValidRune(r):
		return -1
	}
	var encoded [utf8.UTFMax]byte
	n := utf8.EncodeRune(encoded[:], r)
	return Index(s, bytealg.String(encoded[:n]))
}

// IndexFunc returns the index of the first character of s for which f is true, or -1.
func IndexFunc(s string, f func(rune) bool) int { return indexFunc(s, f, true) }

// LastIndexFunc returns the index of the last character of s for which f is true, or -1.
func LastIndexFunc(s string, f func(rune) bool) int { return lastIndexFunc(s, f, true) }

// indexFunc finds the first character for which f returns want.
func indexFunc(s string, f func(rune) bool, want bool) int {
	for i, r := range s {
		if f(r) == want {
			return i
		}
	}
	return -1
}

func lastIndexFunc(s string, f func(rune) bool, want bool) int {
	for end := len(s); end > 0; {
		r, size := rune(s[end-1]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeLastRuneInString(s[:end])
		}
		end -= size
		if f(r) == want {
			return end
		}
	}
	return -1
}

// An asciiSet is a set of bytes below utf8.RuneSelf, a bit each; the upper half stays empty.
type asciiSet [4]uint64

// makeASCIISet reports false if chars has other characters.
func makeASCIISet(chars string) (set asciiSet, ok bool) {
	for i := 0; i < len(chars); i++ {
		c := chars[i]
		if c >= utf8.RuneSelf {
			return set, false
		}
		set[c/64] |= 1 << (c % 64)
	}
	return set, true
}

func (set *asciiSet) contains(c byte) bool { return set[c/64]>>(c%64)&1 != 0 }

// Shorter strings are searched before an asciiSet is made.
const setWorthwhile = 8

// IndexAny returns the index of the first character of s that is in chars, or -1.
func IndexAny(s, chars string) int {
	if len(chars) == 0 {
		return -1
	}
	if len(chars) == 1 && chars[0] < utf8.RuneSelf {
		return IndexByte(s, chars[0])
	}
	if len(s) > setWorthwhile {
		if set, ok := makeASCIISet(chars); ok {
			for i := 0; i < len(s); i++ {
				if set.contains(s[i]) {
					return i
				}
			}
			return -1
		}
	}
	for i, r := range s {
		if IndexRune(chars, r) >= 0 {
			return i
		}
	}
	return -1
}

// LastIndexAny returns the index of the last character of s that is in chars, or -1.
func LastIndexAny(s, chars string) int {
	if len(chars) == 0 {
		return -1
	}
	if len(s) > setWorthwhile {
		if set, ok := makeASCIISet(chars); ok {
			for i := len(s) - 1; i >= 0; i-- {
				if set.contains(s[i]) {
					return i
				}
			}
			return -1
		}
	}
	for end := len(s); end > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:end])
		end -= size
		if IndexRune(chars, r) >= 0 {
			return end
		}
	}
	return -1
}

// Count returns how often substr is found in s without overlap. An empty substr is found before every
// character and at the end.
func Count(s, substr string) int {
	if len(substr) == 0 {
		return utf8.RuneCountInString(s) + 1
	}
	if len(substr) == 1 {
		return bytealg.CountString(s, substr[0])
	}
	n := 0
	for {
		i := Index(s, substr)
		if i < 0 {
			return n
		}
		n++
		s = s[i+len(substr):]
	}
}

// Compare returns -1 if a < b, 0 if a == b and +1 if a > b. The operators == and < say more clearly what is
// meant; Compare is for where all three cases matter.
func Compare(a, b string) int { return bytealg.CompareString(a, b) }

// EqualFold reports whether s and t are equal but for upper and lower case, by Unicode's simple folding.
func EqualFold(s, t string) bool {
	n := min(len(s), len(t))
	for i := 0; i < n; i++ {
		if s[i]|t[i] >= utf8.RuneSelf {
			return equalFoldUnicode(s[i:], t[i:])
		}
		if s[i] != t[i] && !equalFoldASCII(s[i], t[i]) {
			return false
		}
	}
	return len(s) == len(t)
}

// equalFoldASCII reports whether a and b, which differ, are the two cases of one letter.
func equalFoldASCII(a, b byte) bool {
	const caseBit = 'a' - 'A'
	return a^b == caseBit && (a|caseBit)-'a' < 26
}

func equalFoldUnicode(s, t string) bool {
	for _, a := range s {
		if len(t) == 0 {
			return false
		}
		b, size := utf8.DecodeRuneInString(t)
		t = t[size:]
		if a != b && !sameFold(a, b) {
			return false
		}
	}
	return len(t) == 0
}

// sameFold walks the ring of characters that are the same as a but for case, in search of b.
func sameFold(a, b rune) bool {
	for r := unicode.SimpleFold(a); r != a; r = unicode.SimpleFold(r) {
		if r == b {
			return true
		}
	}
	return false
}
