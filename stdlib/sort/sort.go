// Package sort sorts slices and collections that the caller describes.
package sort

import (
	"internal/pdq"
	"internal/reflectlite"
)

// Interface is what a collection must offer to be sorted: its elements are known by index only.
type Interface interface {
	// Len is the number of elements.
	Len() int
	// Less reports whether element i must come before element j. It must be a strict weak order; when
	// neither Less(i, j) nor Less(j, i), the elements are equal and Sort may place them in any order.
	Less(i, j int) bool
	// Swap exchanges elements i and j.
	Swap(i, j int)
}

// Sort sorts data in increasing order by Less. Equal elements may change places; see Stable.
// It makes O(n log n) calls of Less and Swap.
func Sort(data Interface) {
	if n := data.Len(); n > 1 {
		pdq.Sort(data, n)
	}
}

// Stable sorts data in increasing order by Less and keeps equal elements in their order. It makes
// O(n log n) calls of Less and O(n log² n) of Swap.
func Stable(data Interface) {
	pdq.Stable(data, data.Len())
}

// IsSorted reports whether data is in increasing order.
func IsSorted(data Interface) bool {
	for i := data.Len() - 1; i > 0; i-- {
		if data.Less(i, i-1) {
			return false
		}
	}
	return true
}

type reversed struct{ Interface }

func (r reversed) Less(i, j int) bool { return r.Interface.Less(j, i) }

// Reverse returns data in the reverse order: Sort(Reverse(data)) sorts decreasingly.
func Reverse(data Interface) Interface {
	return &reversed{data}
}

// lessSwap is what Slice knows of a slice.
type lessSwap struct {
	less func(i, j int) bool
	swap func(i, j int)
}

func (s lessSwap) Less(i, j int) bool { return s.less(i, j) }
func (s lessSwap) Swap(i, j int)      { s.swap(i, j) }

// Slice sorts the slice x by less, which compares the elements at two indices. Equal elements may change
// places; see SliceStable. It panics if x is not a slice.
func Slice(x any, less func(i, j int) bool) {
	pdq.Sort(lessSwap{less, reflectlite.Swapper(x)}, reflectlite.SliceLen(x))
}

// SliceStable sorts the slice x by less and keeps equal elements in their order.
// It panics if x is not a slice.
func SliceStable(x any, less func(i, j int) bool) {
	pdq.Stable(lessSwap{less, reflectlite.Swapper(x)}, reflectlite.SliceLen(x))
}

// SliceIsSorted reports whether the slice x is in increasing order by less. It panics if x is not a slice.
func SliceIsSorted(x any, less func(i, j int) bool) bool {
	for i := reflectlite.SliceLen(x) - 1; i > 0; i-- {
		if less(i, i-1) {
			return false
		}
	}
	return true
}
