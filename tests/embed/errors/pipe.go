package main

import "embed"

//go:embed pipe
var s embed.FS

func main() {}
