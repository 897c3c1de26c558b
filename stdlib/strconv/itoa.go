// Package strconv converts between text and the basic types.
//
// Numbers: Atoi and Itoa, Parse..., Format..., and Append..., which formats onto the end of a byte
// slice. Text: Quote..., which makes Go literals, and Unquote, which reads them.
package strconv

import "math/bits"

// IntSize is the size of an int or uint in bits.
const IntSize = 64

const digits = "0123456789abcdefghijklmnopqrstuvwxyz"

// pairs holds 00 01 ... 99: decimal digits are made two at a time.
const pairs = "00010203040506070809" +
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
func FormatUint(i uint64, base int) string { return formatUint(i, base) }

func formatUint(i uint64, base int) string {
	if i < 100 && base == 10 {
		return small(int(i))
	}
	var buf [64]byte
	return string(buf[digitsOf(&buf, i, base):])
}

// FormatInt returns i in the given base, 2 to 36, with lower-case letters for digits >= 10.
func FormatInt(i int64, base int) string { return formatInt(i, base) }

func formatInt(i int64, base int) string {
	if 0 <= i && i < 100 && base == 10 {
		return small(int(i))
	}
	var buf [65]byte
	return string(buf[signedDigits(&buf, i, base):])
}

// Itoa is FormatInt(int64(i), 10).
func Itoa(i int) string {
	return formatInt(int64(i), 10)
}

// AppendInt appends FormatInt(i, base) to dst.
func AppendInt(dst []byte, i int64, base int) []byte { return appendInt(dst, i, base) }

func appendInt(dst []byte, i int64, base int) []byte {
	if 0 <= i && i < 100 && base == 10 {
		return append(dst, small(int(i))...)
	}
	var buf [65]byte
	return append(dst, buf[signedDigits(&buf, i, base):]...)
}

// AppendUint appends FormatUint(i, base) to dst.
func AppendUint(dst []byte, i uint64, base int) []byte { return appendUint(dst, i, base) }

func appendUint(dst []byte, i uint64, base int) []byte {
	if i < 100 && base == 10 {
		return append(dst, small(int(i))...)
	}
	var buf [64]byte
	return append(dst, buf[digitsOf(&buf, i, base):]...)
}

// small returns the decimal digits of 0 <= i < 100 without allocating.
func small(i int) string {
	if i < 10 {
		return digits[i : i+1]
	}
	return pairs[i*2 : i*2+2]
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
		return decimalDigits(buf[:], u)
	}
	if base < 2 || base > len(digits) {
		panic("strconv: illegal AppendInt/FormatInt base")
	}
	i := len(buf)
	b := uint64(base)
	if b&(b-1) == 0 {
		shift := uint(bits.TrailingZeros64(b))
		for u >= b {
			i--
			buf[i] = digits[u&(b-1)]
			u >>= shift
		}
	} else {
		for u >= b {
			i--
			buf[i] = digits[u%b]
			u /= b
		}
	}
	i--
	buf[i] = digits[u]
	return i
}

// decimalDigits writes u in decimal to the end of buf and returns where it begins.
func decimalDigits(buf []byte, u uint64) int {
	i := len(buf)
	for u >= 100 {
		pair := u % 100 * 2
		u /= 100
		i -= 2
		buf[i+1] = pairs[pair+1]
		buf[i] = pairs[pair]
	}
	if u >= 10 {
		i -= 2
		buf[i+1] = pairs[u*2+1]
		buf[i] = pairs[u*2]
		return i
	}
	i--
	buf[i] = '0' + byte(u)
	return i
}
