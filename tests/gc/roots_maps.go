// Maps with pointers in keys, elements or both, small and grown, with large (indirect) keys and
// elements; during growth, iteration, deletion and clearing.
package main

type wide struct {
	pad  [20]int
	n    *node
	more [4]*node
}

type key struct {
	text string
	n    *node
}

func text(i int) string { return string([]byte{'k', byte(i), byte(i >> 8)}) }

//go:noinline
func small() {
	m := map[string]*node{}
	for i := range 8 {
		m[text(i)] = newNode(i)
	}
	collect()
	for i := range 8 {
		m[text(i)].must(i)
	}
}

//go:noinline
func growing(n int) {
	m := map[string]*node{}
	for i := range n {
		m[text(i)] = newNode(i)
	}
	collect()
	for i := range n {
		m[text(i)].must(i)
	}
	for i := 0; i < n; i += 2 {
		delete(m, text(i))
	}
	collect()
	seen := 0
	for k, v := range m {
		v.must(int(k[1]) | int(k[2])<<8)
		if seen%50 == 0 {
			collect()
		}
		seen++
	}
	check(seen == n/2, "elements after deletion")
	clear(m)
	m["again"] = newNode(1)
	collect()
	m["again"].must(1)
}

//go:noinline
func indirect() {
	m := map[wide]wide{}
	var k wide
	shared := newNode(500)
	for i := range 40 {
		k.pad[3], k.n = i, shared
		m[k] = wide{n: newNode(i), more: [4]*node{3: newNode(i + 1)}}
	}
	collect()
	for k, v := range m {
		k.n.must(500)
		v.n.must(k.pad[3])
		v.more[3].must(k.pad[3] + 1)
	}
}

//go:noinline
func pointers() {
	m := map[*node]key{}
	for i := range 100 {
		m[newNode(i)] = key{text(i), newNode(i)}
	}
	collect()
	for k, v := range m {
		k.must(v.n.id)
		v.n.must(k.id)
		check(v.text == text(k.id), "string element")
	}
	byAny := map[any]any{}
	for i := range 50 {
		byAny[i] = newNode(i)
		byAny[text(i)] = []*node{newNode(i)}
	}
	collect()
	for i := range 50 {
		byAny[i].(*node).must(i)
		byAny[text(i)].([]*node)[0].must(i)
	}
}

//go:noinline
func whileIterating() {
	m := map[int]*node{}
	for i := range 64 {
		m[i] = newNode(i)
	}
	for i, n := range m {
		n.must(i)
		delete(m, i)
		if i < 1000 {
			m[i+1000] = newNode(i + 1000)
		}
	}
	collect()
	for i, n := range m {
		n.must(i)
	}
}

func main() {
	small()
	growing(600)
	indirect()
	pointers()
	whileIterating()
	println("ok")
}
