// exit: 2
// stderr: panic: runtime error: invalid memory address or nil pointer dereference
// stderr: [signal SIGSEGV: segmentation violation
// stderr: goroutine 1 [running]:
package main

type T struct{ a, b int }

//go:noinline
func f(t *T) int { return t.b }

func main() {
	println(f(&T{1, 2}))
	println(f(nil))
}
