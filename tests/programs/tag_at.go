// Tags of structs with an @, which linkers take for the beginning of a symbol's version.
package main

import "fmt"

type simple struct {
	Begin string  `  @Ident`
	More  *simple `| @@ "more"`
}
type inner struct {
	Begin string  `  @Ident`
	Next  *nested `| @@`
}
type nested struct {
	Begin string `  @Ident`
	More  *inner `| @@ "more"`
}

var values = []any{
	simple{}, inner{}, nested{"x", nil}, nested{},
	struct {
		A string "a@1"
		B int
	}{"x", 1},
	struct {
		A string "a@2"
		B int32
	}{"x", 1},
	struct {
		A string "a@2"
		B string
	}{"x", "1"},
	struct {
		A string "a\\x402"
		B string
	}{"x", "1"},
	struct {
		A string `  @Ident
			"=" @@`
		B [2]any
	}{"x", [2]any{1, "@"}},
}

func main() {
	m := map[any]int{}
	for i, v := range values {
		m[v] = i
		fmt.Printf("%T\n", v)
		for _, w := range values {
			fmt.Print(v == w, " ")
		}
		fmt.Println()
	}
	for i, v := range values {
		fmt.Println(m[v] == i)
	}
}
