// Package utf16 works on UTF-16: code points up to U+FFFF are a unit of 16 bits, those beyond a pair of
// surrogates, 10 bits in each.
package utf16

const (
	high      = 0xd800 // the first of a pair: up to low
	low       = 0xdc00 // the second: up to end
	end       = 0xe000
	direct    = 0x10000 // below it one unit does
	maxRune   = '\U0010FFFF'
	notUTF16  = '\uFFFD'
	halfBits  = 10
	halfCount = 1 << halfBits
)

// IsSurrogate reports whether r is a surrogate, which stands for nothing alone.
func IsSurrogate(r rune) bool { return high <= r && r < end }

// DecodeRune returns the code point of a pair of surrogates, U+FFFD if it is no such pair.
func DecodeRune(r1, r2 rune) rune {
	if high <= r1 && r1 < low && low <= r2 && r2 < end {
		return (r1-high)<<halfBits | (r2 - low) + direct
	}
	return notUTF16
}

// EncodeRune returns the pair of surrogates for r, U+FFFD twice if there is none.
func EncodeRune(r rune) (r1, r2 rune) {
	if r < direct || r > maxRune {
		return notUTF16, notUTF16
	}
	r -= direct
	return high + r>>halfBits, low + r%halfCount
}

// RuneLen returns how many units r takes, -1 if it has no encoding.
func RuneLen(r rune) int {
	switch {
	case r < 0 || IsSurrogate(r) || r > maxRune:
		return -1
	case r < direct:
		return 1
	}
	return 2
}

// AppendRune appends r to a, U+FFFD if it has no encoding.
func AppendRune(a []uint16, r rune) []uint16 {
	switch RuneLen(r) {
	case 1:
		return append(a, uint16(r))
	case 2:
		r1, r2 := EncodeRune(r)
		return append(a, uint16(r1), uint16(r2))
	}
	return append(a, notUTF16)
}

// Encode returns s in UTF-16, with U+FFFD for what has no encoding.
func Encode(s []rune) []uint16 {
	n := len(s)
	for _, r := range s {
		if r >= direct {
			n++
		}
	}
	a := make([]uint16, 0, n)
	for _, r := range s {
		a = AppendRune(a, r)
	}
	return a
}

// Decode returns the code points of s, with U+FFFD for each surrogate that is not in a pair.
func Decode(s []uint16) []rune {
	// Inlined, this lets callers that do not keep the result have it in their frames.
	return decode(make([]rune, 0, 64), s)
}

func decode(runes []rune, s []uint16) []rune {
	for i := 0; i < len(s); i++ {
		r := rune(s[i])
		if IsSurrogate(r) {
			r2 := rune(0)
			if i+1 < len(s) {
				r2 = rune(s[i+1])
			}
			if r = DecodeRune(r, r2); r != notUTF16 {
				i++
			}
		}
		runes = append(runes, r)
	}
	return runes
}
