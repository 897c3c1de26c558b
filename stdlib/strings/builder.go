package strings

import (
	"internal/abi"
	"internal/bytealg"
	"unicode/utf8"
	"unsafe"
)

// A Builder assembles a string piece by piece and hands it out without another copy. The zero value is
// empty and ready. Once it holds something it must not be copied.
//
// addr finds such copies: it is the Builder's own address since the first write. It must not make every
// Builder escape, hence abi.NoEscape; that is safe because it points to the very object that holds it.
type Builder struct {
	addr *Builder
	buf  []byte // what String returned shares it: only ever appended to
}

func (b *Builder) copyCheck() {
	if b.addr == nil {
		b.addr = (*Builder)(abi.NoEscape(unsafe.Pointer(b)))
	} else if b.addr != b {
		panic("strings: illegal use of non-zero Builder copied by value")
	}
}

// String returns what was written so far.
func (b *Builder) String() string {
	return unsafe.String(unsafe.SliceData(b.buf), len(b.buf))
}

// Len returns the number of bytes written: b.Len() == len(b.String()).
func (b *Builder) Len() int { return len(b.buf) }

// Cap returns the size of the memory behind b, the bytes written included.
func (b *Builder) Cap() int { return cap(b.buf) }

// Reset makes b empty. The strings it returned keep its memory.
func (b *Builder) Reset() {
	b.addr = nil
	b.buf = nil
}

// Grow makes room for n more bytes, which can then be written without another allocation. It panics if n is
// negative.
func (b *Builder) Grow(n int) {
	b.copyCheck()
	if n < 0 {
		panic("strings.Builder.Grow: negative count")
	}
	if cap(b.buf)-len(b.buf) < n {
		b.grow(n)
	}
}

// grow at least doubles the memory, so that a series of calls takes linear time.
func (b *Builder) grow(n int) {
	buf := bytealg.Make(2*cap(b.buf) + n)
	b.buf = buf[:copy(buf, b.buf)]
}

// Write appends p. The error is always nil.
func (b *Builder) Write(p []byte) (int, error) {
	b.copyCheck()
	b.buf = append(b.buf, p...)
	return len(p), nil
}

// WriteByte appends c. The error is always nil.
func (b *Builder) WriteByte(c byte) error {
	b.copyCheck()
	b.buf = append(b.buf, c)
	return nil
}

// WriteRune appends the UTF-8 form of r and returns its length. The error is always nil.
func (b *Builder) WriteRune(r rune) (int, error) {
	b.copyCheck()
	old := len(b.buf)
	b.buf = utf8.AppendRune(b.buf, r)
	return len(b.buf) - old, nil
}

// WriteString appends s. The error is always nil.
func (b *Builder) WriteString(s string) (int, error) {
	b.copyCheck()
	b.buf = append(b.buf, s...)
	return len(s), nil
}
