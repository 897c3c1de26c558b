package main

import "embed"

//go:embed other/a.txt
var s embed.FS

func main() {}
