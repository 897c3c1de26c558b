package rand

// A Source makes random numbers in [0, 1<<63). It is not safe for use by several goroutines at once.
type Source interface {
	Int63() int64
	Seed(seed int64)
}

// A Source64 also makes random numbers in [0, 1<<64).
type Source64 interface {
	Source
	Uint64() uint64
}

// NewSource returns a Source whose sequence seed decides: the same in every run, and with every release. It
// implements Source64.
func NewSource(seed int64) Source {
	s := new(lagged)
	s.Seed(seed)
	return s
}

// A lagged is the additive lagged Fibonacci generator of D. P. Mitchell and J. A. Reeds: the sum, modulo
// 2**64, of what it made 607 and 273 numbers ago.
type lagged struct {
	tap, feed int // slots with the numbers of 273 and 607 steps ago
	slots     [lag]uint64
}

const (
	lag = 607
	tap = 273
)

// Seed fills the slots with numbers of a small generator that begins at seed. Alone they would be too
// regular, and so would be the first thousands of sums of them. So they are mixed with a state that the
// generator is in after very many steps.
func (s *lagged) Seed(seed int64) {
	const modulus = 1<<31 - 1
	seed %= modulus
	if seed < 0 {
		seed += modulus
	}
	if seed == 0 {
		seed = 89482311
	}
	x := uint64(seed)
	next := func() uint64 {
		x = x * 48271 % modulus
		return x
	}
	for range 20 {
		next()
	}
	for i := range s.slots {
		s.slots[i] = next()<<40 ^ next()<<20 ^ next() ^ uint64(mixture[i])
	}
	s.tap, s.feed = 0, lag-tap
}

func (s *lagged) Uint64() uint64 {
	s.tap--
	if s.tap < 0 {
		s.tap += lag
	}
	s.feed--
	if s.feed < 0 {
		s.feed += lag
	}
	x := s.slots[s.feed] + s.slots[s.tap]
	s.slots[s.feed] = x
	return x
}

func (s *lagged) Int63() int64 { return int64(s.Uint64() & (1<<63 - 1)) }
