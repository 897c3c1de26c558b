package main

import (
	"fmt"
	"reflect"
	"runtime"
	"sync"
)

type node struct {
	next *node
	name string
	pad  [5]int
}

type tree struct {
	left, right *tree
	label       string
	n           int
	extra       []*node
}

// Takes a memory type, a string, interfaces; changes its own copy and returns pieces of it.
func rotate(t tree, s string, x any, f float64, ns ...*node) (tree, string, any, *node) {
	t.left, t.right = t.right, t.left
	t.label += s
	t.n++
	var n *node
	if len(ns) > 0 {
		n = &node{next: ns[0], name: ns[0].name + s}
	}
	runtime.Gosched()
	return t, s + t.label, x, n
}

func (t *tree) Depth(k int) int {
	if t == nil {
		return k
	}
	return max(t.left.Depth(k+1), t.right.Depth(k+1))
}

func deep(n int, f reflect.Value) int {
	if n == 0 {
		return 0
	}
	var pad [40]int
	pad[n%40] = n
	out := f.Call([]reflect.Value{reflect.ValueOf(n - 1), reflect.ValueOf(f)})
	return int(out[0].Int()) + pad[n%40] - n + 1
}

func work(seed int) string {
	f := reflect.ValueOf(rotate)
	made := reflect.MakeFunc(f.Type(), func(in []reflect.Value) []reflect.Value { return f.CallSlice(in) }).
		Interface().(func(tree, string, any, float64, ...*node) (tree, string, any, *node))
	t := tree{label: "t"}
	var chain *node
	sum := 0
	for i := 0; i < 300; i++ {
		leaf := &tree{label: fmt.Sprint(seed, i), n: i}
		t.right = leaf
		out := f.Call([]reflect.Value{reflect.ValueOf(t), reflect.ValueOf("."), reflect.ValueOf(leaf), reflect.ValueOf(1.5), reflect.ValueOf(&node{name: "n", next: chain})})
		t = out[0].Interface().(tree)
		chain = out[3].Interface().(*node)
		if out[2].Interface().(any).(*tree) != leaf || t.left != leaf {
			panic("lost the leaf")
		}
		nt, s, x, n := made(t, ",", leaf.label, 2.5, chain)
		sum += len(s) + len(x.(string)) + len(n.name)
		t.label = nt.label[len(nt.label)-2:]
		if i%50 == 0 {
			chain = nil
		}
		sum += int(reflect.ValueOf(&t).MethodByName("Depth").Call([]reflect.Value{reflect.ValueOf(0)})[0].Int())
	}
	return fmt.Sprint(sum, t.n, t.label, deep(300, reflect.ValueOf(deep)))
}

func main() {
	var wg sync.WaitGroup
	out := make([]string, 4)
	for i := range out {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out[i] = work(i)
		}()
	}
	for range 20 {
		runtime.GC()
	}
	wg.Wait()
	fmt.Println(out)
}
