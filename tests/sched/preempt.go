// Registers survive asynchronous preemption.
package main

import "runtime"

func work(n int) (uint64, float64) {
	h := uint64(14695981039346656037)
	f := 1.0
	var a [64]float64
	for i := 0; i < n; i++ {
		h = (h ^ uint64(i&255)) * 1099511628211
		f = f*1.0000001 + 0.5
		for j := range a {
			a[j] += float64(j) * f
		}
	}
	s := f
	for j := range a {
		s += a[j]
	}
	return h, s
}

func main() {
	h0, s0 := work(300000)
	c := make(chan bool)
	for k := 0; k < 4; k++ {
		go func() {
			ok := true
			for r := 0; r < 6; r++ {
				h, s := work(300000)
				ok = ok && h == h0 && s == s0
			}
			c <- ok
		}()
	}
	n := 0
	for got := 0; got < 4; {
		select {
		case ok := <-c:
			got++
			println(ok)
		default:
			runtime.GC()
			n++
		}
	}
	println(n > 0)
}
