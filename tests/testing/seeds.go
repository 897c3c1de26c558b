// Fuzz tests: seeds, corpus files, misuse.
//
// run: -test.v -test.run='Fuzz[A-HM-Z]'
// run: -test.run=FuzzA
// run: -test.run='FuzzA/seed#1' -test.v
// run: -test.run='FuzzB/two' -test.v
// run: -test.run='FuzzA/seed#0/sub' -test.v -test.skip=xx
// run: -test.run='FuzzA|FuzzB$' -test.v=test2json
// run: -test.run=XPanic
// run: -test.run=XPanic2
// run: -test.run=XGoexit
// run: -test.run=XDies
// run: -test.run=FuzzB$ -test.count=2 -test.cpu=1,2 -test.v
// run: -test.run=Malformed -test.v
// run: -test.fuzz=Fuzz -test.fuzzcachedir=cache -test.run=none
// run: -test.fuzz=nothing -test.fuzzcachedir=cache -test.run=none
// run: -test.list=.
// file: testdata/fuzz/FuzzB/one go test fuzz v1\nstring("hello\\x00")\n
// file: testdata/fuzz/FuzzB/two go test fuzz v1\nstring(`raw`)
// file: testdata/fuzz/FuzzB/three go test fuzz v1\r\n\r\n string ( "a" ) // comment\r\n\r\n
// file: testdata/fuzz/FuzzEvery/all go test fuzz v1\n[]byte("b\\x01")\nbool(true)\nfloat64(-1.5)\nfloat32(-Inf)\nint8(-1)\nrune('r')\nbyte('\\x03')\nuint64(9223372036854775808)\nint32(-5)\nfloat64(NaN)\nmath.Float64frombits(0x7ff8000000000002)\nmath.Float32frombits(0x7fc00001)\nfloat64(-0)\nfloat64(1e+100)\nuint(0x10)\nuint16(0b11)\nint16(-0o17)\nbyte('\310\210')\nrune('\\u200b')\nfloat64(+Inf)\nint(1_000)\nuint32(7)\nint64(-7)\nuint8(200)\nint32(0x41)\n
// file: testdata/fuzz/FuzzMalformed/01 go test fuzz v1\nstring("a")\n
// file: testdata/fuzz/FuzzMalformed/02 go test fuzz v1\n
// file: testdata/fuzz/FuzzMalformed/03 go test fuzz v1
// file: testdata/fuzz/FuzzMalformed/04
// file: testdata/fuzz/FuzzMalformed/05 go test fuzz v2\nstring("a")\nint(3)\n
// file: testdata/fuzz/FuzzMalformed/06 go test fuzz v1\nint(3)\nstring("a")\n
// file: testdata/fuzz/FuzzMalformed/07 go test fuzz v1\nstring(3)\nint(3)\n
// file: testdata/fuzz/FuzzMalformed/08 go test fuzz v1\nstring("a")\nint("a")\n
// file: testdata/fuzz/FuzzMalformed/09 go test fuzz v1\nstring("a)\nint(3)\n
// file: testdata/fuzz/FuzzMalformed/10 go test fuzz v1\nstring("a")\nint(3\n
// file: testdata/fuzz/FuzzMalformed/11 go test fuzz v1\nstring("a")\nuintptr(3)\n
// file: testdata/fuzz/FuzzMalformed/12 go test fuzz v1\nstring("a")\nint(99999999999999999999)\n
// file: testdata/fuzz/FuzzMalformed/13 go test fuzz v1\nstring("a")\nint(1+1)\n
// file: testdata/fuzz/FuzzMalformed/14 go test fuzz v1\nstring("a")\nint(3.5)\n
// file: testdata/fuzz/FuzzMalformed/15 go test fuzz v1\nstring("a")\nint('a')\n
// file: testdata/fuzz/FuzzMalformed/16 go test fuzz v1\nstring("a")\nfoo.int(3)\n
// file: testdata/fuzz/FuzzMalformed/17 go test fuzz v1\nstring("a")\nint(3, 4)\n
// file: testdata/fuzz/FuzzMalformed/18 go test fuzz v1\nstring("a")\n3\n
// file: testdata/fuzz/FuzzMalformed/19 go test fuzz v1\nstring("a")\nint(128)\n
// file: testdata/fuzz/FuzzMalformed/20 go test fuzz v1\nstring("a")\nint8(128)\n
// file: testdata/fuzz/FuzzMalformed/21 go test fuzz v1\nstring("a")\nbool(1)\n
// file: testdata/fuzz/FuzzMalformed/22 go test fuzz v1\nstring("a")\nfloat64(x)\n
// file: testdata/fuzz/FuzzMalformed/23 go test fuzz v1\nstring("a")\nfloat64("x")\n
// file: testdata/fuzz/FuzzMalformed/24 go test fuzz v1\nstring("a")\n[]int(1)\n

package p

import (
	"fmt"
	"math"
	"testing"
)

func f(n string, f func()) {
	defer func() { fmt.Printf("%s: %v\n", n, recover()) }()
	f()
}

