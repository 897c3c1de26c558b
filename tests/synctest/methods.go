// Package testing in a bubble.
//
// run: -test.run=Quiet
// run: -test.v -test.run=Quiet
// run: -test.v -test.run=Panics
// run: -test.v -test.run=Ends
// run: -test.run=Parallel -test.parallel=2
// run: -test.v=test2json -test.run=Quiet/fails
package p

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

func help(t *testing.T) {
	t.Helper()
	t.Log("helped")
}

func TestQuiet(t *testing.T) {
	bubble := func(name string, f func(t *testing.T)) {
		t.Run(name, func(t *testing.T) {
			defer t.Log("after")
			synctest.Test(t, f)
		})
	}
	bubble("passes", func(t *testing.T) { t.Log("in"); help(t) })
	bubble("fails", func(t *testing.T) { t.Error("no"); t.Log(t.Name(), t.Failed()) })
	bubble("fatal", func(t *testing.T) { t.Fatal("no") })
	bubble("skips", func(t *testing.T) { t.Skip("not now") })
	bubble("output", func(t *testing.T) { fmt.Fprint(t.Output(), "a\nb") })
	bubble("goroutine fails", func(t *testing.T) { go t.Error("from a goroutine") })
}

func TestEnds(t *testing.T) {
	var order []string
	say := func(s string) { order = append(order, s) }
	t.Cleanup(func() { t.Log(order) })
	t.Cleanup(func() { say("outer cleanup") })
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		c := make(chan int)
		t.Cleanup(func() { time.Sleep(time.Second); say(fmt.Sprint("cleanup ", time.Since(start))); close(c) })
		context.AfterFunc(t.Context(), func() { say("context ended") })
		go func() { <-c; say("goroutine") }()
		say("body")
	})
	say("outside")
}

func TestPanics(t *testing.T) {
	try := func(t *testing.T, f func()) {
		defer func() { t.Log(recover()) }()
		f()
	}
	synctest.Test(t, func(t *testing.T) {
		try(t, func() { t.Run("x", func(*testing.T) {}) })
		try(t, func() { t.Parallel() })
		try(t, func() { t.Deadline() })
		try(t, func() { t.Setenv("SYNCTEST", "1") })
		t.Log(t.TempDir() != "", t.Name())
	})
}

func TestParallel(t *testing.T) {
	for i := range 4 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				time.Sleep(time.Duration(i) * time.Hour)
				if i == 2 {
					t.Fail()
				}
			})
		})
	}
}
