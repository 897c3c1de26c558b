package strconv

import (
	"math"
	"math/bits"
)

// Reading floating-point numbers.
//
// A decimal number is taken as mant * 10**exp with up to 19 digits in mant.
//  1. If both mant and 10**|exp| are exact floats, one operation rounds right (Clinger).
//  2. Otherwise mant is multiplied by the table's 128-bit power of ten. The true product lies within a
//     known distance above; when that cannot change the rounding, the result is certain (Eisel and
//     Lemire).
//  3. Otherwise all digits are turned into a quotient of natural numbers, divided bit by bit.

// ParseFloat converts s to a floating-point number of 32 or 64 bits, correctly rounded. It reads what
// FormatFloat writes, Go's decimal and hexadecimal floating-point literals (underscores only after 0x),
// and, in any case, "nan", "inf" and "infinity" with an optional sign. A number that is too large gives
// ±Inf and ErrRange.
func ParseFloat(s string, bitSize int) (float64, error) {
	f, n, err := parseFloatPrefix(s, bitSize)
	if n != len(s) && (err == nil || err.(*NumError).Err != ErrSyntax) {
		return 0, syntaxError("ParseFloat", s)
	}
	return f, err
}

// parseFloatPrefix reads a number at the start of s and returns how long it is.
func parseFloatPrefix(s string, bitSize int) (f float64, n int, err error) {
	if f, n, ok := special(s); ok {
		return f, n, nil
	}
	lit, ok := readLiteral(s)
	if !ok {
		return 0, 0, syntaxError("ParseFloat", s)
	}
	info := &float64Info
	if bitSize == 32 {
		info = &float32Info
	}
	var b uint64
	if lit.hex {
		b = lit.hexBits(info)
	} else {
		b = lit.decimalBits(info)
	}
	overflow := b == (1<<info.expBits-1)<<info.mantBits
	if lit.negative {
		b |= 1 << (info.expBits + info.mantBits)
	}
	if bitSize == 32 {
		f = float64(math.Float32frombits(uint32(b)))
	} else {
		f = math.Float64frombits(b)
	}
	if overflow {
		err = rangeError("ParseFloat", s)
	}
	return f, lit.len, err
}

// special reads an infinity or NaN.
func special(s string) (f float64, n int, ok bool) {
	if s == "" {
		return 0, 0, false
	}
	sign := 0
	rest := s
	if s[0] == '+' || s[0] == '-' {
		sign = 1
		rest = s[1:]
	}
	if n := commonPrefix(rest, "infinity"); n >= 3 {
		if n < 8 {
			n = 3
		}
		if s[0] == '-' {
			return math.Inf(-1), sign + n, true
		}
		return math.Inf(1), sign + n, true
	}
	if sign == 0 && commonPrefix(s, "nan") == 3 {
		return math.NaN(), 3, true
	}
	return 0, 0, false
}

// commonPrefix counts how many letters of s, in any case, begin word.
func commonPrefix(s, word string) int {
	n := 0
	for n < len(s) && n < len(word) && lower(s[n]) == word[n] {
		n++
	}
	return n
}

// A literal is a number as written.
type literal struct {
	mant      uint64 // leading digits
	exp       int    // value is mant * 10**exp, or mant * 2**exp for hex
	negative  bool
	hex       bool
	truncated bool   // nonzero digits beyond those in mant
	digits    string // the digits, with point and underscores
	pointExp  int    // exponent of ten written, for digits as a whole
	len       int
}

