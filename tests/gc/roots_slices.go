// Slices and strings that grow, share and shrink; substrings that keep the whole; objects of every
// size, with and without pointers, large ones in pieces.
package main

import "strings"

type header struct {
	n   *node
	pad [70]int
	end *node
}

func word(i int) string { return strings.Repeat(string(rune('a'+i%26)), i%50+1) }

//go:noinline
func appended(n int) {
	var list []*node
	var words []string
	var records []header
	for i := range n {
		list = append(list, newNode(i))
		words = append(words, word(i))
		if i%8 == 0 {
			records = append(records, header{n: newNode(i), end: newNode(i + 1)})
		}
	}
	collect()
	for i, v := range list {
		v.must(i)
		check(words[i] == word(i), "string in a slice")
	}
	for i, r := range records {
		r.n.must(8 * i)
		r.end.must(8*i + 1)
	}
}

//go:noinline
func shared() {
	whole := strings.Repeat("0123456789", 500)
	var parts []string
	for i := 0; i < len(whole); i += 100 {
		parts = append(parts, whole[i+3:i+7])
	}
	whole = ""
	list := make([]*node, 100)
	for i := range list {
		list[i] = newNode(i)
	}
	tail := list[90:]
	list = nil
	collect()
	for _, p := range parts {
		check(p == "3456", "substring")
	}
	for i, n := range tail {
		n.must(90 + i)
	}
	tail = append(tail[:5], tail[6:]...)
	collect()
	tail[5].must(96)
}

//go:noinline
func sizes() {
	var kept [][]*node
	for size := 1; size < 9000; size += size/5 + 1 {
		s := make([]*node, size)
		s[0], s[size-1], s[size/2] = newNode(size), newNode(size), newNode(size)
		kept = append(kept, s)
	}
	collect()
	for _, s := range kept {
		size := len(s)
		s[0].must(size)
		s[size-1].must(size)
		s[size/2].must(size)
		count := 0
		for _, n := range s {
			if n != nil {
				count++
			}
		}
		check(count <= 3, "new memory is not zero")
	}
}

type element struct {
	n     int
	first *node
	pad   [5]int
	last  *node
}

//go:noinline
func large() {
	s := make([]element, 30000)
	for i := 0; i < len(s); i += 7 {
		if i%700 == 0 {
			s[i].first = newNode(i)
		}
		s[i].n = i
		s[i].last = s[i-i%700].first
	}
	array := new([100000]*node)
	array[99999] = newNode(1)
	array[50000] = newNode(2)
	collect()
	for i := 0; i < len(s); i += 7 {
		s[i].last.must(i - i%700)
		check(s[i].n == i, "large array")
	}
	array[99999].must(1)
	array[50000].must(2)
}

func main() {
	appended(400)
	shared()
	sizes()
	large()
	println("ok")
}
