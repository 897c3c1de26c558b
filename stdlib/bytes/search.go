// Package bytes is package strings for slices of bytes.
//
// What only looks at bytes is left to strings, by way of a string that shares their memory; what returns
// parts of a slice or a changed copy is here. Results that are parts of the argument share its memory.
package bytes

import (
	"internal/bytealg"
	"strings"
	"unicode/utf8"
)

// view returns b's bytes as a string that shares their memory, for functions that do not keep it.
func view(b []byte) string { return bytealg.String(b) }

// Equal reports whether a and b hold the same bytes. nil is the same as empty.
func Equal(a, b []byte) bool { return string(a) == string(b) }

// Compare returns -1 if a < b, 0 if a == b and +1 if a > b, in lexical order.
func Compare(a, b []byte) int { return bytealg.Compare(a, b) }

// EqualFold reports whether s and t are equal but for upper and lower case, by Unicode's simple folding.
func EqualFold(s, t []byte) bool { return strings.EqualFold(view(s), view(t)) }

// Contains reports whether subslice is within b.
func Contains(b, subslice []byte) bool { return Index(b, subslice) != -1 }

// ContainsAny reports whether any character of chars is within b.
func ContainsAny(b []byte, chars string) bool { return IndexAny(b, chars) >= 0 }

// ContainsRune reports whether the character r is within b.
func ContainsRune(b []byte, r rune) bool { return IndexRune(b, r) >= 0 }

// ContainsFunc reports whether f is true for any character of b.
func ContainsFunc(b []byte, f func(rune) bool) bool { return IndexFunc(b, f) >= 0 }

// HasPrefix reports whether s begins with prefix.
func HasPrefix(s, prefix []byte) bool {
	return len(s) >= len(prefix) && Equal(s[:len(prefix)], prefix)
}

// HasSuffix reports whether s ends with suffix.
func HasSuffix(s, suffix []byte) bool {
	return len(s) >= len(suffix) && Equal(s[len(s)-len(suffix):], suffix)
}

// Index returns where sep is first found in s, or -1.
func Index(s, sep []byte) int { return strings.Index(view(s), view(sep)) }

// LastIndex returns where sep is last found in s, or -1.
func LastIndex(s, sep []byte) int { return strings.LastIndex(view(s), view(sep)) }

// IndexByte returns the index of the first c in b, or -1.
func IndexByte(b []byte, c byte) int { return bytealg.IndexByte(b, c) }

// LastIndexByte returns the index of the last c in s, or -1.
func LastIndexByte(s []byte, c byte) int { return strings.LastIndexByte(view(s), c) }

// IndexRune returns the index of the first r in s, or -1. utf8.RuneError is found where invalid UTF-8 is,
// too; any other r that is not a valid character is found nowhere.
func IndexRune(s []byte, r rune) int {
	if uint32(r) < utf8.RuneSelf {
		return IndexByte(s, byte(r))
	}
	return strings.IndexRune(view(s), r)
}

// IndexAny returns the index of the first character of s that is in chars, or -1.
func IndexAny(s []byte, chars string) int {
	if len(chars) == 1 && chars[0] < utf8.RuneSelf {
		return IndexByte(s, chars[0])
	}
	return strings.IndexAny(view(s), chars)
}

// LastIndexAny returns the index of the last character of s that is in chars, or -1.
func LastIndexAny(s []byte, chars string) int { return strings.LastIndexAny(view(s), chars) }

// IndexFunc returns the index of the first character of s for which f is true, or -1.
func IndexFunc(s []byte, f func(r rune) bool) int { return strings.IndexFunc(view(s), f) }

// LastIndexFunc returns the index of the last character of s for which f is true, or -1.
func LastIndexFunc(s []byte, f func(r rune) bool) int { return strings.LastIndexFunc(view(s), f) }

// Count returns how often sep is found in s without overlap. An empty sep is found before every character
// and at the end.
func Count(s, sep []byte) int { return strings.Count(view(s), view(sep)) }
