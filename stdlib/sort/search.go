package sort

// Search returns the smallest i in [0, n) for which f(i) is true, or n if there is none. f must be false up
// to some index and true from there on.
func Search(n int, f func(int) bool) int {
	lo, hi := 0, n
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if f(mid) {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}

// Find returns the smallest i in [0, n) for which cmp(i) <= 0, and whether cmp(i) is 0 there. cmp must be
// positive at first, then zero, then negative, as the comparison of a target with sorted elements is.
func Find(n int, cmp func(int) int) (i int, found bool) {
	lo := Search(n, func(i int) bool { return cmp(i) <= 0 })
	return lo, lo < n && cmp(lo) == 0
}

// SearchInts returns where x is, or would be inserted, in the sorted slice a.
func SearchInts(a []int, x int) int {
	return Search(len(a), func(i int) bool { return a[i] >= x })
}

// SearchFloat64s returns where x is, or would be inserted, in the sorted slice a.
func SearchFloat64s(a []float64, x float64) int {
	return Search(len(a), func(i int) bool { return a[i] >= x })
}

// SearchStrings returns where x is, or would be inserted, in the sorted slice a.
func SearchStrings(a []string, x string) int {
	return Search(len(a), func(i int) bool { return a[i] >= x })
}
