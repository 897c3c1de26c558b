// Escape scenario 4: a variable captured by a closure.
//
// counter's variable is shared with the function it returns, so it moves to the heap together with the
// closure. A closure that is only called stays on the stack with all it captures; a variable that is never
// assigned after its capture is captured by value.
//
//	vole build -gcflags=-m ./samples/escape-4-closure
//
// Look at: "moved to heap: n", "func literal escapes to heap" against "func literal does not escape".
package main

func counter() func() int {
	n := 0
	return func() int {
		n++
		return n
	}
}

func adder(by int) func(int) int {
	return func(x int) int { return x + by }
}

func each(list []int, f func(int)) {
	for _, x := range list {
		f(x)
	}
}

func total(list []int) int {
	sum := 0
	each(list, func(x int) { sum += x })
	return sum
}

func main() {
	next := counter()
	next()
	next()
	add := adder(10)
	println(next(), add(5), total([]int{1, 2, 3, 4}))
}
