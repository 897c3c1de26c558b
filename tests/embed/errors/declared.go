package main

import _ "embed"

//go:embed hello.txt
var a, b string

//go:embed hello.txt
//go:embed data
var c string = "x"

//go:embed hello.txt
var d = "x"

func f() {
	//go:embed hello.txt
	var e string
	_ = e
	var (
		//go:embed hello.txt
		x, y string
	)
	_, _ = x, y
}

var g = func() {
	//go:embed hello.txt
	var e string
	_ = e
}

func main() {}
