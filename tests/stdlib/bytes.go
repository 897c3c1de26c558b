// Every function of package bytes on random texts, with invalid UTF-8 among them: a hash of its results.
package main

import (
	"bytes"
	"os"
	"strconv"
	"unicode"
)

type random uint64

func (r *random) next(n int) int {
	*r = *r*6364136223846793005 + 1442695040888963407
	return int(uint64(*r>>33) % uint64(n))
}

var atoms = []string{
	"a", "b", "ab", "A", "K", "k", "\u212a", "ſ", "s", "S", " ", "\t", "\n", "\v", "\u00a0", "\u2003", "\u3000", "\x85",
	"é", "É", "ǆ", "ǅ", "Ǆ", "\xff", "\xc3", "\xe2\x80", "\xed\xa0\x80", "\uFFFD", "世", "界", "😀", "\xf0\x9f", "İ", "ı",
	"ß", "ẞ", "Z", "_", "0", "'", "-", "\u0390", "\u1fd3", "\x80", "ⱥ", "Ⱥ", "i", "I",
}

// text returns up to max atoms: of all kinds, or of two letters so that there is much to find.
func (r *random) text(max int) string {
	set := atoms
	if r.next(2) == 0 {
		set = atoms[:3]
	}
	s := ""
	for n := r.next(max + 1); n > 0; n-- {
		s += set[r.next(len(set))]
	}
	return s
}

// part returns a piece of s, or something else.
func (r *random) part(s string) string {
	if r.next(3) == 0 || len(s) == 0 {
		return r.text(3)
	}
	from := r.next(len(s))
	return s[from : from+r.next(len(s)-from)+1]
}

func (r *random) char(s string) rune {
	if all := []rune(s); len(all) > 0 && r.next(2) == 0 {
		return all[r.next(len(all))]
	}
	return []rune{'a', 0xFFFD, 0xD800, -1, 0x110000, 0x10FFFF, '世', 0x2003}[r.next(8)]
}

// A digest sums up the results of one function.
type digest uint64

func (d *digest) int(v int) { *d = *d*31 + digest(v) + 7 }
func (d *digest) text(s string) {
	d.int(len(s))
	for i := 0; i < len(s); i++ {
		d.int(int(s[i]))
	}
}
func (d *digest) flag(b bool) {
	if b {
		d.int(1)
	} else {
		d.int(0)
	}
}
func (d *digest) bytes(b []byte) {
	d.flag(b == nil)
	d.text(string(b))
}
func (d *digest) list(list [][]byte) {
	d.flag(list == nil)
	d.int(len(list))
	for i, b := range list {
		d.bytes(b)
		if i < len(list)-1 {
			d.int(cap(b)) // what follows b in memory must be safe from append
		}
	}
}

var predicates = []func(rune) bool{
	unicode.IsSpace, unicode.IsUpper, unicode.IsLetter,
	func(r rune) bool { return r == 0xFFFD },
	func(r rune) bool { return r != 0xFFFD },
	func(r rune) bool { return r%3 == 1 },
	func(r rune) bool { return true },
	func(r rune) bool { return false },
}

var mappings = []func(rune) rune{
	unicode.ToUpper, unicode.ToLower,
	func(r rune) rune { return r },
	func(r rune) rune { return -1 },
	func(r rune) rune {
		if r == 'a' {
			return -1
		}
		return r
	},
	func(r rune) rune {
		if r == 'b' {
			return 0xD800
		}
		return r
	},
	func(r rune) rune { return r + 0x7F },
}

