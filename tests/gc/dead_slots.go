// What a variable held is collected once its last use has passed, though its frame is still there.
package main

import (
	"runtime"
	"sync/atomic"
	"time"
)

type thing struct {
	value int
	next  *thing
	_     [2]*thing
}

type pair struct {
	p [4]*thing
	n [20]int
}

var freed atomic.Int64
var sum int

//go:noinline
func create() *thing {
	n := &thing{value: 1}
	runtime.SetFinalizer(n, func(*thing) { freed.Add(1) })
	return n
}

//go:noinline
func createMany(n int) []*thing {
	s := make([]*thing, n)
	for i := range s {
		s[i] = create()
	}
	return s
}

//go:noinline
func createPair() (p pair) {
	for i := range p.p {
		p.p[i] = create()
	}
	return p
}

//go:noinline
func use(n *thing) { sum += n.value }

//go:noinline
func usePair(p pair) { sum += p.p[0].value }

func holds(ok bool, name string) {
	if !ok {
		println("FAIL", name, freed.Load())
		panic(name)
	}
}

// What earlier calls left below this frame could fill gaps in the next callee's.
//
//go:noinline
func scrub() {
	var words [1024]int
	for i := range words {
		words[i] = sum + i
	}
	sum += words[sum&7] & 1
}

// want objects must be gone; freed from an earlier test do not count.
func expect(name string, want int64) {
	for i := 0; i < 4 && freed.Load() < want; i++ {
		runtime.GC()
		time.Sleep(5 * time.Millisecond)
	}
	holds(freed.Load() >= want, name)
	freed.Store(0)
}

//go:noinline
func lastUse() {
	x := create()
	use(x)
	use(x)
	scrub()
	runtime.GC()
	expect("last use", 1)
}

//go:noinline
func assigned() {
	objs := createMany(100)
	for _, o := range objs {
		use(o)
	}
	objs = nil
	scrub()
	runtime.GC()
	expect("slice set to nil", 100)
	sum += len(objs)
}

//go:noinline
func list() {
	var head *thing
	for range 50 {
		n := create()
		n.next = head
		head = n
	}
	for p := head; p != nil; p = p.next {
		use(p)
	}
	head = nil
	for range 60 { // the finalizer of each comes a cycle after its predecessor's
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
	expect("list", 50)
}

//go:noinline
func large() {
	p := createPair()
	q := p
	usePair(p)
	usePair(q)
	scrub()
	runtime.GC()
	expect("large value", 4)
}

//go:noinline
func received() {
	c := make(chan *thing, 1)
	for range 5 {
		c <- create()
		use(<-c)
	}
	scrub()
	runtime.GC()
	expect("received", 5)
	close(c)
}

//go:noinline
func parked() {
	ready, done := make(chan bool), make(chan bool)
	go func() {
		x := createMany(30)
		for _, n := range x {
			use(n)
		}
		x = nil
		ready <- true
		<-done
	}()
	<-ready
	scrub()
	runtime.GC()
	expect("goroutine that waits", 30)
	close(done)
}

type message struct {
	x    *thing
	done chan bool
}

// Goroutines that wait for the next message, having done with the last: the variable is written leaf
// by leaf each time round.
//
//go:noinline
func served(serve func(in chan message, end chan bool)) func() {
	return func() {
		in, end := make(chan message), make(chan bool)
		go serve(in, end)
		for range 5 {
			m := message{create(), make(chan bool)}
			in <- m
			<-m.done
		}
		scrub()
		runtime.GC()
		expect("served", 5)
		close(end)
	}
}

func selects(in chan message, end chan bool) {
	for {
		select {
		case m := <-in:
			use(m.x)
			m.done <- true
		case <-end:
			return
		}
	}
}

func selectsAndDefers(in chan message, end chan bool) {
	defer use(&thing{})
	for {
		select {
		case m := <-in:
			use(m.x)
			m.done <- true
		case <-end:
			return
		}
	}
}

func receives(in chan message, end chan bool) {
	defer func() {
		if recover() != nil {
			println("FAIL recovered")
		}
	}()
	go func() {
		<-end
		close(in)
	}()
	for {
		m, ok := <-in
		if !ok {
			return
		}
		use(m.x)
		m.done <- true
	}
}

// What a function that recovers gives back is alive wherever it panics.
//
//go:noinline
func recovers(n int) (x *thing, y pair) {
	defer func() { sum += len(recover().(string)) }()
	x = create()
	y = createPair()
	for i := range n {
		runtime.GC()
		if i == n-1 {
			panic("end")
		}
	}
	return nil, pair{}
}

//go:noinline
func recovered() {
	x, y := recovers(3)
	time.Sleep(5 * time.Millisecond)
	holds(freed.Load() == 0, "recovered")
	use(x)
	usePair(y)
	x, y = nil, pair{}
	scrub()
	runtime.GC()
	expect("recovered", 5)
}

// The other side: what is used later stays, whatever the path.
//
//go:noinline
func kept(n int) {
	x, y := create(), create()
	inner := &x.value
	for i := range n {
		if i%2 == 0 {
			use(x)
		}
		runtime.GC()
		*inner++
	}
	time.Sleep(5 * time.Millisecond)
	holds(freed.Load() == 0, "kept")
	use(y)
	sum += *inner
	runtime.KeepAlive(x)
}

func main() {
	kept(5)
	freed.Store(0)
	runtime.GC()
	runtime.GC()
	time.Sleep(10 * time.Millisecond)
	freed.Store(0)
	for _, f := range []func(){lastUse, assigned, list, large, received, parked, recovered,
		served(selects), served(selectsAndDefers), served(receives)} {
		f()
	}
	objs := createMany(1000)
	for _, o := range objs {
		use(o)
	}
	objs = nil
	scrub()
	runtime.GC()
	expect("main", 1000)
	println("ok")
}
