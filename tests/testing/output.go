// What tests print: at once, at the end, marked; attributes, artifacts, subtests.
//
// run:
// run: -test.v
// run: -test.v=test2json
// run: -test.artifacts -test.v -test.run=TestA
// run: -test.fullpath -test.run=TestA/sub
// normal: s/(_artifacts|TestA[a-z_]*)[0-9/]{4,}/\1NUMBER/

package p

import (
	"fmt"
	"os"
	"testing"
)

func TestA(t *testing.T) {
	t.Log("hello\nworld")
	t.Attr("key", "some value here")
	fmt.Println("printed")
	fmt.Println("dir:", t.ArtifactDir())
	t.Error("bad\nthing")
	fmt.Fprint(t.Output(), "part")
	fmt.Fprint(t.Output(), "ial\nand more")
	t.Run("sub one", func(t *testing.T) {
		t.Error("e1\ne2")
		fmt.Println("dir:", t.ArtifactDir())
		fmt.Fprint(t.Output(), "p")
	})
	t.Run("", func(t *testing.T) { t.Parallel(); t.Log("x\x0e\x0f\x16\x1b") })
	t.Run("é/\x01 ü", func(t *testing.T) { t.Skip("skipped") })
}
func TestP(t *testing.T) {
	f := func(n string, f func()) { defer func() { fmt.Printf("%s: %v\n", n, recover()) }(); f() }
	t.Run("p", func(t *testing.T) {
		t.Parallel()
		f("par2", t.Parallel)
		f("setenv", func() { t.Setenv("A", "b") })
		f("chdir", func() { t.Chdir("/") })
	})
	t.Run("p", func(t *testing.T) { t.Chdir("/"); f("par", t.Parallel) })
	f("attr1", func() { t.Attr("a b", "c") })
	f("attr2", func() { t.Attr("a", "c\nd") })
	f("attr2", func() { t.Attr("a", "") })
	t.Run("group", func(t *testing.T) {
		t.Run("q", func(t *testing.T) { t.Parallel(); f("alloc", func() { testing.AllocsPerRun(1, func() {}) }) })
	})
	t.Cleanup(func() { f("run", func() { t.Run("x", func(*testing.T) {}) }) })
	_ = os.Args
	var b testing.B
	_ = b
	f("ArtEmpty", func() { t.Attr("", "c") })
}
