// Finalizers, cleanups and weak pointers attached to neighbouring objects in any order, some taken back: each of the
// others comes once, none of those that were taken back.
//
// run:
// run: GODEBUG=clobberfree=1,gccheckmark=1 GOMAXPROCS=4
// run: GODEBUG=gcstress=50,clobberfree=1
package main

import (
	"math/rand"
	"os"
	"runtime"
	"strconv"
	"sync/atomic"
	"time"
	"unsafe"
	"weak"
)

// Of each object: a finalizer, two cleanups, a weak pointer.
const rounds, objects, kinds = 5, 300, 4

type object struct {
	id   int
	ref  *object
	a, b int
}

var (
	attached, taken [objects * kinds]bool
	came            [rounds][objects * kinds]atomic.Int32 // some may come late
	weaks           [objects]weak.Pointer[object]
)

func attach(came *[objects * kinds]atomic.Int32, all []*object, stop []func(), k int) {
	o := all[k/kinds]
	switch k % kinds {
	case 0:
		runtime.SetFinalizer(o, func(o *object) { came[o.id*kinds].Add(1) })
		p := uintptr(unsafe.Pointer(o))
		stop[k] = func() { runtime.SetFinalizer((*object)(unsafe.Pointer(p)), nil) }
	case 1, 2:
		c := runtime.AddCleanup(o, func(k int) { came[k].Add(1) }, k)
		stop[k] = c.Stop
	case 3:
		weaks[k/kinds] = weak.Make(o)
	}
	attached[k] = true
}

//go:noinline
func round(came *[objects * kinds]atomic.Int32, r *rand.Rand) {
	all := make([]*object, objects)
	stop := make([]func(), objects*kinds)
	for i := range all {
		all[i] = &object{id: i}
	}
	order := r.Perm(objects * kinds)
	if r.Intn(2) == 0 {
		for i := range order {
			order[i] = i
		}
	}
	for n, k := range order {
		if n%100 == 99 { // the one before and others are found dead among those that get more
			for i := r.Intn(10); i < objects; i += 10 {
				all[i] = nil
			}
			all[order[n-1]/kinds] = nil
			collect()
		}
		if all[k/kinds] == nil || r.Intn(4) == 0 {
			continue
		}
		attach(came, all, stop, k)
		j := k // the one attached last, or any
		if r.Intn(3) > 0 {
			j = r.Intn(objects * kinds)
		}
		if all[j/kinds] != nil && attached[j] && !taken[j] && stop[j] != nil && r.Intn(2) == 0 {
			stop[j]()
			taken[j] = true
		}
	}
	for i, o := range all {
		check(o == nil || o.id == i && came[i*kinds].Load() == 0, "a living object's finalizer ran")
	}
	clear(all)
}

func missing(came *[objects * kinds]atomic.Int32) (n int) {
	for k := range attached {
		if k%kinds == 3 {
			if attached[k] && weaks[k/kinds].Value() != nil {
				n++
			}
			continue
		}
		times := came[k].Load()
		check(times <= 1 && (times == 0 || attached[k] && !taken[k]), "came twice, or though it was taken back")
		if attached[k] && !taken[k] && times == 0 {
			n++
		}
	}
	return n
}

func main() {
	seed := time.Now().UnixNano()
	if len(os.Args) > 1 {
		seed, _ = strconv.ParseInt(os.Args[1], 10, 64)
	}
	println("seed", seed)
	r := rand.New(rand.NewSource(seed))
	for i := range rounds {
		clear(attached[:])
		clear(taken[:])
		deepen(func() { round(&came[i], r) }, 4)
		// A stack may keep one or two.
		for try := 0; missing(&came[i]) > 2*kinds; try++ {
			check(try < 100, "something that is attached does not come")
			collect()
			time.Sleep(time.Millisecond)
		}
	}
	println("ok")
}
