// Package slices compares slices of values with slices of pointers.
//
//	vole test -bench=Slice -benchmem ./samples/bench-slices
//
// Look at: B/op and allocs/op. A slice of values is one object however many it holds; a slice of pointers is one
// and an object for each, which the collector must find and mark one by one.
package slices

// A Person is small: copying one costs as much as copying its address.
type Person struct {
	id, age int
	name    string
}

// An Item is large, 320 KiB.
type Item struct {
	id  int
	val [40960]int
}

func persons(n int) []Person {
	s := make([]Person, n)
	for i := range s {
		s[i] = Person{id: i}
	}
	return s
}

func personPointers(n int) []*Person {
	s := make([]*Person, n)
	for i := range s {
		s[i] = &Person{id: i}
	}
	return s
}

func items(n int) []Item {
	s := make([]Item, n)
	for i := range s {
		s[i].id = i
	}
	return s
}

func itemPointers(n int) []*Item {
	s := make([]*Item, n)
	for i := range s {
		s[i] = &Item{id: i}
	}
	return s
}
