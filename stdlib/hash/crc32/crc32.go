// Package crc32 computes cyclic redundancy checks of 32 bits: the remainder of the data, taken as a polynomial
// over GF(2), divided by another one. Polynomials are written with the coefficient of x**31 as the lowest
// bit.
package crc32

import (
	"errors"
	"hash"
	"internal/byteorder"
	"sync"
)

// Size is the length of a checksum in bytes.
const Size = 4

// Polynomials in use.
const (
	IEEE       = 0xedb88320 // Ethernet, gzip, zip, PNG and most others
	Castagnoli = 0x82f63b78 // iSCSI, ext4
	Koopman    = 0xeb31d82e
)

// A Table holds what each value of a byte adds to a remainder.
type Table [256]uint32

// IEEETable is the Table of IEEE.
var IEEETable = newTable(IEEE)

var castagnoliTable = sync.OnceValue(func() *Table { return newTable(Castagnoli) })

// MakeTable returns the Table of a polynomial. It may be shared: it must not be changed.
func MakeTable(poly uint32) *Table {
	switch poly {
	case IEEE:
		return IEEETable
	case Castagnoli:
		return castagnoliTable()
	}
	return newTable(poly)
}

func newTable(poly uint32) *Table {
	t := new(Table)
	for i := range t {
		crc := uint32(i)
		for range 8 {
			crc = crc>>1 ^ poly&-(crc&1)
		}
		t[i] = crc
	}
	return t
}

// A byte's part of the remainder depends on how many bytes follow it. With a table for each distance below
// eight, the parts of eight bytes are looked up independently of each other ("slicing by 8").
type slices [8]Table

func newSlices(t *Table) *slices {
	s := &slices{*t}
	for d := 1; d < len(s); d++ {
		for i, crc := range s[d-1] {
			s[d][i] = t[byte(crc)] ^ crc>>8
		}
	}
	return s
}

func (s *slices) update(crc uint32, p []byte) uint32 {
	crc = ^crc
	for len(p) >= 8 {
		x := byteorder.LEUint64(p) ^ uint64(crc)
		crc = s[7][byte(x)] ^ s[6][byte(x>>8)] ^ s[5][byte(x>>16)] ^ s[4][byte(x>>24)] ^
			s[3][byte(x>>32)] ^ s[2][byte(x>>40)] ^ s[1][byte(x>>48)] ^ s[0][x>>56]
		p = p[8:]
	}
	return s[0].update(^crc, p)
}

var (
	ieeeSlices       = sync.OnceValue(func() *slices { return newSlices(IEEETable) })
	castagnoliSlices = sync.OnceValue(func() *slices { return newSlices(castagnoliTable()) })
)

func (t *Table) update(crc uint32, p []byte) uint32 {
	crc = ^crc
	for _, c := range p {
		crc = t[byte(crc)^c] ^ crc>>8
	}
	return ^crc
}

// Update returns the checksum of data and p, for the checksum crc of data.
func Update(crc uint32, tab *Table, p []byte) uint32 {
	switch {
	case len(p) < 16:
	case tab == IEEETable:
		return ieeeSlices().update(crc, p)
	case tab == castagnoliTable():
		return castagnoliSlices().update(crc, p)
	}
	return tab.update(crc, p)
}

// Checksum returns the checksum of data for the polynomial of tab.
func Checksum(data []byte, tab *Table) uint32 { return Update(0, tab, data) }

// ChecksumIEEE returns the checksum of data for IEEE.
func ChecksumIEEE(data []byte) uint32 { return Update(0, IEEETable, data) }

type digest struct {
	crc uint32
	tab *Table
}

// New returns a Hash32 for the polynomial of tab. Its Sum begins with the highest byte.
func New(tab *Table) hash.Hash32 { return &digest{0, tab} }

// NewIEEE returns a Hash32 for IEEE.
func NewIEEE() hash.Hash32 { return New(IEEETable) }

func (d *digest) Write(p []byte) (n int, err error) {
	d.crc = Update(d.crc, d.tab, p)
	return len(p), nil
}

func (d *digest) Sum(b []byte) []byte         { return byteorder.BEAppendUint32(b, d.crc) }
func (d *digest) Sum32() uint32               { return d.crc }
func (d *digest) Reset()                      { d.crc = 0 }
func (d *digest) Size() int                   { return Size }
func (d *digest) BlockSize() int              { return 1 }
func (d *digest) Clone() (hash.Cloner, error) { c := *d; return &c, nil }

// A saved state is the mark, a checksum of the table, and the checksum so far.
const mark = "crc\x01"

func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, mark...)
	b = byteorder.BEAppendUint32(b, d.tab.checksum())
	return byteorder.BEAppendUint32(b, d.crc), nil
}

func (d *digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

func (d *digest) UnmarshalBinary(state []byte) error {
	if len(state) < len(mark) || string(state[:len(mark)]) != mark {
		return errors.New("hash/crc32: invalid hash state identifier")
	}
	if len(state) != len(mark)+8 {
		return errors.New("hash/crc32: invalid hash state size")
	}
	if byteorder.BEUint32(state[len(mark):]) != d.tab.checksum() {
		return errors.New("hash/crc32: tables do not match")
	}
	d.crc = byteorder.BEUint32(state[len(mark)+4:])
	return nil
}

func (t *Table) checksum() uint32 {
	var b []byte
	for _, x := range t {
		b = byteorder.BEAppendUint32(b, x)
	}
	return ChecksumIEEE(b)
}
