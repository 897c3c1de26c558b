// Package cmp compares values of ordered types.
package cmp

// Ordered permits the types whose values can be compared with <.
type Ordered interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 |
		~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr |
		~float32 | ~float64 |
		~string
}

// Less reports whether x < y; a NaN is less than anything else.
func Less[T Ordered](x, y T) bool {
	return isNaN(x) && !isNaN(y) || x < y
}

// Compare returns -1 if x is less than y, 0 if they are equal, +1 if x is greater. A NaN equals another
// one and is less than anything else.
func Compare[T Ordered](x, y T) int {
	xNaN, yNaN := isNaN(x), isNaN(y)
	switch {
	case xNaN && yNaN:
		return 0
	case xNaN || x < y:
		return -1
	case yNaN || x > y:
		return +1
	}
	return 0
}

// isNaN is false for all types but floating-point numbers.
func isNaN[T Ordered](x T) bool {
	return x != x
}

// Or returns the first of vals that is not the zero value; if there is none, the zero value.
func Or[T comparable](vals ...T) T {
	var zero T
	for _, v := range vals {
		if v != zero {
			return v
		}
	}
	return zero
}
