package strconv

import (
	"internal/strconv"
	"math/bits"
)

// A natural is a natural number of any size: 64-bit words, the least significant first, no leading
// zeros. It decides what the fast methods of ftoa.go and atof.go cannot, so it is plain, not fast.
type natural []uint64

// mulAdd sets n to n*x + y.
func (n natural) mulAdd(x, y uint64) natural {
	carry := y
	for i, w := range n {
		hi, lo := bits.Mul64(w, x)
		lo, c := bits.Add64(lo, carry, 0)
		n[i] = lo
		carry = hi + c
	}
	if carry != 0 {
		n = append(n, carry)
	}
	return n
}

// mulPow multiplies n by base**k, for 5 or 10.
func (n natural) mulPow(base uint64, k int) natural {
	const chunk = 19 // 10**19 < 2**64
	big := uint64(1)
	for i := 0; i < chunk; i++ {
		big *= base
	}
	for ; k >= chunk; k -= chunk {
		n = n.mulAdd(big, 0)
	}
	for ; k > 0; k-- {
		n = n.mulAdd(base, 0)
	}
	return n
}

// shiftLeft multiplies n by 2**s.
func (n natural) shiftLeft(s uint) natural {
	if len(n) == 0 {
		return n
	}
	words, s := int(s/64), s%64
	out := make(natural, words+len(n)+1)
	for i, w := range n {
		out[words+i] |= w << s
		if s != 0 {
			out[words+i+1] = w >> (64 - s)
		}
	}
	return out.trim()
}

func (n natural) trim() natural {
	for len(n) > 0 && n[len(n)-1] == 0 {
		n = n[:len(n)-1]
	}
	return n
}

func (n natural) bitLen() int {
	if len(n) == 0 {
		return 0
	}
	return 64*(len(n)-1) + bits.Len64(n[len(n)-1])
}

// divSmall divides n by x in place and returns the remainder.
func (n natural) divSmall(x uint64) (natural, uint64) {
	r := uint64(0)
	for i := len(n) - 1; i >= 0; i-- {
		n[i], r = bits.Div64(r, n[i], x)
	}
	return n.trim(), r
}

// compare orders n and m: -1, 0, +1.
func (n natural) compare(m natural) int {
	if len(n) != len(m) {
		if len(n) < len(m) {
			return -1
		}
		return 1
	}
	for i := len(n) - 1; i >= 0; i-- {
		if n[i] != m[i] {
			if n[i] < m[i] {
				return -1
			}
			return 1
		}
	}
	return 0
}

// sub subtracts m from n >= m in place.
func (n natural) sub(m natural) natural {
	borrow := uint64(0)
	for i := range n {
		w := uint64(0)
		if i < len(m) {
			w = m[i]
		}
		n[i], borrow = bits.Sub64(n[i], w, borrow)
	}
	return n.trim()
}

// decimal returns the decimal digits of n, which it destroys.
func (n natural) decimal() []byte {
	const chunk = 1e19
	// A word is less than 20 digits.
	buf := make([]byte, 20*len(n)+20)
	i := len(buf)
	for len(n) > 0 {
		var r uint64
		n, r = n.divSmall(chunk)
		at := strconv.DecimalDigits(buf[:i], r)
		i -= 19
		if len(n) == 0 {
			i = at
			break
		}
		for at > i {
			at--
			buf[at] = '0'
		}
	}
	return buf[i:]
}
