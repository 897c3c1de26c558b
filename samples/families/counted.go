package main

// Memory by reference counting. Nodes lie in an array that holds no Go pointers, so the collector has nothing to do; a
// pointer is an index, 0 is nil. Every copy of one counts up, every one that goes counts down, and a node whose count
// falls to 0 goes on the free list at once, after what it points to.

type ref uint32

type node struct {
	count             int32
	next, left, right ref
	payload           [5]int
}

type counted struct {
	nodes []node
	free  ref // through next
	live  int
	all   [sessions]ref
}

func newCounted() *counted { return &counted{nodes: make([]node, 1, 500000)} }

// alloc returns a node with one reference, the caller's.
func (c *counted) alloc() ref {
	c.live++
	r := c.free
	if r == 0 {
		c.nodes = append(c.nodes, node{count: 1})
		return ref(len(c.nodes) - 1)
	}
	c.free = c.nodes[r].next
	c.nodes[r] = node{count: 1}
	return r
}

func (c *counted) retain(r ref) {
	if r != 0 {
		c.nodes[r].count++
	}
}

func (c *counted) release(r ref) {
	if r == 0 {
		return
	}
	n := &c.nodes[r]
	if n.count--; n.count > 0 {
		return
	}
	next, left, right := n.next, n.left, n.right
	c.live--
	n.next, c.free = c.free, r
	c.release(next)
	c.release(left)
	c.release(right)
}

// set stores a reference the caller has: it is the field's from now on.
func (c *counted) set(field *ref, r ref) {
	old := *field
	*field = r
	c.release(old)
}

func (c *counted) session(number int) {
	first := c.alloc()
	last := first
	for range ring - 1 {
		r := c.alloc()
		c.set(&c.nodes[last].next, r)
		last = r
	}
	c.retain(first)
	c.set(&c.nodes[last].next, first) // the ring closes: no count of it will ever be 0
	c.set(&c.all[number], first)
}

func (c *counted) grow(depth int) ref {
	r := c.alloc()
	if depth > 1 {
		left, right := c.grow(depth-1), c.grow(depth-1)
		c.set(&c.nodes[r].left, left)
		c.set(&c.nodes[r].right, right)
	}
	return r
}

func (c *counted) count(r ref) int {
	if r == 0 {
		return 0
	}
	c.retain(r) // as a parameter is a reference
	n := 1 + c.count(c.nodes[r].left) + c.count(c.nodes[r].right)
	c.release(r)
	return n
}

func (c *counted) request() int {
	r := c.grow(depth)
	n := c.count(r)
	c.release(r)
	return n
}

func (c *counted) lost() int { return c.live - sessions*ring }
