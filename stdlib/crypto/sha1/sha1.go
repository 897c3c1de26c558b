// Package sha1 implements the hash function SHA-1 of FIPS 180-4. It is broken: others than attackers can still use
// it to tell files apart.
package sha1

import (
	"hash"
	"internal/byteorder"
	"internal/chained"
	"math/bits"
)

// Size and BlockSize are the lengths of a sum and of a block.
const (
	Size      = 20
	BlockSize = chained.BlockSize
)

var algorithm = chained.Algorithm{
	Pkg:      "crypto/sha1",
	Mark:     "sha\x01",
	Start:    []uint32{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0},
	Size:     Size,
	Compress: compress,
}

// New returns a hash.Hash for SHA-1.
func New() hash.Hash { return chained.New(&algorithm) }

// Sum returns the sum of data.
func Sum(data []byte) [Size]byte {
	sum := chained.Sum(&algorithm, data)
	return [Size]byte(sum[:])
}

// The roots of 2, 3, 5 and 10, times 2**30: a constant for each round.
const (
	root2  = 0x5a827999
	root3  = 0x6ed9eba1
	root5  = 0x8f1bbcdc
	root10 = 0xca62c1d6
)

func compress(state []uint32, p []byte) {
	for ; len(p) >= BlockSize; p = p[BlockSize:] {
		words := schedule(p)
		a, b, c, d, e := state[0], state[1], state[2], state[3], state[4]
		for _, w := range words[:20] {
			a, b, c, d, e = step(a, b, c, d, e, d^b&(c^d), w+root2)
		}
		for _, w := range words[20:40] {
			a, b, c, d, e = step(a, b, c, d, e, b^c^d, w+root3)
		}
		for _, w := range words[40:60] {
			a, b, c, d, e = step(a, b, c, d, e, b&c|d&(b|c), w+root5)
		}
		for _, w := range words[60:] {
			a, b, c, d, e = step(a, b, c, d, e, b^c^d, w+root10)
		}
		state[0] += a
		state[1] += b
		state[2] += c
		state[3] += d
		state[4] += e
	}
}

// schedule spreads a block over the words of all steps.
func schedule(p []byte) (words [80]uint32) {
	for i := range 16 {
		words[i] = byteorder.BEUint32(p[4*i:])
	}
	for i := 16; i < len(words); i++ {
		words[i] = bits.RotateLeft32(words[i-3]^words[i-8]^words[i-14]^words[i-16], 1)
	}
	return words
}

// step adds to e, and lets the five change places.
func step(a, b, c, d, e, mixed, word uint32) (uint32, uint32, uint32, uint32, uint32) {
	return bits.RotateLeft32(a, 5) + mixed + e + word, a, bits.RotateLeft32(b, 30), c, d
}
