// The function that is called, and its receiver, are evaluated before arguments that one call yields.
package main

import "fmt"

func say(s string) { fmt.Print(s, " ") }

func two() (int, int)       { say("args"); return 1, 2 }
func fn() func(int, int)    { say("fn"); return func(a, b int) { fmt.Println(a, b) } }
func fns() []func(a, b int) { say("fns"); return []func(a, b int){fn()} }

type T struct{ base int }

func (t T) add(a, b int) { fmt.Println(t.base + a + b) }

//go:noinline
func (t *T) sub(a, b int) { fmt.Println(t.base - a - b) }

type adder interface{ add(a, b int) }

func val() T                   { say("val"); return T{10} }
func ptr() *T                  { say("ptr"); return &T{20} }
func ifc() adder               { say("ifc"); return T{30} }
func gen[X any]() func(a, b X) { say("gen"); return func(a, b X) { fmt.Println(a, b) } }

var _ = func() bool { fn()(two()); return true }()

func main() {
	fn()(two())
	fns()[0](two())
	val().add(two())
	ptr().sub(two())
	ptr().add(two())
	ifc().add(two())
	gen[int]()(two())
	defer fn()(two())
	defer val().add(two())
	local := func() func(int, int) {
		say("local")
		return func(int, int) { fmt.Println() }
	}
	pair := func() (int, int) { say("pair"); return 0, 0 }
	local()(pair())
}
