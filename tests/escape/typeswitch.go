package main

import "fmt"

// Each clause of a type switch has a variable of its own, which -m places at the clause.

type pair[T any] struct{ a, b T }

type shape interface{ area() int }

var kept any

func clauses(x any) any {
	switch v := x.(type) {
	case map[string]*int:
		return &v
	case struct{ a int }:
		return &v
	case interface {
		put(int)
		get() string
	}:
		return &v
	case interface{ drop(a, b int) }:
		return &v
	case interface{}:
		return &v
	default:
		return &v
	}
}

func functions(x any) any {
	switch v := x.(type) {
	case func(int) bool:
		return &v
	case func(string):
		return &v
	case func():
		return &v
	case func() (n int, err error):
		return &v
	}
	return nil
}

func parts(x any) any {
	switch v := x.(type) {
	case int, fmt.Stringer:
		return &v
	case pair[int], pair[[]string]:
		return &v
	case [3]*shape:
		return &v
	case chan<- []byte:
		return &v
	case nil:
		return &v
	}
	return nil
}

func some(x any) {
	switch v := x.(type) {
	case *int:
		kept = v
	case string:
		kept = &v
	case int:
		w := &v
		*w++
	}
}

func generic[T any](x any) any {
	switch v := x.(type) {
	case []T:
		return &v
	case pair[T]:
		return v
	}
	return nil
}

func main() {
	some(clauses(functions(parts(1))))
	some(generic[int](2))
}
