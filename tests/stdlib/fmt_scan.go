// Random input through all scanning functions, with operands and formats that fit and that do not.
package main

import (
	"bufio"
	"fmt"
	"io"
	"reflect"
	"strings"
)

type random uint64

func (r *random) next(n int) int {
	*r = *r*6364136223846793005 + 1442695040888963407
	return int(uint64(*r>>33) % uint64(n))
}

type small int8

type text string

// pair reads itself: two words in angle brackets.
type pair struct{ a, b string }

func (p *pair) Scan(state fmt.ScanState, verb rune) error {
	_, err := fmt.Fscanf(state, "<%s %s", &p.a, &p.b)
	w, ok := state.Width()
	p.a += fmt.Sprint(w, ok, string(verb))
	return err
}

var pieces = []string{"1", "-2", "+3", "0x1f", "0b101", "0o17", "017", "99999999999999999999", "300", "-129", "1.5", "1e3", "-.5e-2", "0x1p4", "inf", "NaN",
	"1p3", "2.5p-2", "(1+2i)", "1-2i", "(1+2", "true", "false", "t", "F", "tru", "0", "hello", "世界", "\"quo\\n\"", "`raw`", "deadbeef", "abc", "U+1F600", "%", "x",
	"\xff", "é", "1_000", "0x_f", ",", "<a b"}

func (r *random) operands() []any {
	var list []any
	for n := r.next(4); n > 0; n-- {
		all := []any{new(int), new(int8), new(uint), new(uint16), new(float64), new(float32), new(bool), new(string), new([]byte),
			new(complex128), new(rune), new(small), new(text), new([]int), 3, new(int), new(pair)}
		list = append(list, all[r.next(len(all))])
	}
	return list
}

func show(list []any) string {
	s := ""
	for _, v := range list {
		if p := reflect.ValueOf(v); p.Kind() == reflect.Pointer {
			s += fmt.Sprintf("%#v|", p.Elem().Interface())
		}
	}
	return s
}

func (r *random) format() string {
	var f strings.Builder
	for n := r.next(4); n >= 0; n-- {
		f.WriteByte('%')
		if r.next(3) == 0 {
			f.WriteString(fmt.Sprint(r.next(4)))
		}
		f.WriteByte("vdsxqcbofgtUeXv%"[r.next(16)])
		f.WriteString([]string{"", "", "", " ", "\n", ",", "x", " \n", "\n ", " x", "%%"}[r.next(11)])
	}
	return f.String()
}

func main() {
	var r random = 8
	hash := uint64(0)
	for i := 0; i < 100000; i++ {
		var in strings.Builder
		for n := r.next(5); n >= 0; n-- {
			in.WriteString(pieces[r.next(len(pieces))])
			in.WriteString([]string{" ", "\n", "  ", "\t", " \n ", "", "\r\n", ",", "\n\n"}[r.next(9)])
		}
		s, f, list := in.String(), r.format(), r.operands()
		reader := bufio.NewReader(strings.NewReader(s))
		var n int
		var err error
		switch r.next(6) {
		case 0:
			n, err = fmt.Sscan(s, list...)
		case 1:
			n, err = fmt.Sscanln(s, list...)
		case 2:
			n, err = fmt.Sscanf(s, f, list...)
		case 3:
			n, err = fmt.Fscan(reader, list...)
		case 4:
			n, err = fmt.Fscanln(reader, list...)
		case 5:
			n, err = fmt.Fscanf(reader, f, list...)
		}
		rest, _ := io.ReadAll(reader)
		result := fmt.Sprint(n, err, show(list), len(rest))
		for j := 0; j < len(result); j++ {
			hash = hash*1000003 + uint64(result[j])
		}
		if i%1000 == 0 {
			fmt.Printf("%x %q %q: %s\n", hash, s, f, result)
		}
	}
}
