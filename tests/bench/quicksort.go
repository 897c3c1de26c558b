// 3,000,000 numbers sorted by a plain quicksort: slices, recursion, unpredictable branches.
package main

import (
	"fmt"
	"time"
)

func sort(a []int) {
	for len(a) > 1 {
		pivot, i, j := a[len(a)/2], 0, len(a)-1
		for i <= j {
			for a[i] < pivot {
				i++
			}
			for a[j] > pivot {
				j--
			}
			if i <= j {
				a[i], a[j] = a[j], a[i]
				i++
				j--
			}
		}
		if j+1 < len(a)-i {
			sort(a[:j+1])
			a = a[i:]
		} else {
			sort(a[i:])
			a = a[:j+1]
		}
	}
}

func main() {
	a := make([]int, 3_000_000)
	x := uint32(1)
	for i := range a {
		x = x*1664525 + 1013904223
		a[i] = int(x >> 4)
	}
	start := time.Now()
	sort(a)
	fmt.Println(time.Since(start).Nanoseconds())
	for i := 1; i < len(a); i++ {
		if a[i-1] > a[i] {
			panic(i)
		}
	}
}
