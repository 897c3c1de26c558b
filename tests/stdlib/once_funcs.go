// sync.OnceFunc, OnceValue and OnceValues: what they call and return, what they allocate, and what panics.
package main

import (
	"fmt"
	"sync"
	"testing"
)

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	n := 0
	f := func() { n++ }
	v := func() int { n++; return n }
	vs := func() (int, string) { n++; return n, "x" }
	fmt.Println(testing.AllocsPerRun(10, func() { sync.OnceFunc(f)() }) <= 2, testing.AllocsPerRun(10, func() { sync.OnceValue(v)() }) <= 2, testing.AllocsPerRun(10, func() { sync.OnceValues(vs)() }) <= 2)
	of, ov, ovs := sync.OnceFunc(f), sync.OnceValue(v), sync.OnceValues(vs)
	for range 2 {
		of()
		a, b := ovs()
		fmt.Println(n, ov(), a, b, testing.AllocsPerRun(10, of), testing.AllocsPerRun(10, func() { ov(); ovs() }))
	}
	bad := sync.OnceValue(func() int { n++; panic(fmt.Sprint("bad ", n)) })
	try(func() { bad() })
	try(func() { bad() })
	null := sync.OnceFunc(nil)
	try(null)
	try(null)
	try(func() { sync.OnceValue(func() int { var p *int; return *p })() })
}
