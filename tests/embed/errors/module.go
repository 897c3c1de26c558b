package main

import "embed"

//go:embed other
var s embed.FS

func main() {}
