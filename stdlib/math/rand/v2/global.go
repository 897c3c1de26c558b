package rand

import "internal/random"

// systemSource is the Source of the package's functions. It has no state here.
type systemSource struct{}

func (systemSource) Uint64() uint64 { return random.Uint64() }

var global = &Rand{systemSource{}}

// Uint64 returns a number of 64 bits.
func Uint64() uint64 { return random.Uint64() }

// Uint32 returns a number of 32 bits.
func Uint32() uint32 { return global.Uint32() }

// Uint returns any uint.
func Uint() uint { return uint(random.Uint64()) }

// Int64 returns a number in [0, 1<<63).
func Int64() int64 { return global.Int64() }

// Int32 returns a number in [0, 1<<31).
func Int32() int32 { return global.Int32() }

// Int returns a number that is not negative.
func Int() int { return global.Int() }

// Int64N returns a number in [0, n). It panics if n <= 0.
func Int64N(n int64) int64 { return global.Int64N(n) }

// Uint64N returns a number in [0, n). It panics if n == 0.
func Uint64N(n uint64) uint64 { return global.Uint64N(n) }

// Int32N returns a number in [0, n). It panics if n <= 0.
func Int32N(n int32) int32 { return global.Int32N(n) }

// Uint32N returns a number in [0, n). It panics if n == 0.
func Uint32N(n uint32) uint32 { return global.Uint32N(n) }

// IntN returns a number in [0, n). It panics if n <= 0.
func IntN(n int) int { return global.IntN(n) }

// UintN returns a number in [0, n). It panics if n == 0.
func UintN(n uint) uint { return global.UintN(n) }

type integer interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}

// N returns a number in [0, n), of any integer type. It panics if n <= 0.
func N[Int integer](n Int) Int {
	if n <= 0 {
		panic("invalid argument to N")
	}
	return Int(global.below(uint64(n)))
}

// Float64 returns a number in [0, 1).
func Float64() float64 { return global.Float64() }

// Float32 returns a number in [0, 1).
func Float32() float32 { return global.Float32() }

// NormFloat64 returns a number of the normal distribution with mean 0 and standard deviation 1.
func NormFloat64() float64 { return global.NormFloat64() }

// ExpFloat64 returns a number of the exponential distribution with rate 1, and so mean 1.
func ExpFloat64() float64 { return global.ExpFloat64() }

// Perm returns the integers in [0, n) in random order.
func Perm(n int) []int { return global.Perm(n) }

// Shuffle brings n things in random order; swap exchanges two of them. It panics if n < 0.
func Shuffle(n int, swap func(i, j int)) { global.Shuffle(n, swap) }
