// Random byte strings, rich in almost valid UTF-8, through every function of unicode/utf8.
package main

import (
	"fmt"
	"unicode/utf8"
)

type random uint64

func (r *random) next(n int) int {
	*r = *r*6364136223846793005 + 1442695040888963407
	return int(uint64(*r>>33) % uint64(n))
}

var edges = []rune{0, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xD800, 0xDFFF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x10FFFF, 0x110000, -1}

func (r *random) text() []byte {
	var p []byte
	for n := r.next(8); n > 0; n-- {
		switch r.next(4) {
		case 0:
			p = append(p, byte(r.next(256)))
		case 1:
			p = utf8.AppendRune(p, edges[r.next(len(edges))])
		case 2:
			p = utf8.AppendRune(p, rune(r.next(0x110000)))
		case 3:
			p = append(p, "\xe0\xed\xf0\xf4\xc1\xf5\x80\x9f\xa0\xbf\x8f\x90"[r.next(12)])
		}
	}
	return p
}

func main() {
	var r random = 1
	hash := uint64(0)
	add := func(v int) { hash = hash*31 + uint64(v) }
	flag := func(b bool) {
		if b {
			add(1)
		} else {
			add(2)
		}
	}
	for i := 0; i < 200000; i++ {
		p := r.text()
		s := string(p)
		c, n := utf8.DecodeRune(p)
		add(int(c))
		add(n)
		c, n = utf8.DecodeRuneInString(s)
		add(int(c))
		add(n)
		c, n = utf8.DecodeLastRune(p)
		add(int(c))
		add(n)
		c, n = utf8.DecodeLastRuneInString(s)
		add(int(c))
		add(n)
		flag(utf8.FullRune(p))
		flag(utf8.FullRuneInString(s))
		flag(utf8.Valid(p))
		flag(utf8.ValidString(s))
		add(utf8.RuneCount(p))
		add(utf8.RuneCountInString(s))
		for j := 0; j < len(p) && j < 4; j++ {
			flag(utf8.FullRune(p[:j]))
		}
		if i%20000 == 0 {
			fmt.Printf("%d %x %x\n", i, hash, p)
		}
	}
	for _, e := range edges {
		var b [4]byte
		n := utf8.EncodeRune(b[:], e)
		fmt.Printf("%x %d %v % x %v\n", e, utf8.RuneLen(e), utf8.ValidRune(e), b[:n], utf8.RuneStart(b[0]))
	}
	fmt.Printf("%x\n", hash)
}
