package rand

import "internal/random"

// systemSource is the Source of the package's functions. It has no state here.
type systemSource struct{}

func (systemSource) Int63() int64   { return int64(random.Uint64() >> 1) }
func (systemSource) Uint64() uint64 { return random.Uint64() }
func (systemSource) Seed(int64)     {}

// No function here calls global.Read, which would write to it.
var global = New(systemSource{})

// Seed does nothing: the functions of the package draw from a source seeded at random.
//
// Deprecated: who needs the same numbers in every run makes a Rand of his own.
func Seed(seed int64) {}

// Int63 returns a number in [0, 1<<63).
func Int63() int64 { return global.Int63() }

// Uint32 returns a number of 32 bits.
func Uint32() uint32 { return global.Uint32() }

// Uint64 returns a number of 64 bits.
func Uint64() uint64 { return random.Uint64() }

// Int31 returns a number in [0, 1<<31).
func Int31() int32 { return global.Int31() }

// Int returns a number that is not negative.
func Int() int { return global.Int() }

// Int63n returns a number in [0, n). It panics if n <= 0.
func Int63n(n int64) int64 { return global.Int63n(n) }

// Int31n returns a number in [0, n). It panics if n <= 0.
func Int31n(n int32) int32 { return global.Int31n(n) }

// Intn returns a number in [0, n). It panics if n <= 0.
func Intn(n int) int { return global.Intn(n) }

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

// Read fills p with random bytes. It returns len(p), nil.
//
// Deprecated: for secrets it is not random enough.
func Read(p []byte) (n int, err error) { return New(systemSource{}).Read(p) }
