// Every way to end badly: `cases NAME` runs one case, `cases` lists the names. Values come from variables, so that
// no compiler finds the fault early.
package main

import (
	"errors"
	"fmt"
	"math"
	"os"
	"reflect"
	"runtime"
	"runtime/debug"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"
)

type (
	T       struct{ a, b int }
	P       struct{ p *int }
	myInt   int
	myStr   string
	myFloat float64
	myBool  bool
	myCplx  complex128
	myErr   struct{ s string }
	myText  struct{ s string }
	badErr  struct{}
	calmErr struct{ p *int }
	iface   interface{ M() }
	other   interface {
		N()
		O()
	}
	hidden interface{ secret() }
	implM  struct{}
	ptrM   struct{}
	embeds struct{ *implM }
)

func (e myErr) Error() string   { return "myErr:" + e.s }
func (e myText) String() string { return "myText:" + e.s }
func (badErr) Error() string    { panic("from Error") }
func (e calmErr) Error() string { return fmt.Sprint("calm ", nilDeref(e.p)) }
func (implM) M()                {}
func (*ptrM) M()                {}

var (
	zero, one, five, neg        = 0, 1, 5, -1
	u8max                uint8  = 200
	u64max               uint64 = 1 << 63
	slice                       = []int{1, 2, 3}
	capped                      = make([]int, 3, 10)
	str                         = "hello"
	array                [4]int
	nilMap               map[string]int
	nilPtr               *T
	nilFunc              func()
	nilIface             iface
	nilAny               any
	nilSlice             []int
	nilArrayPtr          *[4]int
	anyInt               any = 5
	anyT                 any = T{}
	anySlice             any = []int{1}
	anyFuncs             any = struct{ f func() }{}
	sink                 any
)

type bigStruct struct {
	pad [1 << 20]byte
	x   int
}

var nilBig *bigStruct

