package bytes

import (
	"errors"
	"io"
	"unicode/utf8"
)

// A Reader reads from a slice of bytes, which must not change meanwhile. It can seek. The zero value reads
// an empty slice.
type Reader struct {
	s    []byte
	i    int64 // the position; may lie beyond the end
	prev int   // where the last character read began; < 0 if the last call was not ReadRune
}

// NewReader returns a Reader of b.
func NewReader(b []byte) *Reader { return &Reader{b, 0, -1} }

// Reset makes r read b from its start.
func (r *Reader) Reset(b []byte) { *r = Reader{b, 0, -1} }
