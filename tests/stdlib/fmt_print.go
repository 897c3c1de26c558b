// Values of all kinds through all verbs and flags, and random formats, right and wrong ones.
package main

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"time"
	"unsafe"
)

type random uint64

func (r *random) next(n int) int {
	*r = *r*6364136223846793005 + 1442695040888963407
	return int(uint64(*r>>33) % uint64(n))
}

type sum uint64

func (h *sum) add(s string) {
	for i := 0; i < len(s); i++ {
		*h = *h*1000003 + sum(s[i])
	}
	*h = *h*31 + 7
}

type record struct {
	A int
	B string
	c []byte
	D map[string]int
	E *int
	F any
	G [3]bool
	H func()
	I chan int
	J error
	K struct{ X, Y float64 }
}

type text string

func (s text) String() string { return "text<" + string(s) + ">" }

type failure struct{ n int }

func (e failure) Error() string { return "failure!" }

type ptrFailure struct{ n int }

func (e *ptrFailure) Error() string { return fmt.Sprint("ptrFailure", e.n) }

type goText struct{ x int }

func (goText) GoString() string { return "goText{}!" }

type panicker struct{}

func (panicker) String() string { panic("boom") }

type errPanicker struct{}

func (errPanicker) Error() string { panic(errors.New("boom2")) }

type custom struct{}

func (custom) Format(f fmt.State, v rune) {
	w, ok := f.Width()
	p, ok2 := f.Precision()
	fmt.Fprintf(f, "custom[%c %d %v %d %v %v%v%v%v%v %s]", v, w, ok, p, ok2,
		f.Flag('+'), f.Flag('-'), f.Flag('#'), f.Flag(' '), f.Flag('0'), fmt.FormatString(f, v))
}

type (
	small  int8
	octet  uint8
	octets []octet
	named  []byte
	single float32
	base   struct {
		Q text
		r text
		p panicker
	}
	embedding struct {
		base
		int
		*failure
	}
	list struct {
		N *list
		V int
	}
)

// values print the same in every run.
var values = []any{nil, true, false, 0, 1, -1, 42, int8(-5), int16(300), int32('x'), int64(-1 << 63), uint(7), uint8(200), uint16(65535),
	uint32(1 << 31), uint64(math.MaxUint64), uintptr(4096), float32(1.5), 3.14159, math.Copysign(0, -1), 1e21, 1e20, 1e-7, 123456789.0,
	math.Inf(1), math.Inf(-1), math.NaN(), float32(1e10), complex64(1 + 2i), complex(1.5, -2.5), complex(math.NaN(), math.Inf(1)),
	"", "hello", "hé世\xff", "a\nb`c\"", []byte(nil), []byte{}, [3]byte{1, 2, 3}, []string(nil), [2][]int{{1}, {2, 3}},
	map[string]int{"b": 2, "a": 1}, map[int]string(nil), map[float64]int{math.NaN(): 1, 1: 2, -1: 3},
	map[[2]int]bool{{1, 2}: true, {0, 5}: false}, map[text]text{"k": "v"}, map[bool]int{true: 1, false: 0},
	struct{}{}, record{A: 1, B: "x", c: []byte("hi"), D: map[string]int{"z": 1}, F: text("q"), J: failure{1}}, (*record)(nil),
	text("s"), failure{3}, (*ptrFailure)(nil), goText{1}, panicker{}, errPanicker{}, (*panicker)(nil), custom{}, []custom{{}},
	small(-3), octet(9), single(2.25), embedding{}, []error{failure{1}, nil}, []panicker{{}},
	reflect.ValueOf(42), reflect.ValueOf(text("rv")), reflect.Value{}, unsafe.Pointer(nil),
	(func())(nil), (chan int)(nil), time.Second, []time.Duration{1, 2}, struct {
		a any
		b error
	}{1, nil}, list{V: 1}, []*int{nil}, '世', rune(0x10FFFF), rune(-1), rune(0x110000),
	map[struct {
		A int
		B string
	}]int{{1, "b"}: 1, {1, "a"}: 2}, map[*int]int{nil: 1}, [2]octet{3, 4}, struct{ B [2]byte }{[2]byte{'h', 'i'}}}

