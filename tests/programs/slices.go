package main

import "fmt"

var (
	ints     []int
	bytes    []byte
	pointers []*int
)

func grow() {
	last := -1
	for i := 0; i < 3000; i++ {
		ints = append(ints, i)
		if cap(ints) != last {
			last = cap(ints)
			fmt.Print(last, " ")
		}
	}
	fmt.Println()
	last = -1
	for i := 0; i < 5000; i++ {
		bytes = append(bytes, byte(i))
		if cap(bytes) != last {
			last = cap(bytes)
			fmt.Print(last, " ")
		}
	}
	fmt.Println()
	last = -1
	for i := 0; i < 2000; i++ {
		pointers = append(pointers, nil)
		if cap(pointers) != last {
			last = cap(pointers)
			fmt.Print(last, " ")
		}
	}
	fmt.Println()
}

type T struct {
	a int
	b string
}

func variadic(pre string, xs ...int) (n int) {
	for _, x := range xs {
		n += x
	}
	fmt.Println(pre, len(xs), xs == nil)
	return
}

func main() {
	grow()
	a := [5]int{1, 2, 3, 4, 5}
	s := a[1:3]
	fmt.Println(s, len(s), cap(s), a[:0], a[5:], s[:4])
	s = append(s, 10, 20)
	fmt.Println(a, s)
	t := s[1:2:3]
	fmt.Println(t, cap(t))
	t = append(t, 7, 8)
	fmt.Println(a, t)
	fmt.Println(copy(a[:], a[2:]), a, copy(s, []int{9}), s)
	b := append([]byte("hello "), "world"...)
	fmt.Println(string(b), len(b))
	ts := []T{{1, "a"}, {b: "x"}, {}}
	pts := []*T{{3, "p"}, {}}
	fmt.Println(ts, *pts[0], len(pts))
	m := [][]int{{1}, {2, 3}, nil}
	m[2] = append(m[2], m[1]...)
	fmt.Println(m, variadic("none"), variadic("one", 1), variadic("many", s...))
	arr := [...]string{2: "two", 0: "zero", 4: "four"}
	fmt.Printf("%q %d\n", arr, len(arr))
	pa := &a
	for i, v := range pa {
		pa[i] = v * 2
	}
	fmt.Println(*pa, len(pa), pa[1:2])
	clear(s)
	fmt.Println(s, min(3, 1, 2), max(2.5, 1), min("b", "a"))
	arr2 := [4]int(a[:4])
	parr := (*[2]int)(a[1:])
	parr[0] = 99
	fmt.Println(arr2, a, *parr)
	var nilS []int
	for range nilS {
		fmt.Println("never")
	}
	fmt.Println(nilS == nil, len(nilS), append(nilS, nilS...) == nil)
	x := [3][2]int{{1, 2}, {3, 4}}
	y := x
	y[0][0] = 100
	fmt.Println(x, y, x == y, x != [3][2]int{{1, 2}, {3, 4}})
}
