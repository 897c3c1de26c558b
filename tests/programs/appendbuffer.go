// default mode only: what is on the stack shows in the capacities
package main

import "fmt"

//go:noinline
func caps(n int) (c [8]int) {
	var ints []int
	for i := 0; i < n; i++ {
		ints = append(ints, i)
	}
	var bytes []byte
	for i := 0; i < n; i++ {
		bytes = append(bytes, byte(i))
	}
	var pointers []*int
	for i := 0; i < n; i++ {
		pointers = append(pointers, &n)
	}
	var large [][5]int
	for i := 0; i < n; i++ {
		large = append(large, [5]int{})
	}
	sum := 0
	for i := 0; i < 3; i++ {
		var again []int // the buffer serves the first round only
		for k := 0; k < n; k++ {
			again = append(again, k*i)
		}
		c[4+i] = cap(again)
		for _, x := range again {
			sum += x
		}
	}
	c[0], c[1], c[2], c[3], c[7] = cap(ints), cap(bytes), cap(pointers), cap(large), sum
	return c
}

func main() {
	for n := range 12 {
		fmt.Println(n, caps(n))
	}
}
