package p

type T struct {
	a int 42
	b int 4i
}
