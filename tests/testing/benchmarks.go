// Benchmarks: what is printed, sub-benchmarks, metrics, failures, b.Loop, parallel ones.
//
// run: -test.run=none -test.bench='Benchmark[^X]' -test.benchtime=3x
// run: -test.run=none -test.bench='Benchmark[^X]' -test.benchtime=3x -test.v -test.cpu=1,2
// run: -test.run=none -test.bench='Benchmark[^X]' -test.benchtime=1x -test.v=test2json
// run: -test.run=none -test.bench=Nested -test.benchmem -test.benchtime=2x -test.count=2 -test.cpu=2
// run: -test.run=none -test.bench=Nested/b/d -test.benchtime=2x
// run: -test.run=none -test.bench=/b -test.benchtime=2x -test.skip=/b/d
// run: -test.run=none -test.bench=N2 -test.benchtime=20ms | grep -cE '^BenchmarkN2-2\\s+(2[0-9]|1[0-9]|[2-9])$'
// run: -test.run=none -test.bench=Alloc -test.benchmem -test.benchtime=1000x
// run: -test.run=none -test.bench='Panic' -test.benchtime=1x 2>&1 | grep ^panic
// run: -test.run=none -test.bench=Procs -test.benchtime=1x
// run: -test.run=none -test.bench=Stopped -test.benchtime=1x
// run: -test.run=none -test.bench=Scaled -test.benchtime=10ms
// run: -test.run=TestBenchmark -test.v
// run: -test.run=TestResult -test.v
// run: -test.run=TestMisuse

package p

import (
	"fmt"
	"runtime"
	"sync/atomic"
	"testing"
	"time"
)

func BenchmarkA(b *testing.B) {
	for range b.N {
	}
	b.ReportMetric(1.5, "x/op")
	b.ReportMetric(12345678, "a")
	b.ReportMetric(0, "ns/op")
}

func BenchmarkOut(b *testing.B) {
	fmt.Fprintln(b.Output(), "one\n\ntwo")
	fmt.Fprint(b.Output(), "half")
	b.ReportMetric(2, "ns/op")
}

func BenchmarkLog(b *testing.B) {
	for i := range 20 {
		b.Log(i)
	}
	b.ReportMetric(3, "ns/op")
}

func BenchmarkNested(b *testing.B) {
	b.Log("nested")
	b.Run("a", func(b *testing.B) { b.ReportMetric(4, "ns/op"); b.SetBytes(8); b.ReportMetric(7, "MB/s") })
	b.Run("b", func(b *testing.B) {
		b.Run("c", func(b *testing.B) {
			b.Log("yy")
			b.Log("yy2\nz")
			b.ReportMetric(1, "B/op")
			b.ReportMetric(1, "allocs/op")
			b.ReportMetric(5, "ns/op")
		})
		b.Run("d", func(b *testing.B) { b.ReportMetric(6, "ns/op"); b.ReportAllocs() })
	})
	b.Run("a very long name, longer than all", func(b *testing.B) { b.ReportMetric(7, "ns/op") })
	b.Run("a", func(b *testing.B) { b.ReportMetric(8, "ns/op") })
}

func BenchmarkFail(b *testing.B)  { b.Error("failed") }
func BenchmarkFatal(b *testing.B) { b.Fatal("failed") }
func BenchmarkSkip(b *testing.B)  { b.Skip("skipped") }
func BenchmarkFailLater(b *testing.B) {
	if b.N > 1 {
		b.Fatal("later")
	}
}
func BenchmarkSubFails(b *testing.B) { b.Run("x", func(b *testing.B) { b.FailNow() }) }

var calls int

func BenchmarkLoop(b *testing.B) {
	n := 0
	calls++
	for b.Loop() {
		n++
	}
	if n != b.N || calls > 3 {
		b.Errorf("n = %d, N = %d, calls = %d", n, b.N, calls)
	}
	b.ReportMetric(float64(n), "loops")
	b.ReportMetric(0, "ns/op")
}

func BenchmarkLoopBroken(b *testing.B) {
	for b.Loop() {
		break
	}
}

func BenchmarkLoopStopped(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
	}
}

func BenchmarkParallel(b *testing.B) {
	var n atomic.Int64
	b.SetParallelism(3)
	goroutines := atomic.Int64{}
	b.RunParallel(func(pb *testing.PB) {
		goroutines.Add(1)
		for pb.Next() {
			n.Add(1)
		}
	})
	if int(n.Load()) != b.N || int(goroutines.Load()) != 3*runtime.GOMAXPROCS(0) {
		b.Error(n.Load(), b.N, goroutines.Load())
	}
	b.ReportMetric(0, "ns/op")
}

