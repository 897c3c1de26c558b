package p

import "unsafe"

var a, b = f() // ERROR "initialization cycle for b"
var c = b

func f() (int, int) { return c, 0 }

var d int = d // ERROR "initialization cycle: d refers to itself"

var e = g // ERROR "initialization cycle for e"
var g = e

const x int = y // ERROR "initialization cycle for x"
const y = x

var user = size() // ERROR "cycle"

func size() [unsafe.Sizeof(user)]int
