// Package binary turns integers into bytes and back, in a given order of bytes or, the smaller the shorter,
// as varints; and whole values of fixed size, made of integers, floats, complex numbers and bools.
package binary

import "internal/byteorder"

// A ByteOrder says how integers are laid out as bytes.
type ByteOrder interface {
	Uint16([]byte) uint16
	Uint32([]byte) uint32
	Uint64([]byte) uint64
	PutUint16([]byte, uint16)
	PutUint32([]byte, uint32)
	PutUint64([]byte, uint64)
	String() string
}

// An AppendByteOrder appends integers to bytes.
type AppendByteOrder interface {
	AppendUint16([]byte, uint16) []byte
	AppendUint32([]byte, uint32) []byte
	AppendUint64([]byte, uint64) []byte
	String() string
}

// The orders: least significant byte first, most significant byte first, and as in this machine's memory. Each is
// a ByteOrder and an AppendByteOrder.
var (
	LittleEndian littleEndian
	BigEndian    bigEndian
	NativeEndian nativeEndian
)

// --- least significant byte first --------------------------------------------------------------------

type littleEndian struct{}

func (littleEndian) String() string   { return "LittleEndian" }
func (littleEndian) GoString() string { return "binary.LittleEndian" }

// Uint16 returns the integer in b[:2].
func (littleEndian) Uint16(b []byte) uint16 { return byteorder.Little16(b) }

// PutUint16 writes v to b[:2].
func (littleEndian) PutUint16(b []byte, v uint16) { byteorder.LittlePut16(b, v) }

// AppendUint16 appends the bytes of v to b.
func (littleEndian) AppendUint16(b []byte, v uint16) []byte { return byteorder.LittleAppend16(b, v) }

// Uint32 returns the integer in b[:4].
func (littleEndian) Uint32(b []byte) uint32 { return byteorder.Little32(b) }

// PutUint32 writes v to b[:4].
func (littleEndian) PutUint32(b []byte, v uint32) { byteorder.LittlePut32(b, v) }

// AppendUint32 appends the bytes of v to b.
func (littleEndian) AppendUint32(b []byte, v uint32) []byte { return byteorder.LittleAppend32(b, v) }

// Uint64 returns the integer in b[:8].
func (littleEndian) Uint64(b []byte) uint64 { return byteorder.Little64(b) }

// PutUint64 writes v to b[:8].
func (littleEndian) PutUint64(b []byte, v uint64) { byteorder.LittlePut64(b, v) }

// AppendUint64 appends the bytes of v to b.
func (littleEndian) AppendUint64(b []byte, v uint64) []byte { return byteorder.LittleAppend64(b, v) }

// --- most significant byte first ---------------------------------------------------------------------

type bigEndian struct{}

func (bigEndian) String() string   { return "BigEndian" }
func (bigEndian) GoString() string { return "binary.BigEndian" }

// Uint16 returns the integer in b[:2].
func (bigEndian) Uint16(b []byte) uint16 { return byteorder.Big16(b) }

// PutUint16 writes v to b[:2].
func (bigEndian) PutUint16(b []byte, v uint16) { byteorder.BigPut16(b, v) }

// AppendUint16 appends the bytes of v to b.
func (bigEndian) AppendUint16(b []byte, v uint16) []byte { return byteorder.BigAppend16(b, v) }

// Uint32 returns the integer in b[:4].
func (bigEndian) Uint32(b []byte) uint32 { return byteorder.Big32(b) }

// PutUint32 writes v to b[:4].
func (bigEndian) PutUint32(b []byte, v uint32) { byteorder.BigPut32(b, v) }

// AppendUint32 appends the bytes of v to b.
func (bigEndian) AppendUint32(b []byte, v uint32) []byte { return byteorder.BigAppend32(b, v) }

// Uint64 returns the integer in b[:8].
func (bigEndian) Uint64(b []byte) uint64 { return byteorder.Big64(b) }

// PutUint64 writes v to b[:8].
func (bigEndian) PutUint64(b []byte, v uint64) { byteorder.BigPut64(b, v) }

// AppendUint64 appends the bytes of v to b.
func (bigEndian) AppendUint64(b []byte, v uint64) []byte { return byteorder.BigAppend64(b, v) }

// --- the machine's order -----------------------------------------------------------------------------

type nativeEndian struct{ littleEndian }

func (nativeEndian) String() string   { return "NativeEndian" }
func (nativeEndian) GoString() string { return "binary.NativeEndian" }
