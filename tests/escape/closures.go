package main

func counter() func() int {
	c := 0
	return func() int {
		c++
		return c
	}
}

func apply(f func(int) int, n int) int { return f(n) }

func keep(f func()) { saved = f }

var saved func()

func byValue(n int) int {
	x := n * 2
	f := func(y int) int { return x + y }
	return apply(f, 3)
}

func byRef(n int) int {
	sum := 0
	add := func(y int) { sum += y }
	for i := 0; i < n; i++ {
		add(i)
	}
	return sum
}

func nested() func() func() int {
	a := 1
	return func() func() int {
		b := a
		return func() int {
			a++
			b++
			return a + b
		}
	}
}

func loopVars() []func() int {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { return i })
	}
	for j := 0; j < 3; j++ {
		fs = append(fs, func() int { j++; return j })
	}
	for k, v := range []int{1, 2, 3} {
		fs = append(fs, func() int { return k + v })
	}
	return fs
}

func loopAddr() []*int {
	var ps []*int
	for i := 0; i < 3; i++ {
		ps = append(ps, &i)
	}
	for _, v := range []int{1, 2} {
		ps = append(ps, &v)
	}
	for k := range 10 {
		ps = append(ps, &k)
	}
	return ps
}

func fact(n int) int {
	var f func(int) int
	f = func(n int) int {
		if n == 0 {
			return 1
		}
		return n * f(n-1)
	}
	return f(n)
}

func deferred() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = nil
		}
	}()
	for i := 0; i < 3; i++ {
		defer func() { println(i) }()
	}
	defer println("done", 1)
	return nil
}

func goes(c chan int) {
	x := 1
	go func() {
		x++
		c <- x
	}()
	go counter()
	go apply(func(i int) int { return i }, 3)
}

func main() {
	println(counter()(), byValue(3), byRef(4), nested()()())
	keep(func() { println("x") })
	y := 3
	keep(func() { println(y) })
	println(len(loopVars()), len(loopAddr()), fact(5))
	deferred()
	goes(make(chan int))
	func() {
		z := 3
		println(z)
	}()
	func(p *int) { println(*p) }(new(int))
}
