package reflect

import (
	"internal/abi"
	"unsafe"
)

// Zero returns the zero value of type typ. It cannot be set.
func Zero(typ Type) Value {
	if typ == nil {
		panic("reflect: Zero(nil)")
	}
	t := typ.common()
	if t.IsDirectIface() {
		return Value{t, nil, flag(t.Kind())}
	}
	if t.Size <= unsafe.Sizeof(zeros) {
		return Value{t, unsafe.Pointer(&zeros), flagIndir | flag(t.Kind())}
	}
	return Value{t, unsafe_New(t), flagIndir | flag(t.Kind())}
}

// zeros are what Zero's values are as long as they are small: nobody can change them.
var zeros [128]uint64

// New returns a pointer to a new zero value of type typ.
func New(typ Type) Value {
	if typ == nil {
		panic("reflect: New(nil)")
	}
	t := typ.common()
	return Value{pointerTo(t), unsafe_New(t), flag(Pointer)}
}

// SliceAt returns the slice of n values of type typ that begins at p.
func SliceAt(typ Type, p unsafe.Pointer, n int) Value {
	size := max(typ.Size(), 1)
	if n < 0 || uintptr(n) > ^uintptr(0)/size || uintptr(n)*size > -uintptr(p) && p != nil {
		n = -1
	}
	_ = unsafe.Slice((*byte)(p), n) // panics if n or p cannot be
	h := &sliceHeader{p, n, n}
	return Value{SliceOf(typ).common(), unsafe.Pointer(h), flagIndir | flag(Slice)}
}

// NewAt returns a pointer of type *typ that is p.
func NewAt(typ Type, p unsafe.Pointer) Value {
	return Value{pointerTo(typ.common()), p, flag(Pointer)}
}

// MakeSlice returns a new slice of type typ.
func MakeSlice(typ Type, len, cap int) Value {
	switch {
	case typ.Kind() != Slice:
		panic("reflect.MakeSlice of non-slice type")
	case len < 0:
		panic("reflect.MakeSlice: negative len")
	case cap < 0:
		panic("reflect.MakeSlice: negative cap")
	case len > cap:
		panic("reflect.MakeSlice: len > cap")
	}
	t := typ.common()
	h := &sliceHeader{unsafe_NewArray(t.Elem(), cap), len, cap}
	return Value{t, unsafe.Pointer(h), flagIndir | flag(Slice)}
}

// MakeMap returns a new map of type typ.
func MakeMap(typ Type) Value { return MakeMapWithSize(typ, 0) }

// MakeMapWithSize returns a new map of type typ with room for about n entries.
func MakeMapWithSize(typ Type, n int) Value {
	if typ.Kind() != Map {
		panic("reflect.MakeMapWithSize of non-map type")
	}
	t := typ.common()
	return Value{t, makemap(t, n), flag(Map)}
}

// MakeChan returns a new channel of type typ.
func MakeChan(typ Type, buffer int) Value {
	switch {
	case typ.Kind() != Chan:
		panic("reflect.MakeChan of non-chan type")
	case buffer < 0:
		panic("reflect.MakeChan: negative buffer size")
	case typ.(*rtype).ChanDir() != BothDir:
		panic("reflect.MakeChan: unidirectional channel type")
	}
	t := typ.common()
	return Value{t, makechan(t, buffer), flag(Chan)}
}

// loaded returns the value of type t at p, copied.
func loaded(t *abi.Type, p unsafe.Pointer, ro flag) Value {
	if t.IsDirectIface() {
		return Value{t, *(*unsafe.Pointer)(p), ro | flag(t.Kind())}
	}
	c := unsafe_New(t)
	abi.Typedmemmove(t, c, p)
	return Value{t, c, ro | flagIndir | flag(t.Kind())}
}

func (v Value) mapType() *abi.MapType { return (*abi.MapType)(unsafe.Pointer(v.typ())) }

// MapIndex returns the value of key in a Map; the zero Value if it is not there.
func (v Value) MapIndex(key Value) Value {
	v.must(Map, "MapIndex")
	mt := v.mapType()
	key = key.assignTo("reflect.Value.MapIndex", mt.Key)
	p := mapaccess(v.typ(), v.pointer(), key.address())
	if p == nil {
		return Value{}
	}
	return loaded(mt.Elem, p, (v.flag | key.flag).ro())
}

// MapKeys returns the keys of a Map, in no particular order.
func (v Value) MapKeys() []Value {
	v.must(Map, "MapKeys")
	keys := make([]Value, 0, v.Len())
	for iter := (MapIter{m: v}); iter.Next(); {
		keys = append(keys, iter.Key())
	}
	return keys
}

// SetMapIndex sets the value of key in a Map; the zero Value deletes it.
func (v Value) SetMapIndex(key, elem Value) {
	v.must(Map, "SetMapIndex")
	v.mustBeExported("SetMapIndex")
	key.mustBeExported("SetMapIndex")
	mt := v.mapType()
	key = key.assignTo("reflect.Value.SetMapIndex", mt.Key)
	if elem.typ() == nil {
		mapdelete(v.typ(), v.pointer(), key.address())
		return
	}
	elem.mustBeExported("SetMapIndex")
	elem = elem.assignTo("reflect.Value.SetMapIndex", mt.Elem)
	escapes(key.ptr)
	escapes(elem.ptr)
	mapassign(v.typ(), v.pointer(), key.address(), elem.address())
}

