// Generic packages: slices, maps, cmp, iter, and sorting with equal keys.
package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"os"
	"slices"
	"sort"
	"strings"
)

type P struct {
	name string
	n    int
}

func main() {
	x := []int{5, 2, 8, 1, 9, 3}
	slices.Sort(x)
	fmt.Println(x, slices.Contains(x, 8), slices.Index(x, 9), slices.Max(x), slices.Min(x))
	i, ok := slices.BinarySearch(x, 5)
	fmt.Println(i, ok, slices.Equal(x, x))
	ps := []P{{"b", 2}, {"a", 2}, {"c", 1}}
	slices.SortFunc(ps, func(a, b P) int { return cmp.Or(cmp.Compare(a.n, b.n), strings.Compare(a.name, b.name)) })
	fmt.Println(ps)
	m := map[string]int{"x": 1, "y": 2, "z": 3}
	fmt.Println(slices.Sorted(maps.Keys(m)), slices.Collect(slices.Values(x))[2:], len(maps.Clone(m)))
	for c := range slices.Chunk(x, 4) {
		fmt.Println(c)
	}
	for i, v := range slices.Backward(x) {
		fmt.Print(i, v, " ")
	}
	fmt.Println(slices.Insert(x, 1, 7, 7), slices.Delete(slices.Clone(x), 0, 2), slices.Compact([]int{1, 1, 2, 2, 1}))
	next, stop := iter.Pull(maps.Keys(m))
	_, ok = next()
	stop()
	fmt.Println(ok)
	_, err := os.Open("/nope")
	pe, ok := errors.AsType[*fs.PathError](err)
	fmt.Println(pe, ok)
	big := make([]P, 500)
	for i := range big {
		big[i] = P{fmt.Sprint(i), i * 7919 % 13}
	}
	sort.Slice(big, func(i, j int) bool { return big[i].n < big[j].n })
	fmt.Println(big[:20])
	sort.Sort(sort.Reverse(sort.StringSlice(strings.Fields("q w e r t y"))))
	ys := strings.Fields("q w e r t y")
	sort.Strings(ys)
	fmt.Println(ys, sort.SearchStrings(ys, "r"))
}
