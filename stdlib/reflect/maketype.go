package reflect

import (
	"internal/abi"
	"strconv"
	"sync"
	"unsafe"
)

// Types made at run time.
//
// A type has one descriptor, so that comparing addresses compares types. Before a descriptor is made it is looked
// for by its text, among those that were linked (a table the linker puts together) and those made earlier.
// Descriptors are never freed: nothing tells the collector that a value's type word leads to one.
//
// Made arrays and structs share two functions for equality and hash, which learn the type from their last argument.

var madeTypes struct {
	sync.Mutex
	byText   map[string][]*abi.Type
	pointers map[*abi.Type]*abi.Type // *T by T
}

// theType returns the descriptor with that text and whatever else same asks for; if there is none it makes one.
func theType(text string, same func(*abi.Type) bool, build func() *abi.Type) *abi.Type {
	madeTypes.Lock()
	defer madeTypes.Unlock()
	if madeTypes.byText == nil {
		collectTypes()
	}
	for _, t := range madeTypes.byText[text] {
		if same(t) {
			return t
		}
	}
	t := build()
	madeTypes.byText[text] = append(madeTypes.byText[text], t)
	return t
}

func collectTypes() {
	madeTypes.byText = make(map[string][]*abi.Type)
	var n int
	first := linkedTypes(&n)
	for _, t := range unsafe.Slice(first, n) {
		madeTypes.byText[t.Str] = append(madeTypes.byText[t.Str], t)
	}
}

// onePointer is the map of a type whose only pointer is its first word; the collector reads whole, aligned words of maps.
var onePointer uint64 = 1

// head returns what all descriptors begin with.
func head(kind abi.Kind, text string, size uintptr, align uint8, ptrData uintptr) abi.Type {
	h := abi.Type{Size: size, PtrData: ptrData, Hash: hashText(text), AlignTo: align, FieldAlign: align, Str: text}
	h.SetKind(kind)
	if ptrData == wordSize {
		h.GCData = (*byte)(unsafe.Pointer(&onePointer))
	}
	return h
}

