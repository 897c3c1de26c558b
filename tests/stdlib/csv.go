// Package encoding/csv: chosen and random texts through Readers of every kind, and records through Writers and
// back.
package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"slices"
	"strings"
)

type random uint64

func (r *random) next(n int) int {
	*r = *r*6364136223846793005 + 1442695040888963407
	return int(uint64(*r>>33) % uint64(n))
}

// broken is a Reader that fails after its text.
type broken struct{ r io.Reader }

func (b broken) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if err == io.EOF {
		err = errors.New("broken")
	}
	return n, err
}

func read(w io.Writer, in io.Reader, set func(*csv.Reader)) {
	r := csv.NewReader(in)
	set(r)
	for range 20 {
		record, err := r.Read()
		fmt.Fprintf(w, "%q %v %d ", record, err, r.InputOffset())
		if err == nil {
			for i := range record {
				line, column := r.FieldPos(i)
				fmt.Fprint(w, line, ":", column, " ")
			}
		}
		if err == io.EOF {
			break
		}
	}
	fmt.Fprintln(w)
}

var kinds = []func(*csv.Reader){
	func(*csv.Reader) {},
	func(r *csv.Reader) { r.LazyQuotes = true; r.FieldsPerRecord = -1 },
	func(r *csv.Reader) { r.TrimLeadingSpace = true; r.Comment = '#'; r.FieldsPerRecord = 2 },
	func(r *csv.Reader) { r.Comma = '世'; r.ReuseRecord = true; r.FieldsPerRecord = -1 },
	func(r *csv.Reader) { r.Comma = ';'; r.LazyQuotes = true; r.TrimLeadingSpace = true },
}

type printer struct{}

func (printer) Write(p []byte) (int, error) { fmt.Print(string(p)); return len(p), nil }

func main() {
	texts := []string{"", "a,b\nc,d\n", "a,b\r\nc,d\r\n", "a,\"b\nc\",d\ne,f,g", "\"a\"\"b\",c\n", "a \"b\",c\n", "\"a\"b,c\n", "\"open\n\nnever closed", "a,b,c\nd,e\n",
		"\n\n\na\n\n", "#comment\na, b\n #x,y\n", ",\n,,\n", "a世b世\"c世d\"\n", "\"\"\n", "\"", "a\rb,c\r\r\n", "a;b;\"c\n;\"\nd; e;f\n", "x,\"\r\n\",y\r", " \"a\", b\n",
		strings.Repeat("long,", 3000) + "\n" + strings.Repeat("x", 10000) + ",y\n"}
	for i, s := range texts[:len(texts)-1] {
		for j, kind := range kinds {
			fmt.Print(i, " ", j, " ")
			read(printer{}, strings.NewReader(s), kind)
		}
		fmt.Print(i, " broken ")
		read(printer{}, broken{strings.NewReader(s)}, kinds[0])
	}
	h := fnv.New64a()
	read(h, strings.NewReader(texts[len(texts)-1]), kinds[1])
	var r random = 4
	atoms := []string{"a", "b", ",", ",", "\"", "\"", "\n", "\r\n", " ", "#", ";", "世", "\r", "\"\""}
	for range 5000 {
		var b strings.Builder
		for n := r.next(15); n > 0; n-- {
			b.WriteString(atoms[r.next(len(atoms))])
		}
		for _, kind := range kinds {
			read(h, strings.NewReader(b.String()), kind)
		}
	}
	fmt.Println(h.Sum64())

	for _, crlf := range []bool{false, true} {
		for _, comma := range []rune{',', '世', '\t'} {
			var records [][]string
			for range 300 {
				var record []string
				for n := 1 + r.next(4); n > 0; n-- {
					field := ""
					for m := r.next(4); m > 0; m-- {
						field += atoms[r.next(len(atoms))]
					}
					record = append(record, field)
				}
				records = append(records, record)
			}
			records = append(records, []string{`\.`, "\tx", "x\t"})
			var b strings.Builder
			w := csv.NewWriter(&b)
			w.Comma, w.UseCRLF = comma, crlf
			err := w.WriteAll(records)
			h.Reset()
			io.WriteString(h, b.String())
			fmt.Println(err, w.Error(), len(b.String()), h.Sum64())
			back := csv.NewReader(strings.NewReader(b.String()))
			back.Comma, back.FieldsPerRecord = comma, -1
			all, err := back.ReadAll()
			same := 0
			for i, j := 0, 0; j < len(all) && i < len(records); i++ {
				if slices.Equal(records[i], all[j]) {
					same++
					j++
				}
			}
			fmt.Println(len(all), err, same)
		}
	}
	var b strings.Builder
	w := csv.NewWriter(&b)
	fmt.Println(w.Write([]string{"a", "b c", " d", "e\"f", "g,h", "", "i\nj"}), w.Write(nil), w.Write([]string{""}))
	w.Flush()
	fmt.Printf("%q %v\n", b.String(), w.Error())
	w.Comma = '"'
	fmt.Println(w.Write([]string{"a"}))
	bad := csv.NewReader(strings.NewReader("a"))
	bad.Comment = ','
	fmt.Println(bad.Read())
	_, err := csv.NewReader(strings.NewReader("a,\"b\nc\"d\n")).ReadAll()
	var p *csv.ParseError
	fmt.Println(errors.As(err, &p), p.StartLine, p.Line, p.Column, errors.Is(err, csv.ErrQuote))
	defer func() { fmt.Println(recover()) }()
	bad.FieldPos(0)
}
