// Escape scenario 1: a pointer is returned.
//
// newStudent hands out the address of its own variable, so that variable outlives the call and has to live
// in the heap. Where newStudent is inlined into main and the pointer goes no further, the same allocation
// stays on main's stack: the verdict belongs to a place in the program, not to a type.
//
//	vole build -gcflags=-m ./samples/escape-1-pointer     the decisions
//	vole build -gcflags='-m -l' ...                       without inlining
//	vole build -m=2 ...                                   and why
//
// Look at: "new(student) escapes to heap" in newStudent, "does not escape" in main; keep stores its
// student in a global, so that one escapes from main too.
package main

type student struct {
	name string
	age  int
}

var kept *student

func newStudent(name string, age int) *student {
	s := new(student)
	s.name = name
	s.age = age
	return s
}

func keep(name string) {
	kept = newStudent(name, 0)
}

// byValue returns the student itself: nothing to keep alive, nothing in the heap.
func byValue(name string, age int) student {
	return student{name, age}
}

//go:noinline
func sum(a, b int) *int {
	total := a + b
	return &total
}

func main() {
	a := newStudent("Ada", 36)
	keep("Grace")
	b := byValue("Barbara", 68)
	println(a.name, a.age, b.name, b.age, kept.name, *sum(40, 2))
}
