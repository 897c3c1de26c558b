package main

import (
	"fmt"
	"time"
)

func main() {
	const n = 2_000_000
	ping, pong := make(chan int), make(chan int)
	go func() {
		for v := range ping {
			pong <- v + 1
		}
		close(pong)
	}()
	start := time.Now()
	x := 0
	for i := 0; i < n; i++ {
		ping <- x
		x = <-pong
	}
	fmt.Println(time.Since(start).Nanoseconds())
	close(ping)
	if x != n {
		panic("wrong")
	}
}
