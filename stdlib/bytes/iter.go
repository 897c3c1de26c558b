package bytes

import (
	"internal/text"
	"iter"
	"unicode/utf8"
)

// The sequences here are parts of their slice, found one at a time as a loop asks for them; appending to a
// part never changes what follows it.

// Lines is the sequence of the lines of s, each with its newline. The last has none if s ends without one.
func Lines(s []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for rest := s; len(rest) > 0; {
			end := IndexByte(rest, '\n') + 1
			if end == 0 {
				end = len(rest)
			}
			if !yield(rest[:end:end]) {
				return
			}
			rest = rest[end:]
		}
	}
}

// SplitSeq is the sequence of what Split returns.
func SplitSeq(s, sep []byte) iter.Seq[[]byte] { return splitSeq(s, sep, 0) }

// SplitAfterSeq is the sequence of what SplitAfter returns.
func SplitAfterSeq(s, sep []byte) iter.Seq[[]byte] { return splitSeq(s, sep, len(sep)) }

// splitSeq leaves keep bytes of each sep in the piece before it.
func splitSeq(s, sep []byte, keep int) iter.Seq[[]byte] {
	if len(sep) == 0 {
		return characters(s)
	}
	return func(yield func([]byte) bool) {
		rest := s
		for {
			at := Index(rest, sep)
			if at < 0 {
				yield(rest[:len(rest):len(rest)])
				return
			}
			if !yield(rest[: at+keep : at+keep]) {
				return
			}
			rest = rest[at+len(sep):]
		}
	}
}

func characters(s []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for rest := s; len(rest) > 0; {
			_, size := utf8.DecodeRune(rest)
			if !yield(rest[:size:size]) {
				return
			}
			rest = rest[size:]
		}
	}
}

// FieldsSeq is the sequence of what Fields returns.
func FieldsSeq(s []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		v := view(s)
		for start, end := text.NextField(v, 0); start < len(s); start, end = text.NextField(v, end) {
			if !yield(s[start:end:end]) {
				return
			}
		}
	}
}

// FieldsFuncSeq is the sequence of what FieldsFunc returns.
func FieldsFuncSeq(s []byte, f func(rune) bool) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		v := view(s)
		start, end := text.NextFieldFunc(v, 0, f)
		for start < len(s) {
			if !yield(s[start:end:end]) {
				return
			}
			start, end = text.NextFieldFunc(v, end, f)
		}
	}
}
