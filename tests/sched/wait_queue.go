// Who waits for a channel goes on waiting when one behind it leaves the queue, and when more come after that.
package main

import (
	"fmt"
	"time"
)

// waits lets a goroutine come to where it waits.
func waits() { time.Sleep(2 * time.Millisecond) }

func receivers(leave int) {
	c, got := make(chan int), make(chan int, 9)
	other := [4]chan int{make(chan int), make(chan int), make(chan int), make(chan int)}
	for i := range 4 {
		go func() {
			select {
			case v := <-c:
				got <- v
			case <-other[i]:
				got <- 0
			}
		}()
		waits()
	}
	for i := 4 - leave; i < 4; i++ { // the last of the queue leave
		other[i] <- 0
	}
	go func() { got <- <-c }()
	waits()
	for i := range 5 - leave {
		c <- i + 1
	}
	sum := 0
	for range 5 {
		sum += <-got
	}
	fmt.Println(leave, "receivers leave:", sum)
}

func senders(leave int) {
	c, left := make(chan int), make(chan bool, 9)
	other := [4]chan int{make(chan int), make(chan int), make(chan int), make(chan int)}
	for i := range 4 {
		go func() {
			select {
			case c <- i + 1:
			case <-other[i]:
				left <- true
			}
		}()
		waits()
	}
	for i := 4 - leave; i < 4; i++ {
		other[i] <- 0
		<-left
	}
	go func() { c <- 100 }()
	waits()
	sum := 0
	for range 5 - leave {
		sum += <-c
	}
	fmt.Println(leave, "senders leave:", sum)
}

func main() {
	for leave := range 5 {
		receivers(leave)
		senders(leave)
	}
}
