package p

// An argument that was inferred is reported at the call's parenthesis, one that was written where it
// stands.

func num[T int | string](x T)            {}
func two[A any, T int | string](a A, x T) {}
func cmp[T comparable](x T)              {}
func tail[A any, B comparable](b B)      {}
func apply[T any](f func(T), x T)        {}
func pair() (a int, b string)            { return }
func none[T any](x T)                    // ERROR ":12:6: generic function is missing function body"

func use() {
	num(1.5)               // ERROR ":15:5: float64 does not satisfy"
	two[int](1, 2.5)       // ERROR ":16:10: float64 does not satisfy"
	cmp([]int{})           // ERROR ":17:5: \[\]int does not satisfy comparable"
	tail[int](func() {})   // ERROR ":18:11: func\(\) does not satisfy comparable"
	tail[int, func()](nil) // ERROR ":19:16: func\(\) does not satisfy comparable"
	apply(num, 1.5)        // ERROR ":20:7: float64 does not satisfy"
	_ = num[int, int]      // ERROR "got 2 type arguments but want 1"
	pair().x               // ERROR "multiple-value pair\(\) \(value of type \(a int, b string\)\) in single-value"
}
