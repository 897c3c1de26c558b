// Buffer and Reader of package bytes by random calls.
package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strconv"
)

type random uint64

func (r *random) next(n int) int {
	*r = *r*6364136223846793005 + 1442695040888963407
	return int(uint64(*r>>33) % uint64(n))
}

func (r *random) data(max int) []byte {
	p := make([]byte, r.next(max+1))
	for i := range p {
		p[i] = "abc\n\xe4\xb8\x96\xff"[r.next(8)]
	}
	return p
}

type digest uint64

func (d *digest) int(v int) { *d = *d*31 + digest(v) + 7 }
func (d *digest) bytes(p []byte) {
	d.int(len(p))
	for _, c := range p {
		d.int(int(c))
	}
}
func (d *digest) result(n int, err error) {
	d.int(n)
	if err != nil {
		d.bytes([]byte(err.Error()))
	}
}

// A narrow writer takes only so many bytes.
type narrow struct {
	room int
	got  []byte
}

func (w *narrow) Write(p []byte) (int, error) {
	n := min(len(p), w.room)
	w.got = append(w.got, p[:n]...)
	w.room -= n
	if n < len(p) {
		return n, errors.New("full")
	}
	return n, nil
}

// A stutter returns its data in pieces, then an error.
type stutter struct {
	data []byte
	r    *random
	end  error
}

func (s *stutter) Read(p []byte) (int, error) {
	if len(s.data) == 0 {
		return 0, s.end
	}
	n := copy(p[:min(len(p), s.r.next(40))], s.data)
	s.data = s.data[n:]
	return n, nil
}

func buffers(r *random, d *digest) {
	b := bytes.NewBuffer(r.data(r.next(100)))
	buf := make([]byte, 40)
	for i := 0; i < 40; i++ {
		switch r.next(20) {
		case 0, 1:
			d.result(b.Write(r.data(30)))
		case 2, 3:
			d.result(b.WriteString(string(r.data(30))))
		case 4:
			d.result(0, b.WriteByte(byte(r.next(256))))
		case 5:
			d.result(b.WriteRune(rune(r.next(0x12000) - 5)))
		case 6:
			d.result(b.Read(buf[:r.next(41)]))
		case 7:
			d.bytes(b.Next(r.next(30)))
		case 8:
			p, err := b.Peek(r.next(30))
			d.bytes(p)
			d.result(0, err)
		case 9:
			c, err := b.ReadByte()
			d.result(int(c), err)
		case 10:
			c, n, err := b.ReadRune()
			d.result(int(c), err)
			d.int(n)
		case 11:
			d.result(0, b.UnreadByte())
		case 12:
			d.result(0, b.UnreadRune())
		case 13:
			p, err := b.ReadBytes('\n')
			d.bytes(p)
			d.result(0, err)
		case 14:
			s, err := b.ReadString('\n')
			d.bytes([]byte(s))
			d.result(0, err)
		case 15:
			b.Truncate(r.next(b.Len() + 1))
		case 16:
			n := r.next(200)
			b.Grow(n)
			if b.Available() < n {
				d.int(-1)
			}
		case 17:
			end := []error{io.EOF, errors.New("broken")}[r.next(2)]
			n, err := b.ReadFrom(&stutter{r.data(900), r, end})
			d.result(int(n), err)
		case 18:
			w := narrow{room: r.next(2000)}
			n, err := b.WriteTo(&w)
			d.result(int(n), err)
			d.bytes(w.got)
		case 19:
			d.result(b.Write(append(b.AvailableBuffer(), r.data(20)...)))
		}
		d.bytes(b.Bytes())
		d.int(b.Len())
	}
	d.bytes([]byte(b.String()))
}

func readers(r *random, d *digest) {
	rd := bytes.NewReader(r.data(30))
	buf := make([]byte, 12)
	for i := 0; i < 30; i++ {
		switch r.next(9) {
		case 0:
			d.result(rd.Read(buf[:r.next(13)]))
		case 1:
			d.result(rd.ReadAt(buf[:r.next(13)], int64(r.next(30)-3)))
		case 2:
			c, err := rd.ReadByte()
			d.result(int(c), err)
		case 3:
			d.result(0, rd.UnreadByte())
		case 4:
			c, n, err := rd.ReadRune()
			d.result(int(c), err)
			d.int(n)
		case 5:
			d.result(0, rd.UnreadRune())
		case 6:
			at, err := rd.Seek(int64(r.next(40)-12), r.next(4))
			d.result(int(at), err)
		case 7:
			d.int(rd.Len())
			d.int(int(rd.Size()))
		case 8:
			if r.next(5) == 0 {
				w := narrow{room: r.next(30)}
				n, err := rd.WriteTo(&w)
				d.result(int(n), err)
				d.bytes(w.got)
				rd.Reset(r.data(30))
			}
		}
		d.bytes(buf)
	}
}

func main() {
	for _, t := range []struct {
		name string
		run  func(*random, *digest)
	}{{"Buffer", buffers}, {"Reader", readers}} {
		var r random = 1
		var d digest
		for i := 0; i < 3000; i++ {
			t.run(&r, &d)
		}
		os.Stdout.WriteString(t.name + " " + strconv.FormatUint(uint64(d), 16) + "\n")
	}
	var none *bytes.Buffer
	os.Stdout.WriteString(none.String() + "\n")
}
