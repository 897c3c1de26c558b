// Package rand makes pseudo-random numbers. They are not fit for secrets.
//
// The functions of the package draw from a source that is seeded at random when the program starts, and may
// be called by any number of goroutines at once. Those who need the same numbers in every run make a Rand of
// their own, New(NewSource(seed)). Package math/rand/v2 is the better choice for new programs.
package rand

import (
	"internal/variate"
	"math/bits"
)

// A Rand draws from a Source. Unlike the functions of the package, it is not safe for use by several
// goroutines at once.
type Rand struct {
	src   Source
	src64 Source64 // src, or nil if it cannot do that

	// What Read has left of the number it took last, lowest byte first.
	rest    int64
	restLen int
}

// New returns a Rand that draws from src.
func New(src Source) *Rand {
	src64, _ := src.(Source64)
	return &Rand{src: src, src64: src64}
}

// Seed makes r begin the sequence that seed decides.
func (r *Rand) Seed(seed int64) {
	r.src.Seed(seed)
	r.restLen = 0
}

// Int63 returns a number in [0, 1<<63).
func (r *Rand) Int63() int64 { return r.src.Int63() }

// Uint32 returns a number of 32 bits.
func (r *Rand) Uint32() uint32 { return uint32(r.Int63() >> 31) }

// Uint64 returns a number of 64 bits.
func (r *Rand) Uint64() uint64 {
	if r.src64 != nil {
		return r.src64.Uint64()
	}
	return uint64(r.Int63())>>31 | uint64(r.Int63())<<32
}

// Int31 returns a number in [0, 1<<31).
func (r *Rand) Int31() int32 { return int32(r.Int63() >> 32) }

// Int returns a number that is not negative.
func (r *Rand) Int() int { return int(r.Int63()) }

// Int63n returns a number in [0, n). It panics if n <= 0.
func (r *Rand) Int63n(n int64) int64 {
	if n <= 0 {
		panic("invalid argument to Int63n")
	}
	if n&(n-1) == 0 {
		return r.Int63() & (n - 1)
	}
	// Above the largest multiple of n, the remainders would not all be there.
	last := int64(1<<63 - 1 - 1<<63%uint64(n))
	v := r.Int63()
	for v > last {
		v = r.Int63()
	}
	return v % n
}

// Int31n returns a number in [0, n). It panics if n <= 0.
func (r *Rand) Int31n(n int32) int32 {
	if n <= 0 {
		panic("invalid argument to Int31n")
	}
	if n&(n-1) == 0 {
		return r.Int31() & (n - 1)
	}
	last := int32(1<<31 - 1 - 1<<31%uint32(n))
	v := r.Int31()
	for v > last {
		v = r.Int31()
	}
	return v % n
}

// below is Int31n by a multiplication in place of the division (D. Lemire, Fast random integer generation in
// an interval, 2019). It draws other numbers than Int31n, whose sequence programs rely on.
func (r *Rand) below(n uint32) uint32 {
	high, low := bits.Mul32(r.Uint32(), n)
	if low < n {
		for least := -n % n; low < least; {
			high, low = bits.Mul32(r.Uint32(), n)
		}
	}
	return high
}

// Intn returns a number in [0, n). It panics if n <= 0.
func (r *Rand) Intn(n int) int {
	if n <= 0 {
		panic("invalid argument to Intn")
	}
	if n < 1<<31 {
		return int(r.Int31n(int32(n)))
	}
	return int(r.Int63n(int64(n)))
}

// Float64 returns a number in [0, 1).
func (r *Rand) Float64() float64 {
	for {
		if f := float64(r.Int63()) / (1 << 63); f < 1 { // rounding may give 1
			return f
		}
	}
}

// Float32 returns a number in [0, 1).
func (r *Rand) Float32() float32 {
	for {
		if f := float32(r.Float64()); f < 1 {
			return f
		}
	}
}

// NormFloat64 returns a number of the normal distribution with mean 0 and standard deviation 1.
func (r *Rand) NormFloat64() float64 {
	for {
		u := r.Uint32()
		if x, ok := variate.Normal(int32(u), u, r.Float64); ok {
			return x
		}
	}
}

// ExpFloat64 returns a number of the exponential distribution with rate 1, and so mean 1.
func (r *Rand) ExpFloat64() float64 {
	for {
		u := r.Uint32()
		if x, ok := variate.Exponential(u, uint8(u), r.Float64); ok {
			return x
		}
	}
}

// Perm returns the integers in [0, n) in random order.
func (r *Rand) Perm(n int) []int {
	p := make([]int, n)
	for i := range p {
		j := r.Intn(i + 1)
		p[i] = p[j]
		p[j] = i
	}
	return p
}

// Shuffle brings n things in random order; swap exchanges two of them. It panics if n < 0.
func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	i := n - 1
	for ; i > 1<<31-2; i-- {
		swap(i, int(r.Int63n(int64(i+1))))
	}
	for ; i > 0; i-- {
		swap(i, int(r.below(uint32(i+1))))
	}
}

// Read fills p with random bytes: the lower seven of each number, and what is left over serves the next
// call. It returns len(p), nil.
func (r *Rand) Read(p []byte) (n int, err error) {
	for i := range p {
		if r.restLen == 0 {
			r.rest = r.Int63()
			r.restLen = 7
		}
		p[i] = byte(r.rest)
		r.rest >>= 8
		r.restLen--
	}
	return len(p), nil
}

// A Zipf draws numbers k, k in [0, imax], with probability proportional to (v+k)**-s.
type Zipf struct {
	r *Rand
	z variate.Zipf
}

// NewZipf returns a Zipf that draws from r; nil unless s > 1 and v >= 1.
func NewZipf(r *Rand, s float64, v float64, imax uint64) *Zipf {
	if s <= 1 || v < 1 {
		return nil
	}
	return &Zipf{r, variate.NewZipf(s, v, imax)}
}

// Uint64 returns the next number.
func (z *Zipf) Uint64() uint64 {
	if z == nil {
		panic("rand: nil Zipf")
	}
	for {
		if k, ok := z.z.Choose(z.r.Float64()); ok {
			return k
		}
	}
}
