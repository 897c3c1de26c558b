package pprof

import (
	"hash/crc32"
	"io"
)

// A message is a protocol buffer that is being written, field by field. Fields of value 0 are left out, as
// the format has it.
type message struct {
	b []byte
}

func (m *message) varint(x uint64) {
	for ; x >= 0x80; x >>= 7 {
		m.b = append(m.b, byte(x)|0x80)
	}
	m.b = append(m.b, byte(x))
}

func (m *message) int(field int, x int64) { m.uint(field, uint64(x)) }

func (m *message) uint(field int, x uint64) {
	if x != 0 {
		m.varint(uint64(field) << 3)
		m.varint(x)
	}
}

func (m *message) string(field int, s string) {
	m.varint(uint64(field)<<3 | 2)
	m.varint(uint64(len(s)))
	m.b = append(m.b, s...)
}

// message writes inner, and empties it for the next.
func (m *message) message(field int, inner *message) {
	m.varint(uint64(field)<<3 | 2)
	m.varint(uint64(len(inner.b)))
	m.b = append(m.b, inner.b...)
	inner.b = inner.b[:0]
}

func (m *message) ints(field int, xs []int64) {
	var inner message
	for _, x := range xs {
		inner.varint(uint64(x))
	}
	m.message(field, &inner)
}

func (m *message) uints(field int, xs []uint64) {
	var inner message
	for _, x := range xs {
		inner.varint(x)
	}
	m.message(field, &inner)
}

// writeGzip writes data to w in gzip's format, whose blocks may be merely stored: profiles are small.
func writeGzip(w io.Writer, data []byte) error {
	const maxBlock = 65535
	out := make([]byte, 0, len(data)+len(data)/maxBlock*5+32)
	out = append(out, 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255)
	sum := crc32.ChecksumIEEE(data)
	size := len(data)
	for last := byte(0); last == 0; {
		n := min(len(data), maxBlock)
		if n == len(data) {
			last = 1
		}
		out = append(out, last, byte(n), byte(n>>8), byte(^n), byte(^n>>8))
		out = append(out, data[:n]...)
		data = data[n:]
	}
	for _, x := range [...]uint32{sum, uint32(size)} {
		out = append(out, byte(x), byte(x>>8), byte(x>>16), byte(x>>24))
	}
	_, err := w.Write(out)
	return err
}
