package main

import "embed"

//go:embed /etc/passwd
var s embed.FS

func main() {}