func BenchmarkParallelBroken(b *testing.B) { b.RunParallel(func(pb *testing.PB) {}) }

func BenchmarkCleanup(b *testing.B) {
	ctx := b.Context()
	b.Cleanup(func() { b.Log("cleanup", b.N, ctx.Err()) })
	b.ReportMetric(0, "ns/op")
}

func BenchmarkN2(b *testing.B) {
	time.Sleep(time.Duration(b.N) * time.Millisecond)
	if b.Elapsed() < time.Duration(b.N)*time.Millisecond {
		b.Error("too short")
	}
	b.ReportMetric(0, "ns/op")
}

var sink any

func BenchmarkAlloc(b *testing.B) {
	for range b.N {
		sink = new([100]byte)
		sink = make([]int, 3)
	}
	b.ReportMetric(0, "ns/op")
}

func BenchmarkAllocStopped(b *testing.B) {
	for range b.N {
		b.StopTimer()
		sink = new([100]byte)
		b.StartTimer()
		sink = new([10]int)
	}
	b.ReportMetric(0, "ns/op")
}

func BenchmarkAllocReset(b *testing.B) {
	sink = new([1000]byte)
	b.ReportMetric(1, "forgotten")
	b.ResetTimer()
	b.ReportMetric(0, "ns/op")
}

func BenchmarkXPanic(b *testing.B) { panic("p") }
func BenchmarkXProcs(b *testing.B) { runtime.GOMAXPROCS(3); b.ReportMetric(0, "ns/op") }
func BenchmarkScaled(b *testing.B) {
	for b.Loop() {
		time.Sleep(time.Millisecond)
	}
	// One call is enough of b.Loop; how often depends on the machine.
	b.Log(b.Elapsed() >= time.Millisecond, b.N >= 1)
	b.N = 1
	b.ReportMetric(0, "ns/op")
}

func TestBenchmark(t *testing.T) {
	r := testing.Benchmark(func(b *testing.B) {
		b.SetBytes(10)
		for range b.N {
			sink = new([4]int)
		}
	})
	if r.N < 1000 || r.AllocsPerOp() != 1 || r.AllocedBytesPerOp() != 32 || r.Bytes != 10 || r.T < time.Second/2 {
		t.Error(r, r.MemString())
	}
	r = testing.Benchmark(func(b *testing.B) {
		b.Run("x", func(b *testing.B) { b.SetBytes(1); b.ReportMetric(3, "ns/op"); b.ReportMetric(5, "B/op") })
		b.Run("y", func(b *testing.B) { b.SetBytes(2); b.ReportMetric(4, "ns/op"); b.ReportMetric(7, "allocs/op") })
	})
	fmt.Println(r, r.MemString())
	fmt.Println(testing.Benchmark(func(b *testing.B) { b.Fail() }))
	fmt.Println(testing.AllocsPerRun(100, func() { sink = new(int) }), testing.AllocsPerRun(3, func() {}),
		testing.AllocsPerRun(10, func() { sink = new([50]int); sink = new(int64) }))
}

func TestResult(t *testing.T) {
	for _, ns := range []int64{0, 1, 2, 999, 1000, 12345, 99999, 1e6, 1e9, 1e12} {
		for _, n := range []int{1, 3, 7, 1000, 999999999} {
			r := testing.BenchmarkResult{N: n, T: time.Duration(ns), Bytes: ns % 1000, MemAllocs: uint64(n * 7), MemBytes: uint64(ns * 3)}
			fmt.Println(r, r.MemString(), r.NsPerOp())
		}
	}
	var zero testing.BenchmarkResult
	fmt.Println(zero.NsPerOp(), zero.AllocsPerOp(), zero.AllocedBytesPerOp(), zero.MemString())
	for _, v := range []float64{0, 1e-9, 0.00099994, 0.00099995, 0.0099994, 0.0099995, 0.099994, 0.099995, 0.99994, 0.99995, 9.9994,
		9.9995, 99.994, 99.995, 999.94, 999.95, 1e10, 1e11, -0.5, -1234} {
		fmt.Println(testing.BenchmarkResult{N: 1, Extra: map[string]float64{"ns/op": v, "z": v, "a": -v, "MB/s": 3.14159, "B/op": 17}})
	}
}

func TestMisuse(t *testing.T) {
	testing.Benchmark(func(b *testing.B) {
		try := func(unit string) {
			defer func() { fmt.Printf("%q: %v\n", unit, recover()) }()
			b.ReportMetric(1, unit)
		}
		try("")
		try("a b")
		try("a\t")
		try("ok")
		b.FailNow()
	})
}
