// Types declared in functions as type arguments, by name.  Go numbers them; the numbers are left out here.
package main

import (
	"fmt"
	"strings"
)

type box[T any] struct{ v T }

func inner[T any](v T) any {
	type local struct{ a T }
	return box[local]{local{v}}
}

func show(v any) {
	name, rest, _ := strings.Cut(fmt.Sprintf("%T", v), "·")
	for strings.ContainsAny(rest, "·") {
		_, rest, _ = strings.Cut(rest, "·")
	}
	fmt.Println(name + strings.TrimLeft(rest, "0123456789"))
}

func main() {
	type place int
	show(box[place]{})
	show(box[*place]{})
	show(box[map[string]place]{})
	show(inner(1))
	show(inner(box[string]{}))
	show(inner([]error{}))
	{
		type place string
		show(box[place]{})
		fmt.Println(any(box[place]{}) == any(box[string]{}))
	}
}
