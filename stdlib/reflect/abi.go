package reflect

import (
	"internal/abi"
	"unsafe"
)

// How generated code hands over arguments and results (lang/abi.h, compiler/gen/gen_type.c).
//
// A value travels as its leaves: the machine words, numbers and pointers it is made of, in order. Types of
// more than four leaves, and arrays of more than one element, travel as the address of a copy that the callee
// owns. The leaves of all arguments take the integer registers, the vector registers and, when the register
// a leaf wants is used up, words of stack, each in order of need. In front of them come the address of the
// memory for results, if they do not fit registers, and the receiver word of a method. Results in registers
// follow the same rule.
//
// A frame is all that in memory: registers first, then the words of stack, then the copies and the results
// that travel by address. Both directions use it: Call fills one for the callee, a function made by MakeFunc
// finds itself called with one. It lies on the stack, like the variables of a compiled caller, for compiled
// code stores into it without write barriers.

const maxLeaves = 4

type leafKind uint8

const (
	leafInt leafKind = iota
	leafFloat
	leafPointer
)

// A leaf is a part of a value that travels by itself.
type leaf struct {
	offset uintptr
	size   uintptr
	kind   leafKind
}

// leaves are the leaves at[:n] of a type; n < 0: the type travels by address.
type leaves struct {
	at [maxLeaves]leaf
	n  int
}

func leavesOf(t *abi.Type) *leaves {
	l := new(leaves)
	l.addType(t, 0)
	return l
}

func (l *leaves) add(offset, size uintptr, kind leafKind) {
	if l.n < 0 || l.n == maxLeaves {
		l.n = -1
		return
	}
	l.at[l.n] = leaf{offset, size, kind}
	l.n++
}

func (l *leaves) addType(t *abi.Type, at uintptr) {
	switch t.Kind() {
	case abi.Array:
		l.addArray((*abi.ArrayType)(unsafe.Pointer(t)), at)
	case abi.Struct:
		fields := (*abi.StructType)(unsafe.Pointer(t)).AllFields()
		for i := 0; i < len(fields) && l.n >= 0; i++ {
			l.addType(fields[i].Type, at+fields[i].Offset)
		}
	case abi.String, abi.Slice:
		l.add(at, 8, leafPointer)
		for word := uintptr(8); word < t.Size; word += 8 {
			l.add(at+word, 8, leafInt)
		}
	case abi.Interface:
		l.add(at, 8, leafPointer)
		l.add(at+8, 8, leafPointer)
	case abi.Float32, abi.Float64:
		l.add(at, t.Size, leafFloat)
	case abi.Complex64, abi.Complex128:
		l.add(at, t.Size/2, leafFloat)
		l.add(at+t.Size/2, t.Size/2, leafFloat)
	case abi.Chan, abi.Func, abi.Map, abi.Pointer, abi.UnsafePointer:
		l.add(at, 8, leafPointer)
	default:
		l.add(at, t.Size, leafInt)
	}
}

func (l *leaves) addArray(t *abi.ArrayType, at uintptr) {
	switch t.Len {
	case 0:
	case 1:
		l.addType(t.Elem, at)
	default:
		l.n = -1
	}
}

// copyLeaf copies a leaf, with a write barrier if it is a pointer.
func copyLeaf(dst, src unsafe.Pointer, l *leaf) {
	switch {
	case l.kind == leafPointer:
		*(*unsafe.Pointer)(dst) = *(*unsafe.Pointer)(src)
	case l.size == 8:
		*(*uint64)(dst) = *(*uint64)(src)
	case l.size == 4:
		*(*uint32)(dst) = *(*uint32)(src)
	case l.size == 2:
		*(*uint16)(dst) = *(*uint16)(src)
	default:
		*(*uint8)(dst) = *(*uint8)(src)
	}
}

const (
	wordSize      = 8
	intRegs       = 6
	floatRegs     = 8
	registerWords = intRegs + floatRegs
)

// A frame is memory for one call and how much of it is used. One without registers only counts.
type frame struct {
	registers unsafe.Pointer // registerWords words
	stack     unsafe.Pointer // the words of stack
	memory    unsafe.Pointer // copies and results

	ints, floats, stackWords int
	memoryBytes              uintptr
}

