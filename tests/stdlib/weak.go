// Weak pointers, cleanups and unique handles: what must be the same, what must differ, and what becomes of dead
// objects.
package main

import (
	"fmt"
	"math"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unique"
	"unsafe"
	"weak"
)

type node struct {
	name string
	next *node
	data [100]int
}

// eventually collects until cond holds.
func eventually(what string, cond func() bool) {
	for range 200 {
		if cond() {
			return
		}
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
	fmt.Println("never:", what)
}

// deep calls f some frames down, so that no word of it is left on the stack in use.
func deep(n int, f func()) {
	var room [64]int
	if n > 0 {
		deep(n-1, f)
	} else {
		f()
	}
	room[n%64]++
}

var static node

func weakPointers() {
	var zero weak.Pointer[node]
	fmt.Println(zero.Value() == nil, weak.Make[node](nil) == zero)
	n := &node{name: "n"}
	p, q := weak.Make(n), weak.Make(n)
	d0, d1 := weak.Make(&n.data[0]), weak.Make(&n.data[1])
	runtime.GC()
	fmt.Println(p == q, p.Value() == n, d0 == d1, d0.Value() == &n.data[0], d1.Value() == &n.data[1], d0 == weak.Make(&n.data[0]))
	s := weak.Make(&static)
	runtime.GC()
	fmt.Println(s.Value() == &static, s == weak.Make(&static), s == weak.Make(&node{}))
	m := map[weak.Pointer[node]]string{p: "found"}
	fmt.Println(m[weak.Make(n)])
	runtime.KeepAlive(n)
	n = nil

	var dead []weak.Pointer[node]
	deep(5, func() {
		for i := range 50 {
			dead = append(dead, weak.Make(&node{name: fmt.Sprint(i)}))
		}
	})
	count := 0
	eventually("weak pointers cleared", func() bool {
		count = 0
		for _, w := range dead {
			if w.Value() == nil {
				count++
			}
		}
		return count >= 45
	})
	fmt.Println(dead[3] == dead[3], dead[3] == dead[4])

	// One of many goroutines' strong pointer is enough.
	var wg sync.WaitGroup
	keep := &node{name: "keep"}
	w := weak.Make(keep)
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 200 {
				if v := w.Value(); v == nil || v.name != "keep" {
					fmt.Println("lost")
				}
				_ = make([]byte, 1000)
			}
		}()
	}
	for range 5 {
		runtime.GC()
	}
	wg.Wait()
	runtime.KeepAlive(keep)
}

func cleanups() {
	var mu sync.Mutex
	got := map[string]int{}
	note := func(s string) {
		mu.Lock()
		got[s]++
		mu.Unlock()
	}
	size := func() int {
		mu.Lock()
		defer mu.Unlock()
		return len(got)
	}
	deep(5, func() {
		for i := range 20 {
			n := &node{name: fmt.Sprint(i)}
			runtime.AddCleanup(n, note, "first "+n.name)
			runtime.AddCleanup(&n.data[7], func(i int) { note(fmt.Sprint("second ", i)) }, i)
			c := runtime.AddCleanup(n, note, "stopped")
			c.Stop()
			c.Stop()
		}
	})
	eventually("cleanups", func() bool { return size() >= 36 })
	mu.Lock()
	for what, n := range got {
		if n != 1 || what == "stopped" {
			fmt.Println("wrong:", what, n)
		}
	}
	mu.Unlock()

	// The finalizer first, which brings the object back once; then the cleanup.
	var order []string
	var back *node
	deep(5, func() {
		n := &node{name: "both"}
		runtime.SetFinalizer(n, func(n *node) {
			mu.Lock()
			defer mu.Unlock()
			order = append(order, "finalizer")
			back = n
		})
		runtime.AddCleanup(n, func(string) {
			mu.Lock()
			defer mu.Unlock()
			order = append(order, "cleanup")
		}, "")
	})
	length := func() int {
		mu.Lock()
		defer mu.Unlock()
		return len(order)
	}
	eventually("finalizer", func() bool { return length() == 1 })
	deep(5, func() {
		mu.Lock()
		fmt.Println(order, back.name)
		back = nil
		mu.Unlock()
	})
	eventually("cleanup after finalizer", func() bool { return length() == 2 })
	mu.Lock()
	fmt.Println(order)
	mu.Unlock()

	caught(func() { runtime.AddCleanup((*node)(nil), note, "") })
	caught(func() { n := new(node); runtime.AddCleanup(n, func(*node) {}, n) })
	runtime.AddCleanup(&static, note, "static").Stop()
	runtime.Cleanup{}.Stop()
}

