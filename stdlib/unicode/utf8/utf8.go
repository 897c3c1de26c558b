// Package utf8 converts between runes and their UTF-8 encoding.
//
// What UTF-8 allows, by the first byte of a sequence:
//
//	first      second     bytes  payload
//	00..7F                1      7 bits
//	C2..DF     80..BF     2      11
//	E0         A0..BF     3      16  (less would fit two bytes)
//	E1..EC     80..BF     3
//	ED         80..9F     3          (more would be a surrogate)
//	EE..EF     80..BF     3
//	F0         90..BF     4      21  (less would fit three bytes)
//	F1..F3     80..BF     4
//	F4         80..8F     4          (more would exceed MaxRune)
//
// All further bytes are 80..BF. Anything else is an error, decoded as RuneError of width 1.
package utf8

import "unsafe"

const (
	RuneError = '\uFFFD'     // what an invalid sequence decodes to
	RuneSelf  = 0x80         // smaller characters are their own single byte
	MaxRune   = '\U0010FFFF' // the largest code point
	UTFMax    = 4            // bytes of the longest encoding
)

const (
	surrogateMin = 0xD800
	surrogateMax = 0xDFFF

	max2 = 1<<11 - 1
	max3 = 1<<16 - 1
)

// shape tells for a first byte b >= RuneSelf how long its sequence is and which second bytes may
// follow: lo..hi. A length of 1 marks a byte that starts nothing.
func shape(b byte) (n int, lo, hi byte) {
	switch {
	case b < 0xC2:
		return 1, 0, 0
	case b < 0xE0:
		return 2, 0x80, 0xBF
	case b < 0xF0:
		if b == 0xE0 {
			return 3, 0xA0, 0xBF
		}
		if b == 0xED {
			return 3, 0x80, 0x9F
		}
		return 3, 0x80, 0xBF
	case b < 0xF5:
		if b == 0xF0 {
			return 4, 0x90, 0xBF
		}
		if b == 0xF4 {
			return 4, 0x80, 0x8F
		}
		return 4, 0x80, 0xBF
	}
	return 1, 0, 0
}

func isTail(b byte) bool {
	return b&0xC0 == 0x80
}

// RuneStart reports whether b can be the first byte of an encoded rune; the others are 10xxxxxx.
func RuneStart(b byte) bool {
	return b&0xC0 != 0x80
}

// FullRune reports whether p begins with a complete encoding. An invalid one counts as complete, since
// it decodes to a RuneError of width 1.
func FullRune(p []byte) bool {
	return len(p) > 0 && (p[0] < RuneSelf || full(p))
}

// FullRuneInString is FullRune for a string.
func FullRuneInString(s string) bool {
	return len(s) > 0 && (s[0] < RuneSelf || full(unsafe.Slice(unsafe.StringData(s), len(s))))
}

func full(p []byte) bool {
	n, lo, hi := shape(p[0])
	if len(p) >= n {
		return true
	}
	if len(p) > 1 && (p[1] < lo || hi < p[1]) {
		return true
	}
	return len(p) > 2 && !isTail(p[2])
}

// DecodeRune unpacks the first encoded rune of p and its width in bytes: (RuneError, 0) if p is empty,
// (RuneError, 1) if the encoding is invalid.
func DecodeRune(p []byte) (r rune, size int) {
	// A loop of at most one round: this form is within the inliner's budget, an index is not.
	for _, b := range p {
		if b < RuneSelf {
			return rune(b), 1
		}
		break
	}
	r, size = decode(p)
	return
}

func decode(p []byte) (rune, int) {
	if len(p) < 1 {
		return RuneError, 0
	}
	b0 := p[0]
	if b0 < RuneSelf {
		return rune(b0), 1
	}
	n, lo, hi := shape(b0)
	if n == 1 || len(p) < n {
		return RuneError, 1
	}
	b1 := p[1]
	if b1 < lo || hi < b1 {
		return RuneError, 1
	}
	if n == 2 {
		return rune(b0&0x1F)<<6 | rune(b1&0x3F), 2
	}
	b2 := p[2]
	if !isTail(b2) {
		return RuneError, 1
	}
	if n == 3 {
		return rune(b0&0x0F)<<12 | rune(b1&0x3F)<<6 | rune(b2&0x3F), 3
	}
	b3 := p[3]
	if !isTail(b3) {
		return RuneError, 1
	}
	return rune(b0&0x07)<<18 | rune(b1&0x3F)<<12 | rune(b2&0x3F)<<6 | rune(b3&0x3F), 4
}

// DecodeRuneInString is DecodeRune for a string.
func DecodeRuneInString(s string) (r rune, size int) {
	if s != "" && s[0] < RuneSelf {
		return rune(s[0]), 1
	}
	r, size = decodeString(s)
	return
}

// decodeString is a call of its own, so that its caller stays small enough to be inlined.
//
//go:noinline
func decodeString(s string) (rune, int) {
	return decode(unsafe.Slice(unsafe.StringData(s), len(s)))
}

