package main

import "os"
import f "fmt"
import . "strings"
import _ "sort"

type I interface{ M(); N(int) string }
type T struct{}
func (T) M() {}
func (*T) N(int) string { return "" }
type T2 struct{}
func (T2) M(int) {}
func (T2) N(int) string { return "" }
type T3 struct{}
func (T3) m() {}

func ret() (int, string) {
	return 1
	return 1, 2
	return 1, "a", 3
	return "a", 1
	return
}
func ret1() { return 1 }
func ret2() (a int, b string) { return 1 }

func main() {
	var i I = T{}
	i = &T{}
	i = T2{}
	i = T3{}
	_ = i.(T)
	_ = i.(*T)
	_ = i.(T2)
	switch i.(type) {
	case T, T2:
	case *T:
	case *T:
	case int:
	case nil, nil:
	}
	switch x := i.(type) {
	case *T:
	}
	switch 1 {
	case 1, 1:
	case "a":
	case 2.5:
	default:
	default:
	}
	a, b := 1
	a, b := 1, 2, 3
	a, b = ret()
	a, b := ret()
	c, d := ret(), 1
	var e, g int = ret()
	x := ret1()
	ret1() + 1
	if a = 1; a {
	}
	if 1 {
	}
	for 1 {
	}
	goto L
	break
	continue
	fallthrough
L1:
	for {
		break L2
		continue L1
	}
	defer 1
	defer ret
	go func() {}
	defer recover
	defer int(1)
	defer len("a")
	select {
	case 1:
	case 2:
	case <-1:
	}
	var ch chan<- int
	<-ch
	var cr <-chan int
	cr <- 1
	ch <- "a"
	func() {}
	undefined2()
	os.NoSuch()
	os.exit()
	f.println()
	i.X()
	_ = _
	_ = main
	main = nil
	main()()
	var main int
}
