package p

func f() {
	f(a b)
	x = [3]int{1 2}
	x := 1 y
	a[1 2]
	a[1:2 3]
	(a b)
	a[]
	a[1::3]
	a[:1:]
	x.1
	f(1,
		2
	)
	x, y
	x := []int{1,
		2
	}
	return 1 2
	f(}
	x = y +
}

func g() {
	var x int y
	defer (f())
	(T){}
	f() {
	}
