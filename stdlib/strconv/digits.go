package strconv

import (
	"internal/strconv"
	"math/bits"
)

// Decimal digits of binary floating-point numbers.
//
// Shortest: the method of Raffaello Giulietti ("The Schubfach way to render doubles", 2020). The numbers
// that read back as f form an interval around it. For a k with 10**k just below the interval's width,
// the interval holds at least one multiple of 10**k and at most one of 10**(k+1); if there is one of
// the latter it is the shortest, else the multiple of 10**k closest to f is. All three values (f and
// the interval's ends, times 4 so that the ends are integers) are multiplied by 10**-k in 128 bits and
// rounded to odd: the last bit collects what was cut off, so comparisons are exact.
//
// A given number of digits: f is multiplied by a power of ten taken from the same table, so that the
// digits wanted stand before the binary point. The table's error is less than one unit of its last
// bit, so the product's is less than f's mantissa; unless the fraction is that close to one half, the
// rounding is certain. Otherwise, and for many digits, a natural number computes all digits.

// floorLog10Pow2 is floor(log10(2**e)); floorLog2Pow10 is floor(log2(10**e)).
func floorLog10Pow2(e int) int { return (e * 1262611) >> 22 }
func floorLog2Pow10(e int) int { return (e * 1741647) >> 19 }

// exactPow tells whether the table's 10**k is exact: 5**55 < 2**128.
func exactPow(k int) bool { return 0 <= k && k <= 55 }

// shortest sets d to the shortest digits that read back as mant * 2**exp.
func (d *decimalFloat) shortest(mant uint64, exp int, info *floatInfo) {
	if mant == 0 {
		d.nd, d.dp = 0, 0
		return
	}
	if exp <= 0 && -exp <= int(info.mantBits) && mant&(1<<uint(-exp)-1) == 0 {
		d.set(mant>>uint(-exp), 0) // an integer that has all its digits
		return
	}
	// The gap below a power of two is half as wide as the one above.
	narrow := mant == 1<<info.mantBits && exp > 1+info.bias-int(info.mantBits)
	digits, k := schubfach(mant, exp, narrow)
	if narrow && exp == -35 && info == &float32Info {
		// 2**-12 is the only float32 half-way between its two shortest forms; there Go rounds up.
		digits++
	}
	d.set(digits, k)
}

// set makes d the number digits * 10**k, without trailing zeros.
func (d *decimalFloat) set(digits uint64, k int) {
	at := strconv.DecimalDigits(d.d[:20], digits)
	n := copy(d.d, d.d[at:20])
	d.dp = n + k
	for n > 0 && d.d[n-1] == '0' {
		n--
	}
	d.nd = n
}

func schubfach(mant uint64, exp int, narrow bool) (digits uint64, k int) {
	even := mant & 1 // the ends of the interval belong to it if mant is even
	low, mid, high := 4*mant-2, 4*mant, 4*mant+2
	if narrow {
		low = 4*mant - 1
		k = (exp*1262611 - 524031) >> 22 // floor(log10(3/4 * 2**exp))
	} else {
		k = floorLog10Pow2(exp)
	}
	shift := uint(exp + floorLog2Pow10(-k) + 1)
	p := &powersOfTen[-k-minPow10]
	pHi, pLo := p[0], p[1]
	if !exactPow(-k) {
		pLo++ // round up; no entry ends in all ones
	}
	lower := mulRoundOdd(pHi, pLo, low<<shift) + even
	value := mulRoundOdd(pHi, pLo, mid<<shift)
	upper := mulRoundOdd(pHi, pLo, high<<shift) - even

	s := value / 4
	if s >= 10 {
		tens := s / 10 * 40
		down, up := lower <= tens, tens+40 <= upper
		if down != up {
			if up {
				tens += 40
			}
			return tens / 40, k + 1
		}
	}
	down, up := lower <= 4*s, 4*s+4 <= upper
	if down == up { // both or none: the closer one, even on a tie
		half := 4*s + 2
		up = value > half || value == half && s&1 == 1
	}
	if up {
		s++
	}
	return s, k
}

// mulRoundOdd returns the top 64 bits of the 192-bit product; its last bit is set if the rest is not 0.
func mulRoundOdd(hi, lo, x uint64) uint64 {
	lowHi, _ := bits.Mul64(lo, x)
	top, mid := bits.Mul64(hi, x)
	mid, carry := bits.Add64(mid, lowHi, 0)
	top += carry
	if mid > 1 {
		top |= 1
	}
	return top
}

