// Tiny objects, which share blocks, and large ones of many sizes, with and without pointers.
//
// run:
// run: GODEBUG=gccheckmark=1,clobberfree=1 GOGC=10
// run: GODEBUG=gcstress=2000,clobberfree=1 GOMAXPROCS=1
// run: GODEBUG=gcbarrier=dijkstra,clobberfree=1,gccheckmark=1 GOGC=20 GOMAXPROCS=4
package main

import "runtime"

type (
	three struct{ a, b, c byte }
	ten   struct{ a [5]uint16 }
)

// tiny keeps every eighth of many small values; its block mates die.
func tiny() {
	var bytes []*byte
	var threes []*three
	var words []*uint32
	var tens []*ten
	var longs []*int64
	var texts []string
	for i := range 40000 {
		b, t, w, v, l := new(byte), new(three), new(uint32), new(ten), new(int64)
		s := string([]byte{byte(i), byte(i >> 8), 'z'})
		*b, t.b, *w, v.a[4], *l = byte(i), byte(i), uint32(i), uint16(i), int64(i)
		if i%8 == 0 {
			bytes, threes, words = append(bytes, b), append(threes, t), append(words, w)
			tens, longs, texts = append(tens, v), append(longs, l), append(texts, s)
		}
	}
	runtime.GC()
	for k := range bytes {
		i := 8 * k
		check(*bytes[k] == byte(i) && threes[k].b == byte(i), "tiny object")
		check(*words[k] == uint32(i) && tens[k].a[4] == uint16(i), "tiny object")
		check(*longs[k] == int64(i), "tiny object")
		check(texts[k] == string([]byte{byte(i), byte(i >> 8), 'z'}), "tiny string")
	}
}

type large struct {
	first *node
	pad   [20000]byte
	last  *node
}

// big makes objects around and above the limit between size classes and spans of their own.
func big() {
	var plain [][]byte
	var lists [][]*node
	var structs []*large
	for round := range 3 {
		for size := 16000; size < 1<<20; size = size*5/4 + 7 {
			p := make([]byte, size)
			p[0], p[size-1] = byte(size), byte(size>>3)
			l := make([]*node, size/8)
			l[0], l[len(l)-1] = newNode(size), newNode(size+1)
			s := &large{first: newNode(1), last: newNode(2)}
			if size&1 == round&1 {
				plain, lists, structs = append(plain, p), append(lists, l), append(structs, s)
			}
		}
	}
	runtime.GC()
	for i, p := range plain {
		size := len(p)
		check(p[0] == byte(size) && p[size-1] == byte(size>>3), "large object")
		for _, b := range p[1 : size-1] {
			if b != 0 {
				check(false, "large object is not zero")
			}
		}
		l := lists[i]
		l[0].must(size)
		l[len(l)-1].must(size + 1)
		structs[i].first.must(1)
		structs[i].last.must(2)
	}
}

func main() {
	for range 2 {
		tiny()
		big()
	}
	println("ok")
}
