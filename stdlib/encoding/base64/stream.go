package base64

import "io"

const bufferLen = 1024

type encoder struct {
	enc  *Encoding
	w    io.Writer
	err  error
	rest [3]byte // too few for a group
	n    int     // of them
	buf  [bufferLen]byte
}

// NewEncoder returns a Writer that writes the characters of its bytes to w. Close writes the last, incomplete
// group.
func NewEncoder(enc *Encoding, w io.Writer) io.WriteCloser { return &encoder{enc: enc, w: w} }

func (e *encoder) Write(p []byte) (n int, err error) {
	if e.err != nil {
		return 0, e.err
	}
	if e.n > 0 {
		n = copy(e.rest[e.n:], p)
		e.n += n
		if e.n < len(e.rest) {
			return n, nil
		}
		e.n = 0
		if !e.put(e.rest[:]) {
			return n, e.err
		}
	}
	for len(p)-n >= 3 {
		m := min((len(p)-n)/3*3, bufferLen/4*3)
		if !e.put(p[n : n+m]) {
			return n, e.err
		}
		n += m
	}
	e.n = copy(e.rest[:], p[n:])
	return len(p), nil
}

func (e *encoder) put(p []byte) (ok bool) {
	e.enc.Encode(e.buf[:], p)
	_, e.err = e.w.Write(e.buf[:e.enc.EncodedLen(len(p))])
	return e.err == nil
}

func (e *encoder) Close() error {
	if e.err == nil && e.n > 0 {
		e.put(e.rest[:e.n])
		e.n = 0
	}
	return e.err
}

type decoder struct {
	enc     *Encoding
	r       io.Reader
	err     error // of decoding, for the next Read
	readErr error // of r
	in      [bufferLen]byte
	n       int    // characters in it
	out     []byte // bytes in buf
	buf     [bufferLen / 4 * 3]byte
}

// NewDecoder returns a Reader of the bytes that the characters in r stand for.
func NewDecoder(enc *Encoding, r io.Reader) io.Reader {
	return &decoder{enc: enc, r: withoutNewlines{r}}
}

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(d.out) > 0 {
		return d.deliver(p), nil
	}
	if d.err != nil {
		return 0, d.err
	}
	for d.n < 4 && d.readErr == nil {
		want := min(max(len(p)/3*4, 4), len(d.in))
		var m int
		m, d.readErr = d.r.Read(d.in[d.n:want])
		d.n += m
	}
	if d.n < 4 {
		return d.last(p)
	}
	groups := d.n / 4
	if 3*groups > len(p) {
		var m int
		m, d.err = d.enc.Decode(d.buf[:], d.in[:4*groups])
		d.out = d.buf[:m]
		n = d.deliver(p)
	} else {
		n, d.err = d.enc.Decode(p, d.in[:4*groups])
	}
	d.n = copy(d.in[:], d.in[4*groups:d.n])
	return n, d.err
}

func (d *decoder) deliver(p []byte) int {
	n := copy(p, d.out)
	d.out = d.out[n:]
	return n
}

// last decodes what is left when r has no more: a group without padding, or nothing.
func (d *decoder) last(p []byte) (n int, err error) {
	if d.enc.padding == NoPadding && d.n > 0 {
		var m int
		m, d.err = d.enc.Decode(d.buf[:], d.in[:d.n])
		d.n = 0
		d.out = d.buf[:m]
		n = d.deliver(p)
		if n > 0 || len(d.out) > 0 {
			return n, nil
		}
		if d.err != nil {
			return 0, d.err
		}
	}
	d.err = d.readErr
	if d.err == io.EOF && d.n > 0 {
		d.err = io.ErrUnexpectedEOF
	}
	return 0, d.err
}

type withoutNewlines struct{ r io.Reader }

func (w withoutNewlines) Read(p []byte) (int, error) {
	for {
		n, err := w.r.Read(p)
		kept := 0
		for _, c := range p[:n] {
			if !isNewline(c) {
				p[kept] = c
				kept++
			}
		}
		if kept > 0 || n == 0 {
			return kept, err
		}
	}
}
