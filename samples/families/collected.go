package main

// Memory that a collector looks after: nothing to do but to let go.

type entry struct {
	next, left, right *entry
	payload           [5]int
}

type collected struct {
	all [sessions]*entry
}

func (c *collected) session(number int) {
	first := &entry{}
	last := first
	for range ring - 1 {
		last.next = &entry{}
		last = last.next
	}
	last.next = first
	c.all[number] = first
}

func grow(depth int) *entry {
	e := &entry{}
	if depth > 1 {
		e.left, e.right = grow(depth-1), grow(depth-1)
	}
	return e
}

func (e *entry) count() int {
	if e == nil {
		return 0
	}
	return 1 + e.left.count() + e.right.count()
}

func (c *collected) request() int { return grow(depth).count() }

func (c *collected) lost() int { return 0 }
