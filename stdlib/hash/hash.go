// Package hash describes hash functions: what is written to one changes a state, from which a sum of fixed
// length comes. Those of the standard library can also be cloned, and save and restore their state as
// package encoding's BinaryMarshaler, BinaryAppender and BinaryUnmarshaler.
package hash

import "io"

// A Hash is a hash function with what was written to it so far.
type Hash interface {
	io.Writer            // never fails
	Sum(b []byte) []byte // appends the sum to b; the state stays
	Reset()              // as new
	Size() int           // bytes of a sum
	BlockSize() int      // Write is fastest with multiples of it
}

// A Hash32 has a sum of 32 bits.
type Hash32 interface {
	Hash
	Sum32() uint32
}

// A Hash64 has a sum of 64 bits.
type Hash64 interface {
	Hash
	Sum64() uint64
}

// A Cloner can be copied: Clone returns a Hash with the same state that is independent of it. The error is
// nil, or errors.ErrUnsupported wrapped if the Cloner hides a Hash that cannot do this.
type Cloner interface {
	Hash
	Clone() (Cloner, error)
}

// A XOF is a hash function with a sum of any length: Write first, then Read. To Write after a Read panics.
type XOF interface {
	io.Writer
	io.Reader       // io.EOF after all the sum, if that has an end
	Reset()         // as new
	BlockSize() int // Write is fastest with multiples of it
}
