// Each form of the grammar once, the ambiguous ones first.

//go:build linux

package grammar

import (
	"fmt"
	. "math"
	_ "os"
	str "strings"
)

type (
	Array1              [3][N]int
	Slice1              []int
	Array2              [N * 2]int
	Array3              [N * (M)]int
	Param1[P *T,]       int
	Param2[P *T, Q any] []Q
	Param3[P *struct{}] int
	Param4[P ~int | *T] int
	Param5[P []int]     int
	Param6[P T]         int
	Param7[P T | Q]     int
	Alias[P any]        = []P
)

type Struct struct {
	a, b     int `tag`
	Embedded "tag"
	*Pointer
	pkg.Type
	Generic[int]
	pkg.Generic[int, string]
	arr [3]int
	sl  []int
	fn  func(a, b int, c ...string) (x int, err error)
}

type Constraint interface {
	~int | ~string | []byte
	comparable
	Method(int) (string, error)
	Generic[int]
}

const (
	a, b = iota, "x"
	c, d
	_, _
	e int = 1 << iota
)

//go:noinline
func (r *List[T]) Method(x, _ T, y ...int) (n int, err error) { return }

func generic[K comparable, V any](m map[K]V, _ [4]int, _ List[int], _ chan<- (<-chan int)) {}

func external(int, string, [n]T, pkg.T[int]) <-chan int

func statements() {
label:
	for i := 0; i < 3; i++ {
		continue label
	}
	for range 3 {
	}
	for k, v := range m {
	}
	for x[0] = range f {
	}
	for {
		break
	}
	for _, t := range []struct{ a int }{{1}, {a: 2}} {
	}
	if x := (T{1}); x == (T{}) {
	} else if f := func() bool { return true }; f() {
	} else {
	}
	switch {
	case x > 1, x < -1:
		fallthrough
	default:
	}
	switch x := y.(type) {
	case nil, *T, []int, func(int) string:
	}
	switch f(); x.(type) {
	}
	select {
	case v, ok := <-c:
	case c <- 1:
	case <-c:
	default:
	}
	var p, q = 1, 2
	var (
		z []int
		w map[string][]T = nil
	)
	const k = 1
	type local struct{}
	x, y = y, x
	x <<= 2
	x--
	go func() {}()
	defer f(a, b...)
	goto end
	{
	}
end:
}

func expressions() {
	_ = a+b*c == d && !e || f&^g != -h
	_ = x.y.z(1, 2)[i][j:k][:][l:m:n]
	_ = *p.x + <-c + ^y
	_ = &T{1, 2: 3, "k": {4}, {5}: {6}}
	_ = []int{1}[0] + map[string]int{"a": 1}["b"] + [...]int{1}[0]
	_ = f[int, []string](x) + g[T].h
	_ = x.(int) + x.(interface{ M() })
	_ = (<-chan int)(nil) == (chan<- int)(c)
	_ = func(a int) (b int) { return a }(1)
	_ = (*T).Method
	_ = pkg.T[int]{x: 1}
	_ = make(<-chan func(), 1)
	_ = 0x1p-2 + 1_000 + 0b11 + 'x' + 3i
	_ = `raw
string` + "\u00e9"
}
