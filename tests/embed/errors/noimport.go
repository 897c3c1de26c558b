package main

//go:embed hello.txt
var s string

//go:embed nothing
var t, u string

func main() {}
