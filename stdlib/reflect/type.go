// Package reflect looks at values of any type while the program runs: TypeOf and ValueOf take an
// interface apart, Interface puts one together again.
//
// A Type is a descriptor that the compiler emitted (package internal/abi); equal types have one
// descriptor, so Types can be compared with ==.
package reflect

import (
	"internal/abi"
	"iter"
	"unsafe"
)

// A Type describes a Go type. Methods that do not apply to the kind of a type panic.
type Type interface {
	// Align and FieldAlign return the alignment in bytes, in memory and as a field.
	Align() int
	FieldAlign() int

	// Method returns the i'th method of the method set, in the order of the names; only exported ones
	// count, but all of an interface type.
	Method(int) Method
	// Methods returns all of these.
	Methods() iter.Seq[Method]
	// MethodByName finds a method by its name.
	MethodByName(string) (Method, bool)
	// NumMethod returns the number of methods that Method knows.
	NumMethod() int

	// Name returns the name of a defined type, without its package, "" for others.
	Name() string
	// PkgPath returns the import path of a defined type's package, "" for others.
	PkgPath() string
	// Size returns how many bytes a value takes.
	Size() uintptr
	// String returns a text for people; it need not be unique.
	String() string
	// Kind returns the kind of the type.
	Kind() Kind

	// Implements reports whether the type implements the interface type u.
	Implements(u Type) bool
	// AssignableTo reports whether a value can be assigned to a variable of type u.
	AssignableTo(u Type) bool
	// ConvertibleTo reports whether a value can be converted to type u.
	ConvertibleTo(u Type) bool
	// Comparable reports whether values can be compared; it may still panic for interfaces.
	Comparable() bool

	// Bits returns the size of a number in bits.
	Bits() int
	// ChanDir returns the direction of a channel.
	ChanDir() ChanDir
	// IsVariadic reports whether a function's last parameter is "...".
	IsVariadic() bool
	// Elem returns the element type of an Array, Chan, Map, Pointer or Slice.
	Elem() Type
	// Field returns the i'th field of a struct.
	Field(i int) StructField
	// Fields returns the fields of a struct.
	Fields() iter.Seq[StructField]
	// FieldByIndex follows a path of fields.
	FieldByIndex(index []int) StructField
	// FieldByName finds a field, of an embedded struct too.
	FieldByName(name string) (StructField, bool)
	// FieldByNameFunc finds the field whose name match accepts, if there is just one at the least depth.
	FieldByNameFunc(match func(string) bool) (StructField, bool)
	// In returns the type of a function's i'th parameter.
	In(i int) Type
	// Ins returns the types of a function's parameters.
	Ins() iter.Seq[Type]
	// Key returns the key type of a map.
	Key() Type
	// Len returns the length of an array.
	Len() int
	// NumField returns the number of a struct's fields.
	NumField() int
	// NumIn and NumOut return the numbers of a function's parameters and results.
	NumIn() int
	NumOut() int
	// Out returns the type of a function's i'th result.
	Out(i int) Type
	// Outs returns the types of a function's results.
	Outs() iter.Seq[Type]

	// OverflowComplex, OverflowFloat, OverflowInt and OverflowUint report whether x does not fit.
	OverflowComplex(x complex128) bool
	OverflowFloat(x float64) bool
	OverflowInt(x int64) bool
	OverflowUint(x uint64) bool

	// CanSeq and CanSeq2 report whether Value.Seq and Value.Seq2 do not panic.
	CanSeq() bool
	CanSeq2() bool

	common() *abi.Type
}

// A Kind is a kind of type; the zero Kind is none.
type Kind uint

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

// Ptr is the old name of Pointer.
const Ptr = Pointer

var kindNames = [...]string{"invalid", "bool", "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16",
	"uint32", "uint64", "uintptr", "float32", "float64", "complex64", "complex128", "array", "chan", "func",
	"interface", "map", "ptr", "slice", "string", "struct", "unsafe.Pointer"}

