// Package unique gives equal values the same identity, so that they need to be kept, and compared, only once.
package unique

import (
	"internal/abi"
	"internal/stringslite"
	"runtime"
	"sync"
	"unsafe"
	"weak"
)

// A Handle stands for a value. Two Handles are equal if the values are.
type Handle[T comparable] struct {
	value *T
}

// Value returns the value.
func (h Handle[T]) Value() T { return *h.value }

// Make returns the Handle for value.
func Make[T comparable](value T) Handle[T] {
	return tableFor[T]().handle(value)
}

// tables holds a *table[T] for each *abi.Type.
var tables sync.Map

func tableFor[T comparable]() *table[T] {
	t := abi.TypeFor[T]()
	if found, ok := tables.Load(t); ok {
		return found.(*table[T])
	}
	made, _ := tables.LoadOrStore(t, &table[T]{known: make(map[T]weak.Pointer[T])})
	return made.(*table[T])
}

// A table has the values with living Handles, and some whose Handles are all dead but not cleaned up yet.
type table[T comparable] struct {
	mu    sync.RWMutex
	known map[T]weak.Pointer[T]
}

func (t *table[T]) handle(value T) Handle[T] {
	t.mu.RLock()
	p := t.known[value].Value()
	t.mu.RUnlock()
	if p == nil {
		p = t.add(value)
	}
	return Handle[T]{p}
}

func (t *table[T]) add(value T) *T {
	if value != value {
		return &value // a NaN equals nothing, and no map finds it again
	}
	cloneStrings(abi.TypeFor[T](), unsafe.Pointer(&value))
	t.mu.Lock()
	defer t.mu.Unlock()
	if p := t.known[value].Value(); p != nil {
		return p // somebody was faster
	}
	p := new(T)
	*p = value
	t.known[value] = weak.Make(p)
	runtime.AddCleanup(p, t.drop, value)
	return p
}

// drop forgets a value whose Handles are dead, unless there are new ones.
func (t *table[T]) drop(value T) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.known[value].Value() == nil {
		delete(t.known, value)
	}
}

// cloneStrings copies the strings in the value at p: they may be small parts of large ones, which a table
// should not keep.
func cloneStrings(t *abi.Type, p unsafe.Pointer) {
	switch t.Kind() {
	case abi.String:
		s := (*string)(p)
		*s = stringslite.Clone(*s)
	case abi.Array:
		elem := t.Elem()
		for at := uintptr(0); at < t.Size; at += elem.Size {
			cloneStrings(elem, unsafe.Add(p, at))
		}
	case abi.Struct:
		for _, f := range (*abi.StructType)(unsafe.Pointer(t)).AllFields() {
			cloneStrings(f.Type, unsafe.Add(p, f.Offset))
		}
	}
}
