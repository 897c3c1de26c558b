package main

import (
	"fmt"
	"time"
)

func main() {
	start := time.Now()
	count := 0
	for round := 0; round < 5; round++ {
		composite := make([]bool, 5_000_000)
		for i := 2; i < len(composite); i++ {
			if !composite[i] {
				count++
				for k := i * 2; k < len(composite); k += i {
					composite[k] = true
				}
			}
		}
	}
	fmt.Println(time.Since(start).Nanoseconds())
	if count != 5*348513 {
		panic("wrong")
	}
}
