// Maps whose headers lie in a frame that stays: what they have grown to is freed when they are dead, also after they
// were walked.
//
// run: GOMAXPROCS=1
package main

import "runtime"

func alive() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func fill(n int) map[int]int {
	m := map[int]int{}
	for i := range n {
		m[i] = i
	}
	return m
}

//go:noinline
func filled(n int) (uint64, int) {
	m := map[int]int{}
	for i := range n {
		m[i] = i
	}
	k := len(m) + m[n-1]
	return alive(), k
}

//go:noinline
func walked(n int) (uint64, int) {
	m := fill(n)
	k := 0
	for i := range m {
		if alive() < uint64(n) {
			check(false, "the map that is walked is freed")
		}
		if k++; i > 0 && k > 3 {
			break
		}
	}
	return alive(), k
}

func main() {
	before := alive()
	now, _ := filled(100000)
	check(now < before+100000, "a map that was filled is dead")
	now, _ = walked(100000)
	check(now < before+100000, "a map that was walked is dead")
	println("ok")
}