// DecodeLastRune unpacks the last encoded rune of p and its width, with the errors of DecodeRune.
func DecodeLastRune(p []byte) (r rune, size int) {
	end := len(p)
	if end == 0 {
		return RuneError, 0
	}
	start := end - 1
	if p[start] < RuneSelf {
		return rune(p[start]), 1
	}
	// Walk back over at most three tail bytes to a first byte.
	lim := max(end-UTFMax, 0)
	for start > lim && isTail(p[start]) {
		start--
	}
	r, size = DecodeRune(p[start:end])
	if start+size != end {
		return RuneError, 1
	}
	return r, size
}

// DecodeLastRuneInString is DecodeLastRune for a string.
func DecodeLastRuneInString(s string) (rune, int) {
	end := len(s)
	if end == 0 {
		return RuneError, 0
	}
	start := end - 1
	if s[start] < RuneSelf {
		return rune(s[start]), 1
	}
	lim := max(end-UTFMax, 0)
	for start > lim && isTail(s[start]) {
		start--
	}
	r, size := DecodeRuneInString(s[start:end])
	if start+size != end {
		return RuneError, 1
	}
	return r, size
}

// RuneLen returns how many bytes encode r, or -1 if r is not a valid code point.
func RuneLen(r rune) int {
	switch {
	case r < 0:
		return -1
	case r < RuneSelf:
		return 1
	case r <= max2:
		return 2
	case surrogateMin <= r && r <= surrogateMax:
		return -1
	case r <= max3:
		return 3
	case r <= MaxRune:
		return 4
	}
	return -1
}

// EncodeRune writes the encoding of r to the front of p, which must be long enough, and returns its
// length. A rune that is no valid code point is written as RuneError.
func EncodeRune(p []byte, r rune) int {
	if uint32(r) < RuneSelf {
		p[0] = byte(r)
		return 1
	}
	return encode(p, r)
}

func encode(p []byte, r rune) int {
	switch i := uint32(r); {
	case i <= max2:
		_ = p[1]
		p[0] = 0xC0 | byte(r>>6)
		p[1] = 0x80 | byte(r)&0x3F
		return 2
	case i > MaxRune, surrogateMin <= i && i <= surrogateMax:
		_ = p[2]
		p[0], p[1], p[2] = 0xEF, 0xBF, 0xBD
		return 3
	case i <= max3:
		_ = p[2]
		p[0] = 0xE0 | byte(r>>12)
		p[1] = 0x80 | byte(r>>6)&0x3F
		p[2] = 0x80 | byte(r)&0x3F
		return 3
	}
	_ = p[3]
	p[0] = 0xF0 | byte(r>>18)
	p[1] = 0x80 | byte(r>>12)&0x3F
	p[2] = 0x80 | byte(r>>6)&0x3F
	p[3] = 0x80 | byte(r)&0x3F
	return 4
}

// AppendRune appends the encoding of r to p. A rune that is no valid code point is appended as
// RuneError.
func AppendRune(p []byte, r rune) []byte {
	if uint32(r) < RuneSelf {
		return append(p, byte(r))
	}
	return appendLong(p, r)
}

func appendLong(p []byte, r rune) []byte {
	switch i := uint32(r); {
	case i <= max2:
		return append(p, 0xC0|byte(r>>6), 0x80|byte(r)&0x3F)
	case i > MaxRune, surrogateMin <= i && i <= surrogateMax:
		return append(p, 0xEF, 0xBF, 0xBD)
	case i <= max3:
		return append(p, 0xE0|byte(r>>12), 0x80|byte(r>>6)&0x3F, 0x80|byte(r)&0x3F)
	}
	return append(p, 0xF0|byte(r>>18), 0x80|byte(r>>12)&0x3F, 0x80|byte(r>>6)&0x3F, 0x80|byte(r)&0x3F)
}

// RuneCount returns the number of runes in p; each byte of an invalid encoding counts as one.
func RuneCount(p []byte) int {
	return RuneCountInString(unsafe.String(unsafe.SliceData(p), len(p)))
}

// RuneCountInString is RuneCount for a string.
func RuneCountInString(s string) (n int) {
	for range s {
		n++
	}
	return n
}

// Valid reports whether p consists of valid encodings only.
func Valid(p []byte) bool {
	for i := 0; i < len(p); {
		if p[i] < RuneSelf {
			i++
			continue
		}
		_, size := decode(p[i:])
		if size == 1 {
			return false
		}
		i += size
	}
	return true
}

// ValidString reports whether s consists of valid encodings only.
//
//go:noinline
func ValidString(s string) bool {
	return Valid(unsafe.Slice(unsafe.StringData(s), len(s)))
}

// ValidRune reports whether r can be encoded: it is in range and no surrogate half.
func ValidRune(r rune) bool {
	return 0 <= r && r < surrogateMin || surrogateMax < r && r <= MaxRune
}
