// A busy program to watch the collector with: it builds and drops binary trees while some stay.
//
//	GODEBUG=gctrace=1 vole run ./samples/gctrace
//	GODEBUG=gctrace=1,gcpacertrace=1 ./gctrace
//	GODEBUG=gctrace=1,gcstoptheworld=1 ./gctrace          the same work with the world stopped
//	GODEBUG=gctrace=1,gcbarrier=dijkstra ./gctrace        the barrier of Go 1.5: stacks are rescanned
//
// Look at: one line a cycle; heap before, at the end of and after marking; how short the two stops (the first
// and the last of the three clock times) are against the concurrent phase between them.
package main

import "fmt"

type tree struct{ left, right *tree }

func grow(depth int) *tree {
	if depth == 0 {
		return &tree{}
	}
	return &tree{grow(depth - 1), grow(depth - 1)}
}

func (t *tree) count() int {
	if t.left == nil {
		return 1
	}
	return 1 + t.left.count() + t.right.count()
}

func main() {
	long := grow(16)
	nodes := 0
	for i := 0; i < 600; i++ {
		nodes += grow(12).count()
	}
	fmt.Println("short-lived nodes:", nodes)
	fmt.Println("long-lived nodes: ", long.count())
}
