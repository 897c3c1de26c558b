package main

import "embed"

//go:embed devices/aux.txt
var s embed.FS

func main() {}