var tests = []struct {
	name string
	run  func(r *random, d *digest, s, t []byte)
}{
	{"Clone", func(r *random, d *digest, s, t []byte) { d.bytes(bytes.Clone(s)) }},
	{"Compare", func(r *random, d *digest, s, t []byte) { d.int(bytes.Compare(s, []byte(r.part(string(s))))) }},
	{"Contains", func(r *random, d *digest, s, t []byte) { d.flag(bytes.Contains(s, t)) }},
	{"ContainsAny", func(r *random, d *digest, s, t []byte) { d.flag(bytes.ContainsAny(s, string(t))) }},
	{"ContainsFunc", func(r *random, d *digest, s, t []byte) { d.flag(bytes.ContainsFunc(s, predicates[r.next(8)])) }},
	{"ContainsRune", func(r *random, d *digest, s, t []byte) { d.flag(bytes.ContainsRune(s, r.char(string(s)))) }},
	{"Count", func(r *random, d *digest, s, t []byte) { d.int(bytes.Count(s, t)) }},
	{"Cut", func(r *random, d *digest, s, t []byte) {
		before, after, found := bytes.Cut(s, t)
		d.bytes(before)
		d.bytes(after)
		d.flag(found)
	}},
	{"CutPrefix", func(r *random, d *digest, s, t []byte) {
		after, found := bytes.CutPrefix(s, s[:r.next(len(s)+1)])
		d.bytes(after)
		d.flag(found)
		after, found = bytes.CutPrefix(s, t)
		d.bytes(after)
		d.flag(found)
	}},
	{"CutSuffix", func(r *random, d *digest, s, t []byte) {
		before, found := bytes.CutSuffix(s, s[r.next(len(s)+1):])
		d.bytes(before)
		d.flag(found)
		before, found = bytes.CutSuffix(s, t)
		d.bytes(before)
		d.flag(found)
	}},
	{"Equal", func(r *random, d *digest, s, t []byte) { d.flag(bytes.Equal(s, []byte(r.part(string(s))))) }},
	{"EqualFold", func(r *random, d *digest, s, t []byte) {
		d.flag(bytes.EqualFold(s, t))
		d.flag(bytes.EqualFold(s, bytes.ToUpper(s)))
	}},
	{"Fields", func(r *random, d *digest, s, t []byte) { d.list(bytes.Fields(s)) }},
	{"FieldsFunc", func(r *random, d *digest, s, t []byte) { d.list(bytes.FieldsFunc(s, predicates[r.next(8)])) }},
	{"HasPrefix", func(r *random, d *digest, s, t []byte) { d.flag(bytes.HasPrefix(s, t)) }},
	{"HasSuffix", func(r *random, d *digest, s, t []byte) { d.flag(bytes.HasSuffix(s, t)) }},
	{"Index", func(r *random, d *digest, s, t []byte) { d.int(bytes.Index(s, t)) }},
	{"IndexAny", func(r *random, d *digest, s, t []byte) { d.int(bytes.IndexAny(s, string(t))) }},
	{"IndexByte", func(r *random, d *digest, s, t []byte) { d.int(bytes.IndexByte(s, byte(r.next(256)))) }},
	{"IndexFunc", func(r *random, d *digest, s, t []byte) { d.int(bytes.IndexFunc(s, predicates[r.next(8)])) }},
	{"IndexRune", func(r *random, d *digest, s, t []byte) { d.int(bytes.IndexRune(s, r.char(string(s)))) }},
	{"Join", func(r *random, d *digest, s, t []byte) {
		d.bytes(bytes.Join([][]byte{s, t, s, nil}[:r.next(5)], []byte(r.text(2))))
	}},
	{"LastIndex", func(r *random, d *digest, s, t []byte) { d.int(bytes.LastIndex(s, t)) }},
	{"LastIndexAny", func(r *random, d *digest, s, t []byte) { d.int(bytes.LastIndexAny(s, string(t))) }},
	{"LastIndexByte", func(r *random, d *digest, s, t []byte) { d.int(bytes.LastIndexByte(s, byte(r.next(256)))) }},
	{"LastIndexFunc", func(r *random, d *digest, s, t []byte) { d.int(bytes.LastIndexFunc(s, predicates[r.next(8)])) }},
	{"Map", func(r *random, d *digest, s, t []byte) { d.bytes(bytes.Map(mappings[r.next(7)], s)) }},
	{"Repeat", func(r *random, d *digest, s, t []byte) { d.bytes(bytes.Repeat(t, r.next(20))) }},
	{"Replace", func(r *random, d *digest, s, t []byte) {
		d.bytes(bytes.Replace(s, t, []byte(r.text(2)), r.next(6)-1))
	}},
	{"ReplaceAll", func(r *random, d *digest, s, t []byte) { d.bytes(bytes.ReplaceAll(s, t, []byte(r.text(2)))) }},
	{"Runes", func(r *random, d *digest, s, t []byte) { d.text(string(bytes.Runes(s))) }},
	{"Split", func(r *random, d *digest, s, t []byte) { d.list(bytes.Split(s, t)) }},
	{"SplitAfter", func(r *random, d *digest, s, t []byte) { d.list(bytes.SplitAfter(s, t)) }},
	{"SplitAfterN", func(r *random, d *digest, s, t []byte) { d.list(bytes.SplitAfterN(s, t, r.next(6)-1)) }},
	{"SplitN", func(r *random, d *digest, s, t []byte) { d.list(bytes.SplitN(s, t, r.next(6)-1)) }},
	{"Title", func(r *random, d *digest, s, t []byte) { d.bytes(bytes.Title(s)) }},
	{"ToLower", func(r *random, d *digest, s, t []byte) { d.bytes(bytes.ToLower(s)) }},
	{"ToLowerSpecial", func(r *random, d *digest, s, t []byte) { d.bytes(bytes.ToLowerSpecial(unicode.TurkishCase, s)) }},
	{"ToTitle", func(r *random, d *digest, s, t []byte) { d.bytes(bytes.ToTitle(s)) }},
	{"ToTitleSpecial", func(r *random, d *digest, s, t []byte) { d.bytes(bytes.ToTitleSpecial(unicode.TurkishCase, s)) }},
	{"ToUpper", func(r *random, d *digest, s, t []byte) { d.bytes(bytes.ToUpper(s)) }},
	{"ToUpperSpecial", func(r *random, d *digest, s, t []byte) { d.bytes(bytes.ToUpperSpecial(unicode.TurkishCase, s)) }},
	{"ToValidUTF8", func(r *random, d *digest, s, t []byte) { d.bytes(bytes.ToValidUTF8(s, t)) }},
	{"Trim", func(r *random, d *digest, s, t []byte) { d.bytes(bytes.Trim(s, string(t))) }},
	{"TrimFunc", func(r *random, d *digest, s, t []byte) { d.bytes(bytes.TrimFunc(s, predicates[r.next(8)])) }},
	{"TrimLeft", func(r *random, d *digest, s, t []byte) { d.bytes(bytes.TrimLeft(s, string(t))) }},
	{"TrimLeftFunc", func(r *random, d *digest, s, t []byte) { d.bytes(bytes.TrimLeftFunc(s, predicates[r.next(8)])) }},
	{"TrimPrefix", func(r *random, d *digest, s, t []byte) { d.bytes(bytes.TrimPrefix(s, s[:r.next(len(s)+1)])) }},
	{"TrimRight", func(r *random, d *digest, s, t []byte) { d.bytes(bytes.TrimRight(s, string(t))) }},
	{"TrimRightFunc", func(r *random, d *digest, s, t []byte) { d.bytes(bytes.TrimRightFunc(s, predicates[r.next(8)])) }},
	{"TrimSpace", func(r *random, d *digest, s, t []byte) {
		d.bytes(bytes.TrimSpace(append([]byte("\n"), s...)))
		d.bytes(bytes.TrimSpace(append(s, " \u2003"...)))
	}},
	{"TrimSuffix", func(r *random, d *digest, s, t []byte) { d.bytes(bytes.TrimSuffix(s, s[r.next(len(s)+1):])) }},
}