// String returns the name of k.
func (k Kind) String() string {
	if uint(k) < uint(len(kindNames)) {
		return kindNames[uint(k)]
	}
	return "kind" + itoa(int(k))
}

func itoa(n int) string {
	if n < 0 {
		return "-" + itoa(-n)
	}
	if n < 10 {
		return "0123456789"[n : n+1]
	}
	return itoa(n/10) + "0123456789"[n%10:n%10+1]
}

// ChanDir is the direction of a channel type.
type ChanDir int

const (
	RecvDir ChanDir             = 1 << iota // <-chan
	SendDir                                 // chan<-
	BothDir = RecvDir | SendDir             // chan
)

// String returns d as it is written in a type.
func (d ChanDir) String() string {
	switch d {
	case SendDir:
		return "chan<-"
	case RecvDir:
		return "<-chan"
	case BothDir:
		return "chan"
	}
	return "ChanDir" + itoa(int(d))
}

// Method describes a method.
type Method struct {
	Name    string
	PkgPath string // of the package that a name that is not exported belongs to
	Type    Type   // with the receiver as first parameter, but for an interface's method
	Func    Value  // likewise; not valid for an interface's method
	Index   int    // for Type.Method
}

// IsExported reports whether the method is exported.
func (m Method) IsExported() bool { return m.PkgPath == "" }

// rtype is how a descriptor implements Type.
//
// This package calls the larger methods on *rtype, not through Type: what is called through an interface
// becomes part of every program that contains an implementation.
type rtype struct {
	t abi.Type
}

func toRType(t *abi.Type) *rtype { return (*rtype)(unsafe.Pointer(t)) }

// toType returns t as a Type; nil stays nil.
func toType(t *abi.Type) Type {
	if t == nil {
		return nil
	}
	return toRType(t)
}

// TypeOf returns the dynamic type of i, nil if i is nil.
func TypeOf(i any) Type {
	return toType(abi.TypeOf(i))
}

func (t *rtype) common() *abi.Type { return &t.t }

func (t *rtype) Align() int { return int(t.t.AlignTo) }

func (t *rtype) FieldAlign() int { return int(t.t.FieldAlign) }

func (t *rtype) Size() uintptr { return t.t.Size }

func (t *rtype) String() string { return t.t.Str }

func (t *rtype) Kind() Kind { return Kind(t.t.Kind()) }

func (t *rtype) Name() string {
	if !t.t.HasName() {
		return ""
	}
	if t.t.Uncommon != nil && t.t.Uncommon.Name != "" {
		return t.t.Uncommon.Name
	}
	if t.Kind() == UnsafePointer {
		return "Pointer"
	}
	return t.t.Str // a predeclared type
}

func (t *rtype) PkgPath() string {
	if t.Kind() == UnsafePointer && (t.t.Uncommon == nil || t.t.Uncommon.PkgPath == "") {
		return "unsafe"
	}
	if !t.t.HasName() || t.t.Uncommon == nil {
		return ""
	}
	return t.t.Uncommon.PkgPath
}

func (t *rtype) Comparable() bool { return t.t.Equal != nil }

func (t *rtype) Bits() int {
	k := t.Kind()
	if k < Int || k > Complex128 {
		panic("reflect: Bits of non-arithmetic Type " + t.String())
	}
	return int(t.t.Size) * 8
}

func (t *rtype) ChanDir() ChanDir {
	if t.Kind() != Chan {
		panic("reflect: ChanDir of non-chan type " + t.String())
	}
	return ChanDir((*abi.ChanType)(unsafe.Pointer(t)).Dir)
}

func (t *rtype) Elem() Type {
	e := t.t.Elem()
	if e == nil {
		panic("reflect: Elem of invalid type " + t.String())
	}
	return toType(e)
}

func (t *rtype) Key() Type {
	if t.Kind() != Map {
		panic("reflect: Key of non-map type " + t.String())
	}
	return toType((*abi.MapType)(unsafe.Pointer(t)).Key)
}

