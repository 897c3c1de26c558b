package atomic

import "unsafe"

// A Value holds a value of any one type, which Load and Store transfer as a whole. The zero value holds
// nothing. Once something was stored, all further values must have the same type.
//
// An interface is two words, and no instruction writes both at once. But the type is written only once:
// the first Store puts firstStoreInProgress there, then writes the data, then the type. Who sees another
// type knows that the data is there, and later stores exchange only the data word.
type Value struct {
	v any
}

// words is an interface in memory.
type words struct {
	typ  unsafe.Pointer
	data unsafe.Pointer
}

var firstStoreInProgress byte

// Load returns the value stored last, nil if there is none.
func (v *Value) Load() (val any) {
	w := (*words)(unsafe.Pointer(v))
	typ := LoadPointer(&w.typ)
	if typ == nil || typ == unsafe.Pointer(&firstStoreInProgress) {
		return nil
	}
	out := (*words)(unsafe.Pointer(&val))
	out.typ = typ
	out.data = LoadPointer(&w.data)
	return
}

// Store sets the value to val. It panics if val is nil or of another type than the value before.
func (v *Value) Store(val any) {
	if val == nil {
		panic("sync/atomic: store of nil value into Value")
	}
	w := (*words)(unsafe.Pointer(v))
	in := (*words)(unsafe.Pointer(&val))
	if w.begin(in, "sync/atomic: store of inconsistently typed value into Value") {
		return
	}
	StorePointer(&w.data, in.data)
}

// begin makes in the first value if there is none yet, and reports whether it did. Otherwise it waits
// until the first one is complete and panics with text if in's type is not the same.
func (w *words) begin(in *words, text string) bool {
	for {
		typ := LoadPointer(&w.typ)
		switch typ {
		case nil:
			// Whoever wins writes two words; the others must not wait long for the second.
			runtime_procPin()
			if !CompareAndSwapPointer(&w.typ, nil, unsafe.Pointer(&firstStoreInProgress)) {
				runtime_procUnpin()
				continue
			}
			StorePointer(&w.data, in.data)
			StorePointer(&w.typ, in.typ)
			runtime_procUnpin()
			return true
		case unsafe.Pointer(&firstStoreInProgress):
			continue
		case in.typ:
			return false
		}
		panic(text)
	}
}

// Swap sets the value to new and returns the one before, nil if there was none. It panics as Store.
func (v *Value) Swap(new any) (old any) {
	if new == nil {
		panic("sync/atomic: swap of nil value into Value")
	}
	w := (*words)(unsafe.Pointer(v))
	in := (*words)(unsafe.Pointer(&new))
	if w.begin(in, "sync/atomic: swap of inconsistently typed value into Value") {
		return nil
	}
	out := (*words)(unsafe.Pointer(&old))
	out.typ = in.typ
	out.data = SwapPointer(&w.data, in.data)
	return old
}

// CompareAndSwap sets the value to new if it equals old, and reports whether it did. It panics if new is
// nil, if the types of old, unless nil, and new differ, if new's type is not that of the value before,
// or if old is not comparable.
func (v *Value) CompareAndSwap(old, new any) (swapped bool) {
	if new == nil {
		panic("sync/atomic: compare and swap of nil value into Value")
	}
	w := (*words)(unsafe.Pointer(v))
	in := (*words)(unsafe.Pointer(&new))
	was := (*words)(unsafe.Pointer(&old))
	if was.typ != nil && was.typ != in.typ {
		panic("sync/atomic: compare and swap of inconsistently typed values")
	}
	if old == nil {
		if LoadPointer(&w.typ) != nil {
			w.begin(in, "sync/atomic: compare and swap of inconsistently typed value into Value")
			return false
		}
		return w.begin(in, "sync/atomic: compare and swap of inconsistently typed value into Value")
	}
	if v.Load() == nil {
		return false
	}
	w.begin(in, "sync/atomic: compare and swap of inconsistently typed value into Value")
	// Compare as the language does; then the data word must not have changed since.
	data := LoadPointer(&w.data)
	var now any
	*(*words)(unsafe.Pointer(&now)) = words{in.typ, data}
	return now == old && CompareAndSwapPointer(&w.data, data, in.data)
}

func runtime_procPin() int

func runtime_procUnpin()
