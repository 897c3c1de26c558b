package main

import (
	"fmt"
	"time"
)

type plain struct{ a, b int }

var sink *plain

func main() {
	const n = 50_000_000
	start := time.Now()
	for i := 0; i < n; i++ {
		sink = &plain{a: i}
	}
	fmt.Println(time.Since(start).Nanoseconds())
}
