package path

import (
	"errors"
	"unicode/utf8"
)

// ErrBadPattern tells of a pattern that is not well formed.
var ErrBadPattern = errors.New("syntax error in pattern")

// Match reports whether pattern matches all of name. In a pattern
//
//   - matches any number of characters but slashes
//     ?         matches a character but a slash
//     [a-zäöü]  matches a character of those, [^a-z] one that is none of those
//     \c        matches c
//
// and any other character itself. In brackets, -, ] and \ need a \ before them. The error can only be
// ErrBadPattern.
func Match(pattern, name string) (matched bool, err error) {
	if !wellFormed(pattern) {
		return false, ErrBadPattern
	}
	// A star takes as little as it can. When something after it does not match, the last one takes a byte
	// more: that earlier ones do would not help, as then the last could only begin farther to the right.
	rest, tail := pattern, name
	starred, afterStar, fromStar := false, "", ""
	for {
		if len(rest) > 0 && rest[0] == '*' {
			rest = rest[1:]
			starred, afterStar, fromStar = true, rest, tail
			continue
		}
		if len(rest) == 0 && len(tail) == 0 {
			return true, nil
		}
		if len(rest) > 0 && len(tail) > 0 {
			if n, size, ok := matchOne(rest, tail); ok {
				rest, tail = rest[n:], tail[size:]
				continue
			}
		}
		if !starred || len(fromStar) == 0 || fromStar[0] == '/' {
			return false, nil
		}
		fromStar = fromStar[1:]
		rest, tail = afterStar, fromStar
	}
}

// matchOne matches the beginning of pattern, which is not a star, and that of name. It returns the lengths of
// both.
func matchOne(pattern, name string) (n, size int, ok bool) {
	switch pattern[0] {
	case '?':
		_, size = utf8.DecodeRuneInString(name)
		return 1, size, name[0] != '/'
	case '[':
		r, size := utf8.DecodeRuneInString(name)
		n, in, _ := class(pattern, r)
		return n, size, in
	case '\\':
		return 2, 1, pattern[1] == name[0]
	}
	return 1, 1, pattern[0] == name[0]
}

func wellFormed(pattern string) bool {
	for len(pattern) > 0 {
		n := 1
		switch pattern[0] {
		case '[':
			length, _, ok := class(pattern, 0)
			if !ok {
				return false
			}
			n = length
		case '\\':
			n = 2
		}
		if n > len(pattern) {
			return false
		}
		pattern = pattern[n:]
	}
	return true
}

// class returns the length of the bracket expression that begins pattern, and whether r matches it. ok is
// false if it is not well formed.
func class(pattern string, r rune) (n int, matched, ok bool) {
	rest := pattern[1:]
	negated := len(rest) > 0 && rest[0] == '^'
	if negated {
		rest = rest[1:]
	}
	in := false
	for first := true; first || rest[0] != ']'; first = false {
		var low, high rune
		if low, rest, ok = classChar(rest); !ok {
			return 0, false, false
		}
		high = low
		if rest[0] == '-' {
			if high, rest, ok = classChar(rest[1:]); !ok {
				return 0, false, false
			}
		}
		in = in || low <= r && r <= high
	}
	return len(pattern) - len(rest) + 1, in != negated, true
}

// classChar takes a character from a bracket expression. Something must follow it.
func classChar(s string) (r rune, rest string, ok bool) {
	if len(s) == 0 || s[0] == '-' || s[0] == ']' {
		return 0, "", false
	}
	if s[0] == '\\' {
		s = s[1:]
	}
	r, size := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && size <= 1 || size == len(s) {
		return 0, "", false
	}
	return r, s[size:], true
}
