// Package hex writes bytes as two hexadecimal digits each, and reads them back.
package hex

import (
	"errors"
	"fmt"
	"io"
	"slices"
)

// ErrLength tells of a digit without its second half.
var ErrLength = errors.New("encoding/hex: odd length hex string")

// InvalidByteError is a byte that is no digit.
type InvalidByteError byte

func (e InvalidByteError) Error() string {
	return fmt.Sprintf("encoding/hex: invalid byte: %#U", rune(e))
}

const digits = "0123456789abcdef"

// value holds 1 more than each digit stands for, so that 0 is for what is no digit.
var value = [256]uint8{
	'0': 1, '1': 2, '2': 3, '3': 4, '4': 5, '5': 6, '6': 7, '7': 8, '8': 9, '9': 10,
	'a': 11, 'b': 12, 'c': 13, 'd': 14, 'e': 15, 'f': 16,
	'A': 11, 'B': 12, 'C': 13, 'D': 14, 'E': 15, 'F': 16,
}

// EncodedLen returns the number of digits of n bytes.
func EncodedLen(n int) int { return n * 2 }

// DecodedLen returns the number of bytes of x digits.
func DecodedLen(x int) int { return x / 2 }

// Encode writes the digits of src to dst and returns their number.
func Encode(dst, src []byte) int {
	for i, c := range src {
		dst[2*i] = digits[c>>4]
		dst[2*i+1] = digits[c&15]
	}
	return 2 * len(src)
}

// AppendEncode appends the digits of src to dst.
func AppendEncode(dst, src []byte) []byte {
	n := EncodedLen(len(src))
	dst = slices.Grow(dst, n)
	Encode(dst[len(dst):][:n], src)
	return dst[:len(dst)+n]
}

// EncodeToString returns the digits of src.
func EncodeToString(src []byte) string { return string(AppendEncode(nil, src)) }

// Decode writes the bytes that the digits of src stand for to dst and returns their number. It stops at the
// first byte that is no digit.
func Decode(dst, src []byte) (int, error) {
	n := 0
	for ; 2*n+1 < len(src); n++ {
		high, low := value[src[2*n]], value[src[2*n+1]]
		switch {
		case high == 0:
			return n, InvalidByteError(src[2*n])
		case low == 0:
			return n, InvalidByteError(src[2*n+1])
		}
		dst[n] = (high-1)<<4 | (low - 1)
	}
	if 2*n == len(src) {
		return n, nil
	}
	if last := src[2*n]; value[last] == 0 {
		return n, InvalidByteError(last)
	}
	return n, ErrLength
}

// AppendDecode appends the bytes that the digits of src stand for to dst; after an error, those before it.
func AppendDecode(dst, src []byte) ([]byte, error) {
	n := DecodedLen(len(src))
	dst = slices.Grow(dst, n)
	n, err := Decode(dst[len(dst):][:n], src)
	return dst[:len(dst)+n], err
}

// DecodeString returns the bytes that the digits of s stand for; after an error, those before it.
func DecodeString(s string) ([]byte, error) {
	dst := make([]byte, DecodedLen(len(s)))
	n, err := Decode(dst, []byte(s))
	return dst[:n], err
}

const bufferLen = 1024

type encoder struct {
	w   io.Writer
	err error
	buf [bufferLen]byte
}

// NewEncoder returns a Writer that writes the digits of its bytes to w.
func NewEncoder(w io.Writer) io.Writer { return &encoder{w: w} }

func (e *encoder) Write(p []byte) (n int, err error) {
	for len(p) > 0 && e.err == nil {
		piece := p[:min(len(p), DecodedLen(bufferLen))]
		var written int
		written, e.err = e.w.Write(e.buf[:Encode(e.buf[:], piece)])
		n += DecodedLen(written)
		p = p[len(piece):]
	}
	return n, e.err
}

type decoder struct {
	r    io.Reader
	err  error  // comes once left is used up
	left []byte // digits in buf
	buf  [bufferLen]byte
}

// NewDecoder returns a Reader of the bytes that the digits in r stand for. An odd number of them ends in
// io.ErrUnexpectedEOF.
func NewDecoder(r io.Reader) io.Reader { return &decoder{r: r} }

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(d.left) < 2 && d.err == nil {
		d.fill()
	}
	n, err = Decode(p, d.left[:2*min(len(p), len(d.left)/2)])
	d.left = d.left[2*n:]
	if err != nil {
		d.left, d.err = nil, err
	}
	if len(d.left) < 2 {
		return n, d.err
	}
	return n, nil
}

func (d *decoder) fill() {
	kept := copy(d.buf[:], d.left)
	n, err := d.r.Read(d.buf[kept:])
	d.left, d.err = d.buf[:kept+n], err
	if err != io.EOF || len(d.left)%2 == 0 {
		return
	}
	d.err = io.ErrUnexpectedEOF
	if last := d.left[len(d.left)-1]; value[last] == 0 {
		d.err = InvalidByteError(last)
	}
}
