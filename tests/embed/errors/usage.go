package main

import _ "embed"

//go:embed
var a string

//go:embed "hello.txt
var b string

//go:embed `hello.txt
var c string

//go:embed "\q"
var e string


func main() {}
