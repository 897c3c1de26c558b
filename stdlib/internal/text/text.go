// Package text holds what packages strings and bytes have in common beyond searching: finding fields, and
// building changed copies. Input is always a string; package bytes passes its slices as strings that share
// their memory, which is safe since nothing here keeps its input.
package text

import (
	"internal/bytealg"
	"math/bits"
	"unicode"
	"unicode/utf8"
)

// 1 for ASCII white space.
var space = [256]uint8{'\t': 1, '\n': 1, '\v': 1, '\f': 1, '\r': 1, ' ': 1}

// IsSpace reports whether c is ASCII white space.
func IsSpace(c byte) bool { return space[c] != 0 }

// EstimateFields returns how many fields s has, exactly if it has no white space beyond ASCII.
func EstimateFields(s string) int {
	n := 0
	before := uint8(1)
	for i := 0; i < len(s); i++ {
		is := space[s[i]]
		n += int(before &^ is) // without a branch, as this one would be hard to predict
		before = is
	}
	return n
}

// NextField returns the bounds of the first run of characters at or after from that are not white space.
// If there is none, start is len(s).
func NextField(s string, from int) (start, end int) {
	start = from
	for start < len(s) && IsSpace(s[start]) {
		start++
	}
	if start < len(s) && s[start] >= utf8.RuneSelf {
		return NextFieldFunc(s, start, unicode.IsSpace)
	}
	for end = start; end < len(s) && !IsSpace(s[end]); end++ {
		if s[end] >= utf8.RuneSelf {
			return start, end + fieldEnd(s[end:], unicode.IsSpace)
		}
	}
	return start, end
}

// NextFieldFunc is NextField with f to tell what separates fields. It calls f once for each character that
// it passes, in order.
func NextFieldFunc(s string, from int, f func(rune) bool) (start, end int) {
	start, size := len(s), 0
	for i, r := range s[from:] {
		if !f(r) {
			start = from + i
			break
		}
	}
	if start == len(s) {
		return start, start
	}
	_, size = utf8.DecodeRuneInString(s[start:])
	end = start + size
	return start, end + fieldEnd(s[end:], f)
}

func fieldEnd(s string, f func(rune) bool) int {
	for i, r := range s {
		if f(r) {
			return i
		}
	}
	return len(s)
}

// Replace returns a copy of s in which the first n places of old, which exist, are new instead. An empty
// old is found before every character and at the end.
func Replace(s, old, new string, n int) []byte {
	b := make([]byte, 0, len(s)+n*(len(new)-len(old)))
	done := 0
	for i := 0; i < n; i++ {
		at := done
		if len(old) > 0 {
			at += bytealg.IndexString(s[done:], old)
		} else if i > 0 {
			_, size := utf8.DecodeRuneInString(s[done:])
			at += size
		}
		b = append(b, s[done:at]...)
		b = append(b, new...)
		done = at + len(old)
	}
	return append(b, s[done:]...)
}

// What Repeat copies at once: beyond this, source and destination no longer fit a first-level cache.
const repeatChunk = 8 << 10

// Repeat returns count copies of s. Its panics speak for package pkg.
func Repeat(pkg, s string, count int) []byte {
	if count < 0 {
		panic(pkg + ": negative Repeat count")
	}
	high, size := bits.Mul(uint(len(s)), uint(count))
	if high > 0 || int(size) < 0 {
		panic(pkg + ": Repeat output length overflow")
	}
	b := make([]byte, size)
	done := copy(b, s)
	if done == 0 {
		return b
	}
	unit := done
	for done < len(b) {
		// What is there already is the source, up to whole copies of s that make about a chunk.
		have := done
		if have > repeatChunk {
			have = max(repeatChunk/unit*unit, unit)
		}
		done += copy(b[done:], b[:have])
	}
	return b
}

// The difference of a lower case letter and its upper case form.
const caseBit = 'a' - 'A'

// Letters tells whether s is pure ASCII, and whether it has letters from first to first+25: 'a' or 'A'.
func Letters(s string, first byte) (ascii, has bool) {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false, false
		}
		if s[i]-first < 26 {
			has = true
		}
	}
	return true, has
}

// SwapCase returns a copy of the ASCII text s with the letters from first to first+25 in the other case.
func SwapCase(s string, first byte) []byte {
	b := make([]byte, len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c-first < 26 {
			c ^= caseBit
		}
		b[i] = c
	}
	return b
}
