package main

import (
	"fmt"
	"time"
)

func main() {
	start := time.Now()
	sum := 0
	for round := 0; round < 10; round++ {
		m := map[int]int{}
		for i := 0; i < 300_000; i++ {
			m[i*31] = i
		}
		for i := 0; i < 600_000; i++ {
			sum += m[i*31]
		}
	}
	fmt.Println(time.Since(start).Nanoseconds())
	if sum == 0 {
		panic("wrong")
	}
}
