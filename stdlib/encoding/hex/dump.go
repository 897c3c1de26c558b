package hex

import (
	"errors"
	"io"
	"strings"
)

// A line of a dump is as hexdump -C has it:
//
//	00000010  2e 2f 30 31 32 33 34 35  36 37 38 39 3a 3b 3c 3d  |./0123456789:;<=|
const perLine = 16

// Dump returns data as lines of offset, digits and characters.
func Dump(data []byte) string {
	var b strings.Builder
	d := Dumper(&b)
	d.Write(data)
	d.Close()
	return b.String()
}

// Dumper returns a Writer that writes lines as Dump's to w. Close writes the last one.
func Dumper(w io.Writer) io.WriteCloser { return &dumper{w: w} }

type dumper struct {
	w      io.Writer
	total  uint32 // bytes written
	chars  []byte // right end of the line
	closed bool
}

func (d *dumper) Write(data []byte) (n int, err error) {
	if d.closed {
		return 0, errors.New("encoding/hex: dumper closed")
	}
	for n, c := range data {
		if _, err := d.w.Write(d.add(c)); err != nil {
			return n, err
		}
	}
	return len(data), nil
}

// add returns what the line gets for c.
func (d *dumper) add(c byte) []byte {
	var line []byte
	if len(d.chars) == 0 {
		offset := [4]byte{byte(d.total >> 24), byte(d.total >> 16), byte(d.total >> 8), byte(d.total)}
		line = append(AppendEncode(line, offset[:]), "  "...)
	}
	line = append(AppendEncode(line, []byte{c}), gap(len(d.chars))...)
	d.total++
	if c < ' ' || c > '~' {
		c = '.'
	}
	d.chars = append(d.chars, c)
	if len(d.chars) < perLine {
		return line
	}
	return append(line, d.end()...)
}

// gap returns what follows the digits of the i'th byte of a line.
func gap(i int) string {
	if i%(perLine/2) == perLine/2-1 {
		return "  "
	}
	return " "
}

func (d *dumper) end() []byte {
	text := append([]byte{'|'}, d.chars...)
	d.chars = d.chars[:0]
	return append(text, "|\n"...)
}

func (d *dumper) Close() error {
	if d.closed || len(d.chars) == 0 {
		d.closed = true
		return nil
	}
	d.closed = true
	var line []byte
	for i := len(d.chars); i < perLine; i++ {
		line = append(append(line, "  "...), gap(i)...)
	}
	_, err := d.w.Write(append(line, d.end()...))
	return err
}
