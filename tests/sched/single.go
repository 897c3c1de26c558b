// A panic prints only the goroutine it happened on.
package main

import "time"

func main() {
	go func() { time.Sleep(time.Hour) }()
	go func() { select {} }()
	time.Sleep(10 * time.Millisecond)
	panic("x")
}