// readLiteral takes the number at the start of s apart; ok is false if there is none.
func readLiteral(s string) (l literal, ok bool) {
	i := 0
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		l.negative = s[i] == '-'
		i++
	}
	base, maxDigits := uint64(10), 19
	if i+2 < len(s) && s[i] == '0' && lower(s[i+1]) == 'x' {
		l.hex = true
		base, maxDigits = 16, 16
		i += 2
	}
	start := i
	underscores, point, any := false, false, false
	count, kept, before := 0, 0, 0 // significant digits, those in mant, those before the point
	for ; i < len(s); i++ {
		c := s[i]
		if c == '_' {
			underscores = true
			continue
		}
		if c == '.' {
			if point {
				break
			}
			point = true
			before = count
			continue
		}
		d := uint64(digitValue(c))
		if d >= base {
			break
		}
		any = true
		if d == 0 && count == 0 {
			before-- // a leading zero: only moves the point
			continue
		}
		count++
		if kept < maxDigits {
			l.mant = l.mant*base + d
			kept++
		} else if d != 0 {
			l.truncated = true
		}
	}
	if !any {
		return l, false
	}
	if !point {
		before = count
	}
	l.digits = s[start:i]
	if l.hex {
		before *= 4
		kept *= 4
	}
	n, e, ok := readExp(s[i:], l.hex, &underscores)
	if !ok {
		return l, false
	}
	i += n
	l.pointExp = e
	l.len = i
	if l.mant != 0 {
		l.exp = before - kept + e
	}
	return l, !underscores || underscoresFine(s[:i])
}

// readExp reads the exponent, which only a hexadecimal number must have.
func readExp(s string, hex bool, underscores *bool) (n, exp int, ok bool) {
	letter := byte('e')
	if hex {
		letter = 'p'
	}
	if s == "" || lower(s[0]) != letter {
		return 0, 0, !hex
	}
	i := 1
	negative := false
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		negative = s[i] == '-'
		i++
	}
	if i >= len(s) || s[i] < '0' || s[i] > '9' {
		return 0, 0, false
	}
	for ; i < len(s) && ('0' <= s[i] && s[i] <= '9' || s[i] == '_'); i++ {
		if s[i] == '_' {
			*underscores = true
		} else if exp < 10000 { // beyond, any number is 0 or infinite
			exp = exp*10 + int(s[i]-'0')
		}
	}
	if negative {
		exp = -exp
	}
	return i, exp, true
}

// hexBits rounds mant * 2**exp to a float's bits.
func (l *literal) hexBits(info *floatInfo) uint64 {
	if l.mant == 0 {
		return 0
	}
	s := bits.LeadingZeros64(l.mant)
	return assemble(l.mant<<uint(s), l.exp-s+63, l.truncated, info)
}

// assemble rounds m * 2**(exp-63) to a float's bits, halves to even; m's top bit is set. more tells that
// the true value is a little larger. The result may be that of infinity.
func assemble(m uint64, exp int, more bool, info *floatInfo) uint64 {
	drop := 63 - info.mantBits
	biased := exp - info.bias
	if biased < 1 { // subnormal: fewer bits
		drop += uint(1 - biased)
		biased = 0
	}
	switch {
	case drop > 64:
		return 0
	case drop == 64: // half of the smallest number or more
		if m > 1<<63 || more {
			return 1
		}
		return 0
	}
	half := uint64(1) << (drop - 1)
	rest := m & (1<<drop - 1)
	m >>= drop
	if rest > half || rest == half && (more || m&1 == 1) {
		m++
	}
	if biased == 0 {
		return m // a carry makes it the smallest normal number
	}
	if m == 2<<info.mantBits {
		m >>= 1
		biased++
	}
	if biased >= 1<<info.expBits-1 {
		return (1<<info.expBits - 1) << info.mantBits
	}
	return m&^(1<<info.mantBits) | uint64(biased)<<info.mantBits
}

// decimalBits rounds the decimal number to a float's bits.
func (l *literal) decimalBits(info *floatInfo) uint64 {
	if l.mant == 0 {
		return 0
	}
	if !l.truncated {
		if b, ok := l.exactFloat(info); ok {
			return b
		}
	}
	b, ok := eiselLemire(l.mant, l.exp, info)
	if ok && l.truncated {
		// The truth is between mant and mant+1: fine if both round alike.
		next, nextOK := eiselLemire(l.mant+1, l.exp, info)
		ok = nextOK && next == b
	}
	if ok {
		return b
	}
	return l.slowBits(info)
}

var float64Pow10 = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
	1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

var float32Pow10 = [...]float32{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10}

