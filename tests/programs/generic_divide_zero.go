// A divisor that is constant in one instance only is still looked at when the program runs.
package main

import (
	"fmt"
	"unsafe"
)

func try(f func() uintptr) {
	defer func() { fmt.Println(recover()) }()
	fmt.Println(f())
}

func div[T any]() uintptr { return 12 / unsafe.Sizeof(*new(T)) }
func mod[T any]() uintptr { return 12 % unsafe.Sizeof(*new(T)) }

func main() {
	try(div[[5]byte])
	try(mod[[5]byte])
	try(div[[0]byte])
	try(mod[struct{}])
}