func caught(f func()) {
	defer func() { fmt.Println("panic:", recover()) }()
	f()
}

type key struct {
	s string
	n [2]string
	v any
}

func handles() {
	long := strings.Repeat("abc", 1000)
	a, b := unique.Make(long[3:6]), unique.Make("abc")
	fmt.Println(a == b, a.Value(), a == unique.Make("abd"))
	k := unique.Make(key{long[:3], [2]string{long[3:6], "x"}, 5})
	fmt.Println(k == unique.Make(key{"abc", [2]string{"abc", "x"}, 5}), k == unique.Make(key{"abc", [2]string{"abc", "x"}, 5.0}), k.Value())
	fmt.Println(unique.Make(struct{}{}) == unique.Make(struct{}{}), unique.Make(7) == unique.Make(7), unique.Make(any(7)) == unique.Make(any("7")))
	nan := unique.Make(math.NaN())
	fmt.Println(nan == nan, nan == unique.Make(math.NaN()), nan.Value())
	fmt.Println(unique.Make(0.0) == unique.Make(math.Copysign(0, -1)))
	caught(func() { unique.Make(any([]int{})) })

	var wg sync.WaitGroup
	made := make([][]unique.Handle[string], 8)
	for g := range made {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 1000 {
				made[g] = append(made[g], unique.Make(fmt.Sprint("value ", i)))
				unique.Make(fmt.Sprint("dead ", i%10))
			}
		}()
	}
	runtime.GC()
	wg.Wait()
	same := true
	for i := range made[0] {
		for g := range made {
			same = same && made[g][i] == made[0][i]
		}
	}
	runtime.GC()
	fmt.Println(same, made[3][999].Value(), made[3][500] == unique.Make("value 500"))
}

var weaks []weak.Pointer[int]

// Small objects without pointers share blocks of memory, but not with what the runtime keeps for them.
func small() {
	const n = 200
	weaks = nil
	var cleaned atomic.Int32
	var m sync.Map
	m.Store("stays", 0)
	deep(5, func() {
		for i := range n {
			p := new(int)
			*p = i
			weaks = append(weaks, weak.Make(p))
			p = new(int)
			runtime.AddCleanup(p, func(i int) { cleaned.Add(1) }, i)
			m.Store(p, i)
			m.Delete(p)
		}
	})
	eventually("small objects", func() bool {
		died := 0
		for _, w := range weaks {
			if w.Value() == nil {
				died++
			}
		}
		return died > n/2 && cleaned.Load() > n/2
	})
	fmt.Println(unsafe.Sizeof(weaks[0]))
}

func pinned() {
	var p runtime.Pinner
	var freed atomic.Bool
	deep(5, func() {
		n := new(node)
		runtime.AddCleanup(n, func(int) { freed.Store(true) }, 0)
		p.Pin(n)
	})
	runtime.GC()
	runtime.GC()
	time.Sleep(5 * time.Millisecond)
	fmt.Println("pinned", !freed.Load())
	p.Unpin()
	eventually("unpinned", freed.Load)
	pinnedHere()
}

// What Unpin forgets was needed until then, though nothing reads it.
//
//go:noinline
func pinnedHere() {
	var p runtime.Pinner
	done := make(chan bool, 1)
	n := new([3]int64)
	runtime.SetFinalizer(n, func(any) { done <- true })
	p.Pin(n)
	n = nil
	runtime.GC()
	runtime.GC()
	select {
	case <-done:
		fmt.Println("freed though pinned")
	case <-time.After(10 * time.Millisecond):
		fmt.Println("pinned")
	}
	p.Unpin()
}

func main() {
	small()
	pinned()
	weakPointers()
	cleanups()
	handles()
}
