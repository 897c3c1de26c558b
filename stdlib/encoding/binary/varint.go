package binary

import (
	"errors"
	"io"
)

// A varint is an unsigned integer in groups of 7 bits, lowest first, a byte each, whose highest bit says that
// another follows. A signed x is the unsigned 2*x, or -2*x-1 if it is negative, so that small ones are
// short whatever their sign.

// How many bytes varints take at most.
const (
	MaxVarintLen16 = 3
	MaxVarintLen32 = 5
	MaxVarintLen64 = 10
)

var errOverflow = errors.New("binary: varint overflows a 64-bit integer")

// AppendUvarint appends x to buf.
func AppendUvarint(buf []byte, x uint64) []byte {
	for x >= 0x80 {
		buf = append(buf, byte(x)|0x80)
		x >>= 7
	}
	return append(buf, byte(x))
}

// PutUvarint writes x to buf and returns how many bytes it took. It panics if buf is too short.
func PutUvarint(buf []byte, x uint64) int {
	n := 0
	for x >= 0x80 {
		buf[n] = byte(x) | 0x80
		x >>= 7
		n++
	}
	buf[n] = byte(x)
	return n + 1
}

// Uvarint reads an integer from buf and returns it with its number of bytes. That is 0 if buf is too short;
// negative, for so many bytes, if the integer has more than 64 bits.
func Uvarint(buf []byte) (uint64, int) {
	x := uint64(0)
	for i, b := range buf {
		if i == MaxVarintLen64 || i == MaxVarintLen64-1 && 1 < b && b < 0x80 {
			return 0, -(i + 1)
		}
		x |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			return x, i + 1
		}
	}
	return 0, 0
}

func fold(x int64) uint64   { return uint64(x)<<1 ^ uint64(x>>63) }
func unfold(u uint64) int64 { return int64(u>>1) ^ -int64(u&1) }

// AppendVarint appends x to buf.
func AppendVarint(buf []byte, x int64) []byte { return AppendUvarint(buf, fold(x)) }

// PutVarint writes x to buf and returns how many bytes it took. It panics if buf is too short.
func PutVarint(buf []byte, x int64) int { return PutUvarint(buf, fold(x)) }

// Varint is Uvarint for signed integers.
func Varint(buf []byte) (int64, int) {
	u, n := Uvarint(buf)
	return unfold(u), n
}

// ReadUvarint reads an integer from r. The error is io.EOF only if there was nothing to read.
func ReadUvarint(r io.ByteReader) (uint64, error) {
	x := uint64(0)
	for i := range MaxVarintLen64 {
		b, err := r.ReadByte()
		if err != nil {
			if err == io.EOF && i > 0 {
				err = io.ErrUnexpectedEOF
			}
			return x, err
		}
		if i == MaxVarintLen64-1 && 1 < b && b < 0x80 {
			return x, errOverflow
		}
		x |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			return x, nil
		}
	}
	return x, errOverflow
}

// ReadVarint is ReadUvarint for signed integers.
func ReadVarint(r io.ByteReader) (int64, error) {
	u, err := ReadUvarint(r)
	return unfold(u), err
}
