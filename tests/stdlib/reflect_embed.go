// Methods of embedded fields of structs made by reflect.StructOf: which there are, that they work, and what StructOf refuses.
package main

import (
	"fmt"
	"reflect"
	"sort"
	"strings"
)

type T struct{ X int }

func (t T) B() string  { return fmt.Sprint("B", t.X) }
func (t *T) A() string { t.X++; return fmt.Sprint("A", t.X) }
func (t *T) C() string { t.X++; return fmt.Sprint("C", t.X) }

type V struct{ X int }

func (v V) B() string { return fmt.Sprint("B", v.X) }
func (v V) Add(n int, more ...int) (int, error) {
	return v.X + n + len(more), fmt.Errorf("error %d", n)
}

type Big struct {
	Name string
	List [5]int
}

func (b Big) B() string              { return b.Name }
func (b Big) Twice(c Big) (Big, Big) { b.List[0], c.List[0] = c.List[0], b.List[0]; return c, b }

type (
	I interface {
		B() string
		Z()
	}
	J interface {
		A() string
		B() string
	}
	Hidden  interface{ b() }
	F       func()
	M       map[int]int
	Ints    []int
	Plain   int
	Pointed struct{ p *int }
	H       struct{ X int }
	Wrap    struct{ T }
	Chain   struct{ *T }
)

func (M) B() string       { return "M" }
func (i Ints) B() string  { return fmt.Sprint(len(i)) }
func (p Plain) B() string { return fmt.Sprint("plain ", int(p)) }
func (Pointed) B() string { return "P" }
func (H) b()              {}

// methods returns the names of methods, each once.
func methods(t reflect.Type) string {
	var names []string
	seen := make(map[string]bool)
	for i := range t.NumMethod() {
		if m := t.Method(i); m.IsExported() && m.Name != "b" && !seen[m.Name] {
			seen[m.Name] = true
			names = append(names, fmt.Sprint(m.Name, " ", m.Type))
		}
	}
	sort.Strings(names)
	return strings.Join(names, ", ")
}

func try(list ...any) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("  panic", r)
		}
	}()
	fields := make([]reflect.StructField, len(list))
	for i, x := range list {
		t, ok := x.(reflect.Type)
		if !ok {
			t = reflect.TypeOf(x)
		}
		_, plain := x.(int)
		fields[i] = reflect.StructField{Name: fmt.Sprint("F", i), Type: t, Anonymous: !plain}
	}
	fmt.Println(fields[0].Type, len(fields))
	st := reflect.StructOf(fields)
	fmt.Println("  made", st, "methods", methods(st), reflect.PointerTo(st).NumMethod(), st == reflect.StructOf(fields))
	v := reflect.New(st).Elem()
	for i, x := range list {
		if _, ok := x.(reflect.Type); !ok && st.Field(i).Type.Kind() != reflect.Func {
			v.Field(i).Set(reflect.ValueOf(x))
		}
	}
	use(v)
}

func use(v reflect.Value) {
	b, ok := v.Interface().(interface{ B() string })
	fmt.Println("  B", ok)
	if !ok {
		return
	}
	fmt.Println("  ", b.B(), v.MethodByName("B").Call(nil))
	m, ok := v.Type().MethodByName("B")
	fmt.Println("  ", m.Name, m.Type, ok, m.Func.Call([]reflect.Value{v}))
	f := v.MethodByName("B").Interface().(func() string)
	fmt.Println("  ", f())
	if j, ok := v.Interface().(J); ok {
		fmt.Println("  ", j.A(), j.B(), j.A())
	}
	if a, ok := v.Interface().(interface {
		Add(int, ...int) (int, error)
	}); ok {
		fmt.Println(a.Add(3, 4, 5))
		fmt.Println(v.MethodByName("Add").Call([]reflect.Value{reflect.ValueOf(1), reflect.ValueOf(2)}))
	}
	if t, ok := v.Interface().(interface{ Twice(Big) (Big, Big) }); ok {
		fmt.Println(t.Twice(Big{"other", [5]int{9}}))
		fmt.Println(v.MethodByName("Twice").Call([]reflect.Value{reflect.ValueOf(Big{"third", [5]int{8}})}))
	}
	_, isHidden := v.Interface().(Hidden)
	_, isI := v.Interface().(I)
	fmt.Println("  ", isHidden, isI)
}

func main() {
	try(T{5})
	try(V{5})
	try(&T{5})
	try(V{5}, 1)
	try(V{5}, 1, "x", &T{})
	try(Big{"big", [5]int{1, 2, 3}})
	try(Big{"big", [5]int{1, 2, 3}}, 1, 2)
	try(Plain(7))
	try(Plain(7), 1)
	try(Ints{1, 2, 3})
	try(Ints{1, 2, 3}, 1)
	try(Wrap{T{6}})
	try(Wrap{T{6}}, 1)
	try(Chain{&T{6}})
	try(Chain{&T{6}}, 1)
	try(1, V{5})
	try(&T{5}, 1)
	try(1, &T{5})
	try(reflect.TypeFor[I]())
	try(reflect.TypeFor[I](), 1)
	try(1, reflect.TypeFor[I](), reflect.TypeFor[J]())
	try(V{}, reflect.TypeFor[I]())
	try(reflect.TypeFor[error]())
	try(reflect.TypeFor[Hidden]())
	try(reflect.TypeFor[any](), 1)
	try(H{})
	try(1, H{})
	try(F(nil))
	try(F(nil), 1)
	try(1, F(nil))
	try(M{1: 2})
	try(M(nil), 1)
	try(Pointed{})
	try(Pointed{}, 1)
	try(struct{ T }{T{1}})
	try(struct{ p *int }{}, 1)
	try(1, struct{ T }{})
	try(new(*int))
	try(new(any), 1)
	try(new(int), 1)

	// As a key, and through other types made of it.
	st := reflect.StructOf([]reflect.StructField{{Name: "V", Type: reflect.TypeFor[V](), Anonymous: true}, {Name: "N", Type: reflect.TypeFor[int]()}})
	m := reflect.MakeMap(reflect.MapOf(st, reflect.SliceOf(st)))
	v := reflect.New(st).Elem()
	v.Field(0).Field(0).SetInt(4)
	m.SetMapIndex(v, reflect.MakeSlice(reflect.SliceOf(st), 2, 2))
	for _, k := range m.MapKeys() {
		fmt.Println(k.Interface().(interface{ B() string }).B(), m.MapIndex(k).Index(1).MethodByName("B").Call(nil), st.Implements(reflect.TypeFor[interface{ B() string }]()))
	}
	var nilPointer = reflect.New(reflect.StructOf([]reflect.StructField{{Name: "T", Type: reflect.TypeFor[*T](), Anonymous: true}})).Elem()
	defer func() { fmt.Println(recover()) }()
	nilPointer.Interface().(J).A()
}
