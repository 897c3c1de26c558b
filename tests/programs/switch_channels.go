// Cases and tags that are channels of different directions are compared as channels.
package main

import "fmt"

type named chan int

func pick(tag <-chan int, a chan int, b named) string {
	switch tag {
	case a:
		return "a"
	case b:
		return "b"
	case nil:
		return "nil"
	}
	return "none"
}

func back(tag named, r <-chan int, s chan<- int) string {
	switch tag {
	case r:
		return "r"
	case s:
		return "s"
	}
	return "none"
}

func mixed(tag chan int, v any, r <-chan int) string {
	switch tag {
	case v:
		return "v"
	case r:
		return "r"
	}
	return "none"
}

func main() {
	a, b := make(chan int), make(named)
	fmt.Println(pick(a, a, b), pick(b, a, b), pick(nil, a, b), pick(make(chan int), a, b))
	fmt.Println(back(b, a, b), back(b, b, nil), back(b, nil, nil))
	fmt.Println(mixed(a, a, nil), mixed(a, b, a), mixed(a, 1, b))
}
