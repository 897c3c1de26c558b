package main

import _ "embed"

//go:embed hello.txt
var a string

func main() {}