// rounded sets d to mant * 2**exp rounded to n significant digits.
func (d *decimalFloat) rounded(mant uint64, exp, n int) {
	if mant == 0 {
		d.nd, d.dp = 0, 0
		return
	}
	if n > 0 && n <= 17 && d.roundedFast(mant, exp, n) {
		return
	}
	d.exact(mant, exp)
	d.round(n)
}

// fixed sets d to mant * 2**exp rounded to n digits after the point.
func (d *decimalFloat) fixed(mant uint64, exp, n int) {
	if mant == 0 {
		d.nd, d.dp = 0, 0
		return
	}
	// mant * 2**exp < 10**whole.
	whole := floorLog10Pow2(exp+bits.Len64(mant)) + 1
	if whole+n > 0 && whole+n <= 17 && d.multiplied(mant, exp, n) {
		return
	}
	d.exact(mant, exp)
	d.round(d.dp + n)
}

// roundedFast tries to find n digits; false if it cannot be sure of them.
func (d *decimalFloat) roundedFast(mant uint64, exp, n int) bool {
	// There are that many digits before the point, or one more: then the integer has n+1 digits.
	whole := floorLog10Pow2(exp+bits.Len64(mant)-1) + 1
	k := n - whole
	if !d.multiplied(mant, exp, k) {
		return false
	}
	if d.dp+k > n {
		return d.multiplied(mant, exp, k-1)
	}
	return true
}

// multiplied sets d to mant * 2**exp rounded to a multiple of 10**-k, if one multiplication by the
// table's 10**k can tell. The result must be less than 2**63.
func (d *decimalFloat) multiplied(mant uint64, exp, k int) bool {
	if k < minPow10 || k > maxPow10 {
		return false
	}
	s := uint(bits.LeadingZeros64(mant))
	mant <<= s
	exp -= int(s)
	p := &powersOfTen[k-minPow10]
	// 10**k = p * 2**(log-127), so the product counts units of 2**-point.
	point := -(exp + floorLog2Pow10(k) - 127)
	lowHi, low := bits.Mul64(p[1], mant)
	top, mid := bits.Mul64(p[0], mant)
	mid, carry := bits.Add64(mid, lowHi, 0)
	top += carry
	if point <= 128 || point >= 192 {
		return false
	}
	s = uint(point - 128) // the integer part is top >> s
	digits := top >> s
	frac := top & (1<<s - 1)
	half := uint64(1) << (s - 1)
	rest := mid | low
	if !exactPow(k) {
		// The true product is larger by less than mant < 2**64. Refuse if that might make it a
		// half; otherwise it is certainly not a tie.
		if mid == 1<<64-1 && frac == half-1 {
			return false
		}
		rest = 1
	}
	if frac > half || frac == half && (rest != 0 || digits&1 == 1) {
		digits++
	}
	if digits == 0 {
		d.nd, d.dp = 0, 0
		return true
	}
	d.set(digits, -k)
	return true
}

// exact sets d to all digits of mant * 2**exp.
func (d *decimalFloat) exact(mant uint64, exp int) {
	n := natural{mant}
	k := 0
	if exp >= 0 {
		n = n.shiftLeft(uint(exp))
	} else {
		// mant / 2**e = mant * 5**e / 10**e
		n = n.mulPow(5, -exp)
		k = exp
	}
	d.d = n.decimal()
	d.nd = len(d.d)
	d.dp = d.nd + k
}

// round cuts d to n digits, halves to even.
func (d *decimalFloat) round(n int) {
	if n < 0 {
		d.nd, d.dp = 0, 0
		return
	}
	if n < d.nd {
		if d.roundsUp(n) {
			d.roundUp(n)
		} else {
			d.nd = n
		}
	}
	for d.nd > 0 && d.d[d.nd-1] == '0' {
		d.nd--
	}
	if d.nd == 0 {
		d.dp = 0
	}
}

// roundsUp reports whether cutting d to n < nd digits must round up.
func (d *decimalFloat) roundsUp(n int) bool {
	if d.d[n] != '5' {
		return d.d[n] > '5'
	}
	for _, c := range d.d[n+1 : d.nd] {
		if c != '0' {
			return true
		}
	}
	return n > 0 && (d.d[n-1]-'0')&1 == 1
}

func (d *decimalFloat) roundUp(n int) {
	for i := n - 1; i >= 0; i-- {
		if d.d[i] < '9' {
			d.d[i]++
			d.nd = i + 1
			return
		}
	}
	d.d[0] = '1' // all nines
	d.nd = 1
	d.dp++
}
