// Captured variables, by value and by reference, method values, closures of closures, iterators.
package main

//go:noinline
func byValue(id int) func() *node {
	n := newNode(id)
	return func() *node { return n }
}

//go:noinline
func byReference() (set func(int), get func() *node) {
	n := newNode(0)
	return func(id int) { n = newNode(id) }, func() *node { return n }
}

func (n *node) value() int { return n.id }

//go:noinline
func sequence(list *node) func(yield func(int, *node) bool) {
	return func(yield func(int, *node) bool) {
		for i := 0; list != nil; list, i = list.next, i+1 {
			if !yield(i, list) {
				return
			}
		}
	}
}

//go:noinline
func compose(depth int) func() int {
	if depth == 0 {
		n := newNode(1)
		return func() int { n.must(1); return n.id }
	}
	inner := compose(depth - 1)
	return func() int { return 1 + inner() }
}

func main() {
	var list []func() *node
	for i := range 30 {
		list = append(list, byValue(i))
	}
	set, get := byReference()
	bound := newNode(77).value
	deep := compose(40)
	collect()
	for i, f := range list {
		f().must(i)
	}
	get().must(0)
	set(5)
	collect()
	get().must(5)
	check(bound() == 77, "method value")
	check(deep() == 41, "closures of closures")
	last := -1
	for i, n := range sequence(newList(0, 20)) {
		if i%5 == 0 {
			collect()
		}
		n.must(i)
		last = i
	}
	check(last == 19, "iterator")
	println("ok")
}
