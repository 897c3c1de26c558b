// Package chained is what MD5, SHA-1 and SHA-256 have in common: blocks of 64 bytes are compressed, one after
// the other, into a state of words of 32 bits. The last block is filled up with a bit 1, zeros and the length
// in bits; the final state is the sum.
package chained

import (
	"errors"
	"hash"
	"internal/abi"
	"internal/byteorder"
	"unsafe"
)

// BlockSize is the length of a block.
const BlockSize = 64

const (
	maxWords = 8
	maxState = 4 + 4*maxWords + BlockSize + 8 // of a saved state: mark, words, block, length
)

// An Algorithm is one of those functions.
type Algorithm struct {
	Pkg      string // its package, for errors
	Mark     string // begins a saved state
	Start    []uint32
	Size     int  // of the sum in bytes
	Little   bool // the lowest byte of a word, and of the length, comes first
	Compress func(state []uint32, blocks []byte)
}

// A Digest is a hash.Hash for an Algorithm.
type Digest struct {
	algorithm *Algorithm
	state     [maxWords]uint32
	block     [BlockSize]byte // length%BlockSize bytes, not compressed yet
	length    uint64
}

// New returns a Digest of nothing.
func New(a *Algorithm) *Digest {
	d := &Digest{algorithm: a}
	d.Reset()
	return d
}

// Sum returns the sum of data, in the first a.Size bytes.
func Sum(a *Algorithm, data []byte) (sum [4 * maxWords]byte) {
	d := Digest{algorithm: a}
	d.Reset()
	d.Write(data)
	d.Sum(sum[:0])
	return sum
}

// Reset forgets what was written.
func (d *Digest) Reset() {
	copy(d.state[:], d.algorithm.Start)
	d.length = 0
}

func (d *Digest) words() []uint32 { return d.state[:len(d.algorithm.Start)] }

// Size returns the length of a sum.
func (d *Digest) Size() int { return d.algorithm.Size }

// BlockSize returns the length of a block.
func (d *Digest) BlockSize() int { return BlockSize }

// compress calls the algorithm, which keeps nothing; since it is called through a variable, the compiler has to
// be told.
func (d *Digest) compress(blocks []byte) {
	state := (*uint32)(abi.NoEscape(unsafe.Pointer(&d.state)))
	first := (*byte)(abi.NoEscape(unsafe.Pointer(unsafe.SliceData(blocks))))
	d.algorithm.Compress(unsafe.Slice(state, len(d.words())), unsafe.Slice(first, len(blocks)))
}

// Write adds p. It never fails.
func (d *Digest) Write(p []byte) (int, error) {
	rest := p
	used := int(d.length % BlockSize)
	d.length += uint64(len(p))
	if used > 0 {
		n := copy(d.block[used:], rest)
		rest = rest[n:]
		if used+n < BlockSize {
			return len(p), nil
		}
		d.compress(d.block[:])
	}
	if whole := len(rest) / BlockSize * BlockSize; whole > 0 {
		d.compress(rest[:whole])
		rest = rest[whole:]
	}
	copy(d.block[:], rest)
	return len(p), nil
}

// Sum appends the sum to b; more can be written afterwards.
func (d *Digest) Sum(b []byte) []byte {
	end := *d
	end.pad()
	var sum [4 * maxWords]byte
	for i, w := range end.state {
		if d.algorithm.Little {
			byteorder.LEPutUint32(sum[4*i:], w)
		} else {
			byteorder.BEPutUint32(sum[4*i:], w)
		}
	}
	return append(b, sum[:d.algorithm.Size]...)
}

func (d *Digest) pad() {
	const lengthSize = 8
	bits := d.length * 8
	var tail [2 * BlockSize]byte
	tail[0] = 0x80
	n := BlockSize - int(d.length%BlockSize) // up to the end of the block
	if n < 1+lengthSize {
		n += BlockSize
	}
	if d.algorithm.Little {
		byteorder.LEPutUint64(tail[n-lengthSize:], bits)
	} else {
		byteorder.BEPutUint64(tail[n-lengthSize:], bits)
	}
	d.Write(tail[:n])
}

// Clone returns a copy of d.
func (d *Digest) Clone() (hash.Cloner, error) {
	c := *d
	return &c, nil
}

// AppendBinary appends d's state to b: the mark, the words, the block with zeros for what is not used, the
// length.
func (d *Digest) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, d.algorithm.Mark...)
	for _, w := range d.words() {
		b = byteorder.BEAppendUint32(b, w)
	}
	var block [BlockSize]byte
	copy(block[:], d.block[:d.length%BlockSize])
	b = append(b, block[:]...)
	return byteorder.BEAppendUint64(b, d.length), nil
}

// MarshalBinary returns d's state. It is small enough to be inlined, so that the state need not be on the heap.
func (d *Digest) MarshalBinary() ([]byte, error) {
	return d.AppendBinary(make([]byte, 0, maxState))
}

// UnmarshalBinary sets d to a state that MarshalBinary returned.
func (d *Digest) UnmarshalBinary(b []byte) error {
	a := d.algorithm
	if len(b) < len(a.Mark) || string(b[:len(a.Mark)]) != a.Mark {
		return errors.New(a.Pkg + ": invalid hash state identifier")
	}
	b = b[len(a.Mark):]
	if len(b) != 4*len(a.Start)+BlockSize+8 {
		return errors.New(a.Pkg + ": invalid hash state size")
	}
	for i := range a.Start {
		d.state[i] = byteorder.BEUint32(b[4*i:])
	}
	b = b[4*len(a.Start):]
	copy(d.block[:], b)
	d.length = byteorder.BEUint64(b[BlockSize:])
	return nil
}
