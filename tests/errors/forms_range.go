package main


func main() {
	for i, x := range undefined1 {
	}
	for i := range 1.5 {
	}
	for i, j := range 10 {
	}
	for i, j, k := range []int{} {
	}
	for k, v := range make(chan int) {
	}
	for i := range func() {} {
	}
	for i := range func(yield func(int)) {} {
	}
	for a, b := range func(yield func(int) bool) {} {
	}
	for range nil {
	}
	var s struct{}
	for x := range s {
	}
	for x := range &s {
	}
	var a string
	for a = range []int{} {
	}
	for _, a = range []int{} {
	}
	for i := range "abc" {
		i := i
	}
	for i := range map[string]int{} {
		i++
	}
	for x := range 3 {
	}
	for x := range int {
	}
	var ch chan<- int
	for x := range ch {
	}
}
