package main

import (
	"encoding/binary"
	"hash/crc32"
)

// inflate undoes gzip where it only stores, as this library does.
func inflate(b []byte) []byte {
	le := binary.LittleEndian
	if len(b) < 18 || b[0] != 0x1f || b[1] != 0x8b || b[2] != 8 || b[3] != 0 {
		fail("not gzip")
	}
	tail := b[len(b)-8:]
	b = b[10 : len(b)-8]
	var out []byte
	for last := byte(0); last == 0; {
		last = b[0] & 1
		n := int(le.Uint16(b[1:]))
		if b[0] > 1 || le.Uint16(b[3:]) != ^uint16(n) {
			fail("block of type %d, length %d", b[0], n)
		}
		out = append(out, b[5:5+n]...)
		b = b[5+n:]
	}
	if len(b) != 0 || le.Uint32(tail) != crc32.ChecksumIEEE(out) || le.Uint32(tail[4:]) != uint32(len(out)) {
		fail("the sum or the length is wrong")
	}
	return out
}
