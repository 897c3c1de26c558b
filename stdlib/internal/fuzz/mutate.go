package fuzz

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
)

// A mutator makes new values of old ones. What it does is drawn from many small steps, each of which is likely to
// keep most of what made the old values interesting.
type mutator struct{ rng *rand.Rand }

// largest is how long strings become.
const largest = 1 << 20

// Numbers at which programs often go wrong.
var edges = []int64{0, 1, -1, 2, 7, 8, 9, 10, 16, 31, 32, 33, 63, 64, 65, 99, 100, 101, 127, 128, -128,
	-129, 255, 256, 257, 511, 512, 1000, 1023, 1024, 1025, 4095, 4096, 32767, 32768, -32768, 65535, 65536,
	1<<31 - 1, 1 << 31, -1 << 31, 1<<32 - 1, 1 << 32, 1<<53 - 1, 1 << 53, math.MaxInt64, math.MinInt64}

// mutate returns values like vals, with one to three changes, mostly of one of them.
func (m *mutator) mutate(vals []any) []any {
	out := append([]any(nil), vals...)
	for n := 1 + m.rng.IntN(3); n > 0; n-- {
		i := m.rng.IntN(len(out))
		out[i] = m.value(out[i])
	}
	return out
}

func (m *mutator) value(v any) any {
	switch v := v.(type) {
	case int:
		return int(m.integer(int64(v)))
	case int8:
		return int8(m.integer(int64(v)))
	case int16:
		return int16(m.integer(int64(v)))
	case int32:
		return int32(m.integer(int64(v)))
	case int64:
		return m.integer(v)
	case uint:
		return uint(m.integer(int64(v)))
	case uint8:
		return uint8(m.integer(int64(v)))
	case uint16:
		return uint16(m.integer(int64(v)))
	case uint32:
		return uint32(m.integer(int64(v)))
	case uint64:
		return uint64(m.integer(int64(v)))
	case float32:
		return float32(m.float(float64(v)))
	case float64:
		return m.float(v)
	case bool:
		return !v
	case string:
		return string(m.bytes([]byte(v)))
	case []byte:
		return m.bytes(append([]byte(nil), v...))
	}
	panic("fuzz: value of a type that cannot be fuzzed")
}

func (m *mutator) integer(v int64) int64 {
	switch m.rng.IntN(7) {
	case 0:
		return v + 1 + m.rng.Int64N(100)
	case 1:
		return v - 1 - m.rng.Int64N(100)
	case 2:
		return edges[m.rng.IntN(len(edges))]
	case 3:
		return v ^ 1<<m.rng.IntN(64)
	case 4:
		return -v
	case 5:
		return v * m.rng.Int64N(16)
	}
	// As many bits as it happens, rather than always very large.
	return int64(m.rng.Uint64() >> m.rng.IntN(64))
}

var oddFloats = []float64{math.NaN(), math.Inf(1), math.Inf(-1), math.Copysign(0, -1), math.MaxFloat64,
	5e-324, 1e-9, 0.1}

func (m *mutator) float(v float64) float64 {
	switch m.rng.IntN(7) {
	case 0:
		return v + m.rng.Float64()*100
	case 1:
		return v - m.rng.Float64()*100
	case 2:
		return v * m.rng.Float64() * 100
	case 3:
		return float64(edges[m.rng.IntN(len(edges))])
	case 4:
		return oddFloats[m.rng.IntN(len(oddFloats))]
	case 5:
		return -v
	}
	return math.Float64frombits(math.Float64bits(v) ^ 1<<m.rng.IntN(64))
}

// part returns where a short part of n bytes, n > 0, begins and ends: it is not empty.
func (m *mutator) part(n int) (from, to int) {
	from = m.rng.IntN(n)
	longest := n - from
	if m.rng.IntN(4) > 0 {
		longest = min(longest, 8)
	}
	return from, from + 1 + m.rng.IntN(longest)
}

// byteSteps change b, which is not empty, and may use its memory.
var byteSteps = []func(m *mutator, b []byte) []byte{
	// take a part out
	func(m *mutator, b []byte) []byte {
		from, to := m.part(len(b))
		return append(b[:from], b[to:]...)
	},
	// put a copy of a part elsewhere
	func(m *mutator, b []byte) []byte {
		from, to := m.part(len(b))
		return m.insert(b, append([]byte(nil), b[from:to]...))
	},
	// copy a part over another
	func(m *mutator, b []byte) []byte {
		from, to := m.part(len(b))
		copy(b[m.rng.IntN(len(b)):], b[from:to])
		return b
	},
	// exchange two bytes
	func(m *mutator, b []byte) []byte {
		i, j := m.rng.IntN(len(b)), m.rng.IntN(len(b))
		b[i], b[j] = b[j], b[i]
		return b
	},
	// a bit
	func(m *mutator, b []byte) []byte {
		b[m.rng.IntN(len(b))] ^= 1 << m.rng.IntN(8)
		return b
	},
	// a byte
	func(m *mutator, b []byte) []byte {
		b[m.rng.IntN(len(b))] = byte(m.rng.Uint32())
		return b
	},
	// a printable byte
	func(m *mutator, b []byte) []byte {
		b[m.rng.IntN(len(b))] = byte(' ' + m.rng.IntN(95))
		return b
	},
	// a bit more or less
	func(m *mutator, b []byte) []byte {
		b[m.rng.IntN(len(b))] += byte(m.rng.IntN(21) - 10)
		return b
	},
	// a number
	func(m *mutator, b []byte) []byte {
		var n [8]byte
		v := uint64(edges[m.rng.IntN(len(edges))])
		if m.rng.IntN(2) == 0 {
			binary.LittleEndian.PutUint64(n[:], v)
			copy(b[m.rng.IntN(len(b)):], n[:1<<m.rng.IntN(4)])
		} else {
			binary.BigEndian.PutUint64(n[:], v)
			copy(b[m.rng.IntN(len(b)):], n[8-1<<m.rng.IntN(4):])
		}
		return b
	},
	// one byte many times
	func(m *mutator, b []byte) []byte {
		from, to := m.part(len(b))
		c := b[m.rng.IntN(len(b))]
		for i := from; i < to; i++ {
			b[i] = c
		}
		return b
	},
	// turn a part round
	func(m *mutator, b []byte) []byte {
		from, to := m.part(len(b))
		for ; from < to-1; from, to = from+1, to-1 {
			b[from], b[to-1] = b[to-1], b[from]
		}
		return b
	},
	// cut the end off
	func(m *mutator, b []byte) []byte { return b[:m.rng.IntN(len(b))] },
}

func (m *mutator) insert(b, part []byte) []byte {
	if len(b)+len(part) > largest {
		return b
	}
	at := m.rng.IntN(len(b) + 1)
	return append(b[:at:at], append(part, b[at:]...)...)
}

func (m *mutator) bytes(b []byte) []byte {
	if len(b) == 0 || m.rng.IntN(8) == 0 {
		part := make([]byte, 1+m.rng.IntN(8))
		printable := m.rng.IntN(2) == 0
		for i := range part {
			part[i] = byte(m.rng.Uint32())
			if printable {
				part[i] = byte(' ' + m.rng.IntN(95))
			}
		}
		return m.insert(b, part)
	}
	return byteSteps[m.rng.IntN(len(byteSteps))](m, b)
}
