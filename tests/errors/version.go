//go:build go1.21

package p

// The build line makes this a file of Go 1.21.

import "unsafe"

type List[T any] = []T // ERROR "generic type alias requires go1.23 or later .file declares //go:build go1.21."

func f(yield func(int) bool) {}

func g() {
	for i := range 3 { // ERROR "cannot range over 3 .untyped int constant.: requires go1.22 or later"
		_ = i
	}
	for range f { // ERROR "cannot range over f .value of type func.yield func.int. bool..: requires go1.23 or later"
	}
	_ = new(1) // ERROR "new.1. requires go1.26 or later"
	_ = min(1, 2)
	_ = [1]int([]int{1})
	_ = unsafe.String(nil, 0)
}
