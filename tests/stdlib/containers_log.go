// Containers, log and context.
// exit: 1
package main

import (
	"container/heap"
	"container/list"
	"container/ring"
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"time"
)

type ints []int

func (h ints) Len() int           { return len(h) }
func (h ints) Less(i, j int) bool { return h[i] < h[j] }
func (h ints) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *ints) Push(x any)        { *h = append(*h, x.(int)) }
func (h *ints) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

type key string

func main() {
	h := &ints{5, 2, 8, 9, 1}
	heap.Init(h)
	heap.Push(h, 3)
	(*h)[2] = 0
	heap.Fix(h, 2)
	fmt.Println(heap.Remove(h, 1), *h)
	for h.Len() > 0 {
		fmt.Print(heap.Pop(h), " ")
	}
	fmt.Println()
	l := list.New()
	e4 := l.PushBack(4)
	e1 := l.PushFront(1)
	l.InsertBefore(3, e4)
	l.InsertAfter(2, e1)
	l.MoveToFront(e4)
	l.PushBackList(l)
	for e := l.Front(); e != nil; e = e.Next() {
		fmt.Print(e.Value, " ")
	}
	fmt.Println(l.Len(), l.Remove(e4), l.Len())
	r := ring.New(5)
	for i := 0; i < r.Len(); i++ {
		r.Value = i
		r = r.Next()
	}
	r.Unlink(2).Do(func(v any) { fmt.Print(v, ";") })
	r.Do(func(v any) { fmt.Print(v, ",") })
	fmt.Println(r.Len())

	lg := log.New(os.Stdout, "p: ", log.Lshortfile|log.Lmsgprefix)
	lg.Println("a", 1)
	lg.Printf("b %d", 2)
	lg.SetFlags(0)
	lg.Print("c", "d", 3, 4)
	log.SetOutput(os.Stdout)
	log.SetFlags(log.Lshortfile)
	log.Print("std")
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		log.Panicf("x%d", 1)
	}()

	ctx, cancel := context.WithCancel(context.WithValue(context.Background(), key("k"), "v"))
	child, cancel2 := context.WithTimeout(ctx, time.Hour)
	fmt.Println(ctx, child.Value(key("k")), child.Value("k"), ctx.Err())
	stop := context.AfterFunc(child, func() { fmt.Println("after") })
	_ = stop
	cancel()
	<-child.Done()
	time.Sleep(10 * time.Millisecond)
	fmt.Println(child.Err(), context.Cause(child), ctx.Err(), stop())
	cancel2()
	t, c3 := context.WithTimeoutCause(context.Background(), time.Millisecond, errors.New("slow"))
	defer c3()
	<-t.Done()
	fmt.Println(t.Err(), context.Cause(t), errors.Is(t.Err(), context.DeadlineExceeded))
	cc, cf := context.WithCancelCause(context.TODO())
	cf(errors.New("why"))
	fmt.Println(cc.Err(), context.Cause(cc), context.WithoutCancel(cc).Err(), context.WithoutCancel(cc))
	log.Fatalln("end")
}
