package sort

import "slices"

// IntSlice is a []int that can be sorted.
type IntSlice []int

// Len is the number of elements.
func (x IntSlice) Len() int { return len(x) }

// Less reports whether x[i] < x[j].
func (x IntSlice) Less(i, j int) bool { return x[i] < x[j] }

// Swap exchanges x[i] and x[j].
func (x IntSlice) Swap(i, j int) { x[i], x[j] = x[j], x[i] }

// Sort sorts x increasingly.
func (x IntSlice) Sort() { Sort(x) }

// Search returns where v is, or would be inserted, in the sorted slice.
func (x IntSlice) Search(v int) int { return SearchInts(x, v) }

// Float64Slice is a []float64 that can be sorted; NaNs come first.
type Float64Slice []float64

// Len is the number of elements.
func (x Float64Slice) Len() int { return len(x) }

// Less reports whether x[i] < x[j], a NaN being less than any number.
func (x Float64Slice) Less(i, j int) bool {
	return x[i] < x[j] || (x[i] != x[i] && x[j] == x[j])
}

// Swap exchanges x[i] and x[j].
func (x Float64Slice) Swap(i, j int) { x[i], x[j] = x[j], x[i] }

// Sort sorts x increasingly.
func (x Float64Slice) Sort() { Sort(x) }

// Search returns where v is, or would be inserted, in the sorted slice.
func (x Float64Slice) Search(v float64) int { return SearchFloat64s(x, v) }

// StringSlice is a []string that can be sorted.
type StringSlice []string

// Len is the number of elements.
func (x StringSlice) Len() int { return len(x) }

// Less reports whether x[i] < x[j].
func (x StringSlice) Less(i, j int) bool { return x[i] < x[j] }

// Swap exchanges x[i] and x[j].
func (x StringSlice) Swap(i, j int) { x[i], x[j] = x[j], x[i] }

// Sort sorts x increasingly.
func (x StringSlice) Sort() { Sort(x) }

// Search returns where v is, or would be inserted, in the sorted slice.
func (x StringSlice) Search(v string) int { return SearchStrings(x, v) }

// Ints sorts x increasingly.
//
//go:noinline
func Ints(x []int) { slices.Sort(x) }

// Float64s sorts x increasingly; NaNs come first.
//
//go:noinline
func Float64s(x []float64) { slices.Sort(x) }

// Strings sorts x increasingly.
//
//go:noinline
func Strings(x []string) { slices.Sort(x) }

// IntsAreSorted reports whether x is in increasing order.
func IntsAreSorted(x []int) bool { return slices.IsSorted(x) }

// Float64sAreSorted reports whether x is in increasing order, NaNs first.
func Float64sAreSorted(x []float64) bool { return slices.IsSorted(x) }

// StringsAreSorted reports whether x is in increasing order.
func StringsAreSorted(x []string) bool { return slices.IsSorted(x) }
