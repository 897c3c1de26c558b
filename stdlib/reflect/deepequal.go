package reflect

import "unsafe"

// A visit is a pair of references under comparison: meeting it again within itself, they count as equal.
type visit struct {
	a, b unsafe.Pointer
	typ  Type
}

// visits are those that are under comparison or were found equal. Most comparisons meet few.
type visits struct {
	few  [8]visit
	n    int
	many map[visit]bool
}

// add reports whether v has been added before.
func (s *visits) add(v visit) bool {
	for i := range s.n {
		if s.few[i] == v {
			return true
		}
	}
	if s.n < len(s.few) {
		s.few[s.n] = v
		s.n++
		return false
	}
	if s.many[v] {
		return true
	}
	if s.many == nil {
		s.many = make(map[visit]bool)
	}
	s.many[v] = true
	return false
}

// DeepEqual reports whether x and y are deeply equal: of the same type, and
//
//	arrays, slices      element by element; a nil slice and an empty one are not
//	structs             field by field, those not exported included
//	maps                the same keys with deeply equal values; both nil or both not
//	pointers            equal, or pointing to what is deeply equal
//	interfaces          holding what is deeply equal
//	functions           both nil
//	anything else       equal by ==
func DeepEqual(x, y any) bool {
	if x == nil || y == nil {
		return x == y
	}
	a, b := ValueOf(x), ValueOf(y)
	return a.Type() == b.Type() && deepEqual(a, b, new(visits))
}

// isReference reports whether a cycle can go through v.
func isReference(v Value) bool {
	switch v.Kind() {
	case Pointer, Map, Slice:
		return !v.IsNil()
	case Interface:
		return !v.IsNil()
	}
	return false
}

// seen records the pair and reports whether it is under comparison already.
func seen(a, b Value, visited *visits) bool {
	if !isReference(a) || !isReference(b) {
		return false
	}
	pa, pb := a.ptr, b.ptr
	if a.Kind() == Pointer || a.Kind() == Map {
		pa, pb = a.pointer(), b.pointer()
	}
	if uintptr(pa) > uintptr(pb) {
		pa, pb = pb, pa // the order does not matter
	}
	return visited.add(visit{pa, pb, a.Type()})
}

func deepEqual(a, b Value, visited *visits) bool {
	if !a.IsValid() || !b.IsValid() {
		return a.IsValid() == b.IsValid()
	}
	if a.Type() != b.Type() {
		return false
	}
	if seen(a, b, visited) {
		return true
	}
	switch a.Kind() {
	case Array:
		return equalElems(a, b, visited)
	case Slice:
		if a.IsNil() != b.IsNil() || a.Len() != b.Len() {
			return false
		}
		return a.UnsafePointer() == b.UnsafePointer() || equalElems(a, b, visited)
	case Interface:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() == b.IsNil()
		}
		return deepEqual(a.Elem(), b.Elem(), visited)
	case Pointer:
		return a.UnsafePointer() == b.UnsafePointer() || deepEqual(a.Elem(), b.Elem(), visited)
	case Struct:
		for i := 0; i < a.NumField(); i++ {
			if !deepEqual(a.Field(i), b.Field(i), visited) {
				return false
			}
		}
		return true
	case Map:
		return equalMaps(a, b, visited)
	case Func:
		return a.IsNil() && b.IsNil()
	case Bool:
		return a.Bool() == b.Bool()
	case Int, Int8, Int16, Int32, Int64:
		return a.Int() == b.Int()
	case Uint, Uint8, Uint16, Uint32, Uint64, Uintptr:
		return a.Uint() == b.Uint()
	case Float32, Float64:
		return a.Float() == b.Float()
	case Complex64, Complex128:
		return a.Complex() == b.Complex()
	case String:
		return a.String() == b.String()
	}
	return valueInterface(a, false) == valueInterface(b, false)
}

func equalElems(a, b Value, visited *visits) bool {
	for i := 0; i < a.Len(); i++ {
		if !deepEqual(a.Index(i), b.Index(i), visited) {
			return false
		}
	}
	return true
}

func equalMaps(a, b Value, visited *visits) bool {
	if a.IsNil() != b.IsNil() || a.Len() != b.Len() {
		return false
	}
	if a.UnsafePointer() == b.UnsafePointer() {
		return true
	}
	for iter := a.MapRange(); iter.Next(); {
		other := b.MapIndex(iter.Key())
		if !other.IsValid() || !deepEqual(iter.Value(), other, visited) {
			return false
		}
	}
	return true
}

// Swapper returns a function that swaps two elements of slice; it panics if that is no slice.
func Swapper(slice any) func(i, j int) {
	v := ValueOf(slice)
	if v.Kind() != Slice {
		panic(&ValueError{Method: "Swapper", Kind: v.Kind()})
	}
	t := v.typ().Elem()
	s := (*sliceHeader)(v.ptr)
	size := t.Size
	// Copies go through a spare element.
	tmp := unsafe_New(t)
	return func(i, j int) {
		if uint(i) >= uint(s.len) || uint(j) >= uint(s.len) {
			panic("reflect: slice index out of range")
		}
		p, q := unsafe.Add(s.data, uintptr(i)*size), unsafe.Add(s.data, uintptr(j)*size)
		typedslicecopy(t, tmp, p, 1)
		typedslicecopy(t, p, q, 1)
		typedslicecopy(t, q, tmp, 1)
	}
}
