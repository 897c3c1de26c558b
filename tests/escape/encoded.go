// flags: -m -l
package main

import (
	"bytes"
	"crypto/md5"
	"crypto/sha1"
	"encoding/binary"
)

// Bytes that are hashed, and values that are read or encoded, stay where they are.

type header struct {
	Magic uint32
	Sizes [2]uint16
}

func decode(b []byte) (h header, err error) {
	err = binary.Read(bytes.NewReader(b), binary.LittleEndian, &h)
	return h, err
}

func encode(h *header) []byte {
	b, _ := binary.Append(nil, binary.BigEndian, h)
	return b
}

func sums(data []byte) (byte, byte) {
	a, b := md5.Sum(data), sha1.Sum(data)
	return a[0], b[0]
}

func main() {
	h, err := decode([]byte{1, 2, 3, 4, 5, 6, 7, 8})
	println(h.Magic, err == nil, len(encode(&h)))
	println(sums([]byte{1, 2, 3}))
}
