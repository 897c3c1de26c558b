// Package time.
package main

import "time"

func main() {
	t := time.Now()
	time.Sleep(20 * time.Millisecond)
	d := time.Since(t)
	println(d >= 20*time.Millisecond, d < 200*time.Millisecond)
	tm := time.NewTimer(10 * time.Millisecond)
	<-tm.C
	println("timer")
	tk := time.NewTicker(2 * time.Millisecond)
	for i := 0; i < 5; i++ {
		<-tk.C
	}
	tk.Stop()
	println("ticker")
	select {
	case <-time.After(5 * time.Millisecond):
		println("after")
	}
	c := make(chan int)
	time.AfterFunc(time.Millisecond, func() { close(c) })
	<-c
	tm = time.NewTimer(time.Hour)
	println(tm.Stop(), tm.Stop())
	println(tm.Reset(time.Millisecond))
	<-tm.C
	println("done")
}
