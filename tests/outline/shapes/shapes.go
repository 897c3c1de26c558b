// Package shapes is what main imports; each declaration is something an outline must get right.
package shapes

import (
	"fmt"
	"sync"

	. "example.com/outline/deep"
)

type Square struct {
	Cell
	Side float64
	mu   sync.Mutex
}

func (s *Square) Area() float64  { return s.Side * s.Side }
func (s *Square) String() string { return fmt.Sprint("square ", s.Side) }

// Inferred from expressions that have to be checked for it.
var (
	Unit                = New(1)
	Names               = Map([]int{1, 2}, func(i int) string { return fmt.Sprint("n", i) })
	width, height       = dimensions()
	Table               = map[string]func(int) int{"twice": func(i int) int { return 2 * i }}
	Default       Outer = Unit
	Shared        Pair[string, *Square]
)

const (
	Small = iota + 1
	Middle
	Large = Small << 3
)

func dimensions() (int, float64) { return 3, 4.5 }

func init() { Shared.Put("unit", Unit) }

// Inlined into main: a literal, an instance, a method of an instance, a call that stays.
func New(side float64) *Square        { return &Square{Side: side} }
func Width() int                      { return width }
func Height() float64                 { return height }
func Adder(n int) func(int) int       { return func(m int) int { return n + m } }
func KeepInt(i *int) *int             { return Keep(i) }
func First() string                   { return Shared.Swap().Key }
func Lookup(k string) (*Square, bool) { return Shared.Val, Shared.Key == k }
func Both(a, b Inner) float64         { return a.Area() + b.Area() }

func Guard(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("guarded: %v", r)
		}
	}()
	f()
	return nil
}

// Recovering, deferred by its callers.
func Recover() { fmt.Println("recovered:", recover() != nil) }

// Leaks to the heap, to the result, nowhere.
var sink *int

func Leak(p *int) {
	for i := 0; i < 1; i++ {
		sink = p
	}
}
func Through(p *int) *int {
	for i := 0; i < 1; i++ {
		*p++
	}
	return p
}

//go:noinline
func Read(p *int, _ struct{}) int { return *p }

/* Braces } in { comments, "strings" and runes are no braces. */
func Braces(r rune) string {
	switch r {
	case '{', '}', '"', '\'', '`': // } "
		return `}"` + "{\"}"
	}
	/* } */
	return "}"
}

func Local() any {
	type local struct{ X int }
	return local{7}
}

// Where directives say this is, though its body is skipped.
func Renamed() int {
	// The rest is elsewhere.
//line elsewhere.go:100
	return 1
}

func After(x *int) *int { return x }

// Hidden holds a type that looks the same elsewhere.
var Hidden any = struct{ x int }{1}
