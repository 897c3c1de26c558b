// The clock of a bubble: when things happen, and in which order.
//
// run: -test.v
package p

import (
	"context"
	"iter"
	"runtime"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestStart(t *testing.T) {
	outside := time.Now()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		t.Log(start.UTC(), start.Location() == time.Local, start.UnixNano())
		t.Log(time.Since(start), time.Until(start.Add(time.Second)))
		time.Sleep(time.Hour)
		time.Sleep(-1)
		t.Log(time.Since(start), time.Now().UTC())
		t.Log(outside.After(time.Now()), time.Since(outside) == time.Now().Sub(outside))
		time.Sleep(time.Until(outside.Round(0)))
		t.Log(time.Now().Equal(outside.Round(0)), time.Since(outside.Round(0)))
	})
	t.Log(time.Since(outside) < time.Hour)
}

func TestOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		var mu sync.Mutex
		say := func(what string, i int) {
			mu.Lock()
			t.Log(time.Since(start), what, i)
			mu.Unlock()
		}
		for i := range 3 {
			go func() {
				for n := range 3 {
					time.Sleep(time.Duration(i*10+1) * time.Second)
					say("sleeper", i*10+n)
				}
			}()
		}
		time.AfterFunc(1500*time.Millisecond, func() {
			say("timer", 0)
			time.Sleep(time.Second / 4)
			say("and goes on", 0)
		})
		time.Sleep(time.Minute)
		say("the end", 0)
		time.Sleep(time.Minute)
	})
}

func TestTimers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		at := func(what string, v ...any) { t.Log(append([]any{time.Since(start), what}, v...)...) }
		tm := time.NewTimer(0)
		at("at once", len(tm.C), (<-tm.C).Sub(start))
		tm.Reset(time.Second)
		time.Sleep(3 * time.Second)
		at("fired in the past", (<-tm.C).Sub(start))
		at("reset", tm.Reset(time.Second), tm.Stop(), tm.Stop(), tm.Reset(time.Second), tm.Reset(time.Second*2))
		at("received", (<-tm.C).Sub(start))
		at("zero", tm.Reset(0), tm.Stop(), tm.Reset(0), (<-tm.C).Sub(start))
		select {
		case <-tm.C:
			at("again")
		case <-time.After(time.Millisecond):
			at("not again")
		}
		tk := time.NewTicker(7 * time.Second)
		for range 3 {
			at("tick", (<-tk.C).Sub(start))
		}
		time.Sleep(20 * time.Second)
		at("slow", (<-tk.C).Sub(start))
		at("next", (<-tk.C).Sub(start))
		tk.Reset(time.Second)
		at("faster", (<-tk.C).Sub(start))
		tk.Stop()
		ran := false
		f := time.AfterFunc(time.Second, func() { ran = true })
		at("stopped", f.Stop(), ran)
		f.Reset(0)
		synctest.Wait()
		at("ran", ran)
		for now := range time.Tick(time.Second) {
			at("Tick", now.Sub(start))
			break
		}
		time.AfterFunc(time.Hour, func() { t.Error("runs after the end") })
	})
}

func TestContexts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		ctx, cancel := context.WithDeadline(t.Context(), start.Add(5*time.Second))
		defer cancel()
		context.AfterFunc(ctx, func() { t.Log("after", time.Since(start)) })
		time.Sleep(5*time.Second - time.Nanosecond)
		synctest.Wait()
		t.Log("before:", ctx.Err())
		time.Sleep(time.Nanosecond)
		synctest.Wait()
		t.Log("after:", ctx.Err(), context.Cause(ctx))
		c2, cancel2 := context.WithTimeoutCause(t.Context(), time.Minute, context.Canceled)
		defer cancel2()
		<-c2.Done()
		t.Log(time.Since(start), c2.Err(), context.Cause(c2))
	})
}

// Timers of one time fire in any order.
func TestNoOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		seen := map[int]bool{}
		for n := 0; n < 10000 && len(seen) < 4; n++ {
			var cases [4]*time.Timer
			for i := range cases {
				cases[i] = time.NewTimer(time.Second)
			}
			select {
			case <-cases[0].C:
				seen[0] = true
			case <-cases[1].C:
				seen[1] = true
			case <-cases[2].C:
				seen[2] = true
			case <-cases[3].C:
				seen[3] = true
			}
		}
		t.Log(len(seen))
	})
}

func TestManySleepers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		var wg sync.WaitGroup
		sum := make(chan int, 1)
		sum <- 0
		for i := range 1000 {
			wg.Go(func() {
				for range 10 {
					time.Sleep(time.Duration(i%17) * time.Second)
					sum <- <-sum + 1
				}
			})
		}
		wg.Wait()
		t.Log(<-sum, time.Since(start))
	})
}

func TestIterators(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		seq := func(yield func(time.Duration) bool) {
			for yield(time.Since(start)) {
				time.Sleep(time.Second)
			}
		}
		var got []time.Duration
		next, stop := iter.Pull(iter.Seq[time.Duration](seq))
		for range 3 {
			v, ok := next()
			got = append(got, v)
			if !ok {
				t.Error("ended")
			}
			synctest.Wait()
		}
		stop()
		t.Log(got, time.Since(start))
		t.Log(slices.Collect(func(yield func(int) bool) { time.Sleep(time.Second); yield(1) }), time.Since(start))
	})
}

func TestCollections(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		done := false
		time.AfterFunc(time.Second, func() { done = true })
		for range 5 {
			tm := time.NewTimer(time.Hour)
			_ = tm
			runtime.GC()
			time.NewTicker(time.Minute)
		}
		runtime.GC()
		time.Sleep(2 * time.Second)
		t.Log(done, time.Since(start))
	})
}

// Bubbles beside each other, each with its own clock.
func TestManyBubbles(t *testing.T) {
	var wg sync.WaitGroup
	times := make([]time.Duration, 50)
	for i := range times {
		wg.Go(func() {
			synctest.Test(t, func(t *testing.T) {
				start := time.Now()
				ch := make(chan int)
				for n := range i + 1 {
					go func() { time.Sleep(time.Duration(n) * time.Second); ch <- n }()
				}
				for range i + 1 {
					<-ch
				}
				times[i] = time.Since(start)
			})
		})
	}
	wg.Wait()
	t.Log(times)
}
