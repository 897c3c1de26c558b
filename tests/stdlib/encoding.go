// Packages encoding/hex, encoding/base64, encoding/binary and unicode/utf16.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"strings"
	"unicode/utf16"
)

type random uint64

func (r *random) next(n int) int {
	*r = *r*6364136223846793005 + 1442695040888963407
	return int(uint64(*r>>33) % uint64(n))
}

func (r *random) bytes(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.next(256))
	}
	return b
}

func check(what string, ok bool) {
	if !ok {
		fmt.Println("wrong:", what)
	}
}

// slow is a Reader that delivers so many bytes at once, the last ones with io.EOF.
type slow struct {
	text string
	size int
}

func (s *slow) Read(p []byte) (int, error) {
	n := copy(p[:min(s.size, len(p))], s.text)
	s.text = s.text[n:]
	if s.text == "" {
		return n, io.EOF
	}
	return n, nil
}

// failing is a Writer that takes so many bytes.
type failing int

func (f *failing) Write(p []byte) (int, error) {
	if len(p) > int(*f) {
		n := int(*f)
		*f = 0
		return n, errors.New("full")
	}
	*f -= failing(len(p))
	return len(p), nil
}

func hexes() {
	for _, s := range []string{"", "0", "g", "00ff", "0aF", "0aFg", "zz", "a ", "0x", "deadBEEF", "12é"} {
		b, err := hex.DecodeString(s)
		fmt.Printf("%q %x %v\n", s, b, err)
		b, err = hex.AppendDecode([]byte("in front"), []byte(s))
		fmt.Printf("%q %v\n", b, err)
		b, err = io.ReadAll(hex.NewDecoder(strings.NewReader(s)))
		fmt.Printf("%x %v\n", b, err)
		b, err = io.ReadAll(hex.NewDecoder(&slow{s, 1}))
		fmt.Printf("%x %v\n", b, err)
	}
	var r random
	for n := 0; n < 3000; n = n*3/2 + 1 {
		b := r.bytes(n)
		s := hex.EncodeToString(b)
		back, err := hex.DecodeString(s)
		check("hex", err == nil && bytes.Equal(b, back) && s == fmt.Sprintf("%x", b) && hex.EncodedLen(n) == len(s) && hex.DecodedLen(len(s)) == n)
		var out strings.Builder
		m, err := hex.NewEncoder(&out).Write(b)
		check("hex encoder", m == n && err == nil && out.String() == s)
		back, err = io.ReadAll(hex.NewDecoder(strings.NewReader(strings.ToUpper(s))))
		check("hex decoder", err == nil && bytes.Equal(b, back))
	}
	f := failing(1500)
	fmt.Println(hex.NewEncoder(&f).Write(make([]byte, 2000)))
	for _, n := range []int{0, 1, 7, 8, 9, 15, 16, 17, 40} {
		fmt.Print(hex.Dump(r.bytes(n)))
	}
	var out strings.Builder
	d := hex.Dumper(&out)
	d.Write([]byte("in"))
	d.Write([]byte(" parts: longer than a line"))
	fmt.Println(d.Close(), d.Close())
	_, err := d.Write([]byte("x"))
	fmt.Println(out.String(), err)
}

