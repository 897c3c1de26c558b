package main

// What Go makes of generic functions that generic code calls: the shaped form serves, and no function
// for the type arguments at hand is wanted.

type number interface{ ~int | ~float64 }

func zero[T number]() T {
	var z T
	return z
}

func pick[T number](x, y T) T {
	if x < y {
		return y
	}
	return x
}

func clamp[T number](x T) T { return pick(x, zero[T]()) }

// Counts as much as a function may that is inlined, with the call of itself.
func down[T number](x T) T {
	if x < 2 {
		return x
	}
	return x + down(x-1)
}

//go:noinline
func apart[T any](x T) *T { return &x }

type stack[T any] struct{ elems []T }

func (s *stack[T]) push(x T) { s.elems = append(s.elems, x) }

//go:noinline
func (s *stack[T]) pop() T {
	last := len(s.elems) - 1
	x := s.elems[last]
	s.elems = s.elems[:last]
	return x
}

func (s *stack[T]) swap() {
	x, y := s.pop(), s.pop()
	s.push(x)
	s.push(y)
}

func both[T any](s *stack[T], x T) T {
	s.push(x)
	s.swap()
	return *apart(s.pop())
}

func main() {
	s := &stack[int]{elems: []int{1}}
	println(clamp(3), down(3.5), both(s, 2), *apart("x"))
	println(pick(1.5, 2))
}
