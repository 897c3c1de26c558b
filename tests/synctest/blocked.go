// What Wait waits for: who is durably blocked, and who is not.
//
// run: -test.v
package p

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := 0
		synctest.Wait()
		for range 10 {
			go func() {
				go func() { runtime.Gosched(); n++ }()
			}()
			synctest.Wait()
		}
		t.Log(n)
		var chain func(k int, c chan int)
		chain = func(k int, c chan int) {
			if k == 0 {
				close(c)
				return
			}
			d := make(chan int)
			go chain(k-1, d)
			<-d
			close(c)
		}
		c := make(chan int)
		go chain(1000, c)
		synctest.Wait()
		_, ok := <-c
		t.Log(ok)
	})
}

// ended runs a goroutine that calls f, and tells if it has ended when Wait returns.
func ended(f func()) bool {
	done := false
	go func() { f(); done = true }()
	synctest.Wait()
	return done
}

func TestDurable(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, full := make(chan int), make(chan int, 1)
		full <- 1
		var wg sync.WaitGroup
		wg.Add(1)
		var mu sync.Mutex
		cond := sync.NewCond(&mu)
		waits := map[string]func(){
			"receive": func() { <-c },
			"send":    func() { full <- 2 },
			"select": func() {
				select {
				case <-c:
				case full <- 3:
				}
			},
			"sleep":     func() { time.Sleep(time.Second) },
			"WaitGroup": wg.Wait,
			"Cond":      func() { mu.Lock(); cond.Wait(); mu.Unlock() },
		}
		for _, name := range []string{"receive", "send", "select", "sleep", "WaitGroup", "Cond"} {
			t.Log(name, ended(waits[name]))
		}
		close(c)
		<-full
		<-full
		wg.Done()
		cond.Broadcast()
		time.Sleep(2 * time.Second)
	})
}

// Somebody outside ends these waits: Wait does not return before.
func TestNotDurable(t *testing.T) {
	outside := make(chan int)
	var mu sync.Mutex
	var rw sync.RWMutex
	var wg sync.WaitGroup
	wg.Add(1)
	mu.Lock()
	rw.Lock()
	let := func(f func()) { go func() { time.Sleep(5 * time.Millisecond); f() }() }
	let(func() { outside <- 1 })
	synctest.Test(t, func(t *testing.T) { t.Log("receive", ended(func() { <-outside })) })
	let(func() { <-outside })
	synctest.Test(t, func(t *testing.T) { t.Log("send", ended(func() { outside <- 1 })) })
	let(func() { outside <- 1 })
	synctest.Test(t, func(t *testing.T) {
		in := make(chan int)
		t.Log("select", ended(func() {
			select {
			case <-outside:
			case <-in:
			}
		}))
	})
	let(mu.Unlock)
	synctest.Test(t, func(t *testing.T) { t.Log("Mutex", ended(func() { mu.Lock(); mu.Unlock() })) })
	let(rw.Unlock)
	synctest.Test(t, func(t *testing.T) { t.Log("RWMutex", ended(func() { rw.RLock(); rw.RUnlock() })) })
	let(wg.Done)
	synctest.Test(t, func(t *testing.T) { t.Log("WaitGroup", ended(wg.Wait)) })
	timer := time.NewTimer(time.Millisecond)
	synctest.Test(t, func(t *testing.T) { t.Log("timer", ended(func() { <-timer.C })) })
}

// A Mutex held by a sleeper is no deadlock.
func TestMutexInside(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		start := time.Now()
		c := make(chan bool)
		go func() {
			mu.Lock()
			<-c
			mu.Unlock()
		}()
		synctest.Wait()
		go func() { c <- true }()
		mu.Lock()
		t.Log(time.Since(start))
		mu.Unlock()
	})
}

func TestCond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		cond := sync.NewCond(&mu)
		start, awake := time.Now(), 0
		for range 5 {
			go func() {
				mu.Lock()
				cond.Wait()
				awake++
				mu.Unlock()
			}()
		}
		for range 3 {
			time.Sleep(time.Second)
			cond.Signal()
			synctest.Wait()
			t.Log(time.Since(start), awake)
		}
		cond.Broadcast()
		synctest.Wait()
		t.Log(awake)
	})
}

var global sync.WaitGroup

func TestWaitGroups(t *testing.T) {
	var wg sync.WaitGroup
	for i := range 3 { // in one bubble after the other
		synctest.Test(t, func(t *testing.T) {
			start := time.Now()
			wg.Add(1)
			go func() { time.Sleep(time.Second); wg.Done() }()
			wg.Wait()
			wg.Add(1)
			wg.Done()
			wg.Wait()
			t.Log(i, time.Since(start))
			global.Go(func() {})
			global.Wait()
		})
	}
	wg.Add(1)
	wg.Done()
	wg.Wait()
}

// states returns the states of the goroutines of bubbles in a dump, in alphabetical order.
func states(dump string) (all []string) {
	for line := range strings.Lines(dump) {
		if _, state, ok := strings.Cut(line, " ["); ok && strings.Contains(line, "bubble") {
			state, _, _ = strings.Cut(state, ", synctest")
			all = append(all, state)
		}
	}
	slices.Sort(all)
	return all
}

func TestStates(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := make(chan int)
		var wg sync.WaitGroup
		wg.Add(1)
		go func() { <-c }()
		go func() {
			select {
			case <-c:
			}
		}()
		go func() {
			select {
			case <-c:
			case c <- 1:
			}
		}()
		go time.Sleep(time.Hour)
		go wg.Wait()
		go synctest.Wait()
		for range 100 {
			runtime.Gosched()
		}
		time.Sleep(time.Second)
		buf := make([]byte, 1<<20)
		for _, line := range states(string(buf[:runtime.Stack(buf, true)])) {
			t.Log(line)
		}
		wg.Done()
		close(c)
		time.Sleep(2 * time.Hour)
	})
}

func TestPanics(t *testing.T) {
	try := func(f func()) {
		defer func() { t.Log(fmt.Sprint(recover())) }()
		f()
	}
	try(synctest.Wait)
	synctest.Test(t, func(t *testing.T) {
		go func() {
			defer func() { recover() }()
			synctest.Wait()
		}()
		try(func() { synctest.Test(t, func(*testing.T) {}) })
	})
	try(func() { synctest.Test(t, func(*testing.T) { select {} }) })
	try(func() { synctest.Test(t, func(*testing.T) { go func() { select {} }() }) })
	try(func() {
		synctest.Test(t, func(*testing.T) {
			go func() {
				for range time.Tick(time.Second) {
				}
			}()
		})
	})
	synctest.Test(t, func(t *testing.T) { t.Log("and on") })
}
