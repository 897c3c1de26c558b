// Goroutines that wait for ever, each on a thread of its own.
package main

import "runtime"

func main() {
	dead := make(chan int)
	go func() {
		runtime.LockOSThread()
		<-dead
	}()
	runtime.GC()
	runtime.LockOSThread()
	<-dead
}
