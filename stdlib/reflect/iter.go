package reflect

import (
	"internal/abi"
	"iter"
	"unsafe"
)

// counted returns the sequence that calls at for 0 ... n-1.
func counted[T any](n int, at func(int) T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for i := range n {
			if !yield(at(i)) {
				return
			}
		}
	}
}

// counted2 is counted for pairs.
func counted2[K, V any](n func() int, key func(int) K, value func(int) V) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		for i := range n() {
			if !yield(key(i), value(i)) {
				return
			}
		}
	}
}

func (t *rtype) Fields() iter.Seq[StructField] {
	t.structure("Fields")
	return counted(t.NumField(), t.Field)
}

func (t *rtype) Methods() iter.Seq[Method] { return counted(t.NumMethod(), t.Method) }

func (t *rtype) Ins() iter.Seq[Type] {
	t.function("Ins")
	return counted(t.NumIn(), t.In)
}

func (t *rtype) Outs() iter.Seq[Type] {
	t.function("Outs")
	return counted(t.NumOut(), t.Out)
}

// Fields returns the fields of a Struct with their values, in order.
func (v Value) Fields() iter.Seq2[StructField, Value] {
	t := v.Type()
	t.(*rtype).structure("Fields")
	return counted2(v.NumField, t.Field, v.Field)
}

// Methods returns v's methods, each also as the function that v.Method returns.
func (v Value) Methods() iter.Seq2[Method, Value] {
	return counted2(v.NumMethod, v.Type().(*rtype).Method, v.Method)
}

// yieldsTo reports whether t is a func(yield func(...) bool) whose yield has n parameters.
func yieldsTo(t *abi.Type, n int) bool {
	if t.Kind() != abi.Func {
		return false
	}
	f := (*abi.FuncType)(unsafe.Pointer(t))
	if f.NIn != 1 || f.NOut != 0 || f.In()[0].Kind() != abi.Func {
		return false
	}
	yield := (*abi.FuncType)(unsafe.Pointer(f.In()[0]))
	return yield.NIn == n && yield.NOut == 1 && yield.Out()[0].Kind() == abi.Bool
}

func (t *rtype) CanSeq() bool {
	switch k := t.Kind(); k {
	case Array, Slice, Chan, String, Map:
		return true
	case Func:
		return yieldsTo(&t.t, 1)
	case Pointer:
		return t.Elem().Kind() == Array
	default:
		return Int <= k && k <= Uintptr
	}
}

func (t *rtype) CanSeq2() bool {
	switch t.Kind() {
	case Array, Slice, String, Map:
		return true
	case Func:
		return yieldsTo(&t.t, 2)
	case Pointer:
		return t.Elem().Kind() == Array
	}
	return false
}

// sequenceType returns the type of what a range loop steps through; method values have one too.
func (v Value) sequenceType(result string, ok func(*rtype) bool) *rtype {
	t := v.Type().(*rtype)
	if !ok(t) {
		panic("reflect: " + t.String() + " cannot produce " + result)
	}
	return t
}

// Seq returns the values that a range loop with one variable gives for v: an integer, Array, Chan, Func, Map, Slice,
// String or pointer to an array.
func (v Value) Seq() iter.Seq[Value] {
	t := v.sequenceType("iter.Seq[Value]", (*rtype).CanSeq)
	switch v.Kind() {
	case Func:
		return func(yield func(Value) bool) {
			v.Call([]Value{MakeFunc(t.In(0), func(in []Value) []Value { return []Value{ValueOf(yield(in[0]))} })})
		}
	case Map:
		return func(yield func(Value) bool) {
			for entries := v.MapRange(); entries.Next() && yield(entries.Key()); {
			}
		}
	case Chan:
		return func(yield func(Value) bool) {
			for x, ok := v.Recv(); ok && yield(x); x, ok = v.Recv() {
			}
		}
	case String:
		return func(yield func(Value) bool) {
			for i := range v.String() {
				if !yield(ValueOf(i)) {
					return
				}
			}
		}
	case Array, Slice, Pointer:
		return func(yield func(Value) bool) { counted(v.Len(), indexValue)(yield) }
	}
	return v.integers(t)
}

func indexValue(i int) Value { return ValueOf(i) }

// integers returns 0 ... v-1, of v's type.
func (v Value) integers(t *rtype) iter.Seq[Value] {
	return func(yield func(Value) bool) {
		n := convertNumber(v, abi.TypeOf(uint64(0))).Uint()
		if v.CanInt() && v.Int() < 0 {
			n = 0
		}
		for i := uint64(0); i < n && yield(convertNumber(ValueOf(i), &t.t)); i++ {
		}
	}
}

// Seq2 returns the pairs that a range loop with two variables gives for v: an Array, Func, Map, Slice, String or
// pointer to an array.
func (v Value) Seq2() iter.Seq2[Value, Value] {
	t := v.sequenceType("iter.Seq2[Value, Value]", (*rtype).CanSeq2)
	switch v.Kind() {
	case Func:
		return func(yield func(Value, Value) bool) {
			v.Call([]Value{MakeFunc(t.In(0), func(in []Value) []Value { return []Value{ValueOf(yield(in[0], in[1]))} })})
		}
	case Map:
		return func(yield func(Value, Value) bool) {
			for entries := v.MapRange(); entries.Next() && yield(entries.Key(), entries.Value()); {
			}
		}
	case String:
		return func(yield func(Value, Value) bool) {
			for i, r := range v.String() {
				if !yield(ValueOf(i), ValueOf(r)) {
					return
				}
			}
		}
	}
	return counted2(v.Len, indexValue, func(i int) Value { return Indirect(v).Index(i) })
}
