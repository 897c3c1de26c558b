// Package bits counts, finds and moves bits of unsigned integers and does arithmetic on double words.
//
// The compiler replaces most calls by single instructions; what stands here defines them.
package bits

// UintSize is the size of a uint in bits.
const UintSize = 64

// Masks that halve a word again and again: every second bit, every second pair, every second nibble.
const (
	mask1 = 0x5555555555555555
	mask2 = 0x3333333333333333
	mask4 = 0x0F0F0F0F0F0F0F0F
	mask8 = 0x00FF00FF00FF00FF
)

// LeadingZeros returns the number of zero bits above the highest one; UintSize for 0.
func LeadingZeros(x uint) int { return UintSize - Len(x) }

// LeadingZeros8 is LeadingZeros for uint8.
func LeadingZeros8(x uint8) int { return 8 - Len8(x) }

// LeadingZeros16 is LeadingZeros for uint16.
func LeadingZeros16(x uint16) int { return 16 - Len16(x) }

// LeadingZeros32 is LeadingZeros for uint32.
func LeadingZeros32(x uint32) int { return 32 - Len32(x) }

// LeadingZeros64 is LeadingZeros for uint64.
func LeadingZeros64(x uint64) int { return 64 - Len64(x) }

// TrailingZeros returns the number of zero bits below the lowest one; UintSize for 0.
func TrailingZeros(x uint) int { return TrailingZeros64(uint64(x)) }

// TrailingZeros8 is TrailingZeros for uint8.
func TrailingZeros8(x uint8) int { return TrailingZeros64(uint64(x) | 1<<8) }

// TrailingZeros16 is TrailingZeros for uint16.
func TrailingZeros16(x uint16) int { return TrailingZeros64(uint64(x) | 1<<16) }

// TrailingZeros32 is TrailingZeros for uint32.
func TrailingZeros32(x uint32) int { return TrailingZeros64(uint64(x) | 1<<32) }

// TrailingZeros64 is TrailingZeros for uint64.
func TrailingZeros64(x uint64) int { return OnesCount64(^x & (x - 1)) }

// OnesCount returns the number of one bits.
func OnesCount(x uint) int { return OnesCount64(uint64(x)) }

// OnesCount8 is OnesCount for uint8.
func OnesCount8(x uint8) int { return OnesCount64(uint64(x)) }

// OnesCount16 is OnesCount for uint16.
func OnesCount16(x uint16) int { return OnesCount64(uint64(x)) }

// OnesCount32 is OnesCount for uint32.
func OnesCount32(x uint32) int { return OnesCount64(uint64(x)) }

// OnesCount64 is OnesCount for uint64.
func OnesCount64(x uint64) int {
	x -= x >> 1 & mask1
	x = x>>2&mask2 + x&mask2
	x = (x>>4 + x) & mask4
	return int(x * 0x0101010101010101 >> 56)
}

// RotateLeft rotates x left by k bits modulo the size; a negative k rotates right.
func RotateLeft(x uint, k int) uint { return x<<(uint(k)%64) | x>>(-uint(k)%64) }

// RotateLeft8 is RotateLeft for uint8.
func RotateLeft8(x uint8, k int) uint8 { return x<<(uint(k)%8) | x>>(-uint(k)%8) }

// RotateLeft16 is RotateLeft for uint16.
func RotateLeft16(x uint16, k int) uint16 { return x<<(uint(k)%16) | x>>(-uint(k)%16) }

// RotateLeft32 is RotateLeft for uint32.
func RotateLeft32(x uint32, k int) uint32 { return x<<(uint(k)%32) | x>>(-uint(k)%32) }

// RotateLeft64 is RotateLeft for uint64.
func RotateLeft64(x uint64, k int) uint64 { return x<<(uint(k)%64) | x>>(-uint(k)%64) }

// Reverse returns x with its bits in reversed order.
func Reverse(x uint) uint { return uint(Reverse64(uint64(x))) }

// Reverse8 is Reverse for uint8.
func Reverse8(x uint8) uint8 { return uint8(Reverse64(uint64(x)) >> 56) }

// Reverse16 is Reverse for uint16.
func Reverse16(x uint16) uint16 { return uint16(Reverse64(uint64(x)) >> 48) }

// Reverse32 is Reverse for uint32.
func Reverse32(x uint32) uint32 { return uint32(Reverse64(uint64(x)) >> 32) }

// Reverse64 is Reverse for uint64.
func Reverse64(x uint64) uint64 {
	x = x>>1&mask1 | x&mask1<<1
	x = x>>2&mask2 | x&mask2<<2
	x = x>>4&mask4 | x&mask4<<4
	return ReverseBytes64(x)
}

// ReverseBytes returns x with its bytes in reversed order.
func ReverseBytes(x uint) uint { return uint(ReverseBytes64(uint64(x))) }

// ReverseBytes16 is ReverseBytes for uint16.
func ReverseBytes16(x uint16) uint16 { return x>>8 | x<<8 }

// ReverseBytes32 is ReverseBytes for uint32.
func ReverseBytes32(x uint32) uint32 {
	x = x>>8&(mask8&0xFFFFFFFF) | x&(mask8&0xFFFFFFFF)<<8
	return x>>16 | x<<16
}

// ReverseBytes64 is ReverseBytes for uint64.
func ReverseBytes64(x uint64) uint64 {
	x = x>>8&mask8 | x&mask8<<8
	x = x>>16&0x0000FFFF0000FFFF | x&0x0000FFFF0000FFFF<<16
	return x>>32 | x<<32
}

