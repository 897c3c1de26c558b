// exit: 2
// stderr: panic: main.bad: it broke
// stderr: goroutine 1 [running]:
package main

import "errors"

func main() {
	panic(errors.New("main.bad: it broke"))
}
