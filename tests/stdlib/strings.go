// Every function of package strings on random texts, with invalid UTF-8 among them: a hash of its results.
package main

import (
	"os"
	"strconv"
	"strings"
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
func (d *digest) list(list []string) {
	d.flag(list == nil)
	d.int(len(list))
	for _, s := range list {
		d.text(s)
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
	run  func(r *random, d *digest, s, t string)
}{
	{"Clone", func(r *random, d *digest, s, t string) { d.text(strings.Clone(s)) }},
	{"Compare", func(r *random, d *digest, s, t string) { d.int(strings.Compare(s, r.part(s))) }},
	{"Contains", func(r *random, d *digest, s, t string) { d.flag(strings.Contains(s, t)) }},
	{"ContainsAny", func(r *random, d *digest, s, t string) { d.flag(strings.ContainsAny(s, t)) }},
	{"ContainsFunc", func(r *random, d *digest, s, t string) { d.flag(strings.ContainsFunc(s, predicates[r.next(8)])) }},
	{"ContainsRune", func(r *random, d *digest, s, t string) { d.flag(strings.ContainsRune(s, r.char(s))) }},
	{"Count", func(r *random, d *digest, s, t string) { d.int(strings.Count(s, t)) }},
	{"Cut", func(r *random, d *digest, s, t string) {
		before, after, found := strings.Cut(s, t)
		d.text(before)
		d.text(after)
		d.flag(found)
	}},
	{"CutPrefix", func(r *random, d *digest, s, t string) {
		after, found := strings.CutPrefix(s, s[:r.next(len(s)+1)])
		d.text(after)
		d.flag(found)
		after, found = strings.CutPrefix(s, t)
		d.text(after)
		d.flag(found)
	}},
	{"CutSuffix", func(r *random, d *digest, s, t string) {
		before, found := strings.CutSuffix(s, s[r.next(len(s)+1):])
		d.text(before)
		d.flag(found)
		before, found = strings.CutSuffix(s, t)
		d.text(before)
		d.flag(found)
	}},
	{"EqualFold", func(r *random, d *digest, s, t string) {
		d.flag(strings.EqualFold(s, t))
		d.flag(strings.EqualFold(s, strings.ToUpper(s)))
		d.flag(strings.EqualFold(strings.ToTitle(s), strings.ToLower(s)))
	}},
	{"Fields", func(r *random, d *digest, s, t string) { d.list(strings.Fields(s)) }},
	{"FieldsFunc", func(r *random, d *digest, s, t string) { d.list(strings.FieldsFunc(s, predicates[r.next(8)])) }},
	{"HasPrefix", func(r *random, d *digest, s, t string) { d.flag(strings.HasPrefix(s, t)) }},
	{"HasSuffix", func(r *random, d *digest, s, t string) { d.flag(strings.HasSuffix(s, t)) }},
	{"Index", func(r *random, d *digest, s, t string) { d.int(strings.Index(s, t)) }},
	{"IndexAny", func(r *random, d *digest, s, t string) { d.int(strings.IndexAny(s, t)) }},
	{"IndexByte", func(r *random, d *digest, s, t string) { d.int(strings.IndexByte(s, byte(r.next(256)))) }},
	{"IndexFunc", func(r *random, d *digest, s, t string) { d.int(strings.IndexFunc(s, predicates[r.next(8)])) }},
	{"IndexRune", func(r *random, d *digest, s, t string) { d.int(strings.IndexRune(s, r.char(s))) }},
	{"Join", func(r *random, d *digest, s, t string) {
		d.text(strings.Join([]string{s, t, s, "x"}[:r.next(5)], r.text(2)))
	}},
	{"LastIndex", func(r *random, d *digest, s, t string) { d.int(strings.LastIndex(s, t)) }},
	{"LastIndexAny", func(r *random, d *digest, s, t string) { d.int(strings.LastIndexAny(s, t)) }},
	{"LastIndexByte", func(r *random, d *digest, s, t string) { d.int(strings.LastIndexByte(s, byte(r.next(256)))) }},
	{"LastIndexFunc", func(r *random, d *digest, s, t string) { d.int(strings.LastIndexFunc(s, predicates[r.next(8)])) }},
	{"Map", func(r *random, d *digest, s, t string) { d.text(strings.Map(mappings[r.next(7)], s)) }},
	{"Repeat", func(r *random, d *digest, s, t string) { d.text(strings.Repeat(t, r.next(20))) }},
	{"Replace", func(r *random, d *digest, s, t string) { d.text(strings.Replace(s, t, r.text(2), r.next(6)-1)) }},
	{"ReplaceAll", func(r *random, d *digest, s, t string) { d.text(strings.ReplaceAll(s, t, r.text(2))) }},
	{"Split", func(r *random, d *digest, s, t string) { d.list(strings.Split(s, t)) }},
	{"SplitAfter", func(r *random, d *digest, s, t string) { d.list(strings.SplitAfter(s, t)) }},
	{"SplitAfterN", func(r *random, d *digest, s, t string) { d.list(strings.SplitAfterN(s, t, r.next(6)-1)) }},
	{"SplitN", func(r *random, d *digest, s, t string) { d.list(strings.SplitN(s, t, r.next(6)-1)) }},
	{"Title", func(r *random, d *digest, s, t string) { d.text(strings.Title(s)) }},
	{"ToLower", func(r *random, d *digest, s, t string) { d.text(strings.ToLower(s)) }},
	{"ToLowerSpecial", func(r *random, d *digest, s, t string) { d.text(strings.ToLowerSpecial(unicode.TurkishCase, s)) }},
	{"ToTitle", func(r *random, d *digest, s, t string) { d.text(strings.ToTitle(s)) }},
	{"ToTitleSpecial", func(r *random, d *digest, s, t string) { d.text(strings.ToTitleSpecial(unicode.TurkishCase, s)) }},
	{"ToUpper", func(r *random, d *digest, s, t string) { d.text(strings.ToUpper(s)) }},
	{"ToUpperSpecial", func(r *random, d *digest, s, t string) { d.text(strings.ToUpperSpecial(unicode.TurkishCase, s)) }},
	{"ToValidUTF8", func(r *random, d *digest, s, t string) { d.text(strings.ToValidUTF8(s, t)) }},
	{"Trim", func(r *random, d *digest, s, t string) { d.text(strings.Trim(s, t)) }},
	{"TrimFunc", func(r *random, d *digest, s, t string) { d.text(strings.TrimFunc(s, predicates[r.next(8)])) }},
	{"TrimLeft", func(r *random, d *digest, s, t string) { d.text(strings.TrimLeft(s, t)) }},
	{"TrimLeftFunc", func(r *random, d *digest, s, t string) { d.text(strings.TrimLeftFunc(s, predicates[r.next(8)])) }},
	{"TrimPrefix", func(r *random, d *digest, s, t string) { d.text(strings.TrimPrefix(s, s[:r.next(len(s)+1)])) }},
	{"TrimRight", func(r *random, d *digest, s, t string) { d.text(strings.TrimRight(s, t)) }},
	{"TrimRightFunc", func(r *random, d *digest, s, t string) { d.text(strings.TrimRightFunc(s, predicates[r.next(8)])) }},
	{"TrimSpace", func(r *random, d *digest, s, t string) { d.text(strings.TrimSpace("\n" + s + " \u2003")) }},
	{"TrimSuffix", func(r *random, d *digest, s, t string) { d.text(strings.TrimSuffix(s, s[r.next(len(s)+1):])) }},
}

// longTexts looks for long needles in texts made to mislead a search.
func longTexts(d *digest) {
	for n := 1; n <= 2000; n = n*3/2 + 1 {
		hay := strings.Repeat(strings.Repeat("a", n)+"b", 8)
		for _, needle := range []string{
			strings.Repeat("a", n) + "ba", strings.Repeat("a", n+1), "b" + strings.Repeat("a", n) + "b",
			strings.Repeat("a", n/2) + "b", "ab" + strings.Repeat("a", n-1) + "c",
		} {
			d.int(strings.Index(hay, needle))
			d.int(strings.LastIndex(hay, needle))
			d.int(strings.Count(hay, needle))
		}
	}
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

func print(parts ...string) { os.Stdout.WriteString(strings.Join(parts, "") + "\n") }

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
			t.run(&r, &d, s, r.part(s))
		}
		print(t.name, " ", strconv.FormatUint(uint64(d), 16))
	}
	var d digest
	longTexts(&d)
	print("long texts ", strconv.FormatUint(uint64(d), 16))

	try("negative", func() { strings.Repeat("x", -1) })
	try("huge", func() { strings.Repeat("xx", 1<<62) })
	try("odd", func() { strings.NewReplacer("a") })
	try("grow", func() { new(strings.Builder).Grow(-1) })
	try("copy", func() {
		var b strings.Builder
		b.WriteByte('x')
		c := b
		c.WriteByte('y')
	})
}
