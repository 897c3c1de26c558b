package bad

import (
	"fmt"
	"os"
	"testing"
	"time"
)

func TestPanics(t *testing.T) {
	t.Log("before")
	var m map[string]int
	m["a"] = 1
}

func TestExits(t *testing.T) {
	t.Log("not shown")
	os.Exit(7)
}

func TestExitsWell(t *testing.T) { os.Exit(0) }

func TestHangs(t *testing.T) {
	t.Run("sub", func(t *testing.T) { select {} })
}

func TestHangsParallel(t *testing.T) {
	for i := range 2 {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			time.Sleep(time.Hour)
		})
	}
}

func TestLeaves(t *testing.T) {
	for range 10 {
		go func() { select {} }()
	}
	go func() {
		for {
			time.Sleep(time.Millisecond)
		}
	}()
}

var finished = make(chan *testing.T)

func TestWritesLate(t *testing.T) {
	go func() {
		t := <-finished
		t.Log("too late")
	}()
	t.Run("sub", func(t *testing.T) { go func() { finished <- t }() })
	time.Sleep(time.Second)
}

func TestFailsLate(t *testing.T) {
	var sub *testing.T
	t.Run("sub", func(t *testing.T) { sub = t })
	sub.Fail()
}

func TestRunsLate(t *testing.T) {
	var sub *testing.T
	t.Run("sub", func(t *testing.T) { sub = t })
	sub.Run("again", func(t *testing.T) {})
}

func BenchmarkNeverDone(b *testing.B) {
	for {
		b.Loop()
		time.Sleep(time.Millisecond)
	}
}
