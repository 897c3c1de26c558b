// Package maphash hashes bytes and comparable values as maps do: for hash tables and the like, of a quality
// that masks and remainders of the hashes can be used. A Seed, random for each, decides the function.
package maphash

import (
	"hash"
	"internal/abi"
	"internal/byteorder"
	"internal/random"
	"unsafe"
)

// A Seed chooses a hash function. It has no meaning in other processes; the zero Seed is not valid.
type Seed struct {
	s uint64
}

// MakeSeed returns a random Seed.
func MakeSeed() Seed {
	for {
		if s := random.Uint64(); s != 0 {
			return Seed{s}
		}
	}
}

func (s Seed) check() {
	if s.s == 0 {
		panic("maphash: use of uninitialized Seed")
	}
}

// However bytes are written, they are hashed in pieces of this length (but for the last), each with the
// hash of the piece before as its seed.
const pieceLen = 128

// Bytes returns what Sum64 of a Hash with seed returns after b was written.
func Bytes(seed Seed, b []byte) uint64 {
	seed.check()
	state, rest := pieces(seed.s, b)
	return piece(state, rest)
}

// String is Bytes for a string.
func String(seed Seed, s string) uint64 {
	return Bytes(seed, unsafe.Slice(unsafe.StringData(s), len(s)))
}

// pieces hashes all of b that is sure not to be the last piece.
func pieces(state uint64, b []byte) (newState uint64, rest []byte) {
	for len(b) > pieceLen {
		state = piece(state, b[:pieceLen])
		b = b[pieceLen:]
	}
	return state, b
}

func piece(state uint64, b []byte) uint64 {
	return memhash(unsafe.Pointer(unsafe.SliceData(b)), len(b), state)
}

// Comparable returns a hash of v: the same for values that are equal, a random one if v != v. It panics if v
// holds an interface value whose type is not comparable.
func Comparable[T comparable](seed Seed, v T) uint64 {
	seed.check()
	return hashValue(seed.s, &v)
}

// WriteComparable adds v to what h hashes.
func WriteComparable[T comparable](h *Hash, v T) {
	h.init()
	if h.n > 0 {
		// What is in h.piece is hashed later than v, but it must matter that it came first.
		h.state = hashValue(h.state, &h.n)
	}
	h.state = hashValue(h.state, &v)
}

func hashValue[T comparable](state uint64, v *T) uint64 {
	var m any = map[T]struct{}(nil)
	return mapHash((*abi.EmptyInterface)(unsafe.Pointer(&m)).Type, unsafe.Pointer(v), state)
}

// A Hash hashes what is written to it; in how many writes makes no difference. The zero Hash has a random
// Seed. A Hash is not safe for use by several goroutines at once.
type Hash struct {
	_           [0]func() // so that it cannot be compared
	seed, state uint64    // 0 until there is need of them
	piece       [pieceLen]byte
	n           int // bytes in piece
}

func (h *Hash) init() {
	if h.seed == 0 {
		h.seed = MakeSeed().s
		h.state = h.seed
	}
}

// Seed returns h's Seed.
func (h *Hash) Seed() Seed {
	h.init()
	return Seed{h.seed}
}

// SetSeed sets h's Seed and forgets what was written.
func (h *Hash) SetSeed(seed Seed) {
	seed.check()
	h.seed, h.state, h.n = seed.s, seed.s, 0
}

// Reset forgets what was written.
func (h *Hash) Reset() {
	h.init()
	h.state, h.n = h.seed, 0
}

// Write adds b. It never fails.
func (h *Hash) Write(b []byte) (int, error) {
	rest := b
	if h.n > 0 {
		n := copy(h.piece[h.n:], rest)
		h.n += n
		rest = rest[n:]
		if len(rest) == 0 {
			return len(b), nil
		}
		h.flush()
	}
	h.init()
	h.state, rest = pieces(h.state, rest)
	h.n = copy(h.piece[:], rest)
	return len(b), nil
}

// flush hashes a full piece.
func (h *Hash) flush() {
	h.init()
	h.state = piece(h.state, h.piece[:])
	h.n = 0
}

// WriteString adds s. It never fails.
func (h *Hash) WriteString(s string) (int, error) {
	return h.Write(unsafe.Slice(unsafe.StringData(s), len(s)))
}

// WriteByte adds b. It never fails.
func (h *Hash) WriteByte(b byte) error {
	if h.n == len(h.piece) {
		h.flush()
	}
	h.piece[h.n] = b
	h.n++
	return nil
}

// Sum64 returns the hash of what was written.
func (h *Hash) Sum64() uint64 {
	h.init()
	return piece(h.state, h.piece[:h.n])
}

// Sum appends the hash to b.
func (h *Hash) Sum(b []byte) []byte { return byteorder.LEAppendUint64(b, h.Sum64()) }

// Size returns 8.
func (h *Hash) Size() int { return 8 }

// BlockSize returns the length of the pieces that are hashed at once.
func (h *Hash) BlockSize() int { return len(h.piece) }

// Clone returns a copy of h.
func (h *Hash) Clone() (hash.Cloner, error) {
	h.init()
	c := *h
	return &c, nil
}
