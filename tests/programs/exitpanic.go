// exit: 2
// stderr: panic: runtime error: index out of range [5] with length 3
// stderr: goroutine 1 [running]:
// stderr: main.get(
// stderr: exitpanic.go:12
// stderr: main.main()
// stderr: exitpanic.go:19
package main

//go:noinline
func get(s []int, i int) int {
	return s[i]
}

func main() {
	defer println("deferred runs")
	s := []int{1, 2, 3}
	println(get(s, 0))
	println(get(s, 5))
}
