// Package sort sorts slices and collections that the caller describes.
package sort

import (
	"internal/reflectlite"
	"math/bits"
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
	n := data.Len()
	quick(data, 0, n, bits.Len(uint(n)))
}

// The sorting proper, on the range [lo, hi).
//
// A pattern-defeating quicksort (Orson Peters, 2021): short ranges by insertion; the pivot is the median of
// three, or of three medians when the range is long; a partition that moved nothing suggests a sorted
// range, which a bounded insertion sort then confirms cheaply; a badly unbalanced one uses up a limit, at
// whose end heapsort guarantees O(n log n). A range whose pivot equals its left neighbour is
// split into "equal" and "greater", so that many equal keys take linear time.

const (
	insertionMax = 12 // ranges up to this length are sorted by insertion
	nintherMin   = 50 // ranges from this length on take the median of medians as pivot
	repairMax    = 8  // insertions tried on a range that looks sorted
)

func quick(data Interface, lo, hi, limit int) {
	balanced, sortedGuess := true, true
	for {
		n := hi - lo
		if n <= insertionMax {
			insertion(data, lo, hi)
			return
		}
		if limit == 0 {
			heap(data, lo, hi)
			return
		}
		if !balanced {
			scatter(data, lo, hi)
			limit--
		}
		pivot, looksSorted := choosePivot(data, lo, hi)
		if balanced && sortedGuess && looksSorted && repair(data, lo, hi) {
			return
		}
		if lo > 0 && !data.Less(lo-1, pivot) {
			lo = splitEqual(data, lo, hi, pivot)
			continue
		}
		mid, moved := split(data, lo, hi, pivot)
		sortedGuess = !moved
		left, right := mid-lo, hi-mid-1
		balanced = left >= n/8 && right >= n/8
		// The shorter side by recursion, the longer by the loop: the stack stays O(log n) deep.
		if left < right {
			quick(data, lo, mid, limit)
			lo = mid + 1
		} else {
			quick(data, mid+1, hi, limit)
			hi = mid
		}
	}
}

func insertion(data Interface, lo, hi int) {
	for i := lo + 1; i < hi; i++ {
		for j := i; j > lo && data.Less(j, j-1); j-- {
			data.Swap(j, j-1)
		}
	}
}

// repair tries to sort an almost sorted range with a few insertions; false: it is not almost sorted.
func repair(data Interface, lo, hi int) bool {
	i := lo + 1
	for range repairMax {
		for i < hi && !data.Less(i, i-1) {
			i++
		}
		if i == hi {
			return true
		}
		for j := i; j > lo && data.Less(j, j-1); j-- {
			data.Swap(j, j-1)
		}
	}
	return false
}

// choosePivot returns the index of a good pivot, and whether the samples stood in increasing order.
func choosePivot(data Interface, lo, hi int) (pivot int, looksSorted bool) {
	n, swaps := hi-lo, 0
	a, b, c := lo+n/4, lo+n/2, lo+n/4*3
	if n >= nintherMin {
		a = median(data, a-1, a, a+1, &swaps)
		b = median(data, b-1, b, b+1, &swaps)
		c = median(data, c-1, c, c+1, &swaps)
	}
	b = median(data, a, b, c, &swaps)
	return b, swaps == 0
}

// median returns the index of the middle one of three elements; *swaps counts pairs out of order.
func median(data Interface, a, b, c int, swaps *int) int {
	if data.Less(b, a) {
		*swaps++
		a, b = b, a
	}
	if data.Less(c, b) {
		*swaps++
		b, c = c, b
	}
	if data.Less(b, a) {
		*swaps++
		a, b = b, a
	}
	return b
}

// split partitions the range around the pivot: smaller ones before mid, the pivot at mid, the rest after.
func split(data Interface, lo, hi, pivot int) (mid int, moved bool) {
	data.Swap(lo, pivot)
	i, j := lo+1, hi-1
	for {
		for i <= j && data.Less(i, lo) {
			i++
		}
		for i <= j && !data.Less(j, lo) {
			j--
		}
		if i >= j {
			break
		}
		data.Swap(i, j)
		moved = true
		i++
		j--
	}
	data.Swap(lo, j)
	return j, moved
}

// splitEqual moves the elements equal to the pivot, which is the least of the range, to its front and
// returns where the greater ones begin.
func splitEqual(data Interface, lo, hi, pivot int) int {
	data.Swap(lo, pivot)
	i, j := lo+1, hi-1
	for {
		for i <= j && !data.Less(lo, i) {
			i++
		}
		for i <= j && data.Less(lo, j) {
			j--
		}
		if i >= j {
			return i
		}
		data.Swap(i, j)
		i++
		j--
	}
}

// scatter breaks patterns that lead to unbalanced partitions, by a few swaps around the middle.
func scatter(data Interface, lo, hi int) {
	n := hi - lo
	random := uint(n)
	mask := uint(1)<<bits.Len(uint(n)) - 1
	for i := range 3 {
		random ^= random << 13
		random ^= random >> 7
		random ^= random << 17
		other := int(random & mask)
		if other >= n {
			other -= n
		}
		data.Swap(lo+n/2-1+i, lo+other)
	}
}

func heap(data Interface, lo, hi int) {
	n := hi - lo
	for i := n/2 - 1; i >= 0; i-- {
		sift(data, lo, i, n)
	}
	for end := n - 1; end > 0; end-- {
		data.Swap(lo, lo+end)
		sift(data, lo, 0, end)
	}
}

func sift(data Interface, lo, root, n int) {
	for {
		child := 2*root + 1
		if child >= n {
			return
		}
		if child+1 < n && data.Less(lo+child, lo+child+1) {
			child++
		}
		if !data.Less(lo+root, lo+child) {
			return
		}
		data.Swap(lo+root, lo+child)
		root = child
	}
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

// bySlice sorts any slice through a comparison of indices.
type bySlice struct {
	n    int
	less func(i, j int) bool
	swap func(i, j int)
}

func (s *bySlice) Len() int           { return s.n }
func (s *bySlice) Less(i, j int) bool { return s.less(i, j) }
func (s *bySlice) Swap(i, j int)      { s.swap(i, j) }

// Slice sorts the slice x by less, which compares the elements at two indices. Equal elements may change
// places; see SliceStable. It panics if x is not a slice.
func Slice(x any, less func(i, j int) bool) {
	s := bySlice{reflectlite.SliceLen(x), less, reflectlite.Swapper(x)}
	quick(&s, 0, s.n, bits.Len(uint(s.n)))
}

// SliceStable sorts the slice x by less and keeps equal elements in their order.
// It panics if x is not a slice.
func SliceStable(x any, less func(i, j int) bool) {
	Stable(&bySlice{reflectlite.SliceLen(x), less, reflectlite.Swapper(x)})
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
