package main

// Memory is zero when new, whatever lay there before, for sizes of every class and way of allocation.
//
// env: GODEBUG=
// env: GODEBUG=clobberfree=1
// env: GODEBUG=efence=1
// env: GOGC=5 GODEBUG=clobberfree=1

import "fmt"

type ptrs3 struct{ a, b, c *int }
type mixed struct {
	n int
	s string
	p *int
	x [5]byte
}

func checkBytes(b []byte) {
	for _, x := range b {
		if x != 0 {
			panic("not zero")
		}
	}
	for i := range b {
		b[i] = 0xff
	}
}

func main() {
	n := 7
	for round := 0; round < 6; round++ {
		for size := 1; size < 40000; size += 1 + size/9 {
			for i := 0; i < 3; i++ {
				checkBytes(make([]byte, size))
			}
			p := make([]*int, size/8+1)
			for i := range p {
				if p[i] != nil {
					panic("not nil")
				}
				p[i] = &n
			}
			m := make([]mixed, size/64+1)
			for i := range m {
				if m[i] != (mixed{}) {
					panic("not zero")
				}
				m[i] = mixed{1, "x", &n, [5]byte{1, 2, 3, 4, 5}}
			}
			q := new(ptrs3)
			if *q != (ptrs3{}) {
				panic("not zero")
			}
			*q = ptrs3{&n, &n, &n}
		}
		for size := 1 << 16; size < 1<<22; size *= 3 {
			checkBytes(make([]byte, size))
		}
		// append's rounding
		s := []byte{}
		for len(s) < 5000 {
			s = append(s, byte(len(s)))
			for _, x := range s[len(s):cap(s)] {
				if x != 0 {
					panic("not zero beyond the length")
				}
			}
		}
		for i := range s {
			if s[i] != byte(i) {
				panic("append lost bytes")
			}
		}
	}
	fmt.Println("ok")
}
