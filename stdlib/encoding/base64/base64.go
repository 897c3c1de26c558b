// Package base64 writes bytes as characters of an alphabet of 64: three bytes are four characters of six bits
// each. One or two bytes at the end are two or three characters, padded to four in most encodings.
package base64

import (
	"internal/byteorder"
	"slices"
	"strconv"
)

// An Encoding is a way to write bytes: an alphabet and a padding.
type Encoding struct {
	alphabet [64]byte
	values   [256]uint8 // of characters; bad: not in the alphabet
	padding  rune
	strict   bool
}

const bad = 0xff

// Paddings for Encoding.WithPadding.
const (
	StdPadding rune = '='
	NoPadding  rune = -1
)

// The encodings of RFC 4648: the standard one, and that for URLs and names of files; Raw: without padding.
var (
	StdEncoding    = NewEncoding(letters + "+/")
	URLEncoding    = NewEncoding(letters + "-_")
	RawStdEncoding = StdEncoding.WithPadding(NoPadding)
	RawURLEncoding = URLEncoding.WithPadding(NoPadding)
)

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

// NewEncoding returns an Encoding with StdPadding for an alphabet of 64 different bytes, none of which is
// the padding or a newline character.
func NewEncoding(encoder string) *Encoding {
	if len(encoder) != 64 {
		panic("encoding alphabet is not 64-bytes long")
	}
	enc := &Encoding{padding: StdPadding}
	for i := range enc.values {
		enc.values[i] = bad
	}
	for i := range len(encoder) {
		c := encoder[i]
		switch {
		case isNewline(c):
			panic("encoding alphabet contains newline character")
		case enc.values[c] != bad:
			panic("encoding alphabet includes duplicate symbols")
		}
		enc.alphabet[i] = c
		enc.values[c] = uint8(i)
	}
	return enc
}

func isNewline(c byte) bool { return c == '\n' || c == '\r' }

// WithPadding returns an Encoding like enc with another padding, a byte or NoPadding.
func (enc Encoding) WithPadding(padding rune) *Encoding {
	switch {
	case padding < NoPadding || padding == '\r' || padding == '\n' || padding > 0xff:
		panic("invalid padding")
	case padding != NoPadding && enc.values[byte(padding)] != bad:
		panic("padding contained in alphabet")
	}
	enc.padding = padding
	return &enc
}

// Strict returns an Encoding like enc that, when decoding, wants the bits of the last character that belong to
// no byte to be zero. Newlines are still passed over.
func (enc Encoding) Strict() *Encoding {
	enc.strict = true
	return &enc
}

// EncodedLen returns the number of characters of n bytes.
func (enc *Encoding) EncodedLen(n int) int {
	if enc.padding == NoPadding {
		return n/3*4 + (n%3*8+5)/6
	}
	return (n + 2) / 3 * 4
}

// DecodedLen returns how many bytes n characters stand for at most.
func (enc *Encoding) DecodedLen(n int) int {
	if enc.padding == NoPadding {
		return n/4*3 + n%4*6/8
	}
	return n / 4 * 3
}

// --- encoding ----------------------------------------------------------------------------------------

// Encode writes the EncodedLen(len(src)) characters of src to dst.
func (enc *Encoding) Encode(dst, src []byte) {
	for len(src) >= 3 {
		enc.put(dst[:4], uint(src[0])<<16|uint(src[1])<<8|uint(src[2]))
		dst, src = dst[4:], src[3:]
	}
	if len(src) == 0 {
		return
	}
	var last [3]byte
	copy(last[:], src)
	var four [4]byte
	enc.put(four[:], uint(last[0])<<16|uint(last[1])<<8)
	used := len(src) + 1
	copy(dst, four[:used])
	if enc.padding != NoPadding {
		for i := used; i < 4; i++ {
			dst[i] = byte(enc.padding)
		}
	}
}

// put writes the four characters for 24 bits.
func (enc *Encoding) put(dst []byte, bits uint) {
	_ = dst[3]
	dst[0] = enc.alphabet[bits>>18&63]
	dst[1] = enc.alphabet[bits>>12&63]
	dst[2] = enc.alphabet[bits>>6&63]
	dst[3] = enc.alphabet[bits&63]
}

// AppendEncode appends the characters of src to dst.
func (enc *Encoding) AppendEncode(dst, src []byte) []byte {
	n := enc.EncodedLen(len(src))
	dst = slices.Grow(dst, n)
	enc.Encode(dst[len(dst):][:n], src)
	return dst[:len(dst)+n]
}

