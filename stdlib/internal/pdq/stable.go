package pdq

// Stable sorts the elements 0 ... n-1 and keeps equal ones in their order. It takes O(n log n) calls of
// Less and O(n log² n) of Swap.
//
// Blocks are sorted by insertion, then neighbours are merged in place. The merge is SymMerge (Kim and
// Kutzner, "Stable Minimum Storage Merging by Symmetric Comparisons", 2004): find by binary search how
// much of the middle must change sides, rotate it, and merge the two halves apart.
func Stable[D Data](data D, n int) {
	const blockLen = 20
	for lo := 0; lo < n; lo += blockLen {
		insertion(data, lo, min(lo+blockLen, n))
	}
	for size := blockLen; size < n; size *= 2 {
		for lo := 0; lo+size < n; lo += 2 * size {
			symMerge(data, lo, lo+size, min(lo+2*size, n))
		}
	}
}

// symMerge merges the sorted ranges [lo, mid) and [mid, hi).
func symMerge[D Data](data D, lo, mid, hi int) {
	switch {
	case lo == mid || mid == hi:
		return
	case mid-lo == 1:
		insertFirst(data, lo, hi)
		return
	case hi-mid == 1:
		insertLast(data, lo, mid)
		return
	}
	half := lo + (hi-lo)/2
	sum := half + mid
	// start: how far the left range keeps its place; found by comparing mirrored positions.
	start, end := lo, mid
	if mid > half {
		start, end = sum-hi, half
	}
	for last := sum - 1; start < end; {
		m := start + (end-start)/2
		if data.Less(last-m, m) {
			end = m
		} else {
			start = m + 1
		}
	}
	end = sum - start
	rotate(data, start, mid, end)
	symMerge(data, lo, start, half)
	symMerge(data, half, end, hi)
}

// insertFirst moves the first element of [lo, hi) behind those that are less than it.
func insertFirst[D Data](data D, lo, hi int) {
	i, j := lo+1, hi
	for i < j {
		m := i + (j-i)/2
		if data.Less(m, lo) {
			i = m + 1
		} else {
			j = m
		}
	}
	for k := lo; k < i-1; k++ {
		data.Swap(k, k+1)
	}
}

// insertLast moves the element at mid, the last of the range, before those in [lo, mid) that are greater.
func insertLast[D Data](data D, lo, mid int) {
	i, j := lo, mid
	for i < j {
		m := i + (j-i)/2
		if !data.Less(mid, m) {
			i = m + 1
		} else {
			j = m
		}
	}
	for k := mid; k > i; k-- {
		data.Swap(k, k-1)
	}
}

// rotate exchanges the neighbouring blocks [lo, mid) and [mid, hi).
func rotate[D Data](data D, lo, mid, hi int) {
	left, right := mid-lo, hi-mid
	if left == 0 || right == 0 {
		return
	}
	for left != right {
		if left > right {
			swapBlocks(data, mid-left, mid, right)
			left -= right
		} else {
			swapBlocks(data, mid-left, mid+right-left, left)
			right -= left
		}
	}
	swapBlocks(data, mid-left, mid, left)
}

func swapBlocks[D Data](data D, a, b, n int) {
	for i := range n {
		data.Swap(a+i, b+i)
	}
}