// Len returns how many bits it takes to write x; 0 for 0.
func Len(x uint) int { return Len64(uint64(x)) }

// Len8 is Len for uint8.
func Len8(x uint8) int { return Len64(uint64(x)) }

// Len16 is Len for uint16.
func Len16(x uint16) (n int) { return Len64(uint64(x)) }

// Len32 is Len for uint32.
func Len32(x uint32) (n int) { return Len64(uint64(x)) }

// Len64 is Len for uint64.
func Len64(x uint64) (n int) {
	// Fill all bits below the highest one, then count.
	x |= x >> 1
	x |= x >> 2
	x |= x >> 4
	x |= x >> 8
	x |= x >> 16
	x |= x >> 32
	return OnesCount64(x)
}

// Add returns x + y + carry and the carry out of it. carry must be 0 or 1.
func Add(x, y, carry uint) (sum, carryOut uint) {
	s, c := Add64(uint64(x), uint64(y), uint64(carry))
	return uint(s), uint(c)
}

// Add32 is Add for uint32.
func Add32(x, y, carry uint32) (sum, carryOut uint32) {
	wide := uint64(x) + uint64(y) + uint64(carry)
	return uint32(wide), uint32(wide >> 32)
}

// Add64 is Add for uint64.
func Add64(x, y, carry uint64) (sum, carryOut uint64) {
	sum = x + y + carry
	// The top bit carried if both were set, or one was and the sum's is not.
	carryOut = (x&y | (x|y)&^sum) >> 63
	return
}

// Sub returns x - y - borrow and the borrow out of it. borrow must be 0 or 1.
func Sub(x, y, borrow uint) (diff, borrowOut uint) {
	d, b := Sub64(uint64(x), uint64(y), uint64(borrow))
	return uint(d), uint(b)
}

// Sub32 is Sub for uint32.
func Sub32(x, y, borrow uint32) (diff, borrowOut uint32) {
	wide := uint64(x) - uint64(y) - uint64(borrow)
	return uint32(wide), uint32(wide >> 63)
}

// Sub64 is Sub for uint64.
func Sub64(x, y, borrow uint64) (diff, borrowOut uint64) {
	diff = x - y - borrow
	// Borrowed at the top bit: y's is set and x's is not, or they are equal and the difference's is set.
	borrowOut = (^x&y | ^(x^y)&diff) >> 63
	return
}

// Mul returns the double-word product of x and y.
func Mul(x, y uint) (hi, lo uint) {
	h, l := Mul64(uint64(x), uint64(y))
	return uint(h), uint(l)
}

// Mul32 is Mul for uint32.
func Mul32(x, y uint32) (hi, lo uint32) {
	wide := uint64(x) * uint64(y)
	return uint32(wide >> 32), uint32(wide)
}

// Mul64 is Mul for uint64.
func Mul64(x, y uint64) (hi, lo uint64) {
	const low = 1<<32 - 1
	x0, x1 := x&low, x>>32
	y0, y1 := y&low, y>>32
	mid := x1*y0 + x0*y0>>32
	mid2 := x0*y1 + mid&low
	return x1*y1 + mid>>32 + mid2>>32, x * y
}

// Div divides the double word hi, lo by y. It panics if y is 0 or the quotient does not fit (y <= hi).
func Div(hi, lo, y uint) (quo, rem uint) {
	q, r := Div64(uint64(hi), uint64(lo), uint64(y))
	return uint(q), uint(r)
}

// Div32 is Div for uint32.
func Div32(hi, lo, y uint32) (quo, rem uint32) {
	if y != 0 && y <= hi {
		panicOverflow("integer overflow")
	}
	wide := uint64(hi)<<32 | uint64(lo)
	return uint32(wide / uint64(y)), uint32(wide % uint64(y))
}

// Div64 is Div for uint64.
//
// Schoolbook division in base 2^32: with y shifted so that its top bit is set, each digit of the
// quotient is guessed from the leading digits and is at most two too large.
func Div64(hi, lo, y uint64) (quo, rem uint64) {
	if y != 0 && y <= hi {
		panicOverflow("integer overflow")
	}
	if hi == 0 || y == 0 {
		return lo / y, lo % y
	}
	s := uint(LeadingZeros64(y))
	y <<= s
	hi = hi<<s | lo>>(64-s)
	lo <<= s
	q1, r := divDigit(hi, lo>>32, y)
	q0, r := divDigit(r, lo&(1<<32-1), y)
	return q1<<32 + q0, r >> s
}

// divDigit divides the three digits u, next by the two digits y; u < y and y's top bit is set.
func divDigit(u, next, y uint64) (digit, rem uint64) {
	y1, y0 := y>>32, y&(1<<32-1)
	q, r := u/y1, u%y1
	for q>>32 != 0 || q*y0 > r<<32+next {
		q--
		r += y1
		if r>>32 != 0 {
			break
		}
	}
	return q, u<<32 + next - q*y
}

// Rem is the remainder of Div; it does not panic if the quotient is too large.
func Rem(hi, lo, y uint) uint {
	return uint(Rem64(uint64(hi), uint64(lo), uint64(y)))
}

// Rem32 is Rem for uint32.
func Rem32(hi, lo, y uint32) uint32 {
	return uint32((uint64(hi)<<32 | uint64(lo)) % uint64(y))
}

// Rem64 is Rem for uint64.
func Rem64(hi, lo, y uint64) uint64 {
	_, rem := Div64(hi%y, lo, y)
	return rem
}
