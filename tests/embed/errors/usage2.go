package main

import _ "embed"

//go:embed "hello.txt"x
var d string

func main() {}
