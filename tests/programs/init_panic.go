// exit: 2
// stderr: panic: runtime error: invalid memory address or nil pointer dereference
// stderr: goroutine 1 [running]:
// stderr: main.init()
package main

var nothing *[4]int
var element = nothing[2]

func main() { println(element) }