// pointing hold addresses, which %#v shows.
var pointing = []any{[]byte("abc"), []string{"a", "b c"}, []int{1, 2, 3}, []any{1, "a", nil, 2.5}, &record{B: "p"}, &ptrFailure{4}, &goText{2},
	&panicker{}, &custom{}, octets{1, 2}, named("nb"), &[]int{1}, &map[string]int{"a": 1}, errors.New("plain"), fmt.Errorf("w %w", failure{1}),
	&list{}, []byte{0xff, 0}, map[string][]byte{"x": []byte("y")}, []rune("ab"), []octet{1, 2}, &[2]byte{1, 2}, []small{1}}

// hasAddress reports whether %p shows an address that differs from run to run.
func hasAddress(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice:
		return !v.IsNil()
	}
	return false
}

func grid() {
	var h sum
	for i, v := range append(append([]any(nil), values...), pointing...) {
		for _, verb := range "vTtbcdoOqxXUeEfFgGspwzZ%!" {
			if verb == 'p' && hasAddress(reflect.ValueOf(v)) {
				continue
			}
			for _, flags := range []string{"", "#", "+", "10", "-10", "010", ".3", "+.5", "#.2", " ", "# ", "+#", "08.3"} {
				h.add(fmt.Sprintf("%"+flags+string(verb), v))
			}
		}
		fmt.Printf("%T|%v|%+v|%s|%10.2v|%d %x\n", v, v, v, v, v, v, uint64(h))
		if i < len(values) {
			fmt.Printf("%#v\n", v)
		}
	}
}

func (r *random) number() string {
	switch r.next(8) {
	case 0:
		return "*"
	case 1:
		return "[1]*"
	case 2:
		return fmt.Sprint(r.next(30))
	case 3:
		return "0"
	case 4:
		if r.next(20) == 0 {
			return "2000000"
		}
		return "15"
	case 5:
		return "[2]"
	}
	return fmt.Sprint(r.next(12))
}

func (r *random) format() string {
	var f strings.Builder
	for k := r.next(2); k >= 0; k-- {
		f.WriteString([]string{"", "x", "%", "é ", "%%"}[r.next(5)])
		f.WriteByte('%')
		for n := r.next(3); n > 0; n-- {
			f.WriteByte("+-# 0"[r.next(5)])
		}
		if r.next(15) == 0 {
			f.WriteString([]string{"[1]", "[2]", "[3]", "[0]", "[x]", "[", "[1", "[-1]", "[99999999999]", "[]"}[r.next(10)])
		}
		if r.next(2) == 0 {
			f.WriteString(r.number())
		}
		if r.next(2) == 0 {
			f.WriteString(".")
			if r.next(4) != 0 {
				f.WriteString(r.number())
			}
		}
		if r.next(15) == 0 {
			f.WriteString([]string{"[1]", "[2]", "[3]"}[r.next(3)])
		}
		f.WriteByte("vvvdxsqgTtbcoOXUeEfFGwzZ%!"[r.next(26)])
		if r.next(300) == 0 {
			f.WriteString("%é")
		}
	}
	return f.String()
}

func main() {
	grid()
	var r random = 5
	var h sum
	for i := 0; i < 100000; i++ {
		f := r.format()
		var args []any
		for n := r.next(4); n > 0; n-- {
			args = append(args, values[r.next(len(values))])
		}
		s := fmt.Sprintf(f, args...)
		h.add(s)
		h.add(fmt.Sprint(args...))
		h.add(fmt.Sprintln(args...))
		err := fmt.Errorf(f, args...)
		h.add(fmt.Sprintf("%T %v %v", err, err, errors.Unwrap(err)))
		if i%2000 == 0 {
			fmt.Printf("%x %q: %.150q\n", uint64(h), f, s)
		}
	}
	fmt.Println(string(fmt.Append(nil, 1, "a", 2, 3)), string(fmt.Appendf(nil, "%d", 4)), string(fmt.Appendln(nil, 5, 6)))
}
