package main

import "embed"

type fs embed.FS
type str string
type num struct{ x map[string]*num }
type gen[T any] []T
type bytes []byte

//go:embed hello.txt
var a int

//go:embed hello.txt
var b []string

//go:embed hello.txt
var c fs

//go:embed hello.txt
var d num

//go:embed hello.txt
var e gen[byte]

//go:embed hello.txt
var f gen[int]

//go:embed hello.txt
var g any

//go:embed hello.txt
var h *embed.FS

//go:embed hello.txt
var i [3]byte

//go:embed hello.txt
var j struct{ embed.FS }

func main() {}
