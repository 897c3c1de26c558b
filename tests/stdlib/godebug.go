// Settings of GODEBUG follow the variable while the program runs, and what made a difference is counted.
package main

import (
	"fmt"
	"math/rand"
	"os"
	"runtime/metrics"
)

func repeats() bool {
	rand.Seed(7)
	a := rand.Int63()
	rand.Seed(7)
	return a == rand.Int63()
}

func events() uint64 {
	m := []metrics.Sample{{Name: "/godebug/non-default-behavior/randseednop:events"}}
	metrics.Read(m)
	return m[0].Value.Uint64()
}

func main() {
	fmt.Println(repeats(), events())
	os.Setenv("GODEBUG", "x=1,randseednop=1,randseednop=0,y")
	fmt.Println(repeats(), events())
	os.Setenv("GODEBUG", "randseednop=0,randseednop=1,randseed=0")
	fmt.Println(repeats(), events())
	os.Setenv("GODEBUG", "randseednop=0")
	fmt.Println(repeats(), events())
	os.Unsetenv("GODEBUG")
	fmt.Println(repeats(), events())
	os.Setenv("GODEBUG", "randseednop=0")
	os.Clearenv()
	fmt.Println(repeats(), events())
}
