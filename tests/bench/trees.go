package main

import (
	"fmt"
	"time"
)

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
	const depth = 16
	start := time.Now()
	long := grow(depth)
	total := 0
	for d := 4; d <= depth; d += 4 {
		for i := 0; i < 1<<(depth-d+4); i++ {
			total += grow(d).count()
		}
	}
	fmt.Println(time.Since(start).Nanoseconds())
	if long.count() != 1<<(depth+1)-1 || total == 0 {
		panic("wrong")
	}
}
