// All goroutines asleep.
package main

func main() {
	c := make(chan int)
	go func() { select {} }()
	go func() { var d chan int; d <- 1 }()
	<-c
}
