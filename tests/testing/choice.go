// Which tests are run: patterns, order, counts, lists; mistaken flags.
//
// run: -test.v -test.run=TestA/x
// run: -test.v -test.run=/y
// run: -test.v '-test.run=TestA/x$|TestB/b'
// run: -test.v '-test.run=(TestA|TestB)/(x|b)'
// run: -test.v '-test.run=Test[A/]'
// run: -test.v -test.skip=TestA
// run: -test.v -test.skip=TestA/x
// run: -test.v -test.run=TestN/a/b
// run: -test.v -test.skip='TestN/a/b|Test[ABU]'
// run: -test.v -test.run=TestU
// run: -test.v -test.run='TestU/a b'
// run: -test.v -test.run='TestU/#01'
// run: -test.v -test.run=none
// run: -test.run=none -test.count=2
// run: -test.count=2 -test.v -test.run='TestB|Example'
// run: -test.count=0 -test.v -test.run=TestB
// run: -test.cpu=1,2 -test.v -test.run='TestC|TestB/b'
// run: -test.cpu=' 1, , 2' -test.v -test.run='TestC'
// run: -test.shuffle=3 -test.v -test.run='.'
// run: -test.shuffle=12345 -test.v -test.run='.' -test.bench=. -test.benchtime=1x
// run: -test.list=.
// run: -test.list=B
// run: -test.list=nothing
// run: -test.run=none -test.bench=none
// run: -test.short -test.run=TestShort -test.v
// run: -test.run=TestShort -test.v -- a b -c
// run: -test.run=[
// run: -test.run=a/[
// run: '-test.run=a|b('
// run: '-test.run=x/y|b/c/(/d'
// run: '-test.skip=*'
// run: -test.list=[
// run: -test.bench=[ -test.run=none
// run: -test.parallel=0
// run: -test.fuzz=x
// run: -test.shuffle=x
// run: -test.cpu=0
// run: -test.cpu=1,a
// run: -test.count=x
// run: -test.benchtime=0x
// run: -test.benchtime=-1s
// run: -test.benchtime=abc
// run: -test.v=x
// run: -test.fuzztime=-1x
// run: -test.fuzzminimizetime=0x -test.run=none
// run: -test.coverprofile=x
// run: -test.gocoverdir=x
// run: -test.cpuprofile=/nowhere/y -test.run=none
// run: -test.memprofile=/nowhere/y -test.run=none
// run: -test.blockprofile=/nowhere/y -test.run=none
// run: -test.trace=/nowhere/y -test.run=none
// run: -test.testlogfile=/nowhere/y -test.run=none
// run: -test.artifacts -test.outputdir=missing -test.run=none
// run: -test.foo
// run: -h
// run: -test.v=test2json -test.run=.
// run: -test.testlogfile=$D/log -test.run=TestLog && cat $D/log
// run: -test.memprofile=mem -test.outputdir=out -test.run=none && gzip -t out/mem && echo written
// run: -test.cpuprofile=cpu -test.blockprofile=block -test.mutexprofile=mutex -test.outputdir=out -test.run=TestWait && (cd out; gzip -t cpu block mutex) && echo written
// file: out/x
// file: data/a hello

package p

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"testing"
	"time"
)

func TestA(t *testing.T) {
	t.Run("x", func(t *testing.T) {})
	t.Run("xx", func(t *testing.T) {})
	t.Run("y", func(t *testing.T) {})
}

func TestB(t *testing.T) {
	t.Run("a", func(t *testing.T) {})
	t.Run("b", func(t *testing.T) {})
}

func TestN(t *testing.T) {
	t.Run("a", func(t *testing.T) {
		t.Run("b", func(t *testing.T) {})
		t.Run("c", func(t *testing.T) {})
	})
	t.Run("a/b", func(t *testing.T) {
		t.Run("d", func(t *testing.T) {})
	})
	t.Run("e", func(t *testing.T) {})
}

func TestU(t *testing.T) {
	for _, name := range []string{"", "", "#00", "#01", "a", "a", "a#01", "a#01", "a#1", "a#001", "a b", "a_b", "a#02", "a",
		"a#01#01", "é\xff\u200b\t\"", "b#00", "b", "b#01", "b", "b", "#", "/", "a//b", "c#01", "c", "c", "c"} {
		ok := t.Run(name, func(t *testing.T) {})
		fmt.Printf("%q %v\n", name, ok)
	}
}

func TestC(t *testing.T) { fmt.Println(runtime.GOMAXPROCS(0), testing.CoverMode(), testing.Coverage()) }

func TestShort(t *testing.T) {
	fmt.Println(testing.Short(), testing.Verbose(), testing.Testing(), flag.Args())
}

var early = testing.Testing()

func TestEarly(t *testing.T) {
	if !early {
		t.Error("not testing")
	}
}

func TestLog(t *testing.T) {
	t.Setenv("VOLE_A", "1")
	os.Getenv("VOLE_B")
	os.LookupEnv("VOLE_C")
	os.ReadFile("data/a")
	os.Stat("data/b")
	os.Lstat("data/c")
	t.Chdir("data")
	os.ReadFile("a")
}

func BenchmarkA(b *testing.B) {}
func BenchmarkB(b *testing.B) {}
func FuzzB(f *testing.F)      { f.Fuzz(func(*testing.T, int) {}) }

func ExampleB() {
	fmt.Println("b")
	// Output: b
}

func ExampleN() {
	// not run
}

func Example() {
	fmt.Println("2\n1")
	// Unordered output:
	// 1
	// 2
}

func TestWait(t *testing.T) {
	c := make(chan int)
	go func() { time.Sleep(20 * time.Millisecond); c <- 1 }()
	<-c
}
