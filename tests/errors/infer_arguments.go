// Generic functions as arguments of calls that are not generic.
package main

func id[T any](x T) T            { return x }
func one[T int](x T) T           { return x }
func two[S ~[]E, E int](x S) int { return len(x) }

func f(x any)                   {}
func g(x int)                   {}
func h(x ...any)                {}
func k(x interface{ m() })      {}
func l(x func(int), y func() int) {}

func _() {
	f(one)
	f(two[[]int])
	h(1, one)
	f(id)        // ERROR "in call to f, cannot infer T \(declared at .*infer_arguments.go:4:9\)"
	g(id)        // ERROR "in call to g, type func\(x T\) T of id does not match int \(cannot infer T\)"
	h(1, one, id) // ERROR "in call to h, cannot infer T"
	h(two)       // ERROR "in call to h, cannot infer S"
	k(one)       // ERROR "in call to k, type func\(x T\) T of one does not match interface{m\(\)} \(cannot infer T\)"
	l(id, nil)   // ERROR "in call to l, type func\(x T\) T of id does not match func\(int\)"
	println(one) // ERROR "cannot use generic function one without instantiation"
	panic(one)   // ERROR "cannot use generic function one without instantiation"
}
