// Package pdq sorts what can be compared and swapped by index. Packages sort and slices stand on it.
//
// A pattern-defeating quicksort (Orson Peters, 2021). Short ranges are sorted by insertion. The pivot is
// the median of three elements, or of three medians in long ranges; how many swaps finding it would have
// taken tells whether the range looks sorted, or reversed. A range that looks sorted is repaired by a few
// insertions. A badly unbalanced partition uses up a limit and has some elements scattered; at the end of
// the limit heapsort guarantees O(n log n). If the pivot equals the element before the range, which is
// not greater than any in it, those equal to it are split off, so many equal keys take linear time.
//
// Each step is the one Go's library takes, so that equal elements end up in the same order as there.
package pdq

import "math/bits"

// Data is what is sorted.
type Data interface {
	// Less reports whether element i must come before element j.
	Less(i, j int) bool
	// Swap exchanges elements i and j.
	Swap(i, j int)
}

const (
	insertionMax = 12 // ranges up to this length are sorted by insertion
	medianMin    = 8  // ranges from this length on take a median as pivot
	ninetherMin  = 50 // ranges from this length on take a median of medians, and may be repaired
	repairMax    = 5  // pairs out of order that a repair puts right
	maxSwaps     = 12 // of finding a median of medians: every pair was out of order
)

// Sort sorts the elements 0 ... n-1.
func Sort[D Data](data D, n int) {
	quick(data, 0, n, bits.Len(uint(n)))
}

// quick sorts the range [lo, hi).
func quick[D Data](data D, lo, hi, limit int) {
	balanced, partitioned := true, true // the partition before
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
		pivot, swaps := choosePivot(data, lo, hi)
		if swaps == maxSwaps {
			reverse(data, lo, hi)
			pivot = hi - 1 - (pivot - lo)
			swaps = 0
		}
		if balanced && partitioned && swaps == 0 && repair(data, lo, hi) {
			return
		}
		if lo > 0 && !data.Less(lo-1, pivot) {
			lo = splitEqual(data, lo, hi, pivot)
			continue
		}
		var mid int
		mid, partitioned = split(data, lo, hi, pivot)
		left, right := mid-lo, hi-mid
		// The shorter side by recursion, the longer by the loop: the stack stays O(log n) deep.
		if left < right {
			balanced = left >= n/8
			quick(data, lo, mid, limit)
			lo = mid + 1
		} else {
			balanced = right >= n/8
			quick(data, mid+1, hi, limit)
			hi = mid
		}
	}
}

func insertion[D Data](data D, lo, hi int) {
	for i := lo + 1; i < hi; i++ {
		for j := i; j > lo && data.Less(j, j-1); j-- {
			data.Swap(j, j-1)
		}
	}
}

func heap[D Data](data D, lo, hi int) {
	n := hi - lo
	for root := (n - 1) / 2; root >= 0; root-- {
		sift(data, root, n, lo)
	}
	for end := n - 1; end >= 0; end-- {
		data.Swap(lo, lo+end)
		sift(data, 0, end, lo)
	}
}

// sift lets an element of the heap of n elements from lo on sink to its place.
func sift[D Data](data D, root, n, lo int) {
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

// split brings what is less than the pivot before mid, the pivot to mid, the rest behind. partitioned
// tells that everything stood right already.
func split[D Data](data D, lo, hi, pivot int) (mid int, partitioned bool) {
	data.Swap(lo, pivot)
	i, j := lo+1, hi-1 // between them lies what is not known yet
	for partitioned = true; ; partitioned = false {
		for i <= j && data.Less(i, lo) {
			i++
		}
		for i <= j && !data.Less(j, lo) {
			j--
		}
		if i > j {
			data.Swap(j, lo)
			return j, partitioned
		}
		data.Swap(i, j)
		i++
		j--
	}
}

// splitEqual brings the elements equal to the pivot, which is the least of the range, to its front and
// returns where the greater ones begin.
func splitEqual[D Data](data D, lo, hi, pivot int) int {
	data.Swap(lo, pivot)
	i, j := lo+1, hi-1
	for {
		for i <= j && !data.Less(lo, i) {
			i++
		}
		for i <= j && data.Less(lo, j) {
			j--
		}
		if i > j {
			return i
		}
		data.Swap(i, j)
		i++
		j--
	}
}

// repair tries to sort an almost sorted range with a few insertions; false: it is not almost sorted.
func repair[D Data](data D, lo, hi int) bool {
	i := lo + 1
	for range repairMax {
		for i < hi && !data.Less(i, i-1) {
			i++
		}
		if i == hi {
			return true
		}
		if hi-lo < ninetherMin {
			return false
		}
		data.Swap(i, i-1)
		// Shift the smaller one to the left and the greater one to the right.
		if i-lo >= 2 {
			for j := i - 1; j >= 1 && data.Less(j, j-1); j-- {
				data.Swap(j, j-1)
			}
		}
		if hi-i >= 2 {
			for j := i + 1; j < hi && data.Less(j, j-1); j++ {
				data.Swap(j, j-1)
			}
		}
	}
	return false
}

// scatter swaps the elements around the middle with others, by a small random number generator.
func scatter[D Data](data D, lo, hi int) {
	n := hi - lo
	if n < medianMin {
		return
	}
	random := uint64(n)
	mask := uint(1)<<bits.Len(uint(n)) - 1
	middle := lo + n/4*2
	for at := middle - 1; at <= middle+1; at++ {
		random ^= random << 13
		random ^= random >> 7
		random ^= random << 17
		other := int(uint(random) & mask)
		if other >= n {
			other -= n
		}
		data.Swap(at, lo+other)
	}
}

// choosePivot returns a good pivot and how many pairs it found out of order.
func choosePivot[D Data](data D, lo, hi int) (pivot, swaps int) {
	n := hi - lo
	a, b, c := lo+n/4, lo+n/4*2, lo+n/4*3
	if n < medianMin {
		return b, 0
	}
	if n >= ninetherMin {
		a = median(data, a-1, a, a+1, &swaps)
		b = median(data, b-1, b, b+1, &swaps)
		c = median(data, c-1, c, c+1, &swaps)
	}
	b = median(data, a, b, c, &swaps)
	return b, swaps
}

// median returns the index of the middle one of three elements; *swaps counts pairs out of order.
func median[D Data](data D, a, b, c int, swaps *int) int {
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
		b = a
	}
	return b
}

func reverse[D Data](data D, lo, hi int) {
	for i, j := lo, hi-1; i < j; i, j = i+1, j-1 {
		data.Swap(i, j)
	}
}
