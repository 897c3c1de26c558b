// Package tabwriter aligns columns of text.
//
// The text consists of lines of cells. A tab ends a cell; what is after the last tab of a line belongs to no
// column. Cells one below the other, in successive lines that all have one there, form a column, and are
// padded to the same width:
//
//	a|b|c       a    |b |c
//	xxx|yy|z    xxx  |yy|z
//	e           e
//	long|f      long |f
//
// So the widths of a column's cells are known only when a line without such a cell has been seen: elastic
// tabstops, as N. Gunnarsson called them. Characters count as one wide each.
package tabwriter

import (
	"fmt"
	"io"
	"unicode/utf8"
)

// Flags of a Writer.
const (
	FilterHTML          uint = 1 << iota // HTML tags have no width, entities are one character wide
	StripEscape                          // drop the Escapes around escaped text
	AlignRight                           // pad cells on the left
	DiscardEmptyColumns                  // a column of empty cells, all ended by '\v', has no width
	TabIndent                            // pad empty cells at the beginning of a line with tabs
	Debug                                // show '|' between cells, and "---" after a '\f'
)

// Escape before and after a text makes it a text without tabs and line ends, of which it may have any. It does
// not occur in UTF-8.
const Escape = '\xff'

type cell struct {
	end   int  // of its text in Writer.text
	width int  // in characters
	hard  bool // ended by '\t'
}

// A Writer writes aligned text to another Writer.
//
// A cell ends with '\t' or '\v', which differ only for DiscardEmptyColumns; a line with '\n' or '\f'. All
// columns end with the line that ends with '\f'. Otherwise text is kept until a line with a single cell comes,
// or Flush is called, which must be done at the end.
type Writer struct {
	output                      io.Writer
	minWidth, tabWidth, padding int
	padChar                     byte
	flags                       uint

	text     []byte // of all cells and of the one that is being written
	measured int    // end of the text that is counted in current
	current  cell
	closing  byte     // what ends the escaped text, tag or entity that is being written; or 0
	lines    [][]cell // there is at least one; those behind keep their room
	widths   []int    // of a flush
	out      []byte   // of a flush
}

