// Calls whose callee keeps what it is passed, seen only with the whole program in view: each argument is a local
// variable that would be gone if the analysis had missed the one that keeps it.
package main

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"sort"
	"strings"
)

// burn overwrites the frames that were here.
//
//go:noinline
func burn() int {
	var a [512]int
	for i := range a {
		a[i] = -1 - i
	}
	return a[7] + a[300]
}

// --- one of several methods keeps its argument ---

type sink interface{ take(p *int) }
type forgets struct{}
type keeps struct{ p *int }
type hands struct{ next sink }

func (forgets) take(p *int)  { *p++ }
func (k *keeps) take(p *int) { k.p = p }
func (h hands) take(p *int)  { h.next.take(p) }

//go:noinline
func give(s sink, n int) { s.take(&n) }

func methods() {
	k := &keeps{}
	for i, s := range []sink{forgets{}, k, hands{k}, hands{hands{k}}} {
		give(s, i*11)
		burn()
		if k.p != nil {
			fmt.Println("method", i, *k.p)
		}
	}
}

// --- a method keeps its receiver ---

type self interface{ register() }
type named struct{ name string }
type plain struct{ n int }

var registered *named

func (n *named) register() { registered = n }
func (p plain) register()  {}

//go:noinline
func enlist(s self) { s.register() }

func receivers() {
	enlist(plain{3})
	enlist(&named{strings.Repeat("ab", 2)})
	burn()
	fmt.Println("receiver", registered.name)
}

// --- a value in an interface whose contents are kept ---

type holder interface{ content() *int }
type pair struct{ a, b *int }

func (p pair) content() *int { return p.b }

//go:noinline
func inside(h holder) *int { return h.content() }

//go:noinline
func boxed(n int) *int { m := n + 1; return inside(pair{&n, &m}) }

func contents() {
	p := boxed(41)
	burn()
	fmt.Println("content", *p)
}

// --- function values ---

var kept []*int

func keep(p *int)   { kept = append(kept, p) }
func forget(p *int) { *p++ }

//go:noinline
func call(f func(*int), n int) { f(&n) }

type recorder struct{ last *int }

func (r *recorder) record(p *int) { r.last = p }

func values() {
	r := &recorder{}
	var s sink = &keeps{}
	var inner *int
	for i, f := range []func(*int){forget, keep, func(p *int) { inner = p }, r.record, s.take, func(p *int) { (*recorder).record(r, p) }} {
		call(f, 100+i)
		burn()
	}
	fmt.Println("value", *kept[0], *inner, *r.last, *s.(*keeps).p)
	express := (*recorder).record
	n := 7
	express(r, &n)
	byInterface := sink.take
	byInterface(s, r.last)
	burn()
	fmt.Println("expression", *r.last, *s.(*keeps).p)
}

// --- what is returned ---

type chooser interface{ choose(a, b *int) *int }
type first struct{}
type second struct{}

func (first) choose(a, b *int) *int  { return a }
func (second) choose(a, b *int) *int { return b }

//go:noinline
func chosen(c chooser, n int) *int { m := n * 2; return c.choose(&n, &m) }

func returned() {
	a, b := chosen(first{}, 21), chosen(second{}, 21)
	burn()
	fmt.Println("returned", *a, *b)
}

// --- closures that come back ---

//go:noinline
func twice(f func() int) func() int { return func() int { return f() + f() } }

//go:noinline
func through(mk func(func() int) func() int, n int) func() int {
	return mk(func() int { n++; return n })
}

func closures() {
	f := through(twice, 10)
	burn()
	fmt.Println("closure", f(), f())
}

// --- iterators that keep their yield ---

var yields []func(int) bool

func leaky(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		yields = append(yields, yield)
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

//go:noinline
func opaque(n int) iter.Seq[int] { return leaky(n) }

func iterators() {
	t := 0
	for v := range opaque(4) {
		t += v
	}
	burn()
	func() {
		defer func() { fmt.Println("iterator", t, recover() != nil) }()
		yields[0](9)
	}()
}

// --- only reflection puts it into an interface ---

type hidden struct{ p *int }

var stolen *int

func (h hidden) String() string { stolen = h.p; return "hidden" }

type outer struct{ Field hidden }

//go:noinline
func show(n int) string { return fmt.Sprint(outer{hidden{&n}}) }

func reflected() {
	s := show(77)
	burn()
	fmt.Println(s, *stolen)
}

// --- errors, formatted and wrapped ---

type detail struct{ at *int }

func (d detail) Error() string { return fmt.Sprint("at ", *d.at) }

//go:noinline
func wrap(n int) error { return fmt.Errorf("wrapped: %w", detail{&n}) }

//go:noinline
func unwrap(err error) (d detail) { errors.As(err, &d); return d }

//go:noinline
func asLocal(n int) *int {
	var d detail
	errors.As(fmt.Errorf("x: %w", detail{&n}), &d)
	return d.at
}

func wrapped() {
	err := wrap(5)
	p := asLocal(6)
	burn()
	fmt.Println(err, *unwrap(err).at, *p)
}

// --- formatters that keep the operand or the printer's buffer ---

type formatted struct{ n *int }

var operands []formatted
var buffers [][]byte

func (f formatted) Format(s fmt.State, verb rune) {
	operands = append(operands, f)
	s.Write([]byte("F"))
}

type grabber struct{}

func (grabber) Write(p []byte) (int, error) { buffers = append(buffers, p); return len(p), nil }

//go:noinline
func format(n int) { fmt.Fprintf(io.Discard, "%v %d", formatted{&n}, n) }

//go:noinline
func grab(w io.Writer, n int) { b := make([]byte, 4); b[0] = byte(n); w.Write(b) }

func formatters() {
	format(8)
	grab(grabber{}, 9)
	burn()
	fmt.Println("format", *operands[0].n, buffers[0][0])
}

// --- sorting by a type that keeps ---

type greedy []*int

var extreme *int

func (g greedy) Len() int           { return len(g) }
func (g greedy) Less(i, j int) bool { extreme = g[i]; return *g[i] < *g[j] }
func (g greedy) Swap(i, j int)      { g[i], g[j] = g[j], g[i] }

//go:noinline
func sorted(a, b, c int) { sort.Sort(greedy{&a, &b, &c}) }

// --- generic code ---

type keeper[T any] interface{ store(*T) }
type cell[T any] struct{ p *T }

func (c *cell[T]) store(p *T) { c.p = p }

//go:noinline
func put[T any](k keeper[T], v T) { k.store(&v) }

// --- promoted methods ---

type base struct{ p *int }

func (b *base) take(p *int) { b.p = p }

type derived struct{ *base }
type further struct{ derived }
type viaInterface struct{ sink }

func promoted() {
	b := &base{}
	for i, s := range []sink{derived{b}, further{derived{b}}, &further{derived{b}}, viaInterface{b}} {
		give(s, 200+i)
		burn()
		fmt.Println("promoted", *b.p)
	}
}

func main() {
	methods()
	receivers()
	contents()
	values()
	returned()
	closures()
	iterators()
	reflected()
	wrapped()
	formatters()
	sorted(3, 1, 2)
	c := &cell[string]{}
	put[string](c, strings.Repeat("xy", 2))
	promoted()
	burn()
	fmt.Println("rest", *extreme > 0, *c.p)
}
