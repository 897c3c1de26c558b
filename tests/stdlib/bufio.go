// Reader, Writer and Scanner of package bufio by random calls, over readers and writers that stutter and fail.
package main

import (
	"bufio"
	"errors"
	"io"
	"os"
	"strconv"
	"strings"
)

type random uint64

func (r *random) next(n int) int {
	*r = *r*6364136223846793005 + 1442695040888963407
	return int(uint64(*r>>33) % uint64(n))
}

var atoms = []string{"a", "bc", " ", "\t", "\n", "\r\n", "\r", "世", "\xff", "\xe4\xb8", "\u2003", "word", ""}

func (r *random) text(max int) string {
	s := ""
	for n := r.next(max + 1); n > 0; n-- {
		s += atoms[r.next(len(atoms))]
	}
	if r.next(10) == 0 {
		s += strings.Repeat("long", r.next(100))
	}
	return s
}

type digest uint64

func (d *digest) int(v int) { *d = *d*31 + digest(v) + 7 }
func (d *digest) text(s string) {
	d.int(len(s))
	for i := 0; i < len(s); i++ {
		d.int(int(s[i]))
	}
}
func (d *digest) result(n int, err error) {
	d.int(n)
	if err != nil {
		d.text(err.Error())
	}
}

// A source returns its data in pieces, now and then nothing or an error, at the end always one.
type source struct {
	data string
	r    *random
	kind int
}

func (s *source) Read(p []byte) (int, error) {
	if s.kind == 1 && s.r.next(4) == 0 {
		return 0, nil
	}
	if s.kind == 2 && s.r.next(20) == 0 {
		return 0, errors.New("hiccup")
	}
	n := len(p)
	if s.kind > 0 {
		n = min(n, s.r.next(20))
	}
	n = copy(p[:n], s.data)
	s.data = s.data[n:]
	if len(s.data) > 0 || n > 0 && s.kind != 3 {
		return n, nil
	}
	return n, io.EOF
}

// A sink takes only so many bytes.
type sink struct {
	room  int
	calls int
	got   []byte
}

func (w *sink) Write(p []byte) (int, error) {
	w.calls++
	n := min(len(p), w.room)
	w.got = append(w.got, p[:n]...)
	w.room -= n
	if n < len(p) {
		return n, errors.New("full")
	}
	return n, nil
}

type stringSink struct{ sink }

func (w *stringSink) WriteString(s string) (int, error) { return w.Write([]byte(s)) }

func readers(r *random, d *digest) {
	src := &source{r.text(100), r, r.next(4)}
	b := bufio.NewReaderSize(src, r.next(80))
	d.int(b.Size())
	buf := make([]byte, 100)
	for i := 0; i < 40; i++ {
		switch r.next(14) {
		case 0:
			p, err := b.Peek(r.next(50) - 1)
			d.text(string(p))
			d.result(0, err)
		case 1:
			d.result(b.Discard(r.next(30) - 1))
		case 2, 3:
			p := buf[:r.next(101)]
			n, err := b.Read(p)
			d.text(string(p))
			d.result(n, err)
		case 4:
			c, err := b.ReadByte()
			d.result(int(c), err)
		case 5:
			d.result(0, b.UnreadByte())
		case 6:
			c, n, err := b.ReadRune()
			d.result(int(c), err)
			d.int(n)
		case 7:
			d.result(0, b.UnreadRune())
		case 8:
			p, err := b.ReadSlice('\n')
			d.text(string(p))
			d.result(0, err)
		case 9:
			p, prefix, err := b.ReadLine()
			d.text(string(p))
			d.text(strconv.FormatBool(prefix))
			d.result(0, err)
		case 10:
			p, err := b.ReadBytes(' ')
			d.text(string(p))
			d.result(0, err)
		case 11:
			s, err := b.ReadString('d')
			d.text(s)
			d.result(0, err)
		case 12:
			d.int(b.Buffered())
		case 13:
			if r.next(10) == 0 {
				w := sink{room: r.next(1000)}
				n, err := b.WriteTo(&w)
				d.result(int(n), err)
				d.text(string(w.got))
				b.Reset(&source{r.text(100), r, r.next(4)})
			}
		}
	}
}

