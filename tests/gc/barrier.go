// Where the compiler puts write barriers.  run.sh looks at the code of each function: in one whose
// name begins with heap every store needs a barrier, in one whose name begins with plain none does.
package main

type pair struct {
	left, right *pair
	n           int
}

type big struct {
	pairs [20]*pair
}

var global *pair

//go:noinline
func heapField(p, value *pair) { p.left = value }

//go:noinline
func heapClear(p *pair) { p.right = nil }

//go:noinline
func heapGlobal(value *pair) { global = value }

//go:noinline
func heapElement(s []*pair, i int, value *pair) { s[i] = value }

//go:noinline
func heapString(p *string, value string) { *p = value }

//go:noinline
func heapInterface(p *any, value any) { *p = value }

//go:noinline
func heapClosure(p *func(), value func()) { *p = value }

//go:noinline
func heapStruct(p *big, value *big) { *p = *value }

//go:noinline
func heapMove(s, from []*pair) { copy(s, from) }

//go:noinline
func plainNumber(p *pair, n int) { p.n = n }

//go:noinline
func plainLocal(value *pair, n int) int {
	var local [4]*pair
	for i := range n {
		local[i&3] = value
	}
	return local[(n-1)&3].n
}

//go:noinline
func plainStackObject(value *pair) int {
	var p pair
	p.n = 1
	p.left = value
	return plainSum(&p)
}

//go:noinline
func plainSum(p *pair) int { return p.n + p.left.n }

//go:noinline
func plainResult(value *pair) (a, b *pair) { return value, value }

func main() {
	a, b := &pair{n: 1}, &pair{n: 2}
	heapField(a, b)
	heapClear(a)
	heapGlobal(a)
	list := []*pair{a, nil}
	heapElement(list, 1, b)
	text, value, call := "", any(nil), func() {}
	heapString(&text, "text")
	heapInterface(&value, b)
	heapClosure(&call, func() { println(text) })
	x, y := new(big), new(big)
	y.pairs[0] = a
	heapStruct(x, y)
	heapMove(list, y.pairs[:])
	plainNumber(a, 3)
	c, d := plainResult(a)
	println(plainLocal(a, 3), plainStackObject(b), c == d, x.pairs[0].n)
}
