package main

import "embed"

//go:embed x* hello.txt
//go:embed missing
var f embed.FS

func main() {}
