// Package md5 implements the hash function MD5 of RFC 1321. It is broken: others than attackers can still use it
// to tell files apart.
package md5

import (
	"hash"
	"internal/byteorder"
	"internal/chained"
	"math/bits"
)

// Size and BlockSize are the lengths of a sum and of a block.
const (
	Size      = 16
	BlockSize = chained.BlockSize
)

var algorithm = chained.Algorithm{
	Pkg:      "crypto/md5",
	Mark:     "md5\x01",
	Start:    []uint32{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476},
	Size:     Size,
	Little:   true,
	Compress: compress,
}

// New returns a hash.Hash for MD5.
func New() hash.Hash { return chained.New(&algorithm) }

// Sum returns the sum of data.
func Sum(data []byte) [Size]byte {
	sum := chained.Sum(&algorithm, data)
	return [Size]byte(sum[:])
}

// sines holds the integer parts of 2**32 * |sin(i+1)|.
var sines = [64]uint32{
	0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
	0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
	0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
	0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
	0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
	0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
	0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
	0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
}

func compress(state []uint32, p []byte) {
	for ; len(p) >= BlockSize; p = p[BlockSize:] {
		var words [16]uint32
		for i := range words {
			words[i] = byteorder.LEUint32(p[4*i:])
		}
		a, b, c, d := state[0], state[1], state[2], state[3]
		for i := 0; i < 16; i += 4 {
			a = step(a, b, d^b&(c^d), words[i]+sines[i], 7)
			d = step(d, a, c^a&(b^c), words[i+1]+sines[i+1], 12)
			c = step(c, d, b^d&(a^b), words[i+2]+sines[i+2], 17)
			b = step(b, c, a^c&(d^a), words[i+3]+sines[i+3], 22)
		}
		for i := 0; i < 16; i += 4 {
			a = step(a, b, c^d&(b^c), words[(5*i+1)%16]+sines[16+i], 5)
			d = step(d, a, b^c&(a^b), words[(5*i+6)%16]+sines[17+i], 9)
			c = step(c, d, a^b&(d^a), words[(5*i+11)%16]+sines[18+i], 14)
			b = step(b, c, d^a&(c^d), words[(5*i+16)%16]+sines[19+i], 20)
		}
		for i := 0; i < 16; i += 4 {
			a = step(a, b, b^c^d, words[(3*i+5)%16]+sines[32+i], 4)
			d = step(d, a, a^b^c, words[(3*i+8)%16]+sines[33+i], 11)
			c = step(c, d, d^a^b, words[(3*i+11)%16]+sines[34+i], 16)
			b = step(b, c, c^d^a, words[(3*i+14)%16]+sines[35+i], 23)
		}
		for i := 0; i < 16; i += 4 {
			a = step(a, b, c^(b|^d), words[7*i%16]+sines[48+i], 6)
			d = step(d, a, b^(a|^c), words[(7*i+7)%16]+sines[49+i], 10)
			c = step(c, d, a^(d|^b), words[(7*i+14)%16]+sines[50+i], 15)
			b = step(b, c, d^(c|^a), words[(7*i+21)%16]+sines[51+i], 21)
		}
		state[0] += a
		state[1] += b
		state[2] += c
		state[3] += d
	}
}

// step returns what replaces a, whose right neighbour is b.
func step(a, b, mixed, word uint32, rotation int) uint32 {
	return b + bits.RotateLeft32(a+mixed+word, rotation)
}
