package rand

import (
	"errors"
	"internal/byteorder"
	"math/bits"
)

// A ChaCha8 is a cryptographically strong Source: C2SP's chacha8rand.
//
// The seed is the key of the cipher ChaCha with 8 rounds. A block of 16 words of 32 bits comes of a key and
// a counter; four blocks with successive counters, their words interleaved (all the first ones, all the
// second ones ...) so that a vector unit can make them at once, are a batch of 32 numbers. The last four
// numbers of the fourth batch are not delivered: they are the next key, so the past cannot be found from a
// state.
type ChaCha8 struct {
	key   [keyLen]uint64
	batch [batchLen]uint64
	used  int // numbers delivered for this key; at a multiple of batchLen the next batch is not made yet

	rest    [8]byte // the last restLen bytes are for the next Read
	restLen int
}

const (
	keyLen     = 4
	batchLen   = 32
	batches    = 4                         // of one key
	deliveries = batches*batchLen - keyLen // for one key
)

// NewChaCha8 returns a ChaCha8 whose sequence seed decides.
func NewChaCha8(seed [32]byte) *ChaCha8 {
	c := new(ChaCha8)
	c.Seed(seed)
	return c
}

// Seed makes c behave as NewChaCha8(seed).
func (c *ChaCha8) Seed(seed [32]byte) {
	*c = ChaCha8{}
	for i := range c.key {
		c.key[i] = byteorder.LEUint64(seed[8*i:])
	}
}

// Uint64 returns the next number.
func (c *ChaCha8) Uint64() uint64 {
	if c.used%batchLen == 0 || c.used == deliveries {
		c.refill()
	}
	x := c.batch[c.used%batchLen]
	c.used++
	return x
}

// refill makes the next batch, of the next key if this one is used up.
func (c *ChaCha8) refill() {
	if c.used == deliveries {
		c.key = [keyLen]uint64(c.batch[batchLen-keyLen:])
		c.used = 0
	}
	c.fill(c.used / batchLen)
}

// fill makes a batch.
func (c *ChaCha8) fill(number int) {
	for lane := range uint32(batches) {
		c.block(lane, uint32(number)*batches+lane)
	}
}

// block makes the block with a counter and puts its words into a lane of the batch. The key is added to the
// words that began as the key, as in the cipher; the other words began as constants that all know.
func (c *ChaCha8) block(lane, counter uint32) {
	k0, k1, k2, k3 := uint32(c.key[0]), uint32(c.key[0]>>32), uint32(c.key[1]), uint32(c.key[1]>>32)
	k4, k5, k6, k7 := uint32(c.key[2]), uint32(c.key[2]>>32), uint32(c.key[3]), uint32(c.key[3]>>32)
	var x0, x1, x2, x3 uint32 = 0x61707865, 0x3320646e, 0x79622d32, 0x6b206574 // "expand 32-byte k"
	x4, x5, x6, x7, x8, x9, x10, x11 := k0, k1, k2, k3, k4, k5, k6, k7
	x12, x13, x14, x15 := counter, uint32(0), uint32(0), uint32(0)
	for range 8 / 2 {
		x0, x4, x8, x12 = quarter(x0, x4, x8, x12)
		x1, x5, x9, x13 = quarter(x1, x5, x9, x13)
		x2, x6, x10, x14 = quarter(x2, x6, x10, x14)
		x3, x7, x11, x15 = quarter(x3, x7, x11, x15)

		x0, x5, x10, x15 = quarter(x0, x5, x10, x15)
		x1, x6, x11, x12 = quarter(x1, x6, x11, x12)
		x2, x7, x8, x13 = quarter(x2, x7, x8, x13)
		x3, x4, x9, x14 = quarter(x3, x4, x9, x14)
	}
	words := [16]uint32{x0, x1, x2, x3, x4 + k0, x5 + k1, x6 + k2, x7 + k3,
		x8 + k4, x9 + k5, x10 + k6, x11 + k7, x12, x13, x14, x15}
	shift := lane % 2 * 32
	for i, w := range words {
		at := &c.batch[2*i+int(lane/2)]
		*at = *at&^(0xffffffff<<shift) | uint64(w)<<shift
	}
}

// quarter mixes a column or diagonal of the cipher's square.
func quarter(a, b, c, d uint32) (uint32, uint32, uint32, uint32) {
	a += b
	d = bits.RotateLeft32(d^a, 16)
	c += d
	b = bits.RotateLeft32(b^c, 12)
	a += b
	d = bits.RotateLeft32(d^a, 8)
	c += d
	b = bits.RotateLeft32(b^c, 7)
	return a, b, c, d
}

// Read fills p with random bytes and returns len(p), nil. In which order Read and Uint64 share the sequence
// is not defined.
func (c *ChaCha8) Read(p []byte) (n int, err error) {
	n = copy(p, c.rest[len(c.rest)-c.restLen:])
	c.restLen -= n
	for ; n+8 <= len(p); n += 8 {
		byteorder.LEPutUint64(p[n:], c.Uint64())
	}
	if n < len(p) {
		byteorder.LEPutUint64(c.rest[:], c.Uint64())
		taken := copy(p[n:], c.rest[:])
		c.restLen = len(c.rest) - taken
	}
	return len(p), nil
}

const (
	restMark   = "readbuf:"
	chachaMark = "chacha8:"
)

// AppendBinary appends c's state to b.
func (c *ChaCha8) AppendBinary(b []byte) ([]byte, error) {
	if c.restLen > 0 {
		b = append(b, restMark...)
		b = append(b, byte(c.restLen))
		b = append(b, c.rest[len(c.rest)-c.restLen:]...)
	}
	b = append(b, chachaMark...)
	b = byteorder.BEAppendUint64(b, uint64(c.used))
	for _, k := range c.key {
		b = byteorder.LEAppendUint64(b, k)
	}
	return b, nil
}

// MarshalBinary returns c's state.
func (c *ChaCha8) MarshalBinary() ([]byte, error) { return c.AppendBinary(nil) }

// UnmarshalBinary sets c to a state that MarshalBinary returned.
func (c *ChaCha8) UnmarshalBinary(data []byte) error {
	if len(data) >= len(restMark) && string(data[:len(restMark)]) == restMark {
		data = data[len(restMark):]
		if len(data) == 0 || int(data[0]) > min(len(data)-1, len(c.rest)) {
			return errors.New("invalid ChaCha8 Read buffer encoding")
		}
		c.restLen = int(data[0])
		copy(c.rest[len(c.rest)-c.restLen:], data[1:])
		data = data[1+c.restLen:]
	}
	if len(data) != len(chachaMark)+8*(1+keyLen) || string(data[:len(chachaMark)]) != chachaMark {
		return errors.New("invalid ChaCha8 encoding")
	}
	used := byteorder.BEUint64(data[8:])
	if used > deliveries {
		return errors.New("invalid ChaCha8 encoding")
	}
	for i := range c.key {
		c.key[i] = byteorder.LEUint64(data[16+8*i:])
	}
	c.used = int(used)
	c.fill(c.used / batchLen)
	return nil
}
