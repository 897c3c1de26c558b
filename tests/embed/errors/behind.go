package main

import _ "embed"

var f string //go:embed hello.txt

func main() {}