// NewWriter returns a new Writer; see Init.
func NewWriter(output io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *Writer {
	return new(Writer).Init(output, minwidth, tabwidth, padding, padchar, flags)
}

// Init sets where the text goes and what it looks like: columns are as wide as their widest cell and padding
// more, and at least minwidth; cells are filled with padchar. If that is '\t', which is shown tabwidth
// wide, AlignRight is not possible.
func (w *Writer) Init(output io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *Writer {
	if minwidth < 0 || tabwidth < 0 || padding < 0 {
		panic("negative minwidth, tabwidth, or padding")
	}
	if padchar == '\t' {
		flags &^= AlignRight
	}
	*w = Writer{output: output, minWidth: minwidth, tabWidth: tabwidth, padding: padding, padChar: padchar, flags: flags}
	w.reset()
	return w
}

func (w *Writer) reset() {
	w.text = w.text[:0]
	w.measured = 0
	w.current = cell{}
	w.closing = 0
	w.lines = w.lines[:0]
	w.newLine()
}

func (w *Writer) newLine() {
	n := len(w.lines)
	if n == cap(w.lines) {
		w.lines = append(w.lines, nil)
		return
	}
	w.lines = w.lines[:n+1]
	w.lines[n] = w.lines[n][:0]
}

func (w *Writer) has(flag uint) bool { return w.flags&flag != 0 }

// --- cells -------------------------------------------------------------------------------------------

// nameOperation tells, if the underlying Writer has panicked, in which operation of w that was.
func (w *Writer) nameOperation(name string) {
	if e := recover(); e != nil {
		if name == "Flush" {
			w.reset()
		}
		panic(fmt.Sprintf("tabwriter: panic during %s (%v)", name, e))
	}
}

// Write takes text. The error, if any, is that of the underlying Writer; if that panics, so does Write.
func (w *Writer) Write(buf []byte) (n int, err error) {
	defer w.nameOperation("Write")
	taken := 0 // up to here it is in w.text or was dropped
	for i, c := range buf {
		switch {
		case w.closing != 0 && c == w.closing:
			w.text = append(w.text, buf[taken:i]...)
			taken = i
			if c == Escape && w.has(StripEscape) {
				taken++
			}
			w.text = append(w.text, buf[taken:i+1]...)
			taken = i + 1
			w.close()
		case w.closing != 0:
		case c == '\t', c == '\v', c == '\n', c == '\f':
			w.text = append(w.text, buf[taken:i]...)
			taken = i + 1
			w.measure()
			w.endCell(c == '\t')
			if c == '\n' || c == '\f' {
				if err := w.endLine(c == '\f'); err != nil {
					return taken, err
				}
			}
		case c == Escape, (c == '<' || c == '&') && w.has(FilterHTML):
			w.text = append(w.text, buf[taken:i]...)
			taken = i
			w.measure()
			if c == Escape && w.has(StripEscape) {
				taken++
			}
			w.closing = closers[c]
		}
	}
	w.text = append(w.text, buf[taken:]...)
	return len(buf), nil
}

var closers = map[byte]byte{Escape: Escape, '<': '>', '&': ';'}

// measure counts the characters that were added.
func (w *Writer) measure() {
	w.current.width += utf8.RuneCount(w.text[w.measured:])
	w.measured = len(w.text)
}

// close ends an escaped text, tag or entity.
func (w *Writer) close() {
	switch w.closing {
	case Escape:
		w.measure()
		if !w.has(StripEscape) {
			w.current.width -= 2
		}
	case ';':
		w.current.width++
	}
	w.measured = len(w.text)
	w.closing = 0
}

func (w *Writer) endCell(hard bool) {
	w.current.end = len(w.text)
	w.current.hard = hard
	last := &w.lines[len(w.lines)-1]
	*last = append(*last, w.current)
	w.current = cell{}
}

// endLine begins a new line. It flushes if no column reaches into that.
func (w *Writer) endLine(all bool) error {
	single := len(w.lines[len(w.lines)-1]) == 1
	w.newLine()
	if !all && !single {
		return nil
	}
	if err := w.flush(); err != nil {
		return err
	}
	if all && w.has(Debug) {
		return w.put([]byte("---\n"))
	}
	return nil
}

// --- layout ------------------------------------------------------------------------------------------

// Flush writes all that was not written yet. Escaped text, tags and entities end here even if they are not
// complete.
func (w *Writer) Flush() error {
	defer w.nameOperation("Flush")
	return w.flush()
}

func (w *Writer) flush() error {
	if w.closing != 0 {
		w.close()
	}
	if begin := w.lastEnd(); len(w.text) > begin {
		w.endCell(false)
	}
	w.out = w.out[:0]
	l := layout{w: w, widths: w.widths[:0]}
	l.block(w.lines)
	w.widths = l.widths
	w.reset()
	return w.put(w.out[:len(w.out)-1]) // the last line has not ended
}

// lastEnd returns the end of the last complete cell.
func (w *Writer) lastEnd() int {
	for i := len(w.lines) - 1; i >= 0; i-- {
		if line := w.lines[i]; len(line) > 0 {
			return line[len(line)-1].end
		}
	}
	return 0
}

func (w *Writer) put(p []byte) error {
	if len(p) == 0 {
		return nil
	}
	n, err := w.output.Write(p)
	if n != len(p) && err == nil {
		err = io.ErrShortWrite
	}
	return err
}

// A layout writes lines to Writer.out.
type layout struct {
	w      *Writer
	widths []int // of the columns to the left
	pos    int   // in Writer.text
}

// block lays out lines that have cells in all the columns whose widths are known. Among them, those with a cell
// in the next column form blocks.
func (l *layout) block(lines [][]cell) {
	column := len(l.widths)
	for len(lines) > 0 {
		n := 0
		for n < len(lines) && column < len(lines[n])-1 {
			n++
		}
		if n == 0 {
			l.line(lines[0])
			lines = lines[1:]
			continue
		}
		l.widths = append(l.widths, l.w.width(lines[:n], column))
		l.block(lines[:n])
		l.widths = l.widths[:column]
		lines = lines[n:]
	}
}

// width returns the width of a column.
func (w *Writer) width(lines [][]cell, column int) int {
	width := w.minWidth
	discard := w.has(DiscardEmptyColumns)
	for _, line := range lines {
		c := line[column]
		width = max(width, c.width+w.padding)
		if c.width > 0 || c.hard {
			discard = false
		}
	}
	if discard {
		return 0
	}
	return width
}

func (l *layout) line(line []cell) {
	w := l.w
	indent := w.has(TabIndent)
	for i, c := range line {
		if i > 0 && w.has(Debug) {
			w.out = append(w.out, '|')
		}
		text := w.text[l.pos:c.end]
		l.pos = c.end
		indent = indent && len(text) == 0
		if !w.has(AlignRight) {
			w.out = append(w.out, text...)
		}
		if i < len(l.widths) {
			w.fill(c.width, l.widths[i], indent)
		}
		if w.has(AlignRight) {
			w.out = append(w.out, text...)
		}
	}
	w.out = append(w.out, '\n')
}

// fill pads a cell from one width to another.
func (w *Writer) fill(from, to int, tabs bool) {
	c, n := w.padChar, to-from
	if c == '\t' || tabs {
		if w.tabWidth == 0 {
			return
		}
		to = (to + w.tabWidth - 1) / w.tabWidth * w.tabWidth
		c, n = '\t', (to-from+w.tabWidth-1)/w.tabWidth
	}
	for range n {
		w.out = append(w.out, c)
	}
}
