// Points of an 800 x 800 grid that stay bounded for 100 steps: a loop of floating-point work with an early end.
package main

import (
	"fmt"
	"time"
)

func bounded(cr, ci float64) bool {
	zr, zi := 0.0, 0.0
	for range 100 {
		zr, zi = zr*zr-zi*zi+cr, 2*zr*zi+ci
		if zr*zr+zi*zi > 4 {
			return false
		}
	}
	return true
}

func main() {
	start := time.Now()
	const n = 800
	inside := 0
	for y := range n {
		for x := range n {
			if bounded(2*float64(x)/n-1.5, 2*float64(y)/n-1) {
				inside++
			}
		}
	}
	fmt.Println(time.Since(start).Nanoseconds())
	if inside != 247328 {
		panic(inside)
	}
}
