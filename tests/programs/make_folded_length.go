package main

import "fmt"

// The lengths are known once the calls are inlined and folded, but they are no constants of the language:
// one that is negative or huge is refused when the program runs.

func report(what string) {
	fmt.Println(what, recover().(error).Error())
}

func negative() {
	defer report("negative")
	s := make([]int, copy([]byte{' '}, "")-1)
	_ = append([]int{}, make([]int, len(s))...)
}

func huge() {
	defer report("huge")
	s := make([]int, (copy([]byte{' '}, "x")+1)<<60)
	fmt.Println(len(s))
}

func beyondCap() {
	defer report("beyond the capacity")
	s := make([]int, copy([]byte{' ', ' '}, "xy")*2, 3)
	fmt.Println(len(s))
}

func large() int {
	s := make([]int, copy([]byte{' '}, "x")<<17)
	s[len(s)-1] = 7
	return len(s) + s[1<<17-1]
}

func small() int {
	s := make([]int, copy([]byte{' ', ' '}, "xy"), 4)
	s[1] = 5
	return s[0] + s[1] + len(s) + cap(s)
}

func main() {
	negative()
	huge()
	beyondCap()
	fmt.Println(large(), small())
}
