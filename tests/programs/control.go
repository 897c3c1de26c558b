package main

import "fmt"

func classify(n int) string {
	switch {
	case n < 0:
		return "neg"
	case n == 0:
		return "zero"
	case n < 10:
		return "small"
	}
	return "big"
}

func fall(n int) (s string) {
	switch n {
	case 1:
		s += "1"
		fallthrough
	case 2, 3:
		s += "23"
		fallthrough
	default:
		s += "d"
	case 4:
		s += "4"
	}
	return
}

func typ(x any) string {
	switch v := x.(type) {
	case nil:
		return "nil"
	case int, int64:
		return fmt.Sprintf("int-ish %v", v)
	case string:
		return "string " + v
	case error:
		return "error " + v.Error()
	case fmt.Stringer:
		return "stringer"
	case func() int:
		return fmt.Sprint("func ", v())
	case []int:
		return fmt.Sprint("slice ", len(v))
	}
	return "other"
}

func multi() (int, string, error) { return 1, "two", nil }

func named(x int) (a, b int) {
	a = x
	if x > 5 {
		b = 2
		return
	}
	return x * 2, a
}

func main() {
	fmt.Println(classify(-1), classify(0), classify(5), classify(50))
	for i := range 6 {
		fmt.Print(fall(i), " ")
	}
	fmt.Println()
	fmt.Println(typ(nil), typ(1), typ(int64(2)), typ("s"), typ(fmt.Errorf("e")), typ(func() int { return 3 }), typ([]int{1}), typ(1.5))
outer:
	for i := 0; i < 5; i++ {
		for j := 0; ; j++ {
			if j == i {
				continue outer
			}
			if i*j > 5 {
				break outer
			}
			fmt.Print(i, j, " ")
		}
	}
	fmt.Println()
	i := 0
loop:
	if i < 3 {
		fmt.Print("goto", i, " ")
		i++
		goto loop
	}
	fmt.Println()
	a, b, err := multi()
	fmt.Println(a, b, err)
	fmt.Println(multi())
	fmt.Println(named(3))
	fmt.Println(named(7))
	x, y := 1, 2
	x, y = y, x
	arr := []int{0, 1, 2}
	j := 0
	j, arr[j] = 2, 9
	fmt.Println(x, y, j, arr)
	if z := x * 10; z > 10 {
		fmt.Println("z", z)
	} else if w := z + 1; w > 5 {
		fmt.Println("w", w)
	}
	switch z := x + y; z {
	case 3:
		fmt.Println("three")
	}
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		fmt.Print(i, ",", j, " ")
	}
	fmt.Println()
	n := 0
	for n < 100 {
		n += 7
		if n%2 == 0 {
			continue
		}
		if n > 50 {
			break
		}
	}
	fmt.Println(n)
sw:
	switch n {
	default:
		for {
			break sw
		}
	}
	for i := range 3 {
		defer func() { fmt.Println("defer", i) }()
	}
	var arrp *[4]int
	for i := range arrp {
		fmt.Print(i)
	}
	fmt.Println()
	func() {
		for k, v := range map[string]int{"only": 1} {
			fmt.Println(k, v)
		}
	}()
	ch := make(chan int, 3)
	ch <- 1
	ch <- 2
	close(ch)
	for v := range ch {
		fmt.Print(v, " ")
	}
	v, ok := <-ch
	fmt.Println(v, ok)
}
