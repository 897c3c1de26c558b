package main

import _ "embed"

//go:embed a[b
var s string

func main() {}
