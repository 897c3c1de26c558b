// The names of generic instances: in arguments, fields and methods that are not exported have their package before
// them, and embedded fields a name where the type's is another.
package main

import "fmt"

type Box[T any] struct{ v T }

func (Box[T]) Get() {}

type S struct{ a int }

type inner[T any] struct{ v T }

type alias = S

func kind[T any](T) {
	var x T
	fmt.Printf("%T\n", x)
	type local struct{ v T }
	fmt.Printf("%T\n", local{})
}

func main() {
	fmt.Printf("%T\n", Box[struct{ f int }]{})
	fmt.Printf("%T\n", Box[struct {
		F, f int `json:"a"`
	}]{})
	fmt.Printf("%T\n", Box[struct{ S }]{})
	fmt.Printf("%T\n", Box[struct{ *S }]{})
	fmt.Printf("%T\n", Box[struct{ alias }]{})
	fmt.Printf("%T\n", Box[struct{ inner[int] }]{})
	fmt.Printf("%T\n", Box[struct{ Box[int] }]{})
	fmt.Printf("%T\n", Box[struct{ fmt.Stringer }]{})
	fmt.Printf("%T\n", Box[struct{ error }]{})
	fmt.Printf("%T\n", Box[struct{ int }]{})
	fmt.Printf("%T\n", Box[interface{ m(struct{ g int }) }]{})
	fmt.Printf("%T\n", Box[interface {
		M()
		m()
	}]{})
	fmt.Printf("%T\n", Box[[]func(struct{ f int }, ...string) (a int, b error)]{})
	fmt.Printf("%T\n", Box[map[struct{ f int }]Box[struct{ g S }]]{})
	fmt.Printf("%T\n", Box[struct{ _ int }]{})
	fmt.Printf("%T\n", Box[struct{}]{})
	fmt.Printf("%T\n", struct{ b Box[struct{ f int }] }{})
	fmt.Printf("%T\n", map[string]Box[any]{})
	fmt.Printf("%T\n", Box[any]{})
	fmt.Printf("%T\n", Box[byte]{})
	kind(struct{ f int }{})
	kind(Box[struct{ f int }]{})
	kind(Box[chan<- rune]{})
	func() {
		defer func() { fmt.Println(recover()) }()
		var x any = Box[struct{ f int }]{}
		_ = x.(Box[struct{ F int }])
	}()
}
