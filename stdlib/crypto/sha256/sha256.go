// Package sha256 implements the hash functions SHA-224 and SHA-256 of FIPS 180-4.
package sha256

import (
	"hash"
	"internal/byteorder"
	"internal/chained"
	"math/bits"
)

// The lengths of a sum, and of a block.
const (
	Size      = 32
	Size224   = 28
	BlockSize = chained.BlockSize
)

// SHA-256 starts from the fractions of the roots of the first eight primes, 32 bits of each; SHA-224 from the
// 32 bits after those, of the next eight.
var (
	algorithm = chained.Algorithm{
		Pkg:  "crypto/sha256",
		Mark: "sha\x03",
		Start: []uint32{
			0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
			0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
		},
		Size:     Size,
		Compress: compress,
	}
	algorithm224 = chained.Algorithm{
		Pkg:  "crypto/sha256",
		Mark: "sha\x02",
		Start: []uint32{
			0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939,
			0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4,
		},
		Size:     Size224,
		Compress: compress,
	}
)

// New returns a hash.Hash for SHA-256.
func New() hash.Hash { return chained.New(&algorithm) }

// New224 returns a hash.Hash for SHA-224.
func New224() hash.Hash { return chained.New(&algorithm224) }

// Sum256 returns the SHA-256 sum of data.
func Sum256(data []byte) [Size]byte { return chained.Sum(&algorithm, data) }

// Sum224 returns the SHA-224 sum of data.
func Sum224(data []byte) [Size224]byte {
	sum := chained.Sum(&algorithm224, data)
	return [Size224]byte(sum[:])
}

// The fractions of the cube roots of the first 64 primes, 32 bits of each.
var roots = [64]uint32{
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
	0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
	0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
	0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
	0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
}

func compress(state []uint32, p []byte) {
	for ; len(p) >= BlockSize; p = p[BlockSize:] {
		words := schedule(p)
		a, b, c, d := state[0], state[1], state[2], state[3]
		e, f, g, h := state[4], state[5], state[6], state[7]
		for i, w := range words {
			high := bits.RotateLeft32(e, -6) ^ bits.RotateLeft32(e, -11) ^ bits.RotateLeft32(e, -25)
			low := bits.RotateLeft32(a, -2) ^ bits.RotateLeft32(a, -13) ^ bits.RotateLeft32(a, -22)
			t := h + high + (g ^ e&(f^g)) + roots[i] + w
			a, b, c, d, e, f, g, h = t+low+(a&b|c&(a|b)), a, b, c, d+t, e, f, g
		}
		state[0] += a
		state[1] += b
		state[2] += c
		state[3] += d
		state[4] += e
		state[5] += f
		state[6] += g
		state[7] += h
	}
}

// schedule spreads a block over the words of all steps.
func schedule(p []byte) (words [64]uint32) {
	for i := range 16 {
		words[i] = byteorder.BEUint32(p[4*i:])
	}
	for i := 16; i < len(words); i++ {
		x, y := words[i-15], words[i-2]
		low := bits.RotateLeft32(x, -7) ^ bits.RotateLeft32(x, -18) ^ x>>3
		high := bits.RotateLeft32(y, -17) ^ bits.RotateLeft32(y, -19) ^ y>>10
		words[i] = words[i-16] + low + words[i-7] + high
	}
	return words
}
