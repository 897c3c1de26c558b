package main

import (
	"fmt"
	"math"
	"sort"
)

type key struct {
	a int
	b string
}

type big [200]byte

func main() {
	m := map[string]int{"one": 1, "two": 2, "three": 3}
	m["four"] = 4
	delete(m, "one")
	delete(m, "absent")
	v, ok := m["two"]
	w, ok2 := m["nope"]
	fmt.Println(len(m), v, ok, w, ok2, m)
	keys := make([]string, 0)
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	fmt.Println(keys)
	m["two"]++
	m["new"] += 5
	fmt.Println(m["two"], m["new"])

	n := make(map[int]int)
	for i := 0; i < 10000; i++ {
		n[i*7] = i
	}
	sum := 0
	for k, v := range n {
		if k != v*7 {
			panic("wrong")
		}
		sum += v
	}
	for i := 0; i < 10000; i += 2 {
		delete(n, i*7)
	}
	fmt.Println(sum, len(n), n[7], n[14])

	st := map[key][]int{}
	st[key{1, "a"}] = append(st[key{1, "a"}], 1, 2)
	st[key{1, "a"}] = append(st[key{1, "a"}], 3)
	fmt.Println(st)

	fl := map[float64]string{0: "zero", math.Inf(1): "inf"}
	fl[math.NaN()] = "nan"
	fl[math.NaN()] = "nan"
	fl[math.Copysign(0, -1)] = "negzero"
	fmt.Println(len(fl), fl[0], fl[math.NaN()] == "")
	clear(fl)
	fmt.Println(len(fl))

	any_ := map[any]int{1: 1, "a": 2, 1.5: 3, key{2, "x"}: 4, [2]int{1, 2}: 5, nil: 6}
	fmt.Println(any_[1], any_["a"], any_[1.5], any_[key{2, "x"}], any_[[2]int{1, 2}], any_[nil], any_[int8(1)])

	bm := map[big]big{}
	var bk big
	for i := 0; i < 100; i++ {
		bk[i] = byte(i)
		bm[bk] = bk
	}
	fmt.Println(len(bm), bm[bk][50])

	// growth and deletion during iteration
	seen := map[int]bool{}
	g := map[int]int{0: 0, 1: 1, 2: 2, 3: 3}
	for k := range g {
		if seen[k] {
			panic("twice")
		}
		seen[k] = true
		for i := 0; i < 100; i++ {
			g[1000+k*100+i] = i
		}
		delete(g, 3-k%4)
		if len(seen) > 3 {
			break
		}
	}
	var nm map[string]int
	for range nm {
		panic("nil map")
	}
	fmt.Println(nm["x"], len(nm), nm == nil)
	mm := map[string]map[string]int{"a": {"b": 1}}
	mm["a"]["c"] = 2
	fmt.Println(mm)
	ptr := map[*int]string{}
	i1, i2 := 1, 2
	ptr[&i1], ptr[&i2] = "i1", "i2"
	fmt.Println(ptr[&i1], ptr[&i2], len(ptr))
	fn := map[string]func(int) int{"dbl": func(x int) int { return x * 2 }}
	fmt.Println(fn["dbl"](21))
}
