// Maps that lie in a frame: made anew in each iteration, grown beyond their group, walked while that happens,
// cleared, handed down, captured; what they hold must live as long as they do.
package main

import (
	"fmt"
	"runtime"
	"sort"
)

type big struct{ words [20]int }

//go:noinline
func literal(n int) int {
	m := map[string]int{"a": 1, "b": 2}
	m["c"] = n
	delete(m, "a")
	return m["a"] + m["b"] + m["c"] + len(m)
}

//go:noinline
func hinted(n int) (sum int) {
	m := make(map[int]int, n)
	for i := range n {
		m[i] = i
	}
	for k, v := range m {
		sum += k * v
	}
	return sum
}

//go:noinline
func loops(n int) (made []int) {
	for i := range n {
		m := map[int]*int{}
		if len(m) != 0 {
			panic("not empty")
		}
		for j := range i {
			m[j] = new(int)
			*m[j] = j
		}
		runtime.GC()
		sum := 0
		for k, v := range m {
			if k != *v {
				panic("wrong value")
			}
			sum += *v
		}
		made = append(made, sum)
	}
	return made
}

//go:noinline
func growWhileWalked() (int, int) {
	m := map[int]*big{1: {}, 2: {}, 3: {}}
	old, extra := 0, 0
	for k, v := range m {
		if k > 3 {
			extra++
			continue
		}
		old++
		for i := range 40 {
			m[100*k+i] = &big{[20]int{k, i}}
		}
		runtime.GC()
		v.words[0]++
	}
	for k, v := range m {
		if k > 3 && (v.words[0] != k/100 || v.words[1] != k%100) {
			panic("lost")
		}
	}
	return old, len(m)
}

//go:noinline
func fill(m map[string][]int, n int) {
	for i := range n {
		k := fmt.Sprint(i % 12)
		m[k] = append(m[k], i)
	}
}

//go:noinline
func handedDown() []string {
	m := make(map[string][]int)
	defer clear(m)
	fill(m, 100)
	add := func(k string) { m[k] = append(m[k], -1) }
	add("0")
	add("x")
	var keys []string
	for k, v := range m {
		keys = append(keys, fmt.Sprint(k, len(v)))
	}
	sort.Strings(keys)
	return keys
}

//go:noinline
func cleared() int {
	m := map[float64]int{}
	zero := 0.0
	for i := range 5 {
		m[zero/zero] = i
	}
	n := len(m)
	clear(m)
	m[0] = 1
	m[-zero] = 2
	return n*100 + len(m)*10 + m[0]
}

//go:noinline
func recursive(n int) int {
	m := map[int]int{n: 1}
	if n > 0 {
		m[n-1] = recursive(n - 1)
	}
	if n%7 == 0 {
		runtime.GC()
	}
	sum := 0
	for _, v := range m {
		sum += v
	}
	return sum
}

//go:noinline
func wide(k [40]int) int {
	m := map[[40]int]big{}
	m[k] = big{[20]int{7}}
	k[0]++
	m[k] = big{[20]int{8}}
	sum := 0
	for k, v := range m {
		sum += k[0] * v.words[0]
	}
	return sum
}

//go:noinline
func unhashable() (err any) {
	defer func() { err = recover() }()
	m := map[any]int{}
	m[[]int{1}] = 2
	return nil
}

func main() {
	fmt.Println(literal(5), hinted(3), hinted(8), hinted(9), hinted(1000))
	fmt.Println(loops(12))
	fmt.Println(growWhileWalked())
	fmt.Println(handedDown())
	fmt.Println(cleared(), recursive(50), wide([40]int{3}), unhashable())
}
