package reflect

import (
	"internal/abi"
	"strconv"
	"unsafe"
)

// StructOf returns the struct type with these fields; their Offset and Index are not looked at. It has the methods of
// embedded fields where that is possible; otherwise it panics.
func StructOf(fields []StructField) Type {
	list := make([]abi.Field, len(fields))
	seen := make(map[string]bool)
	pkgPath := ""
	var methods []abi.Method
	for i := range fields {
		list[i] = newField(i, &fields[i])
		f := &list[i]
		if pkgPath != "" && f.PkgPath != "" && pkgPath != f.PkgPath {
			panic("reflect.Struct: fields with different PkgPath " + pkgPath + " and " + f.PkgPath)
		}
		if f.PkgPath != "" {
			pkgPath = f.PkgPath
		}
		if f.Embedded {
			methods = append(methods, promoted(i, len(fields), f.Type)...)
		}
		if f.Name != "_" && seen[f.Name] {
			panic("reflect.StructOf: duplicate field " + f.Name)
		}
		seen[f.Name] = true
	}
	st := newStruct(structText(list), list)
	st.PkgPath = pkgPath
	setMethods(&st.Type, methods)
	same := func(t *abi.Type) bool {
		return t.Kind() == abi.Struct && sameFields((*abi.StructType)(unsafe.Pointer(t)), st, true)
	}
	return toType(theType(st.Str, same, func() *abi.Type { return &st.Type }))
}

func newField(i int, f *StructField) abi.Field {
	switch {
	case f.Name == "":
		panic("reflect.StructOf: field " + strconv.Itoa(i) + " has no name")
	case !isIdentifier(f.Name):
		panic("reflect.StructOf: field " + strconv.Itoa(i) + " has invalid name")
	case f.Type == nil:
		panic("reflect.StructOf: field " + strconv.Itoa(i) + " has no type")
	case f.Anonymous && f.PkgPath != "":
		panic("reflect.StructOf: field \"" + f.Name + "\" is anonymous but has PkgPath set")
	case surelyHidden(f.Name) && f.PkgPath == "":
		panic("reflect.StructOf: field \"" + f.Name + "\" is unexported but missing PkgPath")
	}
	return abi.Field{Name: f.Name, PkgPath: f.PkgPath, Tag: string(f.Tag), Type: f.Type.common(), Embedded: f.Anonymous}
}

// The tables of package unicode are too much for this: other than ASCII, all is a letter.
func isLetter(c rune) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c >= 0x80
}

func isIdentifier(name string) bool {
	for i, c := range name {
		if !isLetter(c) && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// surelyHidden reports whether name is known not to be exported.
func surelyHidden(name string) bool { return name[0] < 0x80 && (name[0] < 'A' || name[0] > 'Z') }

func structText(fields []abi.Field) string {
	text := "struct {"
	for i := range fields {
		f := &fields[i]
		if i > 0 {
			text += ";"
		}
		if !f.Embedded {
			text += " " + f.Name
		}
		text += " " + f.Type.Str
		if f.Tag != "" {
			text += " " + strconv.Quote(f.Tag)
		}
	}
	if len(fields) > 0 {
		text += " "
	}
	return text + "}"
}

// checkSize panics if size, which is to be at least min, has overflowed.
func checkSize(size, min uintptr) {
	if size < min {
		panic("reflect.StructOf: struct size would exceed virtual address space")
	}
}

// newStruct returns a new descriptor; it sets the offsets of the fields.
func newStruct(text string, fields []abi.Field) *abi.StructType {
	var size, ptrData uintptr
	align := uint8(1)
	equal, hash := true, true
	for i := range fields {
		f := &fields[i]
		f.Offset = alignUp(size, f.Type.AlignTo)
		checkSize(f.Offset, size)
		size = f.Offset
		if f.Type.HasPointers() {
			ptrData = size + f.Type.PtrData
		}
		size += f.Type.Size
		checkSize(size, f.Offset)
		align = max(align, f.Type.AlignTo)
		equal = equal && f.Type.Equal != nil
		hash = hash && f.Type.HashFn != nil
	}
	if n := len(fields); n > 0 && size > 0 && fields[n-1].Type.Size == 0 {
		size++ // the address of the last field is one of the struct
		checkSize(size, 1)
	}
	checkSize(alignUp(size, align), size)
	st := &abi.StructType{Type: head(abi.Struct, text, alignUp(size, align), align, ptrData),
		NFields: len(fields), Fields: unsafe.SliceData(fields)}
	comparesByParts(&st.Type, equal, hash)
	setPointerMap(&st.Type)
	return st
}

// --- maps ---

// As in lang/abi.h and compiler/gen/gen_types.c.
const (
	mapSlots         = 8
	mapMaxInline     = 128
	mapIndirectKey   = 1
	mapIndirectElem  = 2
	mapHashPanics    = 4
	mapNeedKeyUpdate = 8
)

// MapOf returns the type map[key]elem.
func MapOf(key, elem Type) Type {
	k, e := key.common(), elem.common()
	if k.Equal == nil {
		panic("reflect.MapOf: invalid key type " + k.Str)
	}
	text := "map[" + k.Str + "]" + e.Str
	same := func(t *abi.Type) bool {
		return t.Kind() == abi.Map && t.Elem() == e && (*abi.MapType)(unsafe.Pointer(t)).Key == k
	}
	return toType(theType(text, same, func() *abi.Type { return newMap(text, k, e) }))
}

func newMap(text string, key, elem *abi.Type) *abi.Type {
	m := &abi.MapType{Type: head(abi.Map, text, wordSize, wordSize, wordSize), Key: key, Elem: elem, Hasher: key.HashFn}
	slot := newStruct("slot", []abi.Field{
		{Name: "key", Type: mapPart(m, key, mapIndirectKey)},
		{Name: "elem", Type: mapPart(m, elem, mapIndirectElem)},
	})
	slots := newArray("slots", mapSlots, &slot.Type, nil)
	group := newStruct("group", []abi.Field{{Name: "ctrl", Type: abi.TypeOf(uint64(0))}, {Name: "slots", Type: slots}})
	m.Group = &group.Type
	m.SlotSize, m.ElemOff = slot.Size, slot.AllFields()[1].Offset
	if anyPart(key, func(k abi.Kind) bool { return k == abi.Interface }) {
		m.Flags |= mapHashPanics
	}
	if anyPart(key, hasVariants) {
		m.Flags |= mapNeedKeyUpdate
	}
	return &m.Type
}

// mapPart returns what a slot holds for a key or element of type t: itself or, if it is long, a pointer.
func mapPart(m *abi.MapType, t *abi.Type, indirect uint32) *abi.Type {
	if t.Size <= mapMaxInline {
		return t
	}
	m.Flags |= indirect
	return abi.TypeOf(unsafe.Pointer(nil))
}

// hasVariants reports whether equal values of a kind can differ: +0 and -0, strings at other addresses.
func hasVariants(k abi.Kind) bool {
	return abi.Float32 <= k && k <= abi.Complex128 || k == abi.String || k == abi.Interface
}

func anyPart(t *abi.Type, is func(abi.Kind) bool) bool {
	switch t.Kind() {
	case abi.Array:
		return anyPart(t.Elem(), is)
	case abi.Struct:
		for _, f := range (*abi.StructType)(unsafe.Pointer(t)).AllFields() {
			if anyPart(f.Type, is) {
				return true
			}
		}
	}
	return is(t.Kind())
}