func writers(r *random, d *digest) {
	s := sink{room: 50 + r.next(2000)}
	with := stringSink{s}
	var w io.Writer = &s
	if r.next(2) == 0 {
		w = &with
	}
	b := bufio.NewWriterSize(w, r.next(60))
	for i := 0; i < 40; i++ {
		switch r.next(8) {
		case 0, 1:
			d.result(b.Write([]byte(r.text(15))))
		case 2, 3:
			d.result(b.WriteString(r.text(15)))
		case 4:
			d.result(0, b.WriteByte(byte(r.next(256))))
		case 5:
			d.result(b.WriteRune(rune(r.next(0x12000) - 5)))
		case 6:
			n, err := b.ReadFrom(&source{r.text(30), r, r.next(4)})
			d.result(int(n), err)
		case 7:
			d.result(0, b.Flush())
		}
		d.int(b.Buffered())
		d.int(b.Available())
	}
	d.result(0, b.Flush())
	d.text(string(s.got))
	d.text(string(with.got))
	d.int(s.calls + with.calls)
}

var splits = []bufio.SplitFunc{bufio.ScanLines, bufio.ScanWords, bufio.ScanRunes, bufio.ScanBytes}

// pairs returns two bytes at a time, and stops or fails at some.
func pairs(data []byte, atEOF bool) (int, []byte, error) {
	switch {
	case len(data) < 2 && !atEOF:
		return 0, nil, nil
	case len(data) == 0:
		return 0, nil, nil
	case len(data) == 1:
		return 1, data, bufio.ErrFinalToken
	case data[0] == 0xFF:
		return 0, nil, errors.New("bad byte")
	case data[0] == 0xE4 && data[1] == 0xB8:
		return -1, nil, nil
	case data[0] == '\t':
		return len(data) + 1, nil, nil
	}
	return 2, data[:2], nil
}

func scanners(r *random, d *digest) {
	s := bufio.NewScanner(&source{r.text(100), r, r.next(4)})
	if k := r.next(6); k < 4 {
		s.Split(splits[k])
	} else if k == 4 {
		s.Split(pairs)
	}
	if r.next(2) == 0 {
		s.Buffer(make([]byte, r.next(40)), r.next(100))
	}
	for s.Scan() {
		d.text(s.Text())
	}
	d.text(string(s.Bytes()))
	d.result(0, s.Err())
}

func try(what string, f func()) {
	defer func() {
		e := recover()
		text, ok := e.(string)
		if !ok && e != nil {
			text = e.(error).Error()
		}
		os.Stdout.WriteString(what + ": " + text + "\n")
	}()
	f()
}

type liar struct{}

func (liar) Read(p []byte) (int, error)  { return -1, nil }
func (liar) Write(p []byte) (int, error) { return len(p) - 1, nil }

func main() {
	for _, t := range []struct {
		name string
		run  func(*random, *digest)
	}{{"Reader", readers}, {"Writer", writers}, {"Scanner", scanners}} {
		var r random = 1
		var d digest
		for i := 0; i < 3000; i++ {
			t.run(&r, &d)
		}
		os.Stdout.WriteString(t.name + " " + strconv.FormatUint(uint64(d), 16) + "\n")
	}
	try("negative read", func() { bufio.NewReader(liar{}).ReadByte() })
	try("endless tokens", func() {
		s := bufio.NewScanner(strings.NewReader(""))
		s.Split(func([]byte, bool) (int, []byte, error) { return 0, []byte{}, nil })
		for s.Scan() {
		}
	})
	try("late", func() {
		s := bufio.NewScanner(strings.NewReader("x"))
		s.Scan()
		s.Split(bufio.ScanWords)
	})
	try("short write", func() {
		w := bufio.NewWriter(liar{})
		w.WriteString("abc")
		panic(w.Flush())
	})
	lines := bufio.NewScanner(strings.NewReader(strings.Repeat("x", bufio.MaxScanTokenSize)))
	try("long line", func() {
		lines.Scan()
		panic(lines.Err())
	})
	rw := bufio.NewReadWriter(bufio.NewReader(strings.NewReader("in\n")), bufio.NewWriter(os.Stdout))
	line, _ := rw.ReadString('\n')
	rw.WriteString("read " + line)
	rw.Flush()
}
