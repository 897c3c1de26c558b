// recover() in a deferred function that wrappers stand before: whatever the compiler puts between the
// deferring frame and the function, the function counts as called by it; and what it calls does not.
package main

import (
	"fmt"
	"reflect"
)

type val int

func (v val) rec()            { fmt.Println("  val", int(v), recover()) }
func (v val) recTwo(a, b int) { fmt.Println("  val", a, b, recover()) }
func (v val) indirect()       { v.rec() }
func (v *val) ptrRec()        { fmt.Println("  ptr", *v, recover()) }
func (v val) result() (r any) { r = recover(); fmt.Println("  result", r); return }
func (v val) closure() func() { return func() { fmt.Println("  made", recover()) } }
func (v val) nested()         { func() { fmt.Println("  nested", recover()) }() }
func (v val) deferring()      { defer v.rec() }
func (v val) spread(a ...any) { fmt.Println("  spread", a, recover()) }

type big struct {
	pad [40]int
	val
}

func (b big) bigRec() { fmt.Println("  big", b.pad[3], recover()) }

type (
	emb   struct{ val }
	embp  struct{ *val }
	deep  struct{ embp }
	deepp struct{ *deep }
	embi  struct{ recer }
	embei struct{ *embi }
)

type recer interface {
	rec()
	recTwo(int, int)
	indirect()
}

type gen[T any] struct{ x T }

func (g gen[T]) rec()   { fmt.Println("  gen", g.x, recover()) }
func (g *gen[T]) prec() { fmt.Println("  *gen", g.x, recover()) }

type embg struct{ gen[string] }

func genRec[T any](x T)                  { fmt.Println("  genRec", x, recover()) }
func via[T interface{ rec() }](x T)      { defer x.rec(); panic("via") }
func viaValue[T interface{ rec() }](x T) { f := x.rec; defer f(); panic("viaValue") }
func viaExpr[T interface{ rec() }](x T)  { f := T.rec; defer f(x); panic("viaExpr") }

//go:noinline
func opaque[T any](x T) T { return x }

func run(name string, f func()) {
	defer func() { fmt.Println(name, "->", recover()) }()
	f()
}

func values() {
	v := val(1)
	b := big{val: 2}
	d := deep{embp{&v}}
	run("deep", func() { f := d.rec; defer f(); panic(1) })
	run("deepp", func() { f := deepp{&d}.rec; defer f(); panic(1) })
	run("embi", func() { f := embi{v}.rec; defer f(); panic(1) })
	run("embi emb", func() { f := embi{emb{v}}.rec; defer f(); panic(1) })
	run("embei", func() { f := embei{&embi{emb{v}}}.rec; defer f(); panic(1) })
	run("embei opaque", func() { f := opaque(embei{&embi{embi{embp{&v}}}}.rec); defer f(); panic(1) })
	run("iface of embei", func() { var i recer = embei{&embi{v}}; f := opaque(i.rec); defer f(); panic(1) })
	run("iface deferred", func() { var i recer = embei{&embi{v}}; defer i.rec(); panic(1) })
	run("iface opaque", func() { i := opaque[recer](embi{emb{v}}); defer i.rec(); panic(1) })
	run("big", func() { f := b.bigRec; defer f(); panic(1) })
	run("big opaque", func() { f := opaque(b.bigRec); defer f(); panic(1) })
	run("big rec", func() { f := opaque(b.rec); defer f(); panic(1) })
	run("ptr", func() { f := opaque(v.ptrRec); defer f(); panic(1) })
	run("ptr emb", func() { e := emb{4}; f := opaque(e.ptrRec); defer f(); panic(1) })
	run("args", func() { f := opaque(embi{v}.recTwo); defer f(1, 2); panic(1) })
	run("spread", func() { f := opaque(emb{v}.spread); defer f(1, "x"); panic(1) })
	run("result", func() { f := opaque(emb{v}.result); defer f(); panic(1) })
	run("closure", func() { f := opaque(emb{v}.closure); defer f()(); panic(1) })
	run("generic", func() { f := opaque(gen[int]{5}.rec); defer f(); panic(1) })
	run("generic ptr", func() { f := opaque((&gen[string]{"s"}).prec); defer f(); panic(1) })
	run("generic emb", func() { e := embg{gen[string]{"e"}}; f := opaque(e.prec); defer f(); panic(1) })
	run("generic func", func() { f := opaque(genRec[int]); defer f(3); panic(1) })
	run("via", func() { via(emb{v}) })
	run("viaValue", func() { viaValue(embp{&v}) })
	run("viaValue iface", func() { viaValue[recer](emb{v}) })
	run("viaExpr", func() { viaExpr(emb{v}) })
	run("viaExpr iface", func() { viaExpr[recer](emb{v}) })
}