func (t *rtype) Len() int {
	if t.Kind() != Array {
		panic("reflect: Len of non-array type " + t.String())
	}
	return int((*abi.ArrayType)(unsafe.Pointer(t)).Len)
}

// function returns the descriptor as that of a function; method names the caller for the panic.
func (t *rtype) function(method string) *abi.FuncType {
	if t.Kind() != Func {
		panic("reflect: " + method + " of non-func type " + t.String())
	}
	return (*abi.FuncType)(unsafe.Pointer(t))
}

func (t *rtype) IsVariadic() bool { return t.function("IsVariadic").Variadic }

func (t *rtype) NumIn() int { return t.function("NumIn").NIn }

func (t *rtype) NumOut() int { return t.function("NumOut").NOut }

func (t *rtype) In(i int) Type { return toType(t.function("In").In()[i]) }

func (t *rtype) Out(i int) Type { return toType(t.function("Out").Out()[i]) }

func (t *rtype) OverflowComplex(x complex128) bool {
	switch t.Kind() {
	case Complex64:
		return overflowFloat32(real(x)) || overflowFloat32(imag(x))
	case Complex128:
		return false
	}
	panic("reflect: OverflowComplex of non-complex type " + t.String())
}

func (t *rtype) OverflowFloat(x float64) bool {
	switch t.Kind() {
	case Float32:
		return overflowFloat32(x)
	case Float64:
		return false
	}
	panic("reflect: OverflowFloat of non-float type " + t.String())
}

// overflowFloat32 reports whether x is finite but not as a float32.
func overflowFloat32(x float64) bool {
	if x < 0 {
		x = -x
	}
	const maxFloat32, maxFloat64 = 0x1p127 * (1 + (1 - 0x1p-23)), 0x1p1023 * (1 + (1 - 0x1p-52))
	return maxFloat32 < x && x <= maxFloat64
}

func (t *rtype) OverflowInt(x int64) bool {
	switch t.Kind() {
	case Int, Int8, Int16, Int32, Int64:
		spare := 64 - 8*uint(t.t.Size)
		return x != x<<spare>>spare
	}
	panic("reflect: OverflowInt of non-int type " + t.String())
}

func (t *rtype) OverflowUint(x uint64) bool {
	switch t.Kind() {
	case Uint, Uint8, Uint16, Uint32, Uint64, Uintptr:
		spare := 64 - 8*uint(t.t.Size)
		return x != x<<spare>>spare
	}
	panic("reflect: OverflowUint of non-uint type " + t.String())
}

func (t *rtype) inter() *abi.InterfaceType {
	if t.Kind() != Interface {
		return nil
	}
	return (*abi.InterfaceType)(unsafe.Pointer(t))
}

func (t *rtype) NumMethod() int {
	if it := t.inter(); it != nil {
		return it.NMethods
	}
	return len(t.t.ExportedMethods())
}

func (t *rtype) Method(i int) (m Method) {
	if i < 0 || i >= t.NumMethod() {
		panic("reflect: Method index out of range")
	}
	m.Index = i
	if it := t.inter(); it != nil {
		im := &it.AllMethods()[i]
		m.Name, m.PkgPath, m.Type = im.Name, im.PkgPath, toType(&im.Type.Type)
		return m
	}
	p := &t.t.ExportedMethods()[i]
	ft := methodFunc(&t.t, p.Type)
	m.Name = p.Name
	m.Type = toType(&ft.Type)
	code := p.Tfn
	if code == nil && promotedFunc != nil {
		m.Func = promotedFunc(t, i, ft)
		return m
	}
	m.Func = Value{&ft.Type, unsafe.Pointer(&code), flag(Func)} // a closure without context
	return m
}

func (t *rtype) MethodByName(name string) (m Method, ok bool) {
	for i := 0; i < t.NumMethod(); i++ {
		if t.methodName(i) == name {
			return t.Method(i), true
		}
	}
	return Method{}, false
}

func (t *rtype) methodName(i int) string {
	if it := t.inter(); it != nil {
		return it.AllMethods()[i].Name
	}
	return t.t.ExportedMethods()[i].Name
}
