package main

import "embed"

//go:embed bad
var s embed.FS

func main() {}
