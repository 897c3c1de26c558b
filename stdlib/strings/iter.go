package strings

import (
	"internal/text"
	"iter"
	"unicode/utf8"
)

// The sequences here are slices of their string, found one at a time as a loop asks for them.

// Lines is the sequence of the lines of s, each with its newline. The last has none if s ends without one.
func Lines(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for rest := s; len(rest) > 0; {
			end := IndexByte(rest, '\n') + 1
			if end == 0 {
				end = len(rest)
			}
			if !yield(rest[:end]) {
				return
			}
			rest = rest[end:]
		}
	}
}

// SplitSeq is the sequence of what Split returns.
func SplitSeq(s, sep string) iter.Seq[string] { return splitSeq(s, sep, 0) }

// SplitAfterSeq is the sequence of what SplitAfter returns.
func SplitAfterSeq(s, sep string) iter.Seq[string] { return splitSeq(s, sep, len(sep)) }

// splitSeq leaves keep bytes of each sep in the piece before it.
func splitSeq(s, sep string, keep int) iter.Seq[string] {
	if len(sep) == 0 {
		return characters(s)
	}
	return func(yield func(string) bool) {
		rest := s
		for {
			at := Index(rest, sep)
			if at < 0 {
				yield(rest)
				return
			}
			if !yield(rest[:at+keep]) {
				return
			}
			rest = rest[at+len(sep):]
		}
	}
}

func characters(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for rest := s; len(rest) > 0; {
			_, size := utf8.DecodeRuneInString(rest)
			if !yield(rest[:size]) {
				return
			}
			rest = rest[size:]
		}
	}
}

// FieldsSeq is the sequence of what Fields returns.
func FieldsSeq(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for start, end := text.NextField(s, 0); start < len(s); start, end = text.NextField(s, end) {
			if !yield(s[start:end]) {
				return
			}
		}
	}
}

// FieldsFuncSeq is the sequence of what FieldsFunc returns.
func FieldsFuncSeq(s string, f func(rune) bool) iter.Seq[string] {
	return func(yield func(string) bool) {
		start, end := text.NextFieldFunc(s, 0, f)
		for start < len(s) {
			if !yield(s[start:end]) {
				return
			}
			start, end = text.NextFieldFunc(s, end, f)
		}
	}
}
