// Package csv reads and writes records of fields as lines of text with commas between the fields, after RFC 4180.
//
// A field in quotes may have commas and line ends in it; two quotes in it stand for one. Spaces belong to
// fields. Lines end with a newline, before which a carriage return is dropped; empty lines are passed over.
package csv

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode"
	"unicode/utf8"
)

// What a ParseError wraps.
var (
	ErrBareQuote  = errors.New("bare \" in non-quoted-field")
	ErrQuote      = errors.New("extraneous or missing \" in quoted-field")
	ErrFieldCount = errors.New("wrong number of fields")

	// Deprecated: nothing fails with it.
	ErrTrailingComma = errors.New("extra delimiter at end of line")
)

var errDelimiter = errors.New("csv: invalid field or comment delimiter")

// A ParseError tells where a record is wrong. Lines and columns count from 1, columns in bytes.
type ParseError struct {
	StartLine int // where the record begins
	Line      int
	Column    int
	Err       error
}

func (e *ParseError) Error() string {
	switch {
	case e.Err == ErrFieldCount:
		return fmt.Sprintf("record on line %d: %v", e.Line, e.Err)
	case e.StartLine != e.Line:
		return fmt.Sprintf("record on line %d; parse error on line %d, column %d: %v", e.StartLine, e.Line, e.Column, e.Err)
	}
	return fmt.Sprintf("parse error on line %d, column %d: %v", e.Line, e.Column, e.Err)
}

// Unwrap returns e.Err.
func (e *ParseError) Unwrap() error { return e.Err }

// A Reader reads records. What NewReader returns can be changed before the first Read.
type Reader struct {
	Comma            rune // between fields
	Comment          rune // begins lines that are passed over, if it is not 0
	FieldsPerRecord  int  // of every record; 0: as many as the first has; negative: any number
	LazyQuotes       bool // a quote may be in a field without quotes, and a single one in a field with
	TrimLeadingSpace bool // drop space before fields, even if Comma is one
	ReuseRecord      bool // the slice that Read returns is used again by the next Read

	// Deprecated: it has no effect.
	TrailingComma bool

	r      *bufio.Reader
	line   int    // number of the line read last
	offset int64  // of the end of that
	long   []byte // a line that does not fit the buffer of r
	text   []byte // of all fields of the record
	ends   []int  // of the fields in text
	starts []place
	last   []string
}

// A place is one in the input.
type place struct{ line, column int }

// NewReader returns a Reader of comma-separated records of r.
func NewReader(r io.Reader) *Reader { return &Reader{Comma: ',', r: bufio.NewReader(r)} }

// Read returns the next record. With ErrFieldCount, the record is returned too. The end is io.EOF.
func (r *Reader) Read() (record []string, err error) {
	if !r.ReuseRecord {
		return r.read(nil)
	}
	r.last, err = r.read(r.last)
	return r.last, err
}

// ReadAll returns all records that are left. The end is no error.
func (r *Reader) ReadAll() (records [][]string, err error) {
	for {
		record, err := r.read(nil)
		if err == io.EOF {
			return records, nil
		}
		if err != nil {
			return nil, err
		}
		records = append(records, record)
	}
}

// FieldPos returns the line and column where a field of the last record begins, which count from 1. It panics
// if there is no such field.
func (r *Reader) FieldPos(field int) (line, column int) {
	if field < 0 || field >= len(r.starts) {
		panic("out of range index passed to FieldPos")
	}
	return r.starts[field].line, r.starts[field].column
}

// InputOffset returns the offset of the end of the last record.
func (r *Reader) InputOffset() int64 { return r.offset }

func (r *Reader) read(dst []string) ([]string, error) {
	if r.Comma == r.Comment || !validDelimiter(r.Comma) || r.Comment != 0 && !validDelimiter(r.Comment) {
		return nil, errDelimiter
	}
	line, readErr := r.firstLine()
	if readErr == io.EOF {
		return nil, readErr
	}
	r.text, r.ends, r.starts = r.text[:0], r.ends[:0], r.starts[:0]
	p := parser{r: r, rest: line, first: r.line, at: place{r.line, 1}, readErr: readErr}
	err := p.record()
	if err == nil {
		err = p.readErr
	}
	dst = r.fields(dst[:0])
	switch {
	case r.FieldsPerRecord == 0:
		r.FieldsPerRecord = len(dst)
	case r.FieldsPerRecord > 0 && len(dst) != r.FieldsPerRecord && err == nil:
		err = &ParseError{p.first, p.first, 1, ErrFieldCount}
	}
	return dst, err
}

// fields appends the fields to dst; they share one string.
func (r *Reader) fields(dst []string) []string {
	if cap(dst) < len(r.ends) {
		dst = make([]string, 0, len(r.ends))
	}
	all := string(r.text)
	start := 0
	for _, end := range r.ends {
		dst = append(dst, all[start:end])
		start = end
	}
	return dst
}

func validDelimiter(c rune) bool {
	return c != 0 && c != '"' && c != '\r' && c != '\n' && utf8.ValidRune(c) && c != utf8.RuneError
}

