package rand

import (
	"errors"
	"internal/byteorder"
	"math/bits"
)

// A PCG is a Source with 128 bits of state: M. E. O'Neill's PCG-DXSM. The zero PCG is NewPCG(0, 0).
type PCG struct {
	high, low uint64
}

// NewPCG returns a PCG whose sequence the seeds decide.
func NewPCG(seed1, seed2 uint64) *PCG { return &PCG{seed1, seed2} }

// Seed makes p behave as NewPCG(seed1, seed2).
func (p *PCG) Seed(seed1, seed2 uint64) { *p = PCG{seed1, seed2} }

// The state is multiplied and incremented by these.
const (
	pcgFactorHigh, pcgFactorLow = 2549297995355413924, 4865540595714422341
	pcgStepHigh, pcgStepLow     = 6364136223846793005, 1442695040888963407
)

// Uint64 returns the next number.
func (p *PCG) Uint64() uint64 {
	high, low := bits.Mul64(p.low, pcgFactorLow)
	high += p.high*pcgFactorLow + p.low*pcgFactorHigh
	low, carry := bits.Add64(low, pcgStepLow, 0)
	high, _ = bits.Add64(high, pcgStepHigh, carry)
	p.high, p.low = high, low

	// The low bits of such a sequence are of short period; the high ones, mixed with them, come out.
	x := high
	x ^= x >> 32
	x *= 0xda942042e4dd58b5
	x ^= x >> 48
	return x * (low | 1)
}

const pcgMark = "pcg:"

// AppendBinary appends p's state to b, 20 bytes.
func (p *PCG) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, pcgMark...)
	b = byteorder.BEAppendUint64(b, p.high)
	return byteorder.BEAppendUint64(b, p.low), nil
}

// MarshalBinary returns p's state.
func (p *PCG) MarshalBinary() ([]byte, error) { return p.AppendBinary(nil) }

// UnmarshalBinary sets p to a state that MarshalBinary returned.
func (p *PCG) UnmarshalBinary(data []byte) error {
	if len(data) != len(pcgMark)+16 || string(data[:len(pcgMark)]) != pcgMark {
		return errors.New("invalid PCG encoding")
	}
	state := data[len(pcgMark):]
	p.high, p.low = byteorder.BEUint64(state), byteorder.BEUint64(state[8:])
	return nil
}
