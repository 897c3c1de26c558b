// A chain of uncaught panics.
package main

type E struct{ s string }

func (e E) Error() string { return "E:" + e.s }

type S int

type P struct{ a, b int }

func f() { defer func() { panic(E{"two\nlines"}) }(); panic(S(5)) }
func main() {
	defer func() { r := recover(); println("re"); panic(r) }()
	defer func() { panic(P{1, 2}) }()
	f()
}
