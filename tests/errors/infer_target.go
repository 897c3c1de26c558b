package p

// What a generic function is assigned to gives its type arguments, or does not fit.

func none[T any]() (t T)      { return }
func same[T any](x, y T)      {}
func list[T any](x T) (l []T) { return }

type function func(int) []int

var (
	a func(int)         = none // ERROR "type func\\(int\\) of a does not match func\\(\\) \\(t T\\) \\(cannot infer T\\)"
	b func(int, string) = same // ERROR "inferred type func\\(x int, y int\\) for func\\(x T, y T\\) does not match type func\\(int, string\\) of b"
	c function          = list
	d                   = function(list) // ERROR "cannot use generic function list without instantiation"
)

func results() (r func(int), _ function) {
	var s []func(int, string)
	s[0] = same // ERROR "inferred type func\\(x int, y int\\) for func\\(x T, y T\\) does not match type func\\(int, string\\) of s\\[0\\]"
	return none, list // ERROR "type func\\(int\\) of r does not match func\\(\\) \\(t T\\) \\(cannot infer T\\)"
}

func unnamed() func(int) {
	return none // ERROR "type func\\(int\\) of result variable does not match func\\(\\) \\(t T\\) \\(cannot infer T\\)"
}

func channels(n int, s chan<- int, r <-chan int) {
	<-n // ERROR "invalid operation: cannot receive from non-channel int n \\(variable of type int\\)"
	<-s // ERROR "invalid operation: cannot receive from send-only channel chan<- int s \\(variable of type chan<- int\\)"
	r <- 1 // ERROR "invalid operation: cannot send to receive-only channel <-chan int r \\(variable of type <-chan int\\)"
}