// A MapIter steps through a map; see MapRange.
type MapIter struct {
	m       Value
	started bool
	it      hiter
}

// MapRange returns an iterator of a Map. Call Next before each entry.
func (v Value) MapRange() *MapIter {
	v.must(Map, "MapRange")
	return &MapIter{m: v}
}

// Next moves to the next entry and reports whether there is one.
func (iter *MapIter) Next() bool {
	if !iter.m.IsValid() {
		panic("MapIter.Next called on an iterator that does not have an associated map Value")
	}
	if !iter.started {
		iter.started = true
		mapiterinit(iter.m.typ(), iter.m.pointer(), &iter.it)
	} else {
		if iter.it.key == nil {
			panic("MapIter.Next called on exhausted iterator")
		}
		mapiternext(&iter.it)
	}
	return iter.it.key != nil
}

// at checks that the iterator stands on an entry; method names the caller for the panic.
func (iter *MapIter) at(method string) *abi.MapType {
	if !iter.started {
		panic(method + " called before Next")
	}
	if iter.it.key == nil {
		panic(method + " called on exhausted iterator")
	}
	return iter.m.mapType()
}

// entryPart returns the part of the entry at p where it is, for an assignment that follows at once.
func (iter *MapIter) entryPart(t *abi.Type, p unsafe.Pointer) Value {
	return Value{t, p, iter.m.flag.ro() | flagIndir | flag(t.Kind())}
}

// What a map holds points to the heap alone, and its entries are copied: nothing of the map is in a key or value.
func (iter *MapIter) key(method string) Value {
	mt := iter.at(method)
	return loaded(mt.Key, abi.NoEscape(iter.it.key), iter.m.flag.ro())
}

func (iter *MapIter) value(method string) Value {
	mt := iter.at(method)
	return loaded(mt.Elem, abi.NoEscape(iter.it.elem), iter.m.flag.ro())
}

// Key returns the key of the entry.
func (iter *MapIter) Key() Value { return iter.key("MapIter.Key") }

// Value returns the value of the entry.
func (iter *MapIter) Value() Value { return iter.value("MapIter.Value") }

// Reset makes the iterator one of v, before its first entry; the zero Value lets the map go.
func (iter *MapIter) Reset(v Value) {
	if v.IsValid() {
		v.must(Map, "MapRange")
	}
	iter.m = v
	iter.started = false
	iter.it = hiter{}
}

// SetIterKey sets v to the key of iter's entry.
func (v Value) SetIterKey(iter *MapIter) {
	mt := iter.at("reflect: Value.SetIterKey")
	v.mustBeAssignable("SetIterKey")
	v.Set(iter.entryPart(mt.Key, iter.it.key))
}

// SetIterValue sets v to the value of iter's entry.
func (v Value) SetIterValue(iter *MapIter) {
	mt := iter.at("reflect: Value.SetIterValue")
	v.mustBeAssignable("SetIterValue")
	v.Set(iter.entryPart(mt.Elem, iter.it.elem))
}

func (v Value) channel(method string, dir ChanDir) *abi.ChanType {
	v.must(Chan, method)
	v.mustBeExported(method)
	ct := (*abi.ChanType)(unsafe.Pointer(v.typ()))
	if ChanDir(ct.Dir)&dir == 0 {
		if dir == SendDir {
			panic("reflect: send on recv-only channel")
		}
		panic("reflect: recv on send-only channel")
	}
	return ct
}

// Send sends x on a Chan.
func (v Value) Send(x Value) { v.send("Send", x, false) }

// TrySend sends x on a Chan if that is possible without waiting, and reports whether it did.
func (v Value) TrySend(x Value) bool { return v.send("TrySend", x, true) }

func (v Value) send(method string, x Value, nb bool) bool {
	ct := v.channel(method, SendDir)
	x.mustBeExported(method)
	x = x.assignTo("reflect.Value.Send", ct.Elem)
	escapes(x.ptr)
	return chansend(v.pointer(), x.address(), nb)
}

// Recv receives from a Chan; ok is false, and x zero, if it is closed.
func (v Value) Recv() (x Value, ok bool) { return v.recv("Recv", false) }

// TryRecv is Recv if that is possible without waiting; else x is the zero Value.
func (v Value) TryRecv() (x Value, ok bool) { return v.recv("TryRecv", true) }

func (v Value) recv(method string, nb bool) (x Value, ok bool) {
	ct := v.channel(method, RecvDir)
	p := unsafe_New(ct.Elem)
	if !chanrecv(v.pointer(), p, nb, &ok) {
		return Value{}, false
	}
	return loaded(ct.Elem, p, 0), ok
}

// Close closes a Chan.
func (v Value) Close() {
	v.must(Chan, "Close")
	v.mustBeExported("Close")
	if ChanDir((*abi.ChanType)(unsafe.Pointer(v.typ())).Dir)&SendDir == 0 {
		panic("reflect: close of receive-only channel")
	}
	chanclose(v.pointer())
}
