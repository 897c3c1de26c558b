package slices

import (
	"cmp"
	"internal/pdq"
)

// ordered sorts by cmp.Less.
type ordered[E cmp.Ordered] []E

func (s ordered[E]) Less(i, j int) bool { return cmp.Less(s[i], s[j]) }
func (s ordered[E]) Swap(i, j int)      { s[i], s[j] = s[j], s[i] }

// byFunc sorts by a function that compares elements.
type byFunc[E any] struct {
	s   []E
	cmp func(a, b E) int
}

func (f byFunc[E]) Less(i, j int) bool { return f.cmp(f.s[i], f.s[j]) < 0 }
func (f byFunc[E]) Swap(i, j int)      { f.s[i], f.s[j] = f.s[j], f.s[i] }

// Sort sorts x increasingly; NaNs come first.
func Sort[S ~[]E, E cmp.Ordered](x S) {
	pdq.Sort(ordered[E](x), len(x))
}

// SortFunc sorts x increasingly by cmp, which returns a negative number if a comes before b, a positive
// one if b comes before a, and 0 if it does not matter; it must be a strict weak ordering. Equal elements
// may change places.
func SortFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	pdq.Sort(byFunc[E]{x, cmp}, len(x))
}

// SortStableFunc is SortFunc that keeps equal elements in their order.
func SortStableFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	pdq.Stable(byFunc[E]{x, cmp}, len(x))
}

// IsSorted reports whether x is in increasing order.
func IsSorted[S ~[]E, E cmp.Ordered](x S) bool {
	for i := len(x) - 1; i > 0; i-- {
		if cmp.Less(x[i], x[i-1]) {
			return false
		}
	}
	return true
}

// IsSortedFunc reports whether x is in increasing order by cmp, which is as for SortFunc.
func IsSortedFunc[S ~[]E, E any](x S, cmp func(a, b E) int) bool {
	for i := len(x) - 1; i > 0; i-- {
		if cmp(x[i], x[i-1]) < 0 {
			return false
		}
	}
	return true
}

// Min returns the least element; NaN if there is one. It panics if x is empty.
func Min[S ~[]E, E cmp.Ordered](x S) E {
	if len(x) < 1 {
		panic("slices.Min: empty list")
	}
	m := x[0]
	for i := 1; i < len(x); i++ {
		m = min(m, x[i])
	}
	return m
}

// MinFunc returns the least element by cmp, the first of several. It panics if x is empty.
func MinFunc[S ~[]E, E any](x S, cmp func(a, b E) int) E {
	if len(x) < 1 {
		panic("slices.MinFunc: empty list")
	}
	m := x[0]
	for i := 1; i < len(x); i++ {
		if cmp(x[i], m) < 0 {
			m = x[i]
		}
	}
	return m
}

// Max returns the greatest element; NaN if there is one. It panics if x is empty.
func Max[S ~[]E, E cmp.Ordered](x S) E {
	if len(x) < 1 {
		panic("slices.Max: empty list")
	}
	m := x[0]
	for i := 1; i < len(x); i++ {
		m = max(m, x[i])
	}
	return m
}

// MaxFunc returns the greatest element by cmp, the first of several. It panics if x is empty.
func MaxFunc[S ~[]E, E any](x S, cmp func(a, b E) int) E {
	if len(x) < 1 {
		panic("slices.MaxFunc: empty list")
	}
	m := x[0]
	for i := 1; i < len(x); i++ {
		if cmp(x[i], m) > 0 {
			m = x[i]
		}
	}
	return m
}

// BinarySearch finds target in the sorted slice x: it returns where it is, or would be inserted, and
// whether it is there.
func BinarySearch[S ~[]E, E cmp.Ordered](x S, target E) (int, bool) {
	lo, hi := 0, len(x)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if cmp.Less(x[m], target) {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo, lo < len(x) && (x[lo] == target || x[lo] != x[lo] && target != target)
}

// BinarySearchFunc is BinarySearch in a slice sorted by cmp, which compares an element with the target.
func BinarySearchFunc[S ~[]E, E, T any](x S, target T, cmp func(E, T) int) (int, bool) {
	lo, hi := 0, len(x)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if cmp(x[m], target) < 0 {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo, lo < len(x) && cmp(x[lo], target) == 0
}
