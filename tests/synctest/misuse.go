// What ends the program.
//
// run: -test.run=SendOutside
// run: -test.run=ReceiveOutside
// run: -test.run=ReceiveOther
// run: -test.run=CloseOutside
// run: -test.run=SelectOutside
// run: -test.run=TrySendOutside
// run: -test.run=TimerStop
// run: -test.run=TimerReset
// run: -test.run=TimerReceive
// run: -test.run=TickerReset
// run: -test.run=GroupIntoBubble
// run: -test.run=GroupOutOfBubble
// run: -test.run=GroupBetween
// run: -test.run=CondOutside
// run: -test.run=AllBlocked
// run: -test.run=MainEnded
// run: -test.run=Nested
// run: -test.run=PanicInside
// run: -test.run=PanicLater
// run: -test.run=WaitTwice
// run: -test.run=InCleanup
// run: -test.run=Asleep
package p

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// from makes something in a bubble that ends, and hands it out.
func from[T any](t *testing.T, f func() T) (v T) {
	synctest.Test(t, func(*testing.T) { v = f() })
	return v
}

func channel() chan int { return make(chan int, 1) }

func TestSendOutside(t *testing.T)    { from(t, channel) <- 1 }
func TestReceiveOutside(t *testing.T) { <-from(t, channel) }
func TestCloseOutside(t *testing.T)   { close(from(t, channel)) }
func TestReceiveOther(t *testing.T) {
	c := from(t, channel)
	synctest.Test(t, func(*testing.T) { <-c })
}

func TestSelectOutside(t *testing.T) {
	c := from(t, channel)
	select {
	case <-c:
	case c <- 1:
	}
}

func TestTrySendOutside(t *testing.T) {
	c := from(t, channel)
	select {
	case c <- 1:
	default:
	}
}

func timer() *time.Timer { return time.NewTimer(time.Second) }

func TestTimerStop(t *testing.T)    { from(t, timer).Stop() }
func TestTimerReset(t *testing.T)   { from(t, timer).Reset(time.Second) }
func TestTimerReceive(t *testing.T) { <-from(t, timer).C }
func TestTickerReset(t *testing.T) {
	from(t, func() *time.Ticker { return time.NewTicker(time.Second) }).Reset(time.Second)
}

func TestGroupIntoBubble(t *testing.T) {
	var wg sync.WaitGroup
	wg.Add(1)
	synctest.Test(t, func(*testing.T) { wg.Add(1) })
}

func TestGroupOutOfBubble(t *testing.T) {
	var wg sync.WaitGroup
	synctest.Test(t, func(*testing.T) { wg.Add(1) })
	wg.Add(1)
}

func TestGroupBetween(t *testing.T) {
	var wg sync.WaitGroup
	synctest.Test(t, func(*testing.T) { wg.Add(1) })
	synctest.Test(t, func(*testing.T) { wg.Add(1) })
}

func TestCondOutside(t *testing.T) {
	cond := sync.NewCond(new(sync.Mutex))
	go func() {
		time.Sleep(20 * time.Millisecond)
		cond.Signal()
	}()
	hold := make(chan int)
	synctest.Test(t, func(*testing.T) {
		go func() { <-hold }() // keeps the bubble from being at rest
		cond.L.Lock()
		cond.Wait()
	})
}

func TestAllBlocked(t *testing.T) {
	synctest.Test(t, func(*testing.T) {
		c := make(chan int)
		go func() { c <- 1 }()
		go func() { c <- 2 }()
		<-c
		var wg sync.WaitGroup
		wg.Add(1)
		wg.Wait()
	})
}

func TestMainEnded(t *testing.T) {
	synctest.Test(t, func(*testing.T) {
		c := make(chan int)
		go func() { <-c }()
		go func() { <-time.After(time.Hour) }()
	})
}

func TestNested(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		synctest.Test(t, func(*testing.T) {})
	})
}

func TestPanicInside(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		t.Log("before")
		panic("inside")
	})
}

func TestPanicLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		go func() { time.Sleep(time.Hour); panic("later") }()
		time.Sleep(24 * time.Hour)
	})
}

func TestWaitTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hold := make(chan bool)
		for range 2 {
			go func() { <-hold; synctest.Wait() }()
		}
		close(hold)
		time.Sleep(time.Second)
	})
}

func TestInCleanup(t *testing.T) {
	t.Cleanup(func() {
		synctest.Test(t, func(*testing.T) {})
	})
}

// No goroutine can go on, but not all of them are durably blocked.
func TestAsleep(t *testing.T) {
	synctest.Test(t, func(*testing.T) {
		var mu sync.Mutex
		mu.Lock()
		mu.Lock()
	})
}
