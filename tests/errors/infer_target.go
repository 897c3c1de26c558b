package p

// What a generic function is assigned to gives its type arguments, or does not fit.

func none[T any]() (t T)      { return }
func same[T any](x, y T)      {}
func list[T any](x T) (l []T) { return }

type function func(int) []int

var (
	a func(int)         = none // ERROR "type func.int. of a does not match func.. T .cannot infer T."
	b func(int, string) = same // ERROR "inferred type func.int, int. for func.T, T. does not match type func.int, string. of b"
	c function          = list
	d                   = function(list) // ERROR "cannot use generic function list without instantiation"
)

func results() (r func(int), _ function) {
	var s []func(int, string)
	s[0] = same       // ERROR "does not match type func.int, string. of s.0."
	return none, list // ERROR "type func.int. of r does not match"
}

func unnamed() func(int) {
	return none // ERROR "type func.int. of result variable does not match"
}

func channels(n int, s chan<- int, r <-chan int) {
	<-n    // ERROR "cannot receive from non-channel int n .variable of type int."
	<-s    // ERROR "cannot receive from send-only channel chan<- int s"
	r <- 1 // ERROR "cannot send to receive-only channel <-chan int r"
}
