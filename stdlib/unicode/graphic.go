package unicode

// Bits of latin1. Exactly one of the first five is set for what is no letter; a letter has classUpper,
// classLower, or both if it has no case.
const (
	classControl = 1 << iota
	classPunct
	classNumber
	classSymbol
	classSpace // category Z, not what IsSpace means
	classUpper
	classLower
	classPrint

	classLetters = classUpper | classLower
	classGraphic = classPrint | classSpace
)

// GraphicRanges are the categories of graphic characters: L, M, N, P, S, Zs.
var GraphicRanges = []*RangeTable{L, M, N, P, S, Zs}

// PrintRanges are the categories of printable characters: L, M, N, P, S. The ASCII space, which
// is printable too, is not in them.
var PrintRanges = []*RangeTable{L, M, N, P, S}

// IsGraphic reports whether r is a letter, mark, number, punctuation, symbol or space.
func IsGraphic(r rune) bool {
	if uint32(r) <= MaxLatin1 {
		return latin1[uint8(r)]&classGraphic != 0
	}
	return In(r, GraphicRanges...)
}

// IsPrint reports whether r is printable: graphic, but of all spaces only the ASCII one.
func IsPrint(r rune) bool {
	if uint32(r) <= MaxLatin1 {
		return latin1[uint8(r)]&classPrint != 0
	}
	return In(r, PrintRanges...)
}

// IsOneOf reports whether r is in one of the sets. In is the nicer signature.
func IsOneOf(ranges []*RangeTable, r rune) bool {
	for _, t := range ranges {
		if Is(t, r) {
			return true
		}
	}
	return false
}

// In reports whether r is in one of the sets.
func In(r rune, ranges ...*RangeTable) bool {
	for _, t := range ranges {
		if Is(t, r) {
			return true
		}
	}
	return false
}

// IsControl reports whether r is a control character.
func IsControl(r rune) bool {
	if uint32(r) <= MaxLatin1 {
		return latin1[uint8(r)]&classControl != 0
	}
	return false // all of them are Latin-1
}

// IsLetter reports whether r is a letter (category L).
func IsLetter(r rune) bool {
	if uint32(r) <= MaxLatin1 {
		return latin1[uint8(r)]&classLetters != 0
	}
	return isAboveLatin1(Letter, r)
}

// IsMark reports whether r is a mark character (category M).
func IsMark(r rune) bool {
	return isAboveLatin1(Mark, r) // none of them is Latin-1
}

// IsNumber reports whether r is a number (category N).
func IsNumber(r rune) bool {
	if uint32(r) <= MaxLatin1 {
		return latin1[uint8(r)]&classNumber != 0
	}
	return isAboveLatin1(Number, r)
}

// IsPunct reports whether r is punctuation (category P).
func IsPunct(r rune) bool {
	if uint32(r) <= MaxLatin1 {
		return latin1[uint8(r)]&classPunct != 0
	}
	return Is(Punct, r)
}

// IsSpace reports whether r is white space: the property White_Space, in Latin-1
// '\t', '\n', '\v', '\f', '\r', ' ', U+0085 (NEL) and U+00A0 (NBSP).
func IsSpace(r rune) bool {
	if uint32(r) <= MaxLatin1 {
		switch r {
		case '\t', '\n', '\v', '\f', '\r', ' ', 0x85, 0xA0:
			return true
		}
		return false
	}
	return isAboveLatin1(White_Space, r)
}

// IsSymbol reports whether r is a symbol (category S).
func IsSymbol(r rune) bool {
	if uint32(r) <= MaxLatin1 {
		return latin1[uint8(r)]&classSymbol != 0
	}
	return isAboveLatin1(Symbol, r)
}

// IsDigit reports whether r is a decimal digit (category Nd).
func IsDigit(r rune) bool {
	if r <= MaxLatin1 {
		return '0' <= r && r <= '9'
	}
	return isAboveLatin1(Digit, r)
}
