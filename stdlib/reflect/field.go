package reflect

import (
	"internal/abi"
	"strconv"
	"unsafe"
)

// A StructField describes a field of a struct.
type StructField struct {
	Name      string
	PkgPath   string // of the package that a name that is not exported belongs to
	Type      Type
	Tag       StructTag
	Offset    uintptr // in bytes
	Index     []int   // for Type.FieldByIndex
	Anonymous bool    // embedded
}

// IsExported reports whether the field is exported.
func (f StructField) IsExported() bool { return f.PkgPath == "" }

// A StructTag is the text behind a field: by convention pairs key:"value" with spaces between them.
type StructTag string

// Get returns the value of key, "" if it is not there.
func (tag StructTag) Get(key string) string {
	v, _ := tag.Lookup(key)
	return v
}

// Lookup returns the value of key and whether it is there.
func (tag StructTag) Lookup(key string) (value string, ok bool) {
	s := string(tag)
	for s != "" {
		i := 0
		for i < len(s) && s[i] == ' ' {
			i++
		}
		s = s[i:]
		// A key is anything without control characters, spaces, quotes and colons.
		i = 0
		for i < len(s) && s[i] > ' ' && s[i] != ':' && s[i] != '"' && s[i] != 0x7F {
			i++
		}
		if i == 0 || i+1 >= len(s) || s[i] != ':' || s[i+1] != '"' {
			return "", false
		}
		name := s[:i]
		s = s[i+1:]
		i = 1
		for i < len(s) && s[i] != '"' {
			if s[i] == '\\' {
				i++
			}
			i++
		}
		if i >= len(s) {
			return "", false
		}
		if name == key {
			value, err := strconv.Unquote(s[:i+1])
			return value, err == nil
		}
		s = s[i+1:]
	}
	return "", false
}

func (t *rtype) structure(method string) *abi.StructType {
	if t.Kind() != Struct {
		panic("reflect: " + method + " of non-struct type " + t.String())
	}
	return (*abi.StructType)(unsafe.Pointer(t))
}

func (t *rtype) NumField() int { return t.structure("NumField").NFields }

func (t *rtype) Field(i int) (f StructField) {
	st := t.structure("Field")
	if i < 0 || i >= st.NFields {
		panic("reflect: Field index out of bounds")
	}
	p := &st.AllFields()[i]
	return StructField{p.Name, p.PkgPath, toType(p.Type), StructTag(p.Tag), p.Offset, fieldIndex(i), p.Embedded}
}

// fieldIndex returns the Index of the i-th field, without allocating for most.
func fieldIndex(i int) []int {
	if i < numberedFields {
		return fieldNumbers()[i : i+1 : i+1]
	}
	return []int{i}
}

func (t *rtype) FieldByIndex(index []int) (f StructField) {
	t.structure("FieldByIndex")
	f.Type = t
	for i, x := range index {
		if i > 0 {
			ft := f.Type
			if ft.Kind() == Pointer && ft.Elem().Kind() == Struct {
				ft = ft.Elem()
			}
			f.Type = ft
		}
		f = f.Type.Field(x)
	}
	return f
}

func (t *rtype) FieldByName(name string) (f StructField, ok bool) {
	st := t.structure("FieldByName")
	embedded := false
	for i := range st.AllFields() {
		p := &st.AllFields()[i]
		if p.Name == name {
			return t.Field(i), true
		}
		embedded = embedded || p.Embedded
	}
	if !embedded || name == "" {
		return StructField{}, false
	}
	return t.FieldByNameFunc(func(s string) bool { return s == name })
}

// A level is a struct type reached by embedding, and how.
type level struct {
	t     *rtype
	index []int
}

// FieldByNameFunc searches breadth first: all structs of one depth of embedding, then the next. A struct
// type that occurs more than once at a depth hides its fields, as does a second match.
func (t *rtype) FieldByNameFunc(match func(string) bool) (f StructField, ok bool) {
	t.structure("FieldByNameFunc")
	here := []level{{t: t}}
	count := map[*rtype]int{t: 1}
	visited := map[*rtype]bool{}
	for len(here) > 0 {
		var next []level
		nextCount := map[*rtype]int{}
		for _, l := range here {
			if visited[l.t] {
				continue
			}
			visited[l.t] = true
			for i := 0; i < l.t.NumField(); i++ {
				field := l.t.Field(i)
				inner := embeddedStruct(field)
				if match(field.Name) {
					if ok || count[l.t] > 1 {
						return StructField{}, false // ambiguous
					}
					f, ok = field, true
					f.Index = append(append([]int(nil), l.index...), i)
					continue
				}
				if inner == nil || ok {
					continue
				}
				nextCount[inner]++
				if count[l.t] > 1 {
					nextCount[inner] = 2
				}
				if nextCount[inner] == 1 || len(next) == 0 {
					next = append(next, level{inner, append(append([]int(nil), l.index...), i)})
				}
			}
		}
		if ok {
			return f, true
		}
		here, count = next, nextCount
	}
	return StructField{}, false
}

// embeddedStruct returns the struct type that f embeds, perhaps by pointer, or nil.
func embeddedStruct(f StructField) *rtype {
	if !f.Anonymous {
		return nil
	}
	t := f.Type
	if t.Kind() == Pointer {
		t = t.Elem()
	}
	if t.Kind() != Struct {
		return nil
	}
	return t.(*rtype)
}
