package main

import (
	_ "embed"
)

var (
	a int
	//go:embed   hello.txt   "no such"
	b string
)

func main() {}
