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

func (p *pair) setLeft(value *pair) { p.left = value }

// The receiver of the inlined method is a variable that always points into the frame.
//
//go:noinline
func plainReceiver(value *pair) int {
	var p pair
	p.setLeft(value)
	return p.left.n
}

//go:noinline
func plainNew(value *pair) int {
	p := &pair{n: 3}
	q := p
	q.right = value
	return p.right.n
}

//go:noinline
func plainLiteral(value *pair, i int) int {
	s := []*pair{nil, nil, nil, nil}
	t := s[1:3]
	t[i] = value
	return s[i+1].n
}

// Where it points to depends on what happened.
//
//go:noinline
func heapReassigned(value, other *pair) int {
	var p pair
	q := &p
	if value.n == 2 {
		q = other
	}
	q.left = value
	return q.left.n
}

//go:noinline
func heapMade(value *pair, n int) int {
	s := make([]*pair, n)
	s[0] = value
	return s[0].n
}

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
	println(plainReceiver(a), plainNew(b), plainLiteral(a, 1), heapReassigned(a, b), heapMade(b, 9))
	println(plainLocal(a, 3), plainStackObject(b), c == d, x.pairs[0].n)
}
