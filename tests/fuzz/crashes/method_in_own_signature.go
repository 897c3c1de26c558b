package p

type T struct{}

func (T) a() (x *T.a) { return }
func (T) b(x [len(T.b)]int) {}
func (t T) c(x [len(t.c)]int) {}
func (T) d(x func() T.d) {}

var t T

func (T) e(x [len(t.e)]int) {}

type I interface {
	m(x I.m)
}
type G[P any] struct{}

