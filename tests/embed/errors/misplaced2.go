//go:embed hello.txt
package main

//go:embed hello.txt
import _ "embed"

import (
	//go:embed hello.txt
	_ "fmt"
)

//go:embed hello.txt
const a = 1

const (
	//go:embed hello.txt
	a1 = 1
)

//go:embed hello.txt
type b int

//go:embed hello.txt
func f() {
	//go:embed hello.txt
	type c int
}

//go:embed hello.txt
func main() {}
