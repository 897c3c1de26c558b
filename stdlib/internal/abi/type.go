// Package abi mirrors the type descriptors that the compiler emits (lang/abi.h), for the few packages
// that look at types at run time: errors, fmt's helper reflect, sort, runtime.
//
// Every struct here must match the C struct of the same name in lang/abi.h, field for field.
package abi

import "unsafe"

// Kind numbers the kinds of types as reflect does.
type Kind uint8

const (
	Invalid Kind = iota
	Bool
	Int
	Int8
	Int16
	Int32
	Int64
	Uint
	Uint8
	Uint16
	Uint32
	Uint64
	Uintptr
	Float32
	Float64
	Complex64
	Complex128
	Array
	Chan
	Func
	Interface
	Map
	Pointer
	Slice
	String
	Struct
	UnsafePointer
)

const (
	kindMask    = 31
	directIface = 32 // the data word of an interface is the value itself
)

const (
	tflagNamed         = 1
	tflagRegularMemory = 2
)

// Type is the head of every descriptor (GoType).
type Type struct {
	Size       uintptr
	PtrData    uintptr
	Hash       uint32
	TFlag      uint8
	AlignTo    uint8
	FieldAlign uint8
	KindBits   uint8
	Equal      unsafe.Pointer // code; nil: not comparable
	GCData     *byte
	Str        string
	PtrTo      *Type
	Uncommon   *Uncommon
	GCElem     *Type
	HashFn     unsafe.Pointer
}

// Uncommon describes the name and the methods of a type (GoUncommon).
type Uncommon struct {
	PkgPath   string
	Name      string
	NMethods  int
	NExported int
	Methods   *Method
}

// Method is one method of a concrete type (GoMethod).
type Method struct {
	Name    string
	PkgPath string
	Type    *FuncType
	Ifn     unsafe.Pointer
	Tfn     unsafe.Pointer
}

// ArrayType describes [Len]Elem.
type ArrayType struct {
	Type
	Elem  *Type
	Slice *Type
	Len   uintptr
}

// ChanType describes a channel; Dir is 1 for receive, 2 for send, 3 for both.
type ChanType struct {
	Type
	Elem *Type
	Dir  int
}

// FuncType describes a function signature.
type FuncType struct {
	Type
	NIn, NOut int
	Variadic  bool
	SRet      bool // results are stored where a hidden first argument points
	Ins, Outs **Type
}

// IMethod is one method of an interface type.
type IMethod struct {
	Name    string
	PkgPath string
	Type    *FuncType
}

// InterfaceType describes an interface by its sorted methods.
type InterfaceType struct {
	Type
	PkgPath  string
	NMethods int
	Methods  *IMethod
}

// PtrType describes *Elem.
type PtrType struct {
	Type
	Elem *Type
}

// SliceType describes []Elem.
type SliceType struct {
	Type
	Elem *Type
}

// Field is one field of a struct type.
type Field struct {
	Name     string
	PkgPath  string
	Tag      string
	Type     *Type
	Offset   uintptr
	Embedded bool
}

// StructType describes a struct by its fields.
type StructType struct {
	Type
	PkgPath string
	NFields int
	Fields  *Field
}

// MapType describes map[Key]Elem.
type MapType struct {
	Type
	Key, Elem         *Type
	Group             *Type
	Hasher            unsafe.Pointer
	SlotSize, ElemOff uintptr
	Flags             uint32
}

// Itab pairs an interface type with a dynamic type and lists the code of the methods (GoItab).
type Itab struct {
	Inter *InterfaceType
	Type  *Type
	Hash  uint32
	_     uint32
	Fun   [1]unsafe.Pointer
}

// EmptyInterface is an any in memory.
type EmptyInterface struct {
	Type *Type
	Data unsafe.Pointer
}

// NonEmptyInterface is an interface with methods in memory.
type NonEmptyInterface struct {
	Tab  *Itab
	Data unsafe.Pointer
}

// TypeOf returns the descriptor of v's dynamic type, nil if v is nil.
func TypeOf(v any) *Type {
	return (*Type)(NoEscape(unsafe.Pointer((*EmptyInterface)(unsafe.Pointer(&v)).Type)))
}

// TypeFor returns the descriptor of T.
func TypeFor[T any]() *Type { return TypeOf((*T)(nil)).Elem() }

// Kind returns the kind of t.
func (t *Type) Kind() Kind { return Kind(t.KindBits & kindMask) }

// SetKind makes t, whose size is set, a type of kind k.
func (t *Type) SetKind(k Kind) {
	t.KindBits = uint8(k)
	if t.Size == 8 && t.PtrData == 8 {
		t.KindBits |= directIface
	}
}

// IsDirectIface reports whether an interface holds a value of type t in its data word.
func (t *Type) IsDirectIface() bool { return t.KindBits&directIface != 0 }

// HasName reports whether t is a declared or predeclared type.
func (t *Type) HasName() bool { return t.TFlag&tflagNamed != 0 }

// HasPointers reports whether a value of type t can hold pointers.
func (t *Type) HasPointers() bool { return t.PtrData != 0 }

// Elem returns the element type of an array, channel, map, pointer or slice type, else nil.
func (t *Type) Elem() *Type {
	switch t.Kind() {
	case Array:
		return (*ArrayType)(unsafe.Pointer(t)).Elem
	case Chan:
		return (*ChanType)(unsafe.Pointer(t)).Elem
	case Map:
		return (*MapType)(unsafe.Pointer(t)).Elem
	case Pointer:
		return (*PtrType)(unsafe.Pointer(t)).Elem
	case Slice:
		return (*SliceType)(unsafe.Pointer(t)).Elem
	}
	return nil
}

// AllMethods returns all methods of t, the exported ones first.
func (t *Type) AllMethods() []Method {
	u := t.Uncommon
	if u == nil || u.NMethods == 0 {
		return nil
	}
	return unsafe.Slice(u.Methods, u.NMethods)
}

// ExportedMethods returns the exported methods of t, sorted by name.
func (t *Type) ExportedMethods() []Method {
	u := t.Uncommon
	if u == nil || u.NExported == 0 {
		return nil
	}
	return unsafe.Slice(u.Methods, u.NExported)
}

// In returns the parameter types of f.
func (f *FuncType) In() []*Type {
	if f.NIn == 0 {
		return nil
	}
	return unsafe.Slice(f.Ins, f.NIn)
}

// Out returns the result types of f.
func (f *FuncType) Out() []*Type {
	if f.NOut == 0 {
		return nil
	}
	return unsafe.Slice(f.Outs, f.NOut)
}

// AllMethods returns the methods of the interface type t.
func (t *InterfaceType) AllMethods() []IMethod {
	if t.NMethods == 0 {
		return nil
	}
	return unsafe.Slice(t.Methods, t.NMethods)
}

// AllFields returns the fields of the struct type t.
func (t *StructType) AllFields() []Field {
	if t.NFields == 0 {
		return nil
	}
	return unsafe.Slice(t.Fields, t.NFields)
}
