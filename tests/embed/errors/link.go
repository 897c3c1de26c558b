package main

import "embed"

//go:embed link
var s embed.FS

func main() {}
