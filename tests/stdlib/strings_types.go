// Builder, Reader and Replacer of package strings by random calls.
package main

import (
	"errors"
	"os"
	"strconv"
	"strings"
)

type random uint64

func (r *random) next(n int) int {
	*r = *r*6364136223846793005 + 1442695040888963407
	return int(uint64(*r>>33) % uint64(n))
}

var atoms = []string{"a", "b", "c", "ab", "abc", "bc", "é", "世", "\xff", "\xe4\xb8", "<", "&", ""}

func (r *random) text(max int) string {
	s := ""
	for n := r.next(max + 1); n > 0; n-- {
		s += atoms[r.next(len(atoms))]
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

func builders(r *random, d *digest) {
	var b strings.Builder
	for i := 0; i < 30; i++ {
		switch r.next(8) {
		case 0:
			d.result(b.WriteString(r.text(9)))
		case 1:
			d.result(b.Write([]byte(r.text(9))))
		case 2:
			d.result(0, b.WriteByte(byte(r.next(256))))
		case 3:
			d.result(b.WriteRune(rune(r.next(0x12000) - 5)))
		case 4:
			n := r.next(100)
			b.Grow(n)
			if b.Cap()-b.Len() < n {
				d.text("no room")
			}
		case 5:
			if r.next(5) == 0 {
				b.Reset()
			}
		case 6:
			d.int(b.Len())
		case 7:
			d.text(b.String())
		}
	}
}

func readers(r *random, d *digest) {
	rd := strings.NewReader(r.text(20))
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
				d.text(string(w.got))
				rd.Reset(r.text(20))
			}
		}
		d.text(string(buf))
	}
}

func replacers(r *random, d *digest) {
	var pairs []string
	kind := r.next(4)
	for n := r.next(6); n > 0; n-- {
		old, new := r.text(2), r.text(2)
		if kind > 0 {
			old = "abc<&\xff\xe4"[r.next(7):][:1]
		}
		if kind > 1 {
			new = "xyz"[r.next(3):][:1]
		}
		pairs = append(pairs, old, new)
	}
	rp := strings.NewReplacer(pairs...)
	for i := 0; i < 5; i++ {
		s := r.text(20)
		d.text(rp.Replace(s))
		w := narrow{room: 8 + r.next(90)}
		n, err := rp.WriteString(&w, s)
		d.text(string(w.got))
		d.result(n, err)
	}
}

func main() {
	for _, t := range []struct {
		name string
		run  func(*random, *digest)
	}{{"Builder", builders}, {"Reader", readers}, {"Replacer", replacers}} {
		var r random = 1
		var d digest
		for i := 0; i < 5000; i++ {
			t.run(&r, &d)
		}
		os.Stdout.WriteString(t.name + " " + strconv.FormatUint(uint64(d), 16) + "\n")
	}
	html := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")
	html.WriteString(os.Stdout, "<a href=\"x\">A & B</a>\n")
	os.Stdout.WriteString(strings.NewReplacer("", "-", "a", "1").Replace("banana") + "\n")
	os.Stdout.WriteString(strings.NewReplacer("a", "1", "aa", "2", "aaa", "3").Replace("aaaa") + "\n")
	os.Stdout.WriteString(strings.NewReplacer("aaa", "3", "aa", "2", "a", "1").Replace("aaaa") + "\n")
}
