package main

import "embed"

//go:embed data/
var s embed.FS

func main() {}
