// How tests end: panics, Goexit, exits, failures of cleanups, late messages, timeouts.
//
// run: -test.run='TestPanic$'
// run: -test.run='TestPanic$' -test.v
// run: -test.run='TestPanic$' -test.v=test2json
// run: -test.run='TestGoexit$'
// run: -test.run=TestGoexit2
// run: -test.run=TestGoexit3
// run: -test.run=TestGoexit4
// run: -test.run=TestExit -test.paniconexit0
// run: -test.run=TestExit
// run: -test.run='TestCleanupPanic$'
// run: -test.run=TestCleanupPanic2
// run: -test.run=TestCleanupPanic3
// run: -test.run=TestCleanupFatal
// run: -test.run=TestCleanupOrder -test.v
// run: -test.run=TestGoexitGo
// run: -test.run=TestSkip
// run: -test.run='TestLate1|TestLateWait'
// run: -test.run='TestLate2|TestLateWait'
// run: -test.run='TestDead' -test.timeout=1s
// run: -test.run='TestFast|TestGoexit$|TestSkip' -test.failfast -test.v
// run: -test.run='TestHelper'
// run: -test.run='TestContext'

package p

import (
	"context"
	"errors"
	"fmt"
	"os"
	"testing"
	"time"
)

func TestPanic(t *testing.T) {
	t.Cleanup(func() { fmt.Println("cleanup") })
	t.Log("before")
	t.Run("sub", func(t *testing.T) {
		t.Log("in")
		var p *int
		*p = 1
	})
}

func TestGoexit(t *testing.T) {
	t.Run("x", func(u *testing.T) { t.FailNow() })
	println("not reached")
}

func TestGoexit2(t *testing.T) {
	t.Run("x", func(u *testing.T) {
		u.Parallel()
		t.FailNow()
	})
	println("reached")
}

func TestGoexit3(t *testing.T) { panic(nil) }
func TestGoexit4(t *testing.T) { panic(errors.New("multi\nline")) }
func TestExit(t *testing.T)    { os.Exit(0) }

func TestCleanupPanic(t *testing.T) {
	t.Cleanup(func() { println("first") })
	t.Cleanup(func() { panic("cl") })
}

func TestCleanupPanic2(t *testing.T) {
	t.Cleanup(func() { panic("cl") })
	panic("x")
}

func TestCleanupPanic3(t *testing.T) {
	t.Cleanup(func() { panic("cl") })
	t.Run("a", func(t *testing.T) { panic("x") })
}

func TestCleanupFatal(t *testing.T) {
	t.Cleanup(func() { t.Log("last") })
	t.Cleanup(func() { t.Fatal("cl") })
	t.Fatal("x")
}

func TestCleanupOrder(t *testing.T) {
	t.Cleanup(func() { fmt.Println("outer"); t.Cleanup(func() { fmt.Println("added") }) })
	t.Run("par", func(t *testing.T) {
		t.Parallel()
		t.Cleanup(func() { fmt.Println("inner") })
	})
	t.Cleanup(func() { fmt.Println("outer, later") })
	dir := t.TempDir()
	t.Setenv("VOLE_TEST_X", "y")
	t.Cleanup(func() { fmt.Println(os.Getenv("VOLE_TEST_X")) })
	t.Run("tmp", func(t *testing.T) {
		sub := t.TempDir()
		os.MkdirAll(sub+"/a/b", 0o777)
		os.WriteFile(sub+"/a/b/c", nil, 0o444)
		t.Cleanup(func() { _, err := os.Stat(sub); fmt.Println(err) })
		if sub == dir {
			t.Error("same")
		}
	})
	t.Run("gone", func(t *testing.T) {
		var sub string
		t.Cleanup(func() { _, err := os.Stat(sub); fmt.Println(os.IsNotExist(err)) })
		sub = t.TempDir()
	})
}

func TestGoexitGo(t *testing.T) {
	c := make(chan int)
	go func() {
		defer close(c)
		t.Fatal("in go")
	}()
	<-c
}

func TestSkip(t *testing.T) {
	t.Error("err")
	t.Skip("sk")
}

func TestLate1(t *testing.T) {
	go func() {
		time.Sleep(50 * time.Millisecond)
		t.Log("late\nx")
	}()
}

func TestLate2(t *testing.T) {
	go func() {
		time.Sleep(50 * time.Millisecond)
		t.Error("late\nx")
	}()
}

func TestLateWait(t *testing.T) { time.Sleep(time.Second / 4) }

func TestDead(t *testing.T) {
	d, ok := t.Deadline()
	println(time.Until(d).Round(time.Second).String(), ok)
	t.Run("slow", func(t *testing.T) { t.Parallel(); time.Sleep(time.Minute) })
	t.Run("slower", func(t *testing.T) { t.Parallel(); time.Sleep(time.Minute) })
	println("reached")
}

func TestFast(t *testing.T) {
	t.Run("a", func(t *testing.T) { t.Parallel() })
	t.Run("b", func(t *testing.T) { t.Fail() })
	t.Run("c", func(t *testing.T) {})
}

func help(t *testing.T, text string) {
	t.Helper()
	help2(t, text)
}

func help2(t testing.TB, text string) {
	t.Helper()
	t.Log(text)
	t.Logf("%s", text+"f")
}

func TestHelper(t *testing.T) {
	help(t, "one")
	func() {
		t.Helper()
		help(t, "two")
	}()
	t.Run("sub", func(t *testing.T) {
		t.Helper()
		help(t, "three")
		t.Run("sub", func(t *testing.T) {
			t.Helper()
			help(t, "four")
		})
	})
	t.Cleanup(func() {
		t.Helper()
		help(t, "five")
	})
	t.Cleanup(func() { help(t, "six") })
	defer func() {
		recover()
		help(t, "eight")
	}()
	t.Error("nine")
	panic("x")
}

func TestContext(t *testing.T) {
	ctx := t.Context()
	t.Cleanup(func() { t.Log(ctx.Err()) })
	t.Log(ctx.Err())
	t.Run("sub", func(t *testing.T) {
		sub := t.Context()
		context.AfterFunc(sub, func() { fmt.Println("stopped") })
		t.Cleanup(func() { time.Sleep(10 * time.Millisecond); t.Log(sub.Err()); t.Log(ctx.Err()); t.Fail() })
	})
}
