package main

import "embed"

//go:embed shy
var s embed.FS

func main() {}
