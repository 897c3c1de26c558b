// Package covered has every form of block.
package covered

func Add(x, y int) int { return x + y }

func Empty() {}

func More(n int) (s int) {
	x := 1
	if n > 3 {
		s++
	} else if n > 2 {
		s = 4
	} else {
		s = 5
	}
	for i := 0; i < n; i++ {
		if i == 3 {
			continue
		}
		s += i
	}
	switch {
	case n == 1:
		s++
		x++
	case n == 2:
	default:
		s--
	}
	func() {
		s++
	}()
	f := func(i int) int { return i }
	s += f(x)
loop:
	for {
		break loop
	}
	switch x := any(n).(type) {
	case int:
		s += x
	}
	select {
	default:
	}
	{
		s++
	}
	if n < 0 {
		panic("neg")
	}
	var y int
	_ = y
	return s
}
