package main

import "embed"

//go:embed .git/config
var s embed.FS

func main() {}
