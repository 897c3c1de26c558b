// Random words through every function of math/bits.
package main

import (
	"fmt"
	"math/bits"
)

type random uint64

func (r *random) next() uint64 {
	*r = *r*6364136223846793005 + 1442695040888963407
	x := uint64(*r)
	x ^= x >> 29
	// Few bits set, many bits set, or any.
	switch x & 7 {
	case 0:
		return 0
	case 1:
		return ^uint64(0)
	case 2:
		return x >> (x >> 58)
	case 3:
		return 1 << (x >> 58)
	case 4:
		return 1<<(x>>58) - 1
	}
	return x * 0x9E3779B97F4A7C15
}

func attempt(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func main() {
	var r random = 7
	hash := uint64(0)
	add := func(v ...uint64) {
		for _, x := range v {
			hash = hash*1000003 + x
		}
	}
	for i := 0; i < 100000; i++ {
		x, y, z := r.next(), r.next(), r.next()
		k := int(z%300) - 150
		add(uint64(bits.LeadingZeros64(x)), uint64(bits.LeadingZeros32(uint32(x))), uint64(bits.LeadingZeros16(uint16(x))), uint64(bits.LeadingZeros8(uint8(x))), uint64(bits.LeadingZeros(uint(x))))
		add(uint64(bits.TrailingZeros64(x)), uint64(bits.TrailingZeros32(uint32(x))), uint64(bits.TrailingZeros16(uint16(x))), uint64(bits.TrailingZeros8(uint8(x))), uint64(bits.TrailingZeros(uint(x))))
		add(uint64(bits.OnesCount64(x)), uint64(bits.OnesCount32(uint32(x))), uint64(bits.OnesCount16(uint16(x))), uint64(bits.OnesCount8(uint8(x))), uint64(bits.OnesCount(uint(x))))
		add(uint64(bits.Len64(x)), uint64(bits.Len32(uint32(x))), uint64(bits.Len16(uint16(x))), uint64(bits.Len8(uint8(x))), uint64(bits.Len(uint(x))))
		add(bits.Reverse64(x), uint64(bits.Reverse32(uint32(x))), uint64(bits.Reverse16(uint16(x))), uint64(bits.Reverse8(uint8(x))), uint64(bits.Reverse(uint(x))))
		add(bits.ReverseBytes64(x), uint64(bits.ReverseBytes32(uint32(x))), uint64(bits.ReverseBytes16(uint16(x))), uint64(bits.ReverseBytes(uint(x))))
		add(bits.RotateLeft64(x, k), uint64(bits.RotateLeft32(uint32(x), k)), uint64(bits.RotateLeft16(uint16(x), k)), uint64(bits.RotateLeft8(uint8(x), k)), uint64(bits.RotateLeft(uint(x), k)))
		a, b := bits.Add64(x, y, z&1)
		add(a, b)
		a, b = bits.Sub64(x, y, z&1)
		add(a, b)
		a, b = bits.Mul64(x, y)
		add(a, b)
		c, d := bits.Add32(uint32(x), uint32(y), uint32(z&1))
		add(uint64(c), uint64(d))
		c, d = bits.Sub32(uint32(x), uint32(y), uint32(z&1))
		add(uint64(c), uint64(d))
		c, d = bits.Mul32(uint32(x), uint32(y))
		add(uint64(c), uint64(d))
		if y != 0 {
			add(bits.Rem64(x, z, y))
			a, b = bits.Div64(x%y, z, y)
			add(a, b)
		}
		if uint32(y) != 0 {
			add(uint64(bits.Rem32(uint32(x), uint32(z), uint32(y))))
			c, d = bits.Div32(uint32(x)%uint32(y), uint32(z), uint32(y))
			add(uint64(c), uint64(d))
		}
		if i%10000 == 0 {
			fmt.Printf("%d %x\n", i, hash)
		}
	}
	zero := uint64(len(fmt.Sprint()))
	attempt("div by 0", func() { bits.Div64(zero, 1, zero) })
	attempt("overflow", func() { bits.Div64(5, 1, 5-zero) })
	attempt("div32 by 0", func() { bits.Div32(1, 1, uint32(zero)) })
	attempt("overflow32", func() { bits.Div32(5, 1, uint32(4+zero)) })
	attempt("rem by 0", func() { bits.Rem64(1, 1, zero) })
}
