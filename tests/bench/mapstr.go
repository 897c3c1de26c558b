// Insertion and lookup with string keys.
package main

import (
	"fmt"
	"strconv"
	"time"
)

func main() {
	keys := make([]string, 300_000)
	for i := range keys {
		keys[i] = "key:" + strconv.Itoa(i*31)
	}
	start := time.Now()
	sum := 0
	for range 5 {
		m := map[string]int{}
		for i, k := range keys {
			m[k] = i
		}
		for range 2 {
			for _, k := range keys {
				sum += m[k]
			}
		}
	}
	fmt.Println(time.Since(start).Nanoseconds())
	if sum != 10*(len(keys)*(len(keys)-1)/2) {
		panic(sum)
	}
}
