// Fuzzing: what is found, how it is made smaller, what is written.
//
// run: -test.run=none -test.fuzz=FuzzOK -test.fuzztime=500x -test.fuzzcachedir=cache
// run: -test.run=none -test.fuzz=FuzzOK -test.fuzztime=1s -test.fuzzcachedir=cache -test.v
// run: -test.run=none -test.fuzz=FuzzCrash$ -test.fuzztime=30s -test.fuzzcachedir=cache; tail -n +1 testdata/fuzz/*/*
// run: -test.run=none -test.fuzz=FuzzCrash$ -test.fuzztime=30s -test.fuzzcachedir=cache -test.v > log 2>&1; "$0" -test.run=FuzzCrash$
// run: -test.run=none -test.fuzz=FuzzSeedBad -test.fuzztime=30s -test.fuzzcachedir=cache
// run: -test.run=none -test.fuzz=FuzzNumber -test.fuzztime=30s -test.fuzzcachedir=cache > log 2>&1; "$0" -test.run=FuzzNumber
// run: -test.run=none -test.fuzz=FuzzPanic -test.fuzztime=30s -test.fuzzcachedir=cache 2>&1 | sed 's/panic: .*/panic/; /^  *goroutine/,/^ *$/d'
// run: -test.run=none -test.fuzz=FuzzGoexit -test.fuzztime=30s -test.fuzzcachedir=cache 2>&1 | sed '/^  *goroutine/,/^ *$/d'
// run: -test.run=none -test.fuzz=FuzzEmpty -test.fuzztime=100x -test.fuzzcachedir=cache
// run: -test.run=none -test.fuzz=FuzzEncoding -test.fuzztime=30s -test.fuzzminimizetime=0s -test.fuzzcachedir=cache > log; cat testdata/fuzz/*/* > f; wc -l < f; "$0" -test.run=FuzzEncoding > log; echo $?
// run: -test.run=none -test.fuzz=FuzzNoFuzz -test.fuzztime=100x -test.fuzzcachedir=cache
// run: -test.run=none -test.fuzz=FuzzSkip -test.fuzztime=100x -test.fuzzcachedir=cache -test.v
// run: -test.run=none -test.fuzz=FuzzSub -test.fuzztime=300x -test.fuzzcachedir=cache -test.v
// normal: s/with [0-9]+ workers/with N workers/; s/elapsed: [0-9]+s/elapsed: TIME/; s/execs: [0-9]+ \([0-9]+/execs: N (N/; s/minimizing [0-9]+-byte/minimizing N-byte/
// normal: ; /Panic|Goexit|Number/s/[0-9a-f]{16}/HASH/; s/fuzz: elapsed: TIME, execs.*/PROGRESS/; /^PROGRESS$/d

package p

import (
	"fmt"
	"math"
	"runtime"
	"testing"
	"time"
)

func FuzzOK(f *testing.F) {
	f.Add("seed", 5)
	f.Fuzz(func(t *testing.T, b string, i int) { time.Sleep(10 * time.Microsecond) })
}

func FuzzCrash(f *testing.F) {
	f.Add([]byte("seed"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 2 && b[0] == 'a' {
			t.Error("starts with a")
			t.Log(fmt.Errorf("x"))
		}
	})
}

func FuzzSeedBad(f *testing.F) {
	f.Add("seed", 5)
	f.Fuzz(func(t *testing.T, b string, i int) { t.Error("always") })
}

func FuzzNumber(f *testing.F) {
	f.Add(7, true)
	f.Fuzz(func(t *testing.T, i int, b bool) {
		if i > 150 {
			t.Fatal("large")
		}
	})
}

func FuzzPanic(f *testing.F) {
	f.Add("seed", 5)
	f.Fuzz(func(t *testing.T, b string, i int) {
		if i > 100 {
			panic("big")
		}
	})
}

func FuzzGoexit(f *testing.F) {
	f.Add("seed", uint(5))
	f.Fuzz(func(t *testing.T, b string, i uint) {
		if i > 100 {
			runtime.Goexit()
		}
	})
}

func FuzzEmpty(f *testing.F) { f.Fuzz(func(t *testing.T, b string, i int, c bool, x float32) {}) }

func FuzzEncoding(f *testing.F) {
	f.Add("seed\x00é\xff`\n", []byte("b\x01é\"`"), true, 1.5, float32(math.Inf(-1)), int8(-1), 'r', byte(3), uint64(1<<63), rune(0xd800),
		math.Float64frombits(0x7ff8000000000002), math.Float32frombits(0x7fc00001), math.Copysign(0, -1), 1e100, uint16(3), int16(-3))
	n := 0
	f.Fuzz(func(t *testing.T, a string, b []byte, c bool, d float64, e float32, g int8, h rune, i byte, j uint64, l rune,
		q float64, r float32, s float64, u float64, x uint16, y int16) {
		if n++; n > 1 && a != "seed\x00é\xff`\n" {
			t.Error("x")
		}
	})
}

func FuzzNoFuzz(f *testing.F) {}
func FuzzSkip(f *testing.F)   { f.Skip("no") }

func FuzzSub(f *testing.F) {
	f.Add(1)
	f.Fuzz(func(t *testing.T, i int) {
		t.Parallel()
		t.Run("sub", func(t *testing.T) { t.Parallel(); t.Log("not seen") })
		t.Cleanup(func() {})
		if i == 2 {
			t.Skip()
		}
	})
}
