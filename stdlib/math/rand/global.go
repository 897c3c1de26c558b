package rand

import (
	"internal/godebug"
	"internal/random"
	"sync"
	"sync/atomic"
)

// systemSource is the Source of the package's functions. It has no state here.
type systemSource struct{}

func (systemSource) Uint64() uint64 { return Uint64() }
func (systemSource) Seed(int64)     {}

func (systemSource) Int63() int64 {
	if s := source(); s != nil {
		return int64(s.Uint64() &^ (1 << 63)) // as the source itself
	}
	return int64(random.Uint64() >> 1)
}

// No function here calls global.Read, which would write to it.
var global = New(systemSource{})

// GODEBUG=randautoseed=0 and randseednop=0: the package's functions draw from a source with a seed, as they
// once did, in the former case from the start and with seed 1, in the latter from the first Seed.
var (
	randautoseed = godebug.New("randautoseed")
	randseednop  = godebug.New("randseednop")

	seeded     atomic.Pointer[lockedSource]
	autoseeded sync.Once // counts that randautoseed made a difference
)

// A lockedSource is a source with a seed for any number of goroutines.
type lockedSource struct {
	mu    sync.Mutex
	src   lagged
	bytes *Rand // for Read, which keeps what is left of a number
}

func newLocked(seed int64) *lockedSource {
	s := new(lockedSource)
	s.src.Seed(seed)
	s.bytes = New(&s.src)
	return s
}

func (s *lockedSource) Uint64() uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.src.Uint64()
}

func (s *lockedSource) read(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.bytes.Read(p)
}

func init() {
	if randautoseed.Value() == "0" {
		seeded.Store(newLocked(1))
	}
}

// source returns the source with a seed, nil if there is none.
func source() *lockedSource {
	s := seeded.Load()
	if s != nil && randautoseed.Value() == "0" {
		autoseeded.Do(randautoseed.IncNonDefault)
	}
	return s
}

// Seed does nothing: the functions of the package draw from a source seeded at random. With GODEBUG=randseednop=0
// they draw from one that begins at seed from now on.
//
// Deprecated: who needs the same numbers in every run makes a Rand of his own.
func Seed(seed int64) {
	if randseednop.Value() != "0" {
		return
	}
	randseednop.IncNonDefault()
	seeded.Store(newLocked(seed))
}

// Int63 returns a number in [0, 1<<63).
func Int63() int64 { return global.Int63() }

// Uint32 returns a number of 32 bits.
func Uint32() uint32 { return global.Uint32() }

// Uint64 returns a number of 64 bits.
func Uint64() uint64 {
	if s := source(); s != nil {
		return s.Uint64()
	}
	return random.Uint64()
}

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
func Read(p []byte) (n int, err error) {
	if s := source(); s != nil {
		return s.read(p)
	}
	return New(systemSource{}).Read(p)
}
