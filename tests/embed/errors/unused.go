package main

import "embed"

//go:embed hello.txt
var a string

func main() {}
