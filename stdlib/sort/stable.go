package sort

// Stable sorts data in increasing order by Less and keeps equal elements in their order. It makes
// O(n log n) calls of Less and O(n log² n) of Swap.
//
// Blocks of blockLen are sorted by insertion, then neighbours are merged in place. The merge is SymMerge
// (Kim and Kutzner, "Stable Minimum Storage Merging by Symmetric Comparisons", 2004): find by binary
// search how much of the middle must change sides, rotate it, and merge the two halves apart.
func Stable(data Interface) {
	const blockLen = 20
	n := data.Len()
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
func symMerge(data Interface, lo, mid, hi int) {
	if lo == mid || mid == hi {
		return
	}
	if hi-lo == 2 {
		if data.Less(mid, lo) {
			data.Swap(lo, mid)
		}
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

// rotate exchanges the neighbouring blocks [lo, mid) and [mid, hi).
func rotate(data Interface, lo, mid, hi int) {
	if lo == mid || mid == hi {
		return
	}
	left, right := mid-lo, hi-mid
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

func swapBlocks(data Interface, a, b, n int) {
	for i := range n {
		data.Swap(a+i, b+i)
	}
}