// size returns how many bytes all that was counted takes.
func (f *frame) size() uintptr {
	return uintptr(registerWords+f.stackWords)*wordSize + f.memoryBytes
}

// laidAt returns an empty frame at base, with room for what f counted.
func (f *frame) laidAt(base unsafe.Pointer) frame {
	stack := unsafe.Add(base, registerWords*wordSize)
	return frame{registers: base, stack: stack, memory: unsafe.Add(stack, f.stackWords*wordSize)}
}

// next returns the address of the word in which the next leaf travels.
func (f *frame) next(kind leafKind) unsafe.Pointer {
	switch {
	case kind == leafFloat && f.floats < floatRegs:
		f.floats++
		return unsafe.Add(f.registers, (intRegs+f.floats-1)*wordSize)
	case kind != leafFloat && f.ints < intRegs:
		f.ints++
		return unsafe.Add(f.registers, (f.ints-1)*wordSize)
	}
	f.stackWords++
	return unsafe.Add(f.stack, (f.stackWords-1)*wordSize)
}

// reserve returns memory for n bytes.
func (f *frame) reserve(n uintptr) unsafe.Pointer {
	at := f.memoryBytes
	f.memoryBytes += (n + wordSize - 1) &^ (wordSize - 1)
	return unsafe.Add(f.memory, at)
}

// passWord makes the pointer p the next argument.
func (f *frame) passWord(p unsafe.Pointer) {
	to := f.next(leafPointer)
	if f.registers != nil {
		*(*unsafe.Pointer)(to) = p
	}
}

// pass makes the value of type t at src the next argument.
func (f *frame) pass(t *abi.Type, src unsafe.Pointer) {
	l := leavesOf(t)
	if l.n < 0 {
		room := f.reserve(t.Size)
		if f.registers != nil {
			abi.Typedmemmove(t, room, src)
		}
		f.passWord(room)
		return
	}
	for i := range l.at[:l.n] {
		part := &l.at[i]
		to := f.next(part.kind)
		if f.registers != nil {
			copyLeaf(to, unsafe.Add(src, part.offset), part)
			extendSign(t, to)
		}
	}
}

// extendSign does what callees rely on for small signed parameters; all others have zeros in front.
func extendSign(t *abi.Type, word unsafe.Pointer) {
	switch t.Kind() {
	case abi.Int8:
		*(*int64)(word) = int64(*(*int8)(word))
	case abi.Int16:
		*(*int64)(word) = int64(*(*int16)(word))
	}
}

// takeWord returns the next argument, which is a pointer.
func (f *frame) takeWord() unsafe.Pointer {
	return *(*unsafe.Pointer)(f.next(leafPointer))
}

// take copies the next argument, of type t, to dst.
func (f *frame) take(t *abi.Type, dst unsafe.Pointer) {
	l := leavesOf(t)
	if l.n < 0 {
		abi.Typedmemmove(t, dst, f.takeWord())
		return
	}
	for i := range l.at[:l.n] {
		part := &l.at[i]
		copyLeaf(unsafe.Add(dst, part.offset), f.next(part.kind), part)
	}
}

// fitRegisters reports whether results of these types travel in registers: up to three integers, two floats.
func fitRegisters(results []*abi.Type) bool {
	n, floats := 0, 0
	for _, t := range results {
		l := leavesOf(t)
		if l.n < 0 {
			return false
		}
		for i := range l.at[:l.n] {
			n++
			if l.at[i].kind == leafFloat {
				floats++
			}
		}
	}
	return floats <= 2 && n-floats <= 3
}

// resultsSize returns the size of a struct of f's results.
func resultsSize(f *abi.FuncType) uintptr {
	n := uintptr(0)
	for _, t := range f.Out() {
		n = alignUp(n, t.AlignTo) + t.Size
	}
	return n + 1 // a last field without size still has an address of its own
}

func alignUp(n uintptr, align uint8) uintptr {
	a := uintptr(align)
	return (n + a - 1) &^ (a - 1)
}
