// Package strconv writes integers as text. It is the bottom of the package of the same name, which
// wraps what is here in functions that are inlined.
package strconv

import "math/bits"

// Digits are the digits of all bases.
const Digits = "0123456789abcdefghijklmnopqrstuvwxyz"

// Pairs holds 00 01 ... 99: decimal digits are made two at a time.
const Pairs = "00010203040506070809" +
	"10111213141516171819" +
	"20212223242526272829" +
	"30313233343536373839" +
	"40414243444546474849" +
	"50515253545556575859" +
	"60616263646566676869" +
	"70717273747576777879" +
	"80818283848586878889" +
	"90919293949596979899"

// FormatUint returns i in the given base, 2 to 36, with lower-case letters for digits >= 10.
func FormatUint(i uint64, base int) string {
	if i < 100 && base == 10 {
		return small(int(i))
	}
	var buf [64]byte
	return string(buf[digitsOf(&buf, i, base):])
}

// FormatInt returns i in the given base, 2 to 36, with lower-case letters for digits >= 10.
func FormatInt(i int64, base int) string {
	if 0 <= i && i < 100 && base == 10 {
		return small(int(i))
	}
	var buf [65]byte
	return string(buf[signedDigits(&buf, i, base):])
}

// Itoa is FormatInt(int64(i), 10).
func Itoa(i int) string {
	return FormatInt(int64(i), 10)
}

// AppendInt appends FormatInt(i, base) to dst.
func AppendInt(dst []byte, i int64, base int) []byte {
	if 0 <= i && i < 100 && base == 10 {
		return append(dst, small(int(i))...)
	}
	var buf [65]byte
	return append(dst, buf[signedDigits(&buf, i, base):]...)
}

// AppendUint appends FormatUint(i, base) to dst.
func AppendUint(dst []byte, i uint64, base int) []byte {
	if i < 100 && base == 10 {
		return append(dst, small(int(i))...)
	}
	var buf [64]byte
	return append(dst, buf[digitsOf(&buf, i, base):]...)
}

// small returns the decimal digits of 0 <= i < 100 without allocating.
func small(i int) string {
	if i < 10 {
		return Digits[i : i+1]
	}
	return Pairs[i*2 : i*2+2]
}

// signedDigits writes i to the end of buf and returns where it begins.
func signedDigits(buf *[65]byte, i int64, base int) int {
	tail := (*[64]byte)(buf[1:])
	if i >= 0 {
		return 1 + digitsOf(tail, uint64(i), base)
	}
	at := digitsOf(tail, -uint64(i), base)
	buf[at] = '-'
	return at
}

// digitsOf writes u to the end of buf and returns where it begins.
func digitsOf(buf *[64]byte, u uint64, base int) int {
	if base == 10 {
		return DecimalDigits(buf[:], u)
	}
	if base < 2 || base > len(Digits) {
		panic("strconv: illegal AppendInt/FormatInt base")
	}
	i := len(buf)
	b := uint64(base)
	if b&(b-1) == 0 {
		shift := uint(bits.TrailingZeros64(b))
		for u >= b {
			i--
			buf[i] = Digits[u&(b-1)]
			u >>= shift
		}
	} else {
		for u >= b {
			i--
			buf[i] = Digits[u%b]
			u /= b
		}
	}
	i--
	buf[i] = Digits[u]
	return i
}

// DecimalDigits writes u in decimal to the end of buf and returns where it begins.
func DecimalDigits(buf []byte, u uint64) int {
	i := len(buf)
	for u >= 100 {
		pair := u % 100 * 2
		u /= 100
		i -= 2
		buf[i+1] = Pairs[pair+1]
		buf[i] = Pairs[pair]
	}
	if u >= 10 {
		i -= 2
		buf[i+1] = Pairs[u*2+1]
		buf[i] = Pairs[u*2]
		return i
	}
	i--
	buf[i] = '0' + byte(u)
	return i
}
