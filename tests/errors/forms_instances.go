package main

func g[T any](x T) T           { return x }
func h[T int | string](x, y T) {}
func m[K comparable, V any](m map[K]V, f func(K) V) []V { return nil }
type N interface{ ~int | ~float64 }
func sum[T N](xs ...T) (t T) { return }
type L[T N] struct{ v T }
func (l L[T]) M() T { return l.v }
type P[A any, B interface{ *A }] struct{}

func main() {
	h(1, "a")
	h(1, 2.5)
	h(1.5, 2)
	sum("a")
	sum(1, "a")
	var _ L[string]
	var _ L[int, int]
	var _ L
	var _ P[int, int]
	var _ P[int, *string]
	m(map[[]int]int{}, nil)
	m(map[string]int{}, func(int) int { return 1 })
	var f func(int) string = g
	var f2 func(int) int = h
	f3 := g[int]
	f3("a")
	_ = h[int](1, "a")
	_ = m[string]
	var _ func(string) string = g[int]
	g()
	g(1, 2)
	_ = g[int][string]
	_ = L[int]{"a"}
	_ = L{1}
	L[int].M()
	g[int | string](1)
}
