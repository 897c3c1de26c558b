// Every form of panic, recover, defer and Goexit.
package main

import "runtime"

type E struct{ s string }

func (e E) Error() string { return e.s }

func a() (r int) {
	defer func() {
		if e := recover(); e != nil {
			println("recovered", e.(string))
			r = 7
		}
	}()
	b()
	return 1
}
func b() {
	defer println("deferred in b")
	panic("boom")
}

func nested() (s string) {
	defer func() { s = recover().(string) }()
	defer func() { panic("second") }()
	panic("first")
}

func rec2() {
	defer func() {
		defer func() { println("inner", recover() == nil) }()
		println("outer got", recover().(string))
	}()
	panic("x")
}
func notdirect() {
	defer func() { println("final", recover().(string)) }()
	defer func() {
		func() { println("indirect", recover() == nil) }()
	}()
	panic("y")
}

type T struct{ n int }

func (t *T) rec() { println("method rec", t.n, recover().(string)) }
func (t T) vrec() { println("vmethod rec", t.n, recover().(string)) }

type I interface{ rec() }

func methods() {
	func() { t := &T{5}; defer t.rec(); panic("m1") }()
	func() { t := T{6}; defer t.vrec(); panic("m2") }()
	func() { var i I = &T{7}; defer i.rec(); panic("m3") }()
	func() { t := &T{8}; defer t.vrec(); panic("m4") }()
}

func loopdefer(n int) {
	for i := 0; i < n; i++ {
		defer func() { print(i, " ") }()
	}
}
func goexit() {
	c := make(chan int)
	go func() {
		defer close(c)
		defer println("goexit defer")
		runtime.Goexit()
		println("not reached")
	}()
	<-c
}
func goexitrecover() {
	c := make(chan int)
	go func() {
		defer close(c)
		defer func() { println("rec in goexit", recover() == nil) }()
		defer func() {
			defer func() { println("recovered", recover().(string)) }()
			panic("in goexit")
		}()
		runtime.Goexit()
	}()
	<-c
	c = make(chan int)
	go func() {
		defer close(c)
		func() {
			defer func() { println("rec3", recover().(string)) }()
			defer func() { panic("in goexit3") }()
			runtime.Goexit()
		}()
		println("must not print")
	}()
	<-c
}
func idx(a []int, i int) (e error) {
	defer func() {
		if r := recover(); r != nil {
			e = r.(runtime.Error)
		}
	}()
	a[i]++
	return nil
}
func nilp(p *T) (e error) {
	defer func() {
		if r := recover(); r != nil {
			e = r.(error)
		}
	}()
	p.n++
	return nil
}
func div(a, b int) (q int, e error) {
	defer func() {
		if r := recover(); r != nil {
			e = r.(error)
		}
	}()
	return a / b, nil
}
func deeprec(n int) int {
	var pad [100]int
	pad[n%100] = n
	if n == 0 {
		panic("deep")
	}
	return deeprec(n-1) + pad[n%100]
}
func deep() {
	defer func() { println("deep", recover().(string)) }()
	deeprec(20000)
}
func deepdefer(n int) {
	defer func() {
		if r := recover(); r != nil {
			if n > 0 {
				panic(r)
			}
			println("top", r.(string))
		}
	}()
	if n == 200 {
		panic("bottom")
	}
	var pad [50]int
	pad[n%50] = 1
	deepdefer(n + 1)
	_ = pad
}
func main() {
	println(a())
	println(nested())
	rec2()
	notdirect()
	methods()
	loopdefer(10)
	println()
	goexit()
	goexitrecover()
	println(idx(nil, 3).Error())
	println(nilp(nil).Error())
	_, e := div(1, 0)
	println(e.Error())
	for i := 0; i < 5; i++ {
		deep()
	}
	deepdefer(0)
}
