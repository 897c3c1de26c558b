// Every permutation of ten pancakes, flipped until the first is on top: small integer slices.
package main

import (
	"fmt"
	"time"
)

// The sum of flips with alternating sign, and the most flips.
func fannkuch(n int) (checksum, most int) {
	perm, work, count := make([]int, n), make([]int, n), make([]int, n)
	for i := range perm {
		perm[i] = i
	}
	even := true
	for r := n; ; {
		for ; r > 1; r-- {
			count[r-1] = r
		}
		copy(work, perm)
		flips := 0
		for k := work[0]; k != 0; k = work[0] {
			for i, j := 0, k; i < j; i, j = i+1, j-1 {
				work[i], work[j] = work[j], work[i]
			}
			flips++
		}
		if flips > most {
			most = flips
		}
		if even {
			checksum += flips
		} else {
			checksum -= flips
		}
		even = !even
		for ; ; r++ {
			if r == n {
				return checksum, most
			}
			first := perm[0]
			for i := 0; i < r; i++ {
				perm[i] = perm[i+1]
			}
			perm[r] = first
			count[r]--
			if count[r] > 0 {
				break
			}
		}
	}
}

func main() {
	start := time.Now()
	checksum, most := fannkuch(10)
	fmt.Println(time.Since(start).Nanoseconds())
	if checksum != 73196 || most != 38 {
		panic(fmt.Sprint(checksum, most))
	}
}
