// Places that a select assigns to by way of calls, beside receives whose channels take calls too.
package main

import "fmt"

type pair struct{ a, b int }

var calls int

//go:noinline
func where(p *pair) *pair { calls++; fmt.Println("where", calls); return p }

//go:noinline
func from(c chan int) chan int { calls++; fmt.Println("from", calls); return c }

func inlined(c chan int) chan int {
	switch len(c) {
	case 1:
		return c
	}
	panic("no channel")
}

func one(c chan int) (p pair) {
	c <- 7
	select {
	case where(&p).a = <-from(c):
	}
	return
}

func two(c, d chan int) (p pair) {
	c <- 8
	select {
	case d <- p.b:
	case where(&p).b = <-from(c):
	}
	return
}

func inTheWay(c chan int) (p pair) {
	c <- 9
	select {
	case where(&p).a = <-inlined(c):
	}
	return
}

func elements(c chan int) (s []int, m map[string]int) {
	ok := map[int]bool{}
	s, m = make([]int, 3), map[string]int{}
	c <- 10
	select {
	case s[where(&pair{1, 2}).b] = <-inlined(from(c)):
	default:
	}
	c <- 11
	select {
	case m[fmt.Sprint(where(&pair{3, 4}).a)] = <-from(inlined(c)):
	default:
	}
	c <- 12
	select {
	case m[fmt.Sprint(where(&pair{5, 6}).a)], ok[where(&pair{}).a] = <-from(inlined(c)):
	default:
	}
	return
}

func main() {
	c, never := make(chan int, 1), make(chan int)
	fmt.Println(one(c))
	fmt.Println(two(c, never))
	fmt.Println(inTheWay(c))
	fmt.Println(elements(c))
	fmt.Println(calls)
}
