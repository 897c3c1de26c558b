// Package unicode tells properties of code points: categories, scripts, case.
//
// The tables are generated, see maketables. Code points up to MaxLatin1 are looked up directly.
package unicode

const (
	MaxRune         = '\U0010FFFF' // the largest code point
	ReplacementChar = '\uFFFD'     // stands for an invalid code point
	MaxASCII        = '\u007F'     // the largest ASCII value
	MaxLatin1       = '\u00FF'     // the largest Latin-1 value
)

// RangeTable is a set of code points: sorted ranges of 16-bit ones, then of 32-bit ones. The two lists
// do not overlap, and R32 holds only values >= 0x10000.
type RangeTable struct {
	R16         []Range16
	R32         []Range32
	LatinOffset int // number of entries of R16 with Hi <= MaxLatin1
}

// Range16 is Lo, Lo+Stride, Lo+2*Stride ... up to Hi.
type Range16 struct {
	Lo     uint16
	Hi     uint16
	Stride uint16
}

// Range32 is a range of code points that may not fit 16 bits.
type Range32 struct {
	Lo     uint32
	Hi     uint32
	Stride uint32
}

// CaseRange tells how the code points Lo..Hi change case: what to add for upper, lower and title case.
// If a Delta is UpperLower, upper and lower case letters alternate, beginning with an upper case one at
// an even distance from Lo.
type CaseRange struct {
	Lo    uint32
	Hi    uint32
	Delta d
}

type d [MaxCase]rune

// SpecialCase holds case mappings of one language, which come before the standard ones.
type SpecialCase []CaseRange

// Indices into CaseRange.Delta.
const (
	UpperCase = iota
	LowerCase
	TitleCase
	MaxCase
)

// UpperLower as a Delta marks a run of alternating upper and lower case letters.
const UpperLower = MaxRune + 1

// Tables up to this length are searched from front to back.
const linearMax = 18

// in16 searches ranges sorted by Lo.
func in16(ranges []Range16, r uint16) bool {
	if len(ranges) <= linearMax || r <= MaxLatin1 {
		for i := range ranges {
			e := &ranges[i]
			if r < e.Lo {
				return false
			}
			if r <= e.Hi {
				return e.Stride == 1 || (r-e.Lo)%e.Stride == 0
			}
		}
		return false
	}
	lo, hi := 0, len(ranges)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		e := &ranges[m]
		if e.Lo <= r && r <= e.Hi {
			return e.Stride == 1 || (r-e.Lo)%e.Stride == 0
		}
		if r < e.Lo {
			hi = m
		} else {
			lo = m + 1
		}
	}
	return false
}

func in32(ranges []Range32, r uint32) bool {
	lo, hi := 0, len(ranges)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		e := &ranges[m]
		if e.Lo <= r && r <= e.Hi {
			return e.Stride == 1 || (r-e.Lo)%e.Stride == 0
		}
		if r < e.Lo {
			hi = m
		} else {
			lo = m + 1
		}
	}
	return false
}

// Is reports whether r is in the set.
func Is(rangeTab *RangeTable, r rune) bool {
	if len(rangeTab.R16) > 0 && uint32(r) <= uint32(rangeTab.R16[len(rangeTab.R16)-1].Hi) {
		return in16(rangeTab.R16, uint16(r))
	}
	if len(rangeTab.R32) > 0 && r >= rune(rangeTab.R32[0].Lo) {
		return in32(rangeTab.R32, uint32(r))
	}
	return false
}

// isAboveLatin1 is Is for r > MaxLatin1: it skips the ranges below.
func isAboveLatin1(rangeTab *RangeTable, r rune) bool {
	r16 := rangeTab.R16
	if off := rangeTab.LatinOffset; len(r16) > off && uint32(r) <= uint32(r16[len(r16)-1].Hi) {
		return in16(r16[off:], uint16(r))
	}
	if len(rangeTab.R32) > 0 && r >= rune(rangeTab.R32[0].Lo) {
		return in32(rangeTab.R32, uint32(r))
	}
	return false
}

// IsUpper reports whether r is an upper case letter.
func IsUpper(r rune) bool {
	if uint32(r) <= MaxLatin1 {
		return latin1[uint8(r)]&classLetters == classUpper
	}
	return isAboveLatin1(Upper, r)
}

