// Ends by a signal only.
package main

import "time"

var kept []*[100]int

func main() {
	for range 70 {
		kept = append(kept, new([100]int))
	}
	println("waits")
	time.Sleep(time.Hour)
}
