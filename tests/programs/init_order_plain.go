// A variable without an initialiser takes its turn among the others, so what mentions it waits.
package main

import "fmt"

func f(name string, _ ...any) int {
	fmt.Print(name, " ")
	return 0
}

var a = f("a", x)
var b = f("b", g)
var c = f("c")
var x int
var y int
var d = f("d", y)

var _ = f(two())

func g() int { return y }

func main() { fmt.Println() }

func two() (string, int) { return "two", 0 }
