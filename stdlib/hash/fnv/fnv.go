// Package fnv implements the hash functions FNV-1 and FNV-1a of G. Fowler, L. C. Noll and P. Vo: for each byte,
// the sum is multiplied by a prime and combined with the byte by exclusive or; FNV-1a does it the other way
// round.
package fnv

import (
	"errors"
	"hash"
	"internal/byteorder"
	"math/bits"
)

const (
	start32 = 2166136261
	prime32 = 16777619

	start64 = 14695981039346656037
	prime64 = 1099511628211

	start128High = 0x6c62272e07bb0142
	start128Low  = 0x62b821756295c58d
	prime128Low  = 0x13b
	prime128Bit  = 88 // the other bit of the prime
)

// New32 returns an FNV-1 hash of 32 bits.
func New32() hash.Hash32 { return &sum32{start32, false} }

// New32a returns an FNV-1a hash of 32 bits.
func New32a() hash.Hash32 { return &sum32{start32, true} }

// New64 returns an FNV-1 hash of 64 bits.
func New64() hash.Hash64 { return &sum64{start64, false} }

// New64a returns an FNV-1a hash of 64 bits.
func New64a() hash.Hash64 { return &sum64{start64, true} }

// New128 returns an FNV-1 hash of 128 bits.
func New128() hash.Hash { return &sum128{start128High, start128Low, false} }

// New128a returns an FNV-1a hash of 128 bits.
func New128a() hash.Hash { return &sum128{start128High, start128Low, true} }

// --- saved states ------------------------------------------------------------------------------------

// A saved state is "fnv", a byte for the kind of hash, and the sum.
const mark = "fnv"

// kind counts 32 bits, 64 bits, 128 bits; two of each.
func kind(size int, a bool) byte {
	k := byte(1 + 2*(bits.Len(uint(size))-3))
	if a {
		k++
	}
	return k
}

func appendState(b []byte, a bool, h hash.Hash) ([]byte, error) {
	b = append(b, mark...)
	b = append(b, kind(h.Size(), a))
	return h.Sum(b), nil
}

// savedSum returns the sum in a saved state.
func savedSum(state []byte, a bool, size int) ([]byte, error) {
	if len(state) <= len(mark) || string(state[:len(mark)]) != mark || state[len(mark)] != kind(size, a) {
		return nil, errors.New("hash/fnv: invalid hash state identifier")
	}
	sum := state[len(mark)+1:]
	if len(sum) != size {
		return nil, errors.New("hash/fnv: invalid hash state size")
	}
	return sum, nil
}

// --- 32 bits -----------------------------------------------------------------------------------------

type sum32 struct {
	sum uint32
	a   bool
}

func (s *sum32) Write(data []byte) (int, error) {
	sum := s.sum
	if s.a {
		for _, c := range data {
			sum = (sum ^ uint32(c)) * prime32
		}
	} else {
		for _, c := range data {
			sum = sum*prime32 ^ uint32(c)
		}
	}
	s.sum = sum
	return len(data), nil
}

func (s *sum32) Sum(b []byte) []byte         { return byteorder.BEAppendUint32(b, s.sum) }
func (s *sum32) Sum32() uint32               { return s.sum }
func (s *sum32) Reset()                      { s.sum = start32 }
func (s *sum32) Size() int                   { return 4 }
func (s *sum32) BlockSize() int              { return 1 }
func (s *sum32) Clone() (hash.Cloner, error) { c := *s; return &c, nil }

func (s *sum32) AppendBinary(b []byte) ([]byte, error) { return appendState(b, s.a, s) }
func (s *sum32) MarshalBinary() ([]byte, error)        { return appendState(nil, s.a, s) }

func (s *sum32) UnmarshalBinary(state []byte) error {
	sum, err := savedSum(state, s.a, s.Size())
	if err == nil {
		s.sum = byteorder.BEUint32(sum)
	}
	return err
}

// --- 64 bits -----------------------------------------------------------------------------------------

type sum64 struct {
	sum uint64
	a   bool
}

func (s *sum64) Write(data []byte) (int, error) {
	sum := s.sum
	if s.a {
		for _, c := range data {
			sum = (sum ^ uint64(c)) * prime64
		}
	} else {
		for _, c := range data {
			sum = sum*prime64 ^ uint64(c)
		}
	}
	s.sum = sum
	return len(data), nil
}

func (s *sum64) Sum(b []byte) []byte         { return byteorder.BEAppendUint64(b, s.sum) }
func (s *sum64) Sum64() uint64               { return s.sum }
func (s *sum64) Reset()                      { s.sum = start64 }
func (s *sum64) Size() int                   { return 8 }
func (s *sum64) BlockSize() int              { return 1 }
func (s *sum64) Clone() (hash.Cloner, error) { c := *s; return &c, nil }

func (s *sum64) AppendBinary(b []byte) ([]byte, error) { return appendState(b, s.a, s) }
func (s *sum64) MarshalBinary() ([]byte, error)        { return appendState(nil, s.a, s) }

func (s *sum64) UnmarshalBinary(state []byte) error {
	sum, err := savedSum(state, s.a, s.Size())
	if err == nil {
		s.sum = byteorder.BEUint64(sum)
	}
	return err
}

// --- 128 bits ----------------------------------------------------------------------------------------

type sum128 struct {
	high, low uint64
	a         bool
}

func (s *sum128) Write(data []byte) (int, error) {
	for _, c := range data {
		if s.a {
			s.low ^= uint64(c)
		}
		high, low := bits.Mul64(s.low, prime128Low)
		s.high = high + s.high*prime128Low + s.low<<(prime128Bit-64)
		s.low = low
		if !s.a {
			s.low ^= uint64(c)
		}
	}
	return len(data), nil
}

func (s *sum128) Sum(b []byte) []byte {
	return byteorder.BEAppendUint64(byteorder.BEAppendUint64(b, s.high), s.low)
}

func (s *sum128) Reset()                      { s.high, s.low = start128High, start128Low }
func (s *sum128) Size() int                   { return 16 }
func (s *sum128) BlockSize() int              { return 1 }
func (s *sum128) Clone() (hash.Cloner, error) { c := *s; return &c, nil }

func (s *sum128) AppendBinary(b []byte) ([]byte, error) { return appendState(b, s.a, s) }
func (s *sum128) MarshalBinary() ([]byte, error)        { return appendState(nil, s.a, s) }

func (s *sum128) UnmarshalBinary(state []byte) error {
	sum, err := savedSum(state, s.a, s.Size())
	if err == nil {
		s.high, s.low = byteorder.BEUint64(sum), byteorder.BEUint64(sum[8:])
	}
	return err
}
