package main

import (
	"fmt"
	"time"
)

type node struct {
	next *node
	val  int
}

var sink *node

func main() {
	const n = 50_000_000
	start := time.Now()
	for i := 0; i < n; i++ {
		sink = &node{val: i}
	}
	fmt.Println(time.Since(start).Nanoseconds())
}
