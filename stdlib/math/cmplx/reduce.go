package cmplx

import (
	"math"
	"math/bits"
)

// reducePi returns x less the multiple of Pi that is closest to it.
func reducePi(x float64) float64 {
	const tooLarge = 1 << 30 // for three parts of Pi, the first two short enough to make products exact
	if !(math.Abs(x) < tooLarge) {
		return reducePiLarge(x)
	}
	const (
		part1 = 3.141592502593994
		part2 = 1.5099578831723193e-07
		part3 = 1.0780605716316238e-14
	)
	n := float64(int64(x/math.Pi + 0.5))
	return ((x - n*part1) - n*part2) - n*part3
}

// The binary expansion of 1/Pi, 64 bits a word, the first word being the integer part.
var oneOverPi = [...]uint64{
	0x0000000000000000,
	0x517cc1b727220a94,
	0xfe13abe8fa9a6ee0,
	0x6db14acc9e21c820,
	0xff28b1d5ef5de2b0,
	0xdb92371d2126e970,
	0x0324977504e8c90e,
	0x7f0ef58e5894d39f,
	0x74411afa975da242,
	0x74ce38135a2fbf20,
	0x9cc8eb1cc1a99cfa,
	0x4e422fc5defc941d,
	0x8ffc4bffef02cc07,
	0xf79788c5ad05368f,
	0xb69b3f6793e584db,
	0xa7a31fb34f2ff516,
	0xba93dd63f5f2f8bd,
	0x9e839cfbc5294975,
	0x35fdafd88fc6ae84,
	0x2b0198237e3db5d5,
}

// reducePiLarge is the method of Payne and Hanek: of the product x * 1/Pi only the bits after the binary point
// matter, so three words of 1/Pi, chosen by x's exponent, suffice.
func reducePiLarge(x float64) float64 {
	const (
		fracBits = 52
		bias     = 1023
		expMask  = 0x7ff
	)
	b := math.Float64bits(x)
	exp := int(b>>fracBits&expMask) - bias - fracBits
	mant := b&(1<<fracBits-1) | 1<<fracBits
	word, shift := uint(exp+64)/64, uint(exp+64)%64
	w0 := oneOverPi[word]<<shift | oneOverPi[word+1]>>(64-shift)
	w1 := oneOverPi[word+1]<<shift | oneOverPi[word+2]>>(64-shift)
	w2 := oneOverPi[word+2]<<shift | oneOverPi[word+3]>>(64-shift)
	p2, _ := bits.Mul64(w2, mant)
	p1, p1Low := bits.Mul64(w1, mant)
	low, carry := bits.Add64(p1Low, p2, 0)
	high, _ := bits.Add64(w0*mant, p1, carry)
	lead := uint(bits.LeadingZeros64(high))
	high = high<<(lead+1) | low>>(64-(lead+1))
	fraction := math.Float64frombits(high>>(64-fracBits) | uint64(bias-(lead+1))<<fracBits)
	if fraction > 0.5 {
		fraction--
	}
	return math.Pi * fraction
}
