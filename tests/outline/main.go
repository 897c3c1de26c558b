// Compiled when shapes and deep are new and when they are in the cache: it must make no difference.
package main

import (
	"fmt"
	"os"
	"sort"
	"strings"

	"example.com/outline/shapes"
)

type disc struct {
	*shapes.Square
	r float64
}

func (d disc) Area() float64 { return 3 * d.r * d.r }

type byLen []string

func (b byLen) Len() int           { return len(b) }
func (b byLen) Less(i, j int) bool { return len(b[i]) < len(b[j]) }
func (b byLen) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

func numbers() (int, int, int) {
	a, b, c := 1, 2, 3
	shapes.Leak(&a)
	return a, *shapes.Through(&b), shapes.Read(&c, struct{}{}) + *shapes.KeepInt(&c)
}

func hidden() (text any) {
	defer func() { text = recover() }()
	return shapes.Hidden.(struct{ x int })
}

func main() {
	fmt.Println(hidden())
	s := shapes.New(3)
	s.Tags = append(s.Tags, "tag")
	d := disc{s, 2}
	fmt.Println(s, s.Area(), d.Area(), shapes.Both(s, d), shapes.Unit.Side, d.Tags)
	fmt.Println(shapes.Names, shapes.Width(), shapes.Height(), shapes.Table["twice"](4), shapes.Default)
	fmt.Println(shapes.Small, shapes.Middle, shapes.Large, shapes.Adder(2)(3), shapes.First())
	fmt.Println(shapes.Lookup("unit"))
	fmt.Println(numbers())
	fmt.Println(shapes.Guard(func() { panic("oh") }), shapes.Guard(func() {}))
	fmt.Println(shapes.Braces('{'), shapes.Braces('x'))
	fmt.Printf("%v %T\n", shapes.Local(), s.N.Load())
	func() {
		defer shapes.Recover()
		panic(1)
	}()
	var b strings.Builder
	words := byLen{"ccc", "a", "bb"}
	sort.Sort(words)
	fmt.Fprintln(&b, words, shapes.Shared.Val.Area())
	fmt.Fprint(os.Stdout, b.String())
	fmt.Println(shapes.Renamed(), *shapes.After(new(int)))
	shapes.Shared.Put("other", s)
	fmt.Println(shapes.First(), shapes.Shared.Swap().Val == s)
}
