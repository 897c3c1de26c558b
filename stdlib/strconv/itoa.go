// Package strconv converts between text and the basic types.
//
// Numbers: Atoi and Itoa, Parse..., Format..., and Append..., which formats onto the end of a byte
// slice. Text: Quote..., which makes Go literals, and Unquote, which reads them.
package strconv

import "internal/strconv"

// IntSize is the size of an int or uint in bits.
const IntSize = 64

// FormatUint returns i in the given base, 2 to 36, with lower-case letters for digits >= 10.
func FormatUint(i uint64, base int) string {
	return strconv.FormatUint(i, base)
}

// FormatInt returns i in the given base, 2 to 36, with lower-case letters for digits >= 10.
func FormatInt(i int64, base int) string {
	return strconv.FormatInt(i, base)
}

// Itoa is FormatInt(int64(i), 10).
func Itoa(i int) string {
	return strconv.Itoa(i)
}

// AppendInt appends FormatInt(i, base) to dst.
func AppendInt(dst []byte, i int64, base int) []byte {
	return strconv.AppendInt(dst, i, base)
}

// AppendUint appends FormatUint(i, base) to dst.
func AppendUint(dst []byte, i uint64, base int) []byte {
	return strconv.AppendUint(dst, i, base)
}
