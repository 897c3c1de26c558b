// Function literals in bodies of range-over-func loops that run while the package is initialised: each is
// a function of its own, with a name that no other has.
package main

import "fmt"

func two(yield func(int) bool) { _ = yield(0) && yield(9) }

//go:noinline
func do(f func()) { f() }

var table = func(n int) []int {
	t := make([]int, n)
	for i := range two {
		do(func() { t[i] = i + 1 })
		for j := range two {
			do(func() { t[(i+j)/2]++ })
		}
	}
	return t
}(10)

var late = func(words ...any) (text string, err error) {
	for range two {
		text += func() (r string) {
			defer func() { r = fmt.Sprint(words...) }()
			return ""
		}()
	}
	return
}

func init() {
	b := make([]byte, 10)
	for i := range two {
		do(func() { b[i]++ })
	}
	fmt.Println(b)
}

func init() {
	b := make([]byte, 10)
	for i := range two {
		do(func() { b[9-i]-- })
		do(func() { b[i] += 7 })
	}
	fmt.Println(b)
}

func main() {
	fmt.Println(table)
	fmt.Println(late("a", 1))
}
