// Command latency times operations beside 500 MB of small linked objects and maps that are replaced all the time, one of each in an
// operation, and prints what the slowest of them took and how long the world stood, in nanoseconds:
//
//	p99 p99.9 p99.99 slowest, p99 of the stops
package main

import (
	"fmt"
	"math"
	"os"
	"runtime/metrics"
	"slices"
	"strconv"
	"time"
)

type node struct {
	next  *node
	value [2]int
}

const (
	chain   = 64 // nodes in a list
	entries = 32 // in a map
	lists   = 150_000
	maps    = 90_000
)

func list(n int) *node {
	var first *node
	for i := range n {
		first = &node{next: first, value: [2]int{n, i}}
	}
	return first
}

func dictionary(n int) map[int]*node {
	m := make(map[int]*node)
	for i := range entries {
		m[n+i] = &node{}
	}
	return m
}

// The value that a share of the stops since the start stays below.
func stops(share float64) float64 {
	sample := []metrics.Sample{{Name: "/sched/pauses/total/gc:seconds"}}
	metrics.Read(sample)
	h := sample[0].Value.Float64Histogram()
	var total, sum uint64
	for _, n := range h.Counts {
		total += n
	}
	for i, n := range h.Counts {
		sum += n
		if float64(sum) >= share*float64(total) {
			return h.Buckets[i+1]
		}
	}
	return math.Inf(1)
}

func main() {
	operations := 500_000
	if len(os.Args) > 1 {
		operations, _ = strconv.Atoi(os.Args[1])
	}
	heads := make([]*node, lists)
	for i := range heads {
		heads[i] = list(chain)
	}
	dictionaries := make([]map[int]*node, maps)
	for i := range dictionaries {
		dictionaries[i] = dictionary(i)
	}
	took := make([]time.Duration, operations)
	random := uint32(1)
	for i := range took {
		random = random*1664525 + 1013904223
		l, m := int(random>>8)%lists, int(random>>8)%maps
		start := time.Now()
		heads[l] = list(chain)
		dictionaries[m] = dictionary(i)
		took[i] = time.Since(start)
	}
	slices.Sort(took)
	at := func(share float64) int64 { return took[int(share*float64(operations-1))].Nanoseconds() }
	fmt.Println(at(.99), at(.999), at(.9999), at(1), int64(stops(.99)*1e9))
}
