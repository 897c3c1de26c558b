// Examples: their output, order, panics.
//
// run:
// run: -test.v
// run: -test.run=Good -test.v=test2json
// run: -test.run='Panic' -test.v
// run: -test.run='Goexit'
// run: -test.skip='Bad|Panic|Goexit' -test.v
// run: -test.list=.

package p

import (
	"fmt"
	"os"
	"runtime"
)

func ExampleGood() {
	fmt.Println("a\n  b\n")
	println("to stderr")
	fmt.Fprintln(os.Stdout, "c")
	// Output:
	//   a
	//   b
	//
	// c
}

func ExampleGoodEmpty() {
	// Output:
}

func ExampleBad() {
	fmt.Println("one")
	fmt.Print("two")
	// Output:
	// one
	// three
}

func ExampleBadUnordered() {
	fmt.Println("one")
	fmt.Print("two")
	// Unordered output:
	// two
	// three
}

func ExampleGoodUnordered() {
	fmt.Println("one")
	fmt.Println("two")
	// Unordered output:
	// two
	// one
}

func ExampleLarge() {
	for i := range 30 {
		fmt.Printf("%400d\n", i)
	}
	// Output: no
}

func ExampleGoexit() {
	fmt.Println("x")
	runtime.Goexit()
	// Output: x
}

func ExamplePanic() {
	fmt.Println("x")
	panic("oh")
	// Output: x
}
