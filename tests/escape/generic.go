package main

type Number interface{ ~int | ~float64 }

func Max[T Number](a, b T) T {
	if a > b {
		return a
	}
	return b
}

func Map[T, U any](xs []T, f func(T) U) []U {
	r := make([]U, 0, len(xs))
	for _, x := range xs {
		r = append(r, f(x))
	}
	return r
}

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(x T) { s.items = append(s.items, x) }
func (s *Stack[T]) Pop() (T, bool) {
	var zero T
	if len(s.items) == 0 {
		return zero, false
	}
	x := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return x, true
}

func New[T any]() *Stack[T] { return &Stack[T]{} }

func Ptr[T any](x T) *T { return &x }

func main() {
	println(Max(1, 2), Max(1.5, 2.5))
	ys := Map([]int{1, 2}, func(i int) float64 { return float64(i) })
	println(len(ys))
	s := New[int]()
	s.Push(3)
	v, ok := s.Pop()
	println(v, ok, *Ptr(3))
	t := New[*int]()
	t.Push(&v)
}
