package main

import _ "embed"

type str string
type bytes []byte

//go:embed hello.txt data/*.txt
var a string

//go:embed data
var b []byte

//go:embed hello.txt hello.*
var c str

//go:embed hello.txt
//go:embed data
var d str

//go:embed data
var e bytes

func main() {}
