package main

import "embed"

//go:embed hollow
var s embed.FS

func main() {}