// exactFloat handles what one floating-point operation on exact numbers can.
func (l *literal) exactFloat(info *floatInfo) (uint64, bool) {
	if l.mant>>(info.mantBits+1) != 0 {
		return 0, false
	}
	e := l.exp
	if info == &float32Info {
		f := float32(l.mant)
		switch {
		case e < -10 || e > 10:
			return 0, false
		case e < 0:
			f /= float32Pow10[-e]
		default:
			f *= float32Pow10[e]
		}
		return uint64(math.Float32bits(f)), !math.IsInf(float64(f), 0)
	}
	f := float64(l.mant)
	switch {
	case e < -22 || e > 22:
		return 0, false
	case e < 0:
		f /= float64Pow10[-e]
	default:
		f *= float64Pow10[e]
	}
	return math.Float64bits(f), true
}

// eiselLemire rounds mant * 10**exp to a float's bits; false if 128 bits of the power cannot tell.
func eiselLemire(mant uint64, exp int, info *floatInfo) (uint64, bool) {
	if exp < minPow10 || exp > maxPow10 {
		return 0, false
	}
	s := bits.LeadingZeros64(mant)
	mant <<= uint(s)
	p := &powersOfTen[exp-minPow10]
	lowHi, low := bits.Mul64(p[1], mant)
	top, mid := bits.Mul64(p[0], mant)
	mid, carry := bits.Add64(mid, lowHi, 0)
	top += carry
	e := floorLog2Pow10(exp) + 64 - s
	if top>>63 == 0 {
		top = top<<1 | mid>>63
		mid <<= 1
		e--
	}
	if !exactPow(exp) {
		// The error is less than mant < 2**64 in units of low.
		if mid >= 1<<64-2 {
			return 0, false // it might carry into top
		}
		mid |= 1
	}
	return assemble(top, e, mid|low != 0, info), true
}

// slowBits divides natural numbers to get 64 bits of quotient, and rounds those.
func (l *literal) slowBits(info *floatInfo) uint64 {
	// Larger exponents are certainly infinite or 0, and would take long.
	if l.exp > 310 {
		return (1<<info.expBits - 1) << info.mantBits
	}
	if l.exp < -360 {
		return 0
	}
	num, exp := l.allDigits()
	den := natural{1}
	if exp >= 0 {
		num = num.mulPow(10, exp)
	} else {
		den = den.mulPow(10, -exp)
	}
	// Scale so that the quotient is in [2**63, 2**65).
	shift := 64 - (num.bitLen() - den.bitLen())
	if shift >= 0 {
		num = num.shiftLeft(uint(shift))
	} else {
		den = den.shiftLeft(uint(-shift))
	}
	q, more := divide(num, den)
	e := 63 - shift
	if len(q) > 1 {
		more = more || q[0]&1 != 0
		q[0] = q[0]>>1 | q[1]<<63
		e++
	}
	return assemble(q[0], e, more, info)
}

// divide returns the quotient, which must be less than 2**65, and whether there is a remainder.
func divide(num, den natural) (q natural, more bool) {
	q = natural{0}
	for i := 64; i >= 0; i-- {
		part := den.shiftLeft(uint(i))
		q = q.mulAdd(2, 0)
		if num.compare(part) >= 0 {
			num = num.sub(part)
			q[0] |= 1
		}
	}
	return q, len(num) > 0
}

// allDigits returns the number as n * 10**exp. Beyond 800 digits only "more than zero" matters.
func (l *literal) allDigits() (n natural, exp int) {
	const limit = 800
	exp = l.pointExp
	count := 0
	point, more := false, false
	for i := 0; i < len(l.digits); i++ {
		c := l.digits[i]
		switch {
		case c == '.':
			point = true
			continue
		case c == '_':
			continue
		}
		if point {
			exp--
		}
		if count >= limit {
			exp++
			more = more || c != '0'
			continue
		}
		n = n.mulAdd(10, uint64(c-'0'))
		if len(n) > 0 {
			count++
		}
	}
	if more {
		n = n.mulAdd(10, 1)
		exp--
	}
	return n, exp
}
