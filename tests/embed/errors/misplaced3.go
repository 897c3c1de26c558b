package main

import _ "embed"

//go:embed hello.txt
type (
	b int
	c int
)

//go:embed hello.txt
const ()

var _ = []int{
	//go:embed hello.txt
	1,
}

var s struct {
	//go:embed hello.txt
	x string
}

func main() {}