// IsLower reports whether r is a lower case letter.
func IsLower(r rune) bool {
	if uint32(r) <= MaxLatin1 {
		return latin1[uint8(r)]&classLetters == classLower
	}
	return isAboveLatin1(Lower, r)
}

// IsTitle reports whether r is a title case letter.
func IsTitle(r rune) bool {
	if r <= MaxLatin1 {
		return false
	}
	return isAboveLatin1(Title, r)
}

// lookupCase finds the range of ranges that r is in.
func lookupCase(r rune, ranges []CaseRange) *CaseRange {
	lo, hi := 0, len(ranges)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		e := &ranges[m]
		if rune(e.Lo) <= r && r <= rune(e.Hi) {
			return e
		}
		if r < rune(e.Lo) {
			hi = m
		} else {
			lo = m + 1
		}
	}
	return nil
}

// mapCase maps r by ranges and tells whether they say anything about r.
func mapCase(which int, r rune, ranges []CaseRange) (mapped rune, found bool) {
	if which < 0 || MaxCase <= which {
		return ReplacementChar, false
	}
	e := lookupCase(r, ranges)
	if e == nil {
		return r, false
	}
	delta := e.Delta[which]
	if delta > MaxRune {
		// Alternating letters: the lowest bit of the distance says which case it is.
		return rune(e.Lo) + ((r-rune(e.Lo))&^1 | rune(which&1)), true
	}
	return r + delta, true
}

// To maps r to UpperCase, LowerCase or TitleCase.
func To(_case int, r rune) rune {
	r, _ = mapCase(_case, r, CaseRanges)
	return r
}

// ToUpper maps r to upper case.
func ToUpper(r rune) rune {
	if r <= MaxASCII {
		if 'a' <= r && r <= 'z' {
			r -= 'a' - 'A'
		}
		return r
	}
	return To(UpperCase, r)
}

// ToLower maps r to lower case.
func ToLower(r rune) rune {
	if r <= MaxASCII {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	return To(LowerCase, r)
}

// ToTitle maps r to title case.
func ToTitle(r rune) rune {
	if r <= MaxASCII {
		if 'a' <= r && r <= 'z' {
			r -= 'a' - 'A'
		}
		return r
	}
	return To(TitleCase, r)
}

// ToUpper maps r to upper case, by special first.
func (special SpecialCase) ToUpper(r rune) rune {
	return special.to(UpperCase, r, ToUpper(r))
}

// ToTitle maps r to title case, by special first.
func (special SpecialCase) ToTitle(r rune) rune {
	return special.to(TitleCase, r, ToTitle(r))
}

// ToLower maps r to lower case, by special first.
func (special SpecialCase) ToLower(r rune) rune {
	return special.to(LowerCase, r, ToLower(r))
}

func (special SpecialCase) to(which int, r, standard rune) rune {
	mapped, found := mapCase(which, r, []CaseRange(special))
	if mapped == r && !found {
		return standard
	}
	return mapped
}

// TurkishCase holds the case mappings of Turkish and Azeri: dotted and dotless i are different letters.
var TurkishCase SpecialCase = SpecialCase{
	{'I', 'I', d{0, 'ı' - 'I', 0}},
	{'i', 'i', d{'İ' - 'i', 0, 'İ' - 'i'}},
	{'İ', 'İ', d{0, 'i' - 'İ', 0}},
	{'ı', 'ı', d{'I' - 'ı', 0, 'I' - 'ı'}},
}

// AzeriCase is TurkishCase.
var AzeriCase SpecialCase = TurkishCase

// SimpleFold steps through the code points that are the same but for case: it returns the smallest one
// greater than r, or if there is none the smallest of all. For an invalid r it returns r.
func SimpleFold(r rune) rune {
	if r < 0 || r > MaxRune {
		return r
	}
	// caseOrbit is sorted by its even elements.
	lo, hi := 0, len(caseOrbit)/2
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if rune(caseOrbit[2*m]) < r {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if 2*lo < len(caseOrbit) && rune(caseOrbit[2*lo]) == r {
		return rune(caseOrbit[2*lo+1])
	}
	// No orbit of its own: at most one upper and one lower case form.
	if e := lookupCase(r, CaseRanges); e != nil {
		if l, _ := mapCase(LowerCase, r, CaseRanges); l != r {
			return l
		}
		u, _ := mapCase(UpperCase, r, CaseRanges)
		return u
	}
	return r
}