func bases() {
	h := fnv.New64a()
	all := []*base64.Encoding{base64.StdEncoding, base64.URLEncoding, base64.RawStdEncoding, base64.RawURLEncoding, base64.StdEncoding.Strict(),
		base64.RawURLEncoding.Strict(), base64.StdEncoding.WithPadding('*'), base64.NewEncoding("abcdefghijklmnopqrstuvwxyz0123456789+/ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
	var r random = 7
	for i, enc := range all {
		for n := 0; n < 60; n++ {
			b := r.bytes(n)
			s := enc.EncodeToString(b)
			fmt.Fprintln(h, s, enc.EncodedLen(n), enc.DecodedLen(n))
			back, err := enc.DecodeString(s)
			check("base64", err == nil && bytes.Equal(b, back))
			check("append", string(enc.AppendEncode([]byte("x"), b)) == "x"+s)
			back, err = enc.AppendDecode([]byte("x"), []byte(s))
			check("append decode", err == nil && string(back) == "x"+string(b))
		}
		big := r.bytes(5000)
		var out strings.Builder
		w := base64.NewEncoder(enc, &out)
		for rest := big; len(rest) > 0; {
			n := min(r.next(1500), len(rest))
			m, err := w.Write(rest[:n])
			check("stream", m == n && err == nil)
			rest = rest[n:]
		}
		check("close", w.Close() == nil && out.String() == enc.EncodeToString(big))
		lines := out.String()
		for at := 70; at < len(lines); at += 72 {
			lines = lines[:at] + "\r\n" + lines[at:]
		}
		back, err := enc.DecodeString(lines)
		check("lines", err == nil && bytes.Equal(big, back))
		for _, size := range []int{1, 3, 100, 5000, 10000} {
			back, err = io.ReadAll(base64.NewDecoder(enc, &slow{lines, size}))
			check(fmt.Sprint("decoder ", i), err == nil && bytes.Equal(big, back))
		}
	}
	// Texts that are mostly wrong.
	letters := "AAAQgw==\n\r-/!"
	for range 20000 {
		n := r.next(14)
		var b []byte
		for range n {
			b = append(b, letters[r.next(len(letters))])
		}
		for _, enc := range all[:6] {
			got, err := enc.DecodeString(string(b))
			fmt.Fprintf(h, "%x %v\n", got, err)
			got, err = io.ReadAll(base64.NewDecoder(enc, bytes.NewReader(b)))
			fmt.Fprintf(h, "%x %v\n", got, err)
		}
	}
	fmt.Println(h.Sum64())
	for _, s := range []string{"QUJD", "QUI=", "QQ==", "QQ=", "QQ", "Q", "QR==", "QUJ=", "QQ==Q", "QQ=\n=", "=", "QUJDQ!JD", "QUJDREVGR0hJ!"} {
		for _, enc := range all[:5] {
			b, err := enc.DecodeString(s)
			fmt.Printf("%q %v; ", b, err)
		}
		fmt.Println()
	}
	f := failing(5)
	w := base64.NewEncoder(base64.StdEncoding, &f)
	fmt.Println(w.Write([]byte("abcdefghij")))
	fmt.Println(w.Write([]byte("more")))
	fmt.Println(w.Close())
	caught(func() { base64.NewEncoding("short") })
	caught(func() { base64.NewEncoding(strings.Repeat("a", 64)) })
	caught(func() { base64.NewEncoding(strings.Repeat("\n", 64)) })
	caught(func() { base64.StdEncoding.WithPadding('A') })
	caught(func() { base64.StdEncoding.WithPadding('\n') })
}

func caught(f func()) {
	defer func() { fmt.Println("panic:", recover()) }()
	f()
}

type small struct {
	A uint8
	_ [3]byte
	B int16
}

type record struct {
	Flag  bool
	I8    int8
	I16   int16
	I32   int32
	I64   int64
	U8    uint8
	U16   uint16
	U32   uint32
	U64   uint64
	F32   float32
	F64   float64
	C64   complex64
	C128  complex128
	Array [3]uint16
	Inner [2]small
}

func orders() {
	b := []byte{1, 2, 3, 4, 5, 6, 7, 8, 0xff}
	for _, o := range []interface {
		binary.ByteOrder
		binary.AppendByteOrder
	}{binary.LittleEndian, binary.BigEndian, binary.NativeEndian} {
		fmt.Printf("%v %#v %x %x %x\n", o, o, o.Uint16(b), o.Uint32(b), o.Uint64(b[1:]))
		p := make([]byte, 8)
		o.PutUint16(p, 0x1234)
		o.PutUint32(p[2:], 0xfedcba98)
		fmt.Printf("%x ", p)
		o.PutUint64(p, 0x123456789abcdef0)
		fmt.Printf("%x %x\n", p, o.AppendUint64(o.AppendUint32(o.AppendUint16(nil, 0x1234), 0x56789abc), 0xfedcba9876543210))
	}
	caught(func() { binary.BigEndian.Uint32(b[:3]) })

	in := record{true, -1, -2, -3, -4, 5, 6, 7, 8, 1.5, math.Pi, 1 + 2i, 3 - 4i, [3]uint16{1, 2, 3}, [2]small{{1, [3]byte{}, -1}, {2, [3]byte{}, 9}}}
	for _, o := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		var buf bytes.Buffer
		fmt.Println(binary.Write(&buf, o, &in), binary.Size(in), binary.Size(&in))
		fmt.Printf("%x\n", buf.Bytes())
		appended, err := binary.Append([]byte{9}, o, in)
		check("Append", err == nil && bytes.Equal(appended[1:], buf.Bytes()))
		encoded := bytes.Repeat([]byte{0xee}, 200)
		n, err := binary.Encode(encoded, o, in)
		check("Encode", err == nil && bytes.Equal(encoded[:n], buf.Bytes()) && encoded[n] == 0xee)
		var out, out2 record
		n, err = binary.Decode(buf.Bytes(), o, &out2)
		fmt.Println(n, err, out2 == in)
		fmt.Println(binary.Read(&buf, o, &out), out == in, binary.Read(&buf, o, &out), binary.Read(strings.NewReader("x"), o, &out))
		for _, v := range []any{int8(-3), []uint16{1, 2, 3}, []small{{A: 1}}, [2]bool{true, false}, uint64(1 << 63), []float64{1, 2}, []int8{-1}, []bool{true}, true,
			[]int{1}, 5, "text", struct{ S string }{}, nil, map[int]int{}, []string{}, []uint8{1, 2}} {
			if v == nil {
				fmt.Println(binary.Size(v))
				continue
			}
			b, err := binary.Append(nil, o, v)
			fmt.Printf("%T %x %v %d\n", v, b, err, binary.Size(v))
		}
		into := make([]int32, 2)
		fmt.Println(binary.Read(bytes.NewReader([]byte{1, 2, 3, 4, 5, 6, 7, 8}), o, into), into)
		var i int
		fmt.Println(binary.Read(bytes.NewReader(nil), o, &i))
		fmt.Println(binary.Read(bytes.NewReader(nil), o, 5))
		_, err = binary.Decode(b[:1], o, new(uint16))
		fmt.Println(err)
		_, err = binary.Encode(b[:1], o, uint16(1))
		fmt.Println(err, binary.Write(io.Discard, o, 5))
		var yes bool
		fmt.Println(binary.Read(bytes.NewReader([]byte{2}), o, &yes), yes)
	}
}

func varints() {
	for _, x := range []int64{0, 1, -1, 63, 64, -64, -65, 127, 128, 300, 1 << 20, -1 << 40, math.MaxInt64, math.MinInt64} {
		b := binary.AppendVarint(nil, x)
		u := binary.AppendUvarint(nil, uint64(x))
		p := make([]byte, binary.MaxVarintLen64)
		check("Put", bytes.Equal(b, p[:binary.PutVarint(p, x)]) && bytes.Equal(u, p[:binary.PutUvarint(p, uint64(x))]))
		y, n := binary.Varint(b)
		v, m := binary.Uvarint(append(u, 1, 2))
		fmt.Printf("%d %x %d %d %x %d %d\n", x, b, y, n, u, v, m)
		z, err := binary.ReadVarint(bytes.NewReader(b))
		check("ReadVarint", z == x && err == nil)
	}
	for _, s := range []string{"", "\x80", "\xff\xff", strings.Repeat("\xff", 9) + "\x01", strings.Repeat("\xff", 9) + "\x02", strings.Repeat("\xff", 10) + "\x01", strings.Repeat("\x80", 12)} {
		x, n := binary.Uvarint([]byte(s))
		i, m := binary.Varint([]byte(s))
		y, err := binary.ReadUvarint(strings.NewReader(s))
		fmt.Printf("%x %d %d %d %d %d %v\n", s, x, n, i, m, y, err)
	}
}

func utf16s() {
	h := fnv.New64a()
	for r := rune(-5); r < 0x110005; r += 3 {
		r1, r2 := utf16.EncodeRune(r)
		fmt.Fprintln(h, r1, r2, utf16.IsSurrogate(r), utf16.RuneLen(r), utf16.AppendRune(nil, r), utf16.DecodeRune(r1, r2))
	}
	fmt.Println(h.Sum64())
	fmt.Println(utf16.Encode([]rune("aé世😀\U0010FFFF")), utf16.Encode([]rune{0xd800, -1, 0x110000}), utf16.Encode(nil))
	for _, s := range [][]uint16{nil, {'a', 0xd83d, 0xde00, 'b'}, {0xd800}, {0xd800, 0xd800, 0xdc00}, {0xdc00, 0xd800, 'x'}, {0xffff}, {0xfffd}} {
		fmt.Printf("%x\n", utf16.Decode(s))
	}
	fmt.Println(utf16.DecodeRune('a', 0xdc00), utf16.DecodeRune(0xd800, 'a'))
}

func main() {
	hexes()
	bases()
	orders()
	varints()
	utf16s()
}
