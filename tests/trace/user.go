// Tasks, regions and messages; regions of goroutines that panic or exit.
//
// trace: user.trace UserTaskBegin(outer)==1 UserTaskBegin(inner)==8 UserTaskEnd(inner)==8 UserTaskEnd(outer)==1
// trace: user.trace UserRegionBegin(step)==80 UserRegionEnd(step)==80 UserRegionEnd(panics)==4 UserRegionEnd(exits)==4
// trace: user.trace UserLog(found)==8 UserLog(the number is 3)==1 UserLog()==1 UserLog(ünï)==1 UserLog@main.inner==8
// trace: user.trace UserTaskBegin@main.main==1 UserTaskBegin@main.inner==8 UserRegionBegin@main.inner>=80
// trace: user.trace UserTaskBegin@runtime/trace.NewTask==0 UserLog@runtime/trace.Log==0
// env: GOMAXPROCS=2
// env: GODEBUG=gcstress=5
package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/trace"
	"strings"
	"sync"
)

//go:noinline
func inner(ctx context.Context, i int, wg *sync.WaitGroup) {
	defer wg.Done()
	ctx, task := trace.NewTask(ctx, "inner")
	defer task.End()
	for j := range 10 {
		region := trace.StartRegion(ctx, "step")
		trace.WithRegion(ctx, "nested", func() {
			if j%5 == 0 {
				runtime.Gosched()
			}
		})
		region.End()
	}
	trace.Logf(ctx, "found", "the number is %d", i)
	if i%2 == 0 {
		defer func() { recover() }()
		trace.WithRegion(ctx, "panics", func() { panic(i) })
	}
	trace.WithRegion(ctx, "exits", runtime.Goexit)
}

func main() {
	ctx := context.Background()
	// Without a trace nothing happens, but tasks have numbers.
	before, early := trace.NewTask(ctx, "early")
	region := trace.StartRegion(before, "outside")
	trace.Log(before, "lost", "lost")
	start("user.trace")
	region.End()
	ctx, task := trace.NewTask(before, "outer")
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Add(1)
		go inner(ctx, i, &wg)
	}
	wg.Wait()
	trace.Log(ctx, "", "no category")
	trace.Log(context.Background(), "ünï", strings.Repeat("a long text ", 300))
	task.End()
	early.End()
	stop()
	fmt.Println("ok")
}