func try(what string, f func()) {
	defer func() {
		e := recover()
		text, ok := e.(string)
		if !ok && e != nil {
			text = e.(error).Error()
		}
		print(what, ": ", text)
	}()
	f()
}

func print(parts ...string) {
	for _, s := range parts {
		os.Stdout.WriteString(s)
	}
	os.Stdout.WriteString("\n")
}

func main() {
	for _, t := range tests {
		var r random = 1
		var d digest
		for i := 0; i < 4000; i++ {
			max := 12
			if i%40 == 0 {
				max = 150
			}
			s := r.text(max)
			t.run(&r, &d, []byte(s), []byte(r.part(s)))
		}
		print(t.name, " ", strconv.FormatUint(uint64(d), 16))
	}
	if bytes.Clone(nil) != nil || bytes.Trim([]byte("x"), "x") != nil || bytes.TrimRight([]byte("x"), "x") == nil {
		print("nil is not as it should be")
	}
	try("negative", func() { bytes.Repeat([]byte("x"), -1) })
	try("huge", func() { bytes.Repeat([]byte("xx"), 1<<62) })
	try("grow", func() { new(bytes.Buffer).Grow(-1) })
	try("too large", func() { bytes.NewBufferString("x").Grow(1<<63 - 1) })
	try("truncate", func() { bytes.NewBufferString("x").Truncate(2) })
}
