package bytes

import (
	"strings"
	"unicode"
)

// TrimPrefix returns s without prefix at its start, if it is there.
func TrimPrefix(s, prefix []byte) []byte {
	if HasPrefix(s, prefix) {
		return s[len(prefix):]
	}
	return s
}

// TrimSuffix returns s without suffix at its end, if it is there.
func TrimSuffix(s, suffix []byte) []byte {
	if HasSuffix(s, suffix) {
		return s[:len(s)-len(suffix)]
	}
	return s
}

// last returns the last n bytes of s; nil if n is 0, as all that trim on the left do.
func last(s []byte, n int) []byte {
	if n == 0 {
		return nil
	}
	return s[len(s)-n:]
}

// TrimFunc returns s without the characters at both ends for which f is true; nil if none are left.
func TrimFunc(s []byte, f func(r rune) bool) []byte { return TrimRightFunc(TrimLeftFunc(s, f), f) }

// TrimLeftFunc returns s without the characters at its start for which f is true; nil if none are left.
func TrimLeftFunc(s []byte, f func(r rune) bool) []byte {
	return last(s, len(strings.TrimLeftFunc(view(s), f)))
}

// TrimRightFunc returns s without the characters at its end for which f is true.
func TrimRightFunc(s []byte, f func(r rune) bool) []byte {
	return s[:len(strings.TrimRightFunc(view(s), f))]
}

// Trim returns s without the characters at both ends that are in cutset; nil if none are left.
func Trim(s []byte, cutset string) []byte { return TrimRight(TrimLeft(s, cutset), cutset) }

// TrimLeft returns s without the characters at its start that are in cutset; nil if none are left.
func TrimLeft(s []byte, cutset string) []byte {
	return last(s, len(strings.TrimLeft(view(s), cutset)))
}

// TrimRight returns s without the characters at its end that are in cutset.
func TrimRight(s []byte, cutset string) []byte {
	return s[:len(strings.TrimRight(view(s), cutset))]
}

// TrimSpace returns s without white space at both ends, as unicode.IsSpace says; nil if nothing is left.
func TrimSpace(s []byte) []byte {
	rest := strings.TrimSpace(view(s))
	if len(rest) == 0 {
		return nil
	}
	start := len(s) - len(strings.TrimLeftFunc(view(s), unicode.IsSpace))
	return s[start : start+len(rest)]
}
