package main

import "embed"

//go:embed dirlink/one.txt
var s embed.FS

func main() {}
