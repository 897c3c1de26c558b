package main

import "embed"

//go:embed .
var s embed.FS

func main() {}
