// A nil dereference nobody recovers.
package main

type T struct {
	x [10]int
	p *T
}

//go:noinline
func f(p *T) int { return p.x[3] }

//go:noinline
func g(p *T) int { return f(p.p) + 1 }
func main() {
	println(g(&T{}))
}