var cases = map[string]func(){
	// indices
	"index":            func() { sink = slice[five] },
	"index negative":   func() { sink = slice[neg] },
	"index uint8":      func() { sink = slice[u8max] },
	"index uint64":     func() { sink = slice[u64max] },
	"index string":     func() { sink = str[five] },
	"index array":      func() { sink = array[five] },
	"index array ptr":  func() { sink = (&array)[neg] },
	"index nil slice":  func() { nilSlice[zero] = 1 },
	"index empty str":  func() { s := str[:zero]; sink = s[zero] },
	"index array zero": func() { var a [0]int; sink = a[zero] },

	// slices
	"slice high":             func() { sink = slice[:five] },
	"slice high cap":         func() { sink = capped[:five*5] },
	"slice low high":         func() { sink = slice[3:one] },
	"slice low var":          func() { sink = slice[five:] },
	"slice low neg":          func() { sink = slice[neg:] },
	"slice high neg":         func() { sink = slice[:neg] },
	"slice string high":      func() { sink = str[:five+1] },
	"slice string low":       func() { sink = str[five+1:] },
	"slice string order":     func() { sink = str[five:one] },
	"slice string neg":       func() { sink = str[neg:] },
	"slice array high":       func() { sink = array[:five] },
	"slice array low":        func() { sink = array[five:] },
	"slice array order":      func() { sink = array[3:one] },
	"slice3 cap":             func() { sink = slice[0:1:five] },
	"slice3 cap neg":         func() { sink = slice[0:1:neg] },
	"slice3 len":             func() { sink = slice[0:five:3] },
	"slice3 low":             func() { sink = slice[five:2:3] },
	"slice3 array":           func() { sink = array[0:1:five] },
	"slice3 order":           func() { sink = slice[five-2 : 2 : 3] },
	"slice3 neg low":         func() { sink = slice[neg:1:2] },
	"slice3 neg mid":         func() { sink = slice[0:neg:2] },
	"slice u64":              func() { sink = slice[u64max:] },
	"slice nil":              func() { sink = nilSlice[one:] },
	"slice to array":         func() { sink = [4]int(slice) },
	"slice to array ptr":     func() { sink = (*[4]int)(slice) },
	"slice to array ptr nil": func() { sink = (*[1]int)(nilSlice) },

	// nil
	"nil map":           func() { nilMap["a"] = 1 },
	"nil map op":        func() { nilMap["a"]++ },
	"nil pointer read":  func() { sink = nilPtr.b },
	"nil pointer write": func() { nilPtr.a = 1 },
	"nil pointer copy":  func() { sink = *nilPtr },
	"nil big field":     func() { sink = nilBig.x },
	"nil func":          func() { nilFunc() },
	"nil interface":     func() { nilIface.M() },
	"nil array ptr":     func() { sink = nilArrayPtr[one] },
	"nil array range": func() {
		for _, x := range nilArrayPtr {
			sink = x
		}
	},
	"nil value method": func() { var p *implM; var i iface = p; i.M() },
	"nil embedded":     func() { var e embeds; e.M() },
	"nil method value": func() { f := nilIface.M; f() },
	"nil deferred":     func() { defer nilFunc() },
	"nil go":           func() { go nilFunc(); time.Sleep(time.Second) },
	"nil slice of ptr": func() { sink = nilArrayPtr[:]; sink = len(nilArrayPtr[one:]) },

	// arithmetic
	"divide":       func() { sink = one / zero },
	"modulo":       func() { sink = one % zero },
	"divide uint8": func() { var z uint8; sink = u8max / z },
	"shift":        func() { sink = one << neg },
	"shift right":  func() { sink = u64max >> neg },

	// type assertions
	"assert type":          func() { sink = anyInt.(string) },
	"assert struct":        func() { sink = anyT.(P) },
	"assert nil":           func() { sink = nilAny.(int) },
	"assert nil to iface":  func() { sink = nilAny.(iface) },
	"assert nil iface":     func() { sink = nilIface.(*ptrM) },
	"assert missing":       func() { sink = anyInt.(iface) },
	"assert missing first": func() { sink = any(implM{}).(other) },
	"assert pointer recv":  func() { sink = any(ptrM{}).(iface) },
	"assert hidden":        func() { sink = any(implM{}).(hidden) },
	"assert iface type":    func() { var i iface = implM{}; sink = i.(*ptrM) },
	"assert scopes":        func() { type T struct{ a, b int }; sink = anyT.(T) },
	"assert any error":     func() { sink = any(T{}).(error) },
	"assert func":          func() { sink = any(os.Exit).(func(string)) },
	"assert generic":       func() { sink = any(pair[int, string]{}).(pair[string, T]) },
	"assert iface iface":   func() { var i iface = implM{}; sink = i.(other) },
	"assert named":         func() { sink = any(myInt(1)).(int) },
	"assert stringer":      func() { sink = anyInt.(fmt.Stringer) },

	// channels
	"close nil":   func() { var c chan int; close(c) },
	"close twice": func() { c := make(chan int); close(c); close(c) },
	"send closed": func() { c := make(chan int, 1); close(c); c <- 1 },
	"select closed": func() {
		c := make(chan int, 1)
		close(c)
		select {
		case c <- 1:
		default:
		}
	},
	"send waiting":  func() { c := make(chan int); go func() { time.Sleep(10 * time.Millisecond); close(c) }(); c <- 1 },
	"deadlock recv": func() { <-make(chan int) },
	"deadlock send": func() { make(chan int) <- 1 },
	"deadlock nil":  func() { var c chan int; <-c },
	"deadlock snil": func() { var c chan int; c <- 1 },
	"deadlock sel":  func() { select {} },
	"deadlock selc": func() {
		a, b := make(chan int), make(chan int)
		select {
		case <-a:
		case <-b:
		}
	},
	"deadlock range": func() {
		for range make(chan int) {
		}
	},
	"deadlock mutex": func() { var m sync.Mutex; m.Lock(); m.Lock() },
	"deadlock rwm":   func() { var m sync.RWMutex; m.Lock(); m.RLock() },
	"deadlock wg":    func() { var w sync.WaitGroup; w.Add(1); w.Wait() },
	"deadlock cond":  func() { var m sync.Mutex; c := sync.NewCond(&m); m.Lock(); c.Wait() },
	"wg negative":    func() { var w sync.WaitGroup; w.Done() },
	"unlock":         func() { var m sync.Mutex; m.Unlock() },
	"runlock":        func() { var m sync.RWMutex; m.RUnlock() },
	"rwunlock":       func() { var m sync.RWMutex; m.Unlock() },

	// make
	"make len":      func() { sink = make([]int, neg) },
	"make cap":      func() { sink = make([]int, five, one) },
	"make len huge": func() { sink = make([]int, u64max) },
	"make cap huge": func() { sink = make([]int, 1, u64max) },
	"make chan":     func() { sink = make(chan int, neg) },
	"make chan big": func() { sink = make(chan [1 << 10]int, u64max/2) },
	"make map":      func() { sink = make(map[int]int, neg); panic(len(sink.(map[int]int))) },
	"repeat":        func() { sink = strings.Repeat("x", neg) },
	"grow":          func() { var b strings.Builder; b.Grow(neg) },

	// comparison and hashing
	"hash slice":      func() { m := map[any]int{}; m[anySlice] = 1 },
	"hash lookup":     func() { m := map[any]int{}; sink = m[anySlice] },
	"hash empty nil":  func() { var m map[any]int; sink = m[anySlice] },
	"hash delete":     func() { m := map[any]int{1: 1}; delete(m, anySlice) },
	"hash func":       func() { m := map[any]int{}; m[nilFunc] = 1 },
	"hash struct":     func() { m := map[any]int{}; m[anyFuncs] = 1 },
	"hash array":      func() { m := map[any]int{}; m[[2][]int{}] = 1 },
	"hash map":        func() { m := map[any]int{}; m[map[int]T{}] = 1 },
	"hash nested":     func() { m := map[[1]any]int{}; m[[1]any{anySlice}] = 1 },
	"compare slice":   func() { sink = anySlice == anySlice },
	"compare func":    func() { var a, b any = nilFunc, nilFunc; sink = a == b },
	"compare struct":  func() { var a any = anyFuncs; sink = a == anyFuncs },
	"compare in arr":  func() { a := [2]any{1, anySlice}; b := a; sink = a == b },
	"compare in strc": func() { a := struct{ x any }{anySlice}; b := a; sink = a == b },
	"compare map":     func() { var a any = map[string]int{}; sink = a == a },
	"switch slice": func() {
		switch anySlice {
		case anySlice:
		}
	},

	// unsafe
	"unsafe slice neg":  func() { sink = unsafe.Slice(&one, neg) },
	"unsafe slice big":  func() { sink = unsafe.Slice(&one, u64max) },
	"unsafe slice nil":  func() { sink = unsafe.Slice((*int)(nil), one) },
	"unsafe string neg": func() { sink = unsafe.String((*byte)(unsafe.Pointer(&one)), neg) },
	"unsafe string nil": func() { sink = unsafe.String((*byte)(nil), one) },

	// panic values
	"panic string":   func() { panic("text") },
	"panic empty":    func() { panic("") },
	"panic lines":    func() { panic("a\nb\n\nc") },
	"panic int":      func() { panic(42) },
	"panic neg":      func() { panic(int8(neg)) },
	"panic uint":     func() { panic(u64max) },
	"panic float":    func() { panic(1.5) },
	"panic float32":  func() { panic(float32(-0.1)) },
	"panic complex":  func() { panic(complex(1.5, -2)) },
	"panic bool":     func() { panic(true) },
	"panic rune":     func() { panic('x') },
	"panic uintptr":  func() { panic(uintptr(4096)) },
	"panic nil":      func() { panic(nil) },
	"panic nil any":  func() { panic(nilAny) },
	"panic error":    func() { panic(errors.New("an error")) },
	"panic wrapped":  func() { panic(fmt.Errorf("wrap: %w", os.ErrNotExist)) },
	"panic myErr":    func() { panic(myErr{"x\ny"}) },
	"panic *myErr":   func() { panic(&myErr{"p"}) },
	"panic stringer": func() { panic(myText{"s"}) },
	"panic myInt":    func() { panic(myInt(7)) },
	"panic myStr":    func() { panic(myStr("q\"uo\nted")) },
	"panic myFloat":  func() { panic(myFloat(2.25)) },
	"panic myBool":   func() { panic(myBool(true)) },
	"panic myCplx":   func() { panic(myCplx(1 + 2i)) },
	"panic struct":   func() { panic(T{1, 2}) },
	"panic ptr":      func() { panic(&T{1, 2}) },
	"panic slice":    func() { panic(slice) },
	"panic map":      func() { panic(nilMap) },
	"panic func":     func() { panic(os.Exit) },
	"panic chan":     func() { panic(make(chan int)) },
	"panic array":    func() { panic([2]int{1, 2}) },
	"panic generic":  func() { panic(pair[int, T]{}) },
	"panic local":    func() { type L struct{ x int }; panic(L{}) },
	"panic badErr":   func() { panic(badErr{}) },
	"panic calmErr":  func() { panic(calmErr{}) },
	"panic runtime":  func() { defer func() { panic(recover()) }(); sink = slice[five] },
	"panic nilerr":   func() { var e *nilErr; panic(e) },
	"panic inf":      func() { var z float64; panic(1 / z) },
	"panic unsafe":   func() { panic(unsafe.Pointer(nil)) },
	"panic anon":     func() { panic(struct{ x int }{1}) },
	"panic control":  func() { panic("tab\tbell\acr\r") },

	// several at once
	"defer panics":    func() { defer func() { panic("second") }(); panic("first") },
	"three panics":    func() { defer func() { panic(3) }(); defer func() { panic(2) }(); panic(1) },
	"repanic":         func() { defer func() { r := recover(); panic(r) }(); panic("again") },
	"repanic error":   func() { defer func() { r := recover(); panic(r) }(); panic(myErr{"again"}) },
	"repanic wrapped": func() { defer func() { r := recover(); panic(fmt.Sprint("more: ", r)) }(); panic("first") },
	"repanic twice":   func() { defer func() { panic(recover()) }(); defer func() { panic(recover()) }(); panic("x") },
	"repanic other":   func() { defer func() { recover(); panic("new") }(); panic("old") },
	"recover nested":  func() { defer func() { defer func() { recover() }(); panic("inner") }(); panic("outer") },
	"nested recovered": func() {
		defer func() { defer func() { panic("third") }(); recover(); panic("second") }()
		panic("first")
	},
	"goexit main":   func() { runtime.Goexit() },
	"goexit others": func() { go func() {}(); runtime.Goexit() },
	"goexit panic":  func() { defer func() { panic("after goexit") }(); runtime.Goexit() },
	"panic goexit":  func() { defer runtime.Goexit(); panic("lost") },
	"in goroutine":  func() { go func() { panic("there") }(); time.Sleep(time.Second) },
	"exit in defer": func() { defer os.Exit(3); panic("unseen") },
	"exit":          func() { defer fmt.Println("unseen"); os.Exit(7) },
	"deep recover":  func() { defer func() { func() { recover() }() }(); panic("not direct") },
	"recover value": func() { defer fmt.Println(recover()); panic("evaluated early") },

	// recovered and shown
	"is runtime error": func() {
		for _, f := range []func(){func() { sink = slice[five] }, func() { sink = anyInt.(string) }, func() { nilPtr.a++ },
			func() { panic(nil) }, func() { nilMap["a"] = 1 }, func() { sink = one / zero }, func() { close((chan int)(nil)) },
			func() { sink = anySlice == anySlice }, func() { sink = make([]int, neg) }, func() { panic("plain") }} {
			func() {
				defer func() {
					r := recover()
					_, isError := r.(error)
					_, isRuntime := r.(runtime.Error)
					fmt.Printf("%T %v %v %v\n", r, r, isError, isRuntime)
				}()
				f()
			}()
		}
		panic("shown")
	},

	"pin value":      func() { new(runtime.Pinner).Pin(5) },
	"pin nil":        func() { new(runtime.Pinner).Pin(nil) },
	"pin":            func() { var p runtime.Pinner; p.Pin(&T{}); p.Unpin(); debug.SetTraceback("none"); panic("no stack") },
	"method wrapper": func() { var p *T; var s fmt.Stringer = (*viaPtr)(p); sink = s.String() },
	"generic method": func() { var p *pair[int, T]; var i iface = p; i.M() },
	"array compare":  func() { a := [2]iface{uncomparable{}, nil}; b := a; sink = a == b },
	"chan of nil":    func() { var c chan<- int; close(c) },
	"copy nil array": func() { copy(nilArrayPtr[:], slice) },
	"string index": func() {
		s := str
		for i := range 10 {
			sink = s[i]
		}
	},
	"append nil ptr": func() { sink = append(slice, nilArrayPtr[one]) },
	"range func": func() {
		for x := range badSeq {
			if x == 1 {
				break
			}
		}
	},
	"range nil func": func() {
		var f func(func(int) bool)
		for range f {
		}
	},
	"min of":    func() { sink = slice[min(five, neg)] },
	"clear nil": func() { clear(nilMap); nilMap[""]++ },
	"once": func() {
		var o sync.Once
		defer o.Do(func() { fmt.Println("not again") })
		o.Do(func() { panic("once") })
	},
	"atomic":        func() { var v atomic.Value; v.Store(1); v.Store("x") },
	"atomic nil":    func() { var v atomic.Value; v.Store(nil) },
	"timer reset":   func() { var t time.Timer; t.Reset(1) },
	"ticker":        func() { time.NewTicker(0) },
	"errors is":     func() { sink = errors.Is(uncomparableErr{}, uncomparableErr{}); panic(uncomparableErr{}) },
	"deferred args": func() { defer fmt.Println(slice[five]) },
	"method on nil": func() { var e error; sink = e.Error() },
	"nested call": func() {
		defer func() { defer func() { panic(recover()) }(); panic(recover().(string) + "!") }()
		panic("deep")
	},

	"reflect too long": func() { reflect.MakeSlice(reflect.TypeFor[[]int](), five, math.MaxInt) },

	// misuse that cannot be recovered
	"finalizer twice":    func() { p := new(P); runtime.SetFinalizer(p, func(*P) {}); runtime.SetFinalizer(p, func(*P) {}) },
	"finalizer inside":   func() { p := new([5]P); sink = p; runtime.SetFinalizer(&p[one], func(*P) {}) },
	"finalizer inside 2": func() { p := new([500]P); sink = p; runtime.SetFinalizer(&p[one], func(*P) {}) },
	"finalizer inside 3": func() { p := new([50000]P); sink = p; runtime.SetFinalizer(&p[one], func(*P) {}) },
	"finalizer type":     func() { runtime.SetFinalizer(new(P), func(*T) {}) },
	"finalizer args":     func() { runtime.SetFinalizer(new(P), func(*P, int) {}) },
	"finalizer dots":     func() { runtime.SetFinalizer(new(P), func(...*P) {}) },
	"finalizer no func":  func() { runtime.SetFinalizer(new(P), 1) },
	"finalizer value":    func() { runtime.SetFinalizer(P{}, func(P) {}) },
	"finalizer nil":      func() { runtime.SetFinalizer(nil, func(*P) {}) },
	"finalizer nil 2":    func() { runtime.SetFinalizer((*P)(nil), func(*P) {}) },
	"cleanup nil":        func() { runtime.AddCleanup((*P)(nil), func(int) {}, 1) },
	"cleanup itself":     func() { p := new(P); runtime.AddCleanup(p, func(*P) {}, p) },
	"cleanup inside":     func() { p := new([4]*P); runtime.AddCleanup(p, func(**P) {}, &p[2]) },
	"cleanup closure":    func() { p := new([4]*P); runtime.AddCleanup(p, func(int) { sink = p[1] }, 1) },

	// the runtime itself
	"stack overflow": func() { sink = endless(one) },
	"map writes": func() {
		m := map[int]int{}
		for range 4 {
			go func() {
				for i := 0; ; i++ {
					m[i&1023] = i
				}
			}()
		}
		for {
			m[1]++
		}
	},
	"sort nil":      func() { sort.Sort(nil) },
	"bad pointer":   func() { p := (*int)(unsafe.Pointer(uintptr(0xdead000) * uintptr(one))); sink = *p },
	"bad pointer 2": func() { p := (*int)(unsafe.Pointer(uintptr(16) * uintptr(one))); *p = 1 },
}

type pair[A, B any] struct {
	a A
	b B
}

func nilDeref(p *int) (r any) {
	defer func() { r = recover() }()
	return *p
}

type nilErr struct{ s string }

func (e *nilErr) Error() string { return e.s }

type (
	viaPtr          T
	uncomparable    struct{ f []int }
	uncomparableErr struct{ f []int }
)

func (viaPtr) String() string         { return "viaPtr" }
func (uncomparable) M()               {}
func (uncomparableErr) Error() string { return "uncomparable" }
func (pair[A, B]) M()                 {}

func badSeq(yield func(int) bool) {
	yield(1)
	yield(2)
}

func endless(n int) int { return endless(n+1) + 1 }

func main() {
	if len(os.Args) < 2 {
		var names []string
		for name := range cases {
			names = append(names, name)
		}
		sort.Strings(names)
		fmt.Println(strings.Join(names, "\n"))
		return
	}
	cases[os.Args[1]]()
	fmt.Println("survived")
}