// firstLine returns the next line that is not empty and no comment.
func (r *Reader) firstLine() ([]byte, error) {
	for {
		line, err := r.readLine()
		c, _ := utf8.DecodeRune(line)
		comment := r.Comment != 0 && c == r.Comment
		if comment {
			line = nil
		}
		if err != nil || !comment && len(line) > newlineLen(line) {
			return line, err
		}
	}
}

// readLine returns the next line, which ends with a newline alone if there was one.
func (r *Reader) readLine() ([]byte, error) {
	line, err := r.r.ReadSlice('\n')
	if err == bufio.ErrBufferFull {
		r.long = r.long[:0]
		for err == bufio.ErrBufferFull {
			r.long = append(r.long, line...)
			line, err = r.r.ReadSlice('\n')
		}
		r.long = append(r.long, line...)
		line = r.long
	}
	r.line++
	r.offset += int64(len(line))
	if err == io.EOF && len(line) > 0 {
		return bytes.TrimSuffix(line, []byte{'\r'}), nil
	}
	if n := len(line); n >= 2 && line[n-2] == '\r' && line[n-1] == '\n' {
		line[n-2] = '\n'
		line = line[:n-1]
	}
	return line, err
}

func newlineLen(line []byte) int {
	if len(line) > 0 && line[len(line)-1] == '\n' {
		return 1
	}
	return 0
}

// --- a record ----------------------------------------------------------------------------------------

type parser struct {
	r       *Reader
	rest    []byte // of the line
	first   int    // line of the record
	at      place  // where rest begins
	readErr error  // for when all that was read is parsed
}

func (p *parser) skip(n int) {
	p.rest = p.rest[n:]
	p.at.column += n
}

func (p *parser) record() error {
	for more := true; more; {
		if p.r.TrimLeadingSpace {
			p.skipSpace()
		}
		var err error
		if len(p.rest) > 0 && p.rest[0] == '"' {
			more, err = p.quotedField()
		} else {
			more, err = p.plainField()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *parser) skipSpace() {
	n := bytes.IndexFunc(p.rest, func(c rune) bool { return !unicode.IsSpace(c) })
	if n < 0 {
		n = len(p.rest)
		p.at.column -= newlineLen(p.rest)
	}
	p.skip(n)
}

// end ends a field that began at start.
func (p *parser) end(start place) {
	p.r.ends = append(p.r.ends, len(p.r.text))
	p.r.starts = append(p.r.starts, start)
}

// plainField reads a field without quotes. more: another one follows.
func (p *parser) plainField() (more bool, err error) {
	n := bytes.IndexRune(p.rest, p.r.Comma)
	more = n >= 0
	if !more {
		n = len(p.rest) - newlineLen(p.rest)
	}
	field := p.rest[:n]
	if quote := bytes.IndexByte(field, '"'); quote >= 0 && !p.r.LazyQuotes {
		return false, &ParseError{p.first, p.r.line, p.at.column + quote, ErrBareQuote}
	}
	p.r.text = append(p.r.text, field...)
	p.end(p.at)
	if more {
		p.skip(n + utf8.RuneLen(p.r.Comma))
	}
	return more, nil
}

// quotedField reads a field in quotes, which may go on for any number of lines.
func (p *parser) quotedField() (more bool, err error) {
	start := p.at
	p.skip(1)
	for {
		n := bytes.IndexByte(p.rest, '"')
		switch {
		case n >= 0:
			p.r.text = append(p.r.text, p.rest[:n]...)
			p.skip(n + 1)
			if done, more, err := p.afterQuote(start); done {
				return more, err
			}
		case len(p.rest) > 0:
			p.r.text = append(p.r.text, p.rest...)
			if p.readErr != nil {
				return false, nil
			}
			p.nextLine()
		case !p.r.LazyQuotes && p.readErr == nil:
			return false, &ParseError{p.first, p.at.line, p.at.column, ErrQuote}
		default:
			p.end(start)
			return false, nil
		}
	}
}

// afterQuote looks at what follows a quote. done: the field is over.
func (p *parser) afterQuote(start place) (done, more bool, err error) {
	c, size := utf8.DecodeRune(p.rest)
	switch {
	case c == '"':
		p.r.text = append(p.r.text, '"')
		p.skip(1)
		return false, false, nil
	case c == p.r.Comma:
		p.skip(size)
		p.end(start)
		return true, true, nil
	case len(p.rest) == newlineLen(p.rest):
		p.end(start)
		return true, false, nil
	case p.r.LazyQuotes:
		p.r.text = append(p.r.text, '"')
		return false, false, nil
	}
	return true, false, &ParseError{p.first, p.r.line, p.at.column - 1, ErrQuote}
}

func (p *parser) nextLine() {
	p.at.column += len(p.rest)
	p.rest, p.readErr = p.r.readLine()
	if len(p.rest) > 0 {
		p.at = place{p.at.line + 1, 1}
	}
	if p.readErr == io.EOF {
		p.readErr = nil
	}
}
