package main

//go:embed hello.txt
import _ "embed"

//go:embed hello.txt
const a = 1

//go:embed hello.txt
type b int

//go:embed hello.txt
func f() {
	//go:embed hello.txt
	a := 1
	//go:embed hello.txt
	_ = a
	//go:embed hello.txt
}

//go:embed hello.txt
var (
	c string
)

var (
	d string
	//go:embed hello.txt
)

//go:embed hello.txt

func main() {}
