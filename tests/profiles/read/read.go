package main

import (
	"bytes"
	"fmt"
	"os"
	"runtime/pprof"
	"slices"
	"strings"
)

// A reader of profiles: the fields of profile.proto that tests look at.

type profile struct {
	sampleTypes []string // "cpu/nanoseconds"
	samples     []sampleRecord
	mappings    []mappingRecord
	locations   map[uint64]locationRecord
	functions   map[uint64]functionRecord
	strings     []string
	periodType  string
	period      int64
	duration    int64
	time        int64
	defaultType string
}

type sampleRecord struct {
	locations []uint64
	values    []int64
	labels    map[string]string // a number as text
}

type mappingRecord struct {
	id, start, limit uint64
	file, buildID    string
	hasFunctions     bool
}

type locationRecord struct {
	mapping, address uint64
	lines            []lineRecord
}

type lineRecord struct {
	function uint64
	line     int64
}

type functionRecord struct {
	name, file string
	start      int64
}

// fields calls f with each field of a message: its number, and its value or its bytes.
func fields(b []byte, f func(number int, value uint64, bytes []byte)) {
	varint := func() uint64 {
		x := uint64(0)
		for shift := 0; ; shift += 7 {
			c := b[0]
			b = b[1:]
			x |= uint64(c&0x7f) << shift
			if c < 0x80 {
				return x
			}
		}
	}
	for len(b) > 0 {
		tag := varint()
		switch tag & 7 {
		case 0:
			f(int(tag>>3), varint(), nil)
		case 2:
			n := varint()
			f(int(tag>>3), 0, b[:n])
			b = b[n:]
		default:
			fail("field %d of type %d", tag>>3, tag&7)
		}
	}
}

// numbers reads a repeated number, packed or not.
func numbers(list []uint64, value uint64, bytes []byte) []uint64 {
	if bytes == nil {
		return append(list, value)
	}
	for len(bytes) > 0 {
		x := uint64(0)
		for shift := 0; ; shift += 7 {
			c := bytes[0]
			bytes = bytes[1:]
			x |= uint64(c&0x7f) << shift
			if c < 0x80 {
				break
			}
		}
		list = append(list, x)
	}
	return list
}

func parse(data []byte) *profile {
	p := &profile{locations: map[uint64]locationRecord{}, functions: map[uint64]functionRecord{}}
	fields(data, func(n int, _ uint64, b []byte) { // strings first, wherever they stand
		if n == 6 {
			p.strings = append(p.strings, string(b))
		}
	})
	if len(p.strings) == 0 || p.strings[0] != "" {
		fail("the first string is not empty")
	}
	valueType := func(b []byte) string {
		var text [2]string
		fields(b, func(n int, v uint64, _ []byte) { text[n-1] = p.strings[v] })
		return text[0] + "/" + text[1]
	}
	fields(data, func(n int, v uint64, b []byte) {
		switch n {
		case 1:
			p.sampleTypes = append(p.sampleTypes, valueType(b))
		case 2:
			p.samples = append(p.samples, p.sample(b))
		case 3:
			p.mappings = append(p.mappings, p.mapping(b))
		case 4:
			p.location(b)
		case 5:
			var id uint64
			var f functionRecord
			fields(b, func(n int, v uint64, _ []byte) {
				switch n {
				case 1:
					id = v
				case 2:
					f.name = p.strings[v]
				case 4:
					f.file = p.strings[v]
				case 5:
					f.start = int64(v)
				}
			})
			p.functions[id] = f
		case 9:
			p.time = int64(v)
		case 10:
			p.duration = int64(v)
		case 11:
			p.periodType = valueType(b)
		case 12:
			p.period = int64(v)
		case 14:
			p.defaultType = p.strings[v]
		}
	})
	p.check()
	return p
}

func (p *profile) sample(b []byte) sampleRecord {
	s := sampleRecord{labels: map[string]string{}}
	var values []uint64
	fields(b, func(n int, v uint64, b []byte) {
		switch n {
		case 1:
			s.locations = numbers(s.locations, v, b)
		case 2:
			values = numbers(values, v, b)
		case 3:
			var key, text string
			fields(b, func(n int, v uint64, _ []byte) {
				switch n {
				case 1:
					key = p.strings[v]
				case 2:
					text = p.strings[v]
				case 3:
					text = fmt.Sprint(v)
				}
			})
			s.labels[key] = text
		}
	})
	for _, v := range values {
		s.values = append(s.values, int64(v))
	}
	return s
}