func hashText(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// comparesLike gives t the equality and hash of model, a type of the same kind.
func comparesLike(t *abi.Type, model any) {
	m := abi.TypeOf(model)
	t.Equal, t.HashFn = m.Equal, m.HashFn
}

// --- pointers, slices, channels, functions ---

// pointerTo returns the descriptor of *t.
func pointerTo(t *abi.Type) *abi.Type {
	if t.PtrTo != nil {
		return t.PtrTo
	}
	madeTypes.Lock()
	p := madeTypes.pointers[t]
	madeTypes.Unlock()
	if p != nil {
		return p
	}
	text := "*" + t.Str
	p = theType(text, func(p *abi.Type) bool { return p.Kind() == abi.Pointer && p.Elem() == t }, func() *abi.Type {
		p := &abi.PtrType{Type: head(abi.Pointer, text, wordSize, wordSize, wordSize), Elem: t}
		comparesLike(&p.Type, (*int)(nil))
		return &p.Type
	})
	madeTypes.Lock()
	defer madeTypes.Unlock()
	if madeTypes.pointers == nil {
		madeTypes.pointers = make(map[*abi.Type]*abi.Type)
	}
	madeTypes.pointers[t] = p
	return p
}

// PointerTo returns the type *t.
func PointerTo(t Type) Type { return toType(pointerTo(t.common())) }

// PtrTo is the old name of PointerTo.
func PtrTo(t Type) Type { return PointerTo(t) }

// SliceOf returns the type []t.
func SliceOf(t Type) Type { return toType(sliceOf(t.common())) }

func sliceOf(elem *abi.Type) *abi.Type {
	text := "[]" + elem.Str
	return theType(text, func(t *abi.Type) bool { return t.Kind() == abi.Slice && t.Elem() == elem }, func() *abi.Type {
		return &(&abi.SliceType{Type: head(abi.Slice, text, 3*wordSize, wordSize, wordSize), Elem: elem}).Type
	})
}

const maxChanElem = 1 << 16

// ChanOf returns the type of channels of t with the given direction.
func ChanOf(dir ChanDir, t Type) Type {
	elem := t.common()
	if elem.Size >= maxChanElem {
		panic("reflect.ChanOf: element size too large")
	}
	text := dir.String() + " " + elem.Str
	switch {
	case dir < RecvDir || dir > BothDir:
		panic("reflect.ChanOf: invalid dir")
	case dir == BothDir && elem.Str[0] == '<':
		text = "chan (" + elem.Str + ")"
	}
	same := func(t *abi.Type) bool {
		return t.Kind() == abi.Chan && t.Elem() == elem && (*abi.ChanType)(unsafe.Pointer(t)).Dir == int(dir)
	}
	return toType(theType(text, same, func() *abi.Type {
		c := &abi.ChanType{Type: head(abi.Chan, text, wordSize, wordSize, wordSize), Elem: elem, Dir: int(dir)}
		comparesLike(&c.Type, (chan int)(nil))
		return &c.Type
	}))
}

// FuncOf returns the type of functions with these parameters and results. The last parameter of a variadic one is a
// slice.
func FuncOf(in, out []Type, variadic bool) Type {
	if variadic && (len(in) == 0 || in[len(in)-1].Kind() != Slice) {
		panic("reflect.FuncOf: last arg of variadic func must be slice")
	}
	return toType(&funcOf(descriptors(in), descriptors(out), variadic).Type)
}

func descriptors(types []Type) []*abi.Type {
	list := make([]*abi.Type, len(types))
	for i, t := range types {
		list[i] = t.common()
	}
	return list
}

func funcOf(in, out []*abi.Type, variadic bool) *abi.FuncType {
	text := funcText(in, out, variadic)
	f := &abi.FuncType{Type: head(abi.Func, text, wordSize, wordSize, wordSize), NIn: len(in), NOut: len(out),
		Variadic: variadic, SRet: !fitRegisters(out), Ins: unsafe.SliceData(in), Outs: unsafe.SliceData(out)}
	same := func(t *abi.Type) bool {
		return t.Kind() == abi.Func && sameSignature((*abi.FuncType)(unsafe.Pointer(t)), f, true)
	}
	t := theType(text, same, func() *abi.Type { return &f.Type })
	return (*abi.FuncType)(unsafe.Pointer(t))
}

// methodFunc returns the type of a method as a function with the receiver as first parameter.
func methodFunc(recv *abi.Type, m *abi.FuncType) *abi.FuncType {
	return funcOf(append([]*abi.Type{recv}, m.In()...), m.Out(), m.Variadic)
}

func funcText(in, out []*abi.Type, variadic bool) string {
	text := "func("
	for i, t := range in {
		if i > 0 {
			text += ", "
		}
		if variadic && i == len(in)-1 {
			text += "..." + t.Elem().Str
		} else {
			text += t.Str
		}
	}
	text += ")"
	switch len(out) {
	case 0:
		return text
	case 1:
		return text + " " + out[0].Str
	}
	for i, t := range out {
		if i == 0 {
			text += " ("
		} else {
			text += ", "
		}
		text += t.Str
	}
	return text + ")"
}

// --- arrays ---

// maxMapWords is ABI_GCDATA_MAX_WORDS of lang/abi.h: longer arrays have the map of their element alone.
const maxMapWords = 16384

// ArrayOf returns the type [length]elem.
func ArrayOf(length int, elem Type) Type {
	if length < 0 {
		panic("reflect: negative length passed to ArrayOf")
	}
	et := elem.common()
	if et.Size > 0 && uintptr(length) > ^uintptr(0)/et.Size {
		panic("reflect.ArrayOf: array size would exceed virtual address space")
	}
	slice := sliceOf(et)
	text := "[" + strconv.Itoa(length) + "]" + et.Str
	same := func(t *abi.Type) bool {
		return t.Kind() == abi.Array && t.Elem() == et && toRType(t).Len() == length
	}
	return toType(theType(text, same, func() *abi.Type { return newArray(text, uintptr(length), et, slice) }))
}

func newArray(text string, n uintptr, elem, slice *abi.Type) *abi.Type {
	ptrData := uintptr(0)
	if n > 0 && elem.HasPointers() {
		ptrData = (n-1)*elem.Size + elem.PtrData
	}
	a := &abi.ArrayType{Type: head(abi.Array, text, n*elem.Size, elem.AlignTo, ptrData), Elem: elem, Slice: slice, Len: n}
	comparesByParts(&a.Type, elem.Equal != nil, elem.HashFn != nil)
	if ptrData/wordSize <= maxMapWords {
		setPointerMap(&a.Type)
	} else if a.GCElem = elem.GCElem; a.GCElem == nil {
		a.GCElem = elem
	}
	return &a.Type
}

// comparesByParts gives t the functions that look at each part of a value.
func comparesByParts(t *abi.Type, equal, hash bool) {
	if equal {
		f := equalParts
		t.Equal = **(**unsafe.Pointer)(unsafe.Pointer(&f))
	}
	if hash {
		f := hashParts
		t.HashFn = **(**unsafe.Pointer)(unsafe.Pointer(&f))
	}
}

// setPointerMap sets the map of the pointers in a value of type t.
func setPointerMap(t *abi.Type) {
	if !t.HasPointers() {
		return
	}
	words := t.PtrData / wordSize
	bits := make([]byte, (words+63)/64*8)
	markPointers(bits, t, 0)
	t.GCData = &bits[0]
}

func markPointers(bits []byte, t *abi.Type, at uintptr) {
	if !t.HasPointers() {
		return
	}
	switch t.Kind() {
	case abi.Interface:
		at += wordSize // its first word leads to no heap object
	case abi.Array:
		elem := t.Elem()
		for i := range toRType(t).Len() {
			markPointers(bits, elem, at+uintptr(i)*elem.Size)
		}
		return
	case abi.Struct:
		for _, f := range (*abi.StructType)(unsafe.Pointer(t)).AllFields() {
			markPointers(bits, f.Type, at+f.Offset)
		}
		return
	}
	word := at / wordSize
	bits[word/8] |= 1 << (word % 8)
}