func expressions() {
	v := val(1)
	run("val", func() { f := opaque(val.rec); defer f(v); panic(2) })
	run("*val", func() { f := opaque((*val).rec); defer f(&v); panic(2) })
	run("deepp", func() { f := opaque(deepp.rec); defer f(deepp{&deep{embp{&v}}}); panic(2) })
	run("*embi", func() { f := opaque((*embi).rec); defer f(&embi{emb{v}}); panic(2) })
	run("embei", func() { defer embei.rec(embei{&embi{emb{v}}}); panic(2) })
	run("big", func() { f := opaque(big.rec); defer f(big{val: 3}); panic(2) })
	run("*big", func() { f := opaque((*big).bigRec); defer f(&big{}); panic(2) })
	run("iface", func() { f := opaque(recer.recTwo); defer f(embi{v}, 3, 4); panic(2) })
	run("method of value", func() { f := opaque(recer.rec); g := func() { f(v) }; defer g(); panic(2) })
}

func notDirectly() {
	v := val(1)
	run("indirect", func() { f := opaque(emb{v}.indirect); defer f(); panic(3) })
	run("indirect iface", func() { var i recer = emb{v}; f := opaque(i.indirect); defer f(); panic(3) })
	run("nested", func() { f := opaque(emb{v}.nested); defer f(); panic(3) })
	run("deferring", func() { f := opaque(emb{v}.deferring); defer f(); panic(3) })
	run("closure calls value", func() { f := opaque(emb{v}.rec); defer func() { f() }(); panic(3) })
	run("closure makes value", func() { defer func() { f := emb{v}.rec; f() }(); panic(3) })
	run("closure calls expr", func() { defer func() { emb.rec(emb{v}) }(); panic(3) })
	run("closure calls iface", func() { var i recer = embi{emb{v}}; defer func() { i.rec() }(); panic(3) })
	run("closure calls bound", func() { i := opaque[recer](emb{v}); defer func() { f := i.rec; f() }(); panic(3) })
	run("value calls value", func() {
		f := opaque(emb{v}.rec)
		defer func() { g := func() { f() }; g() }()
		panic(3)
	})
	run("deferred in closure", func() { f := opaque(emb{v}.rec); defer func() { defer f() }(); panic(3) })
	run("deferred expr in closure", func() { defer func() { defer embi.rec(embi{v}) }(); panic(3) })
	run("panic in deferred", func() {
		f := opaque(embi{v}.rec)
		defer func() { defer f(); panic(4) }()
		panic(3)
	})
	run("second recovers", func() {
		f := opaque(embi{v}.rec)
		defer f()
		defer f()
		panic(5)
	})
}

func elsewhere() {
	v := val(1)
	run("loop", func() {
		for i := range 3 {
			f := opaque(emb{val(i)}.rec)
			defer f()
		}
		panic(6)
	})
	run("range func", func() {
		for i := range func(yield func(int) bool) { yield(7) } {
			f := opaque(embi{val(i)}.rec)
			defer f()
			defer embi.rec(embi{val(i)})
			panic(6)
		}
	})
	run("map", func() { m := map[string]func(){"f": emb{v}.rec}; defer m["f"](); panic(6) })
	run("field", func() { s := struct{ f func() }{embi{v}.rec}; defer s.f(); panic(6) })
	run("chan", func() { c := make(chan func(), 1); c <- embi{v}.rec; defer (<-c)(); panic(6) })
	run("reflect", func() { f := reflect.ValueOf(emb{v}).MethodByName("Rec"); fmt.Println(f.IsValid()); panic(6) })
	run("runtime error", func() { f := opaque(embi{v}.rec); defer f(); var p *int; *p = 1 })
	run("nil embedded", func() { f := recer.rec; defer f(embp{}); panic(6) })
	done := make(chan bool)
	go func() {
		defer close(done)
		f := opaque(embi{emb{v}}.rec)
		defer f()
		panic(7)
	}()
	<-done
}

func deepStack(n int, f func()) {
	if n > 0 {
		var pad [512]byte
		pad[n%512] = 1
		deepStack(n-1, f)
		_ = pad
		return
	}
	defer f()
	panic(8)
}

func main() {
	values()
	expressions()
	notDirectly()
	elsewhere()
	for n := 0; n < 400; n += 37 {
		run("deep stack", func() { deepStack(n, opaque(embi{emb{3}}.rec)) })
	}
}
