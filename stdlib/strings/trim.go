package strings

import (
	"internal/stringslite"
	"internal/text"
	"unicode"
	"unicode/utf8"
)

// TrimPrefix returns s without prefix at its start, if it is there.
func TrimPrefix(s, prefix string) string { return stringslite.TrimPrefix(s, prefix) }

// TrimSuffix returns s without suffix at its end, if it is there.
func TrimSuffix(s, suffix string) string { return stringslite.TrimSuffix(s, suffix) }

// TrimFunc returns s without the characters at both ends for which f is true.
func TrimFunc(s string, f func(rune) bool) string { return TrimRightFunc(TrimLeftFunc(s, f), f) }

// TrimLeftFunc returns s without the characters at its start for which f is true.
func TrimLeftFunc(s string, f func(rune) bool) string {
	i := indexFunc(s, f, false)
	if i == -1 {
		return ""
	}
	return s[i:]
}

// TrimRightFunc returns s without the characters at its end for which f is true.
func TrimRightFunc(s string, f func(rune) bool) string {
	i := lastIndexFunc(s, f, false)
	if i < 0 {
		return ""
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return s[:i+size]
}

// Trim returns s without the characters at both ends that are in cutset.
func Trim(s, cutset string) string { return TrimRight(TrimLeft(s, cutset), cutset) }

// TrimLeft returns s without the characters at its start that are in cutset.
func TrimLeft(s, cutset string) string {
	if set, ok := makeASCIISet(cutset); ok {
		for len(s) > 0 && set.contains(s[0]) {
			s = s[1:]
		}
		return s
	}
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		if !ContainsRune(cutset, r) {
			break
		}
		s = s[size:]
	}
	return s
}

// TrimRight returns s without the characters at its end that are in cutset.
func TrimRight(s, cutset string) string {
	if set, ok := makeASCIISet(cutset); ok {
		for len(s) > 0 && set.contains(s[len(s)-1]) {
			s = s[:len(s)-1]
		}
		return s
	}
	for len(s) > 0 {
		r, size := utf8.DecodeLastRuneInString(s)
		if !ContainsRune(cutset, r) {
			break
		}
		s = s[:len(s)-size]
	}
	return s
}

// TrimSpace returns s without white space at both ends, as unicode.IsSpace says.
func TrimSpace(s string) string {
	for len(s) > 0 && text.IsSpace(s[0]) {
		s = s[1:]
	}
	for len(s) > 0 && text.IsSpace(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	if len(s) > 0 && s[0]|s[len(s)-1] >= utf8.RuneSelf {
		return TrimFunc(s, unicode.IsSpace)
	}
	return s
}