func FuzzA(f *testing.F) {
	f.Add("x", 1, []byte("b"), true, 1.5, int8(1), 'r', byte(3), uint64(9), float32(2))
	f.Add("y", 2, []byte("c"), false, 1.5, int8(1), 'r', byte(3), uint64(9), float32(2))
	f.Log("logged")
	f.Fuzz(func(t *testing.T, s string, i int, b []byte, o bool, g float64, j int8, r rune, c byte, u uint64, h float32) {
		t.Log(s, i, b, o, g, j, r, c, u, h)
		if s == "y" {
			t.Error("is y")
		}
		t.Run("sub", func(t *testing.T) {
			t.Parallel()
			t.Log("in sub")
		})
	})
}

func FuzzB(f *testing.F) {
	f.Fuzz(func(t *testing.T, s string) {
		t.Logf("%q", s)
	})
}

func FuzzC(f *testing.F) {
	f.Add("1")
	f.Fuzz(func(t *testing.T, s string) {
		t.Logf("%q", s)
		t.Parallel()
		t.Log("parallel")
	})
}

func FuzzEvery(f *testing.F) {
	f.Fuzz(func(t *testing.T, b []byte, c bool, d float64, e float32, g int8, h rune, i byte, j uint64, l rune, p float64,
		q float64, r float32, s float64, u float64, w uint, x uint16, y int16, z byte, aa rune, ff float64, gg int, hh uint32,
		ii int64, jj uint8, kk int32) {
		t.Log(b, c, d, e, g, h, i, j, l, p, math.Float64bits(q), math.Float32bits(r), s, u, w, x, y, z, aa, ff, gg, hh, ii, jj, kk)
	})
}

func FuzzMalformed(f *testing.F) { f.Fuzz(func(t *testing.T, s string, i int) {}) }
func FuzzNone(f *testing.F)      {}
func FuzzSkip(f *testing.F)      { f.Skip("sk") }
func FuzzFail(f *testing.F)      { f.Fail() }

func FuzzBad0(g *testing.F) {
	f("add", func() { g.Add(struct{}{}) })
	f("fuzz", func() { g.Fuzz(1) })
	f("fuzz", func() { g.Fuzz(func() {}) })
}
func FuzzBad1(g *testing.F) {
	f("fuzz", func() { g.Fuzz(func() {}) })
	f("add", func() { g.Add(uintptr(1)) })
}
func FuzzBad2(g *testing.F) { f("fuzz", func() { g.Fuzz(func(*testing.T) {}) }) }
func FuzzBad3(g *testing.F) { f("fuzz", func() { g.Fuzz(func(*testing.T, int) int { return 1 }) }) }
func FuzzBad4(g *testing.F) { f("fuzz", func() { g.Fuzz(func(*testing.T, struct{}) {}) }) }
func FuzzBad5(g *testing.F) { f("fuzz", func() { g.Fuzz(func(int, int) {}) }) }
func FuzzBad6(g *testing.F) { f("fuzz", func() { g.Fuzz(func(*testing.T, uintptr) {}) }) }

func FuzzMismatch(f *testing.F)  { f.Add(1); f.Fuzz(func(t *testing.T, s string) {}) }
func FuzzMismatch2(f *testing.F) { f.Add("1", 2); f.Fuzz(func(t *testing.T, s string) {}) }

func FuzzTwice(g *testing.F) {
	g.Fuzz(func(t *testing.T, s string) {})
	f("x", func() { g.Fuzz(func(t *testing.T, s string) {}) })
}

func FuzzInside(g *testing.F) {
	g.Add("s")
	g.Fuzz(func(t *testing.T, s string) {
		f("log", func() { g.Log("x") })
		f("failnow", func() { g.FailNow() })
		f("failed", func() { fmt.Println(g.Failed(), g.Name()) })
		f("add", func() { g.Add("a") })
		f("fuzz", func() { g.Fuzz(nil) })
		f("helper", func() { g.Helper() })
		f("skipped", func() { g.Skipped() })
		f("fail", func() { g.Fail() })
		f("cleanup", func() { g.Cleanup(nil) })
		f("tempdir", func() { g.TempDir() })
		f("setenv", func() { g.Setenv("a", "b") })
		f("context", func() { g.Context() })
		f("chdir", func() { g.Chdir("") })
		f("attr", func() { g.Attr("a", "b") })
		f("artifactdir", func() { g.ArtifactDir() })
		f("output", func() { g.Output() })
		f("error", func() { g.Error() })
		f("errorf", func() { g.Errorf("") })
		f("skip", func() { g.Skip() })
		f("skipf", func() { g.Skipf("x") })
		f("skipnow", func() { g.SkipNow() })
		f("logf", func() { g.Logf("") })
		f("fatal", func() { g.Fatal("") })
		f("fatalf", func() { g.Fatalf("") })
	})
}

func FuzzXPanic(f *testing.F)  { f.Add(1); f.Fuzz(func(t *testing.T, i int) { panic("p") }) }
func FuzzXPanic2(f *testing.F) { f.Cleanup(func() { fmt.Println("cleaned") }); panic("q") }
func FuzzXGoexit(f *testing.F) {
	f.Cleanup(func() { fmt.Println("cleaned") })
	f.Add(1)
	f.Fuzz(func(t *testing.T, i int) {
		t.Cleanup(func() { fmt.Println("t cleaned") })
		f.SkipNow()
	})
}

func FuzzXDies(f *testing.F) {
	f.Cleanup(func() { fmt.Println("cleaned") })
	f.Fatal("dies")
}