func (p *profile) mapping(b []byte) mappingRecord {
	var m mappingRecord
	fields(b, func(n int, v uint64, _ []byte) {
		switch n {
		case 1:
			m.id = v
		case 2:
			m.start = v
		case 3:
			m.limit = v
		case 5:
			m.file = p.strings[v]
		case 6:
			m.buildID = p.strings[v]
		case 7:
			m.hasFunctions = v != 0
		}
	})
	return m
}

func (p *profile) location(b []byte) {
	var id uint64
	var l locationRecord
	fields(b, func(n int, v uint64, b []byte) {
		switch n {
		case 1:
			id = v
		case 2:
			l.mapping = v
		case 3:
			l.address = v
		case 4:
			var line lineRecord
			fields(b, func(n int, v uint64, _ []byte) {
				switch n {
				case 1:
					line.function = v
				case 2:
					line.line = int64(v)
				}
			})
			l.lines = append(l.lines, line)
		}
	})
	p.locations[id] = l
}

// check looks whether all that is referred to is there.
func (p *profile) check() {
	for _, s := range p.samples {
		if len(s.values) != len(p.sampleTypes) {
			fail("a sample has %d values, there are %d types", len(s.values), len(p.sampleTypes))
		}
		for _, id := range s.locations {
			l, ok := p.locations[id]
			if !ok {
				fail("no location %d", id)
			}
			for _, line := range l.lines {
				if _, ok := p.functions[line.function]; !ok {
					fail("no function %d", line.function)
				}
			}
			inside := l.mapping == 0
			for _, m := range p.mappings {
				inside = inside || m.id == l.mapping && m.start <= l.address && l.address < m.limit
			}
			if !inside {
				fail("location %#x is not in its mapping", l.address)
			}
		}
	}
	self, err := os.Executable()
	if err != nil || len(p.mappings) == 0 || p.mappings[0].file != self {
		fail("the first mapping is not %s: %v", self, p.mappings)
	}
	if id := p.mappings[0].buildID; len(id) < 16 {
		fail("the program has the build ID %q", id)
	}
}

// stack returns the names of a sample's functions, innermost first, with the lines of those of package main.
func (p *profile) stack(s sampleRecord) []string {
	var names []string
	for _, id := range s.locations {
		for _, line := range p.locations[id].lines {
			f := p.functions[line.function]
			name := f.name
			if strings.HasPrefix(name, "main.") {
				name += ":" + fmt.Sprint(line.line)
				if !strings.HasPrefix(f.file, "/") || !strings.HasSuffix(f.file, ".go") {
					fail("%s is in file %q", f.name, f.file)
				}
			}
			names = append(names, name)
		}
	}
	return names
}

// sum adds up value number i of the samples that have all of these functions, in this order, innermost first.
// A name without a line stands for any line.
func (p *profile) sum(i int, want ...string) int64 {
	total := int64(0)
	for _, s := range p.samples {
		if has(p.stack(s), want) {
			total += s.values[i]
		}
	}
	return total
}

func has(names, want []string) bool {
	for _, name := range names {
		if len(want) == 0 {
			break
		}
		bare, _, _ := strings.Cut(name, ":")
		if name == want[0] || bare == want[0] {
			want = want[1:]
		}
	}
	return len(want) == 0
}

// write gives a profile to a buffer and to a file of its name.
func write(name string, debug int) []byte {
	var b bytes.Buffer
	if err := pprof.Lookup(name).WriteTo(&b, debug); err != nil {
		fail("%s: %v", name, err)
	}
	extension := []string{".pb", ".txt", ".stacks"}[debug]
	os.WriteFile(strings.TrimPrefix(name, "tests.")+extension, b.Bytes(), 0o666)
	return b.Bytes()
}

func read(name string) *profile { return parse(inflate(write(name, 0))) }

func fail(format string, args ...any) {
	fmt.Printf("wrong: "+format+"\n", args...)
	os.Exit(1)
}

func expect(what string, got, want any) {
	if fmt.Sprint(got) != fmt.Sprint(want) {
		fail("%s: %v instead of %v", what, got, want)
	}
}

// expectStack: some stack has these functions.
func (p *profile) expectStack(want ...string) {
	if !slices.ContainsFunc(p.samples, func(s sampleRecord) bool { return has(p.stack(s), want) }) {
		for _, s := range p.samples {
			fmt.Println(s.values, s.labels, p.stack(s))
		}
		fail("no stack has %q", want)
	}
}