// EncodeToString returns the characters of src.
func (enc *Encoding) EncodeToString(src []byte) string { return string(enc.AppendEncode(nil, src)) }

// --- decoding ----------------------------------------------------------------------------------------

// CorruptInputError is the place of a byte that should not be there, or where the input ends too soon.
type CorruptInputError int64

func (e CorruptInputError) Error() string {
	return "illegal base64 data at input byte " + strconv.FormatInt(int64(e), 10)
}

// Decode writes the bytes that src stands for to dst, which has room for DecodedLen(len(src)) of them, and
// returns their number; after a CorruptInputError, those before it. Newlines are passed over.
func (enc *Encoding) Decode(dst, src []byte) (n int, err error) {
	at := 0
	for at < len(src) {
		// Eight bytes are written at once, and what is too much is overwritten.
		for len(src)-at >= 8 && len(dst)-n >= 8 {
			high, low := enc.four(src[at:at+4]), enc.four(src[at+4:at+8])
			if high|low >= 1<<24 {
				break
			}
			byteorder.BEPutUint64(dst[n:], uint64(high)<<40|uint64(low)<<16)
			at += 8
			n += 6
		}
		var m int
		at, m, err = enc.group(dst[n:], src, at)
		n += m
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

// four returns the 24 bits of four characters; something larger if one is not in the alphabet.
func (enc *Encoding) four(src []byte) uint32 {
	_ = src[3]
	a, b, c, d := enc.values[src[0]], enc.values[src[1]], enc.values[src[2]], enc.values[src[3]]
	if a|b|c|d == bad {
		return 1 << 24
	}
	return uint32(a)<<18 | uint32(b)<<12 | uint32(c)<<6 | uint32(d)
}

// group decodes up to four characters, among which there may be newlines, and the padding after them. It
// returns the place after it and the number of bytes.
func (enc *Encoding) group(dst, src []byte, at int) (next, n int, err error) {
	bits := uint32(0)
	count := 0
	for count < 4 && err == nil {
		if at == len(src) {
			if count == 0 {
				return at, 0, nil
			}
			if count == 1 || enc.padding != NoPadding {
				return at, 0, CorruptInputError(at - count)
			}
			break
		}
		c := src[at]
		at++
		if v := enc.values[c]; v != bad {
			bits |= uint32(v) << (18 - 6*count)
			count++
			continue
		}
		if isNewline(c) {
			continue
		}
		if rune(c) != enc.padding || count < 2 {
			return at, 0, CorruptInputError(at - 1)
		}
		var complete bool
		if at, complete, err = enc.end(src, at, count); !complete {
			return at, 0, err
		}
		break
	}
	n = count - 1
	if left := bits << (8 + 8*n); enc.strict && left != 0 {
		return at, 0, CorruptInputError(at - (4 - count))
	}
	for i := range n {
		dst[i] = byte(bits >> (16 - 8*i))
	}
	return at, n, err
}

// end reads what follows the first padding character after count others: a second one if it is due, and
// nothing but newlines. If complete, only what comes after the padding is wrong.
func (enc *Encoding) end(src []byte, at, count int) (next int, complete bool, err error) {
	if count == 2 {
		at = passNewlines(src, at)
		switch {
		case at == len(src):
			return at, false, CorruptInputError(at)
		case rune(src[at]) != enc.padding:
			return at, false, CorruptInputError(at - 1)
		}
		at++
	}
	at = passNewlines(src, at)
	if at < len(src) {
		return at, true, CorruptInputError(at)
	}
	return at, true, nil
}

func passNewlines(src []byte, at int) int {
	for at < len(src) && isNewline(src[at]) {
		at++
	}
	return at
}

// AppendDecode appends the bytes that src stands for to dst; after an error, those before it.
func (enc *Encoding) AppendDecode(dst, src []byte) ([]byte, error) {
	n := len(src)
	for n > 0 && rune(src[n-1]) == enc.padding {
		n--
	}
	n = n/4*3 + n%4*6/8
	dst = slices.Grow(dst, n)
	n, err := enc.Decode(dst[len(dst):][:n], src)
	return dst[:len(dst)+n], err
}

// DecodeString returns the bytes that s stands for; after an error, those before it.
func (enc *Encoding) DecodeString(s string) ([]byte, error) {
	dst := make([]byte, enc.DecodedLen(len(s)))
	n, err := enc.Decode(dst, []byte(s))
	return dst[:n], err
}
