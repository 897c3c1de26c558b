package regex

import (
	"slices"
	"strings"
	"unicode"
)

// A set is a set of runes as ranges, both ends in it. clean makes it sorted, without overlaps or gaps of size 0.
type set []span

type span struct{ lo, hi rune }

func (s set) clean() set {
	slices.SortFunc(s, func(a, b span) int { return int(a.lo - b.lo) })
	out := s[:0]
	for _, r := range s {
		if n := len(out); n > 0 && r.lo <= out[n-1].hi+1 {
			out[n-1].hi = max(out[n-1].hi, r.hi)
		} else {
			out = append(out, r)
		}
	}
	return out
}

// without returns all runes that are not in s, which is clean.
func (s set) without() set {
	var out set
	next := rune(0)
	for _, r := range s {
		if r.lo > next {
			out = append(out, span{next, r.lo - 1})
		}
		next = r.hi + 1
	}
	if next <= unicode.MaxRune {
		out = append(out, span{next, unicode.MaxRune})
	}
	return out
}

// folded adds the runes that differ from one in s just by case.
func (s set) folded() set {
	out := slices.Clone(s)
	for _, r := range s {
		if r.lo == 0 && r.hi == unicode.MaxRune {
			return set{r}
		}
		for c := r.lo; c <= r.hi; c++ {
			for f := unicode.SimpleFold(c); f != c; f = unicode.SimpleFold(f) {
				out = append(out, span{f, f})
			}
			if c > lastFold {
				break
			}
		}
	}
	return out.clean()
}

// lastFold is above the last rune that has another case.
const lastFold = 0x1F000

// has tells if r is in s, which is clean.
func (s set) has(r rune) bool {
	if len(s) <= 4 {
		for _, x := range s {
			if r <= x.hi {
				return r >= x.lo
			}
		}
		return false
	}
	_, ok := slices.BinarySearchFunc(s, r, func(x span, r rune) int {
		if r < x.lo {
			return 1
		} else if r > x.hi {
			return -1
		}
		return 0
	})
	return ok
}

func fromTable(t *unicode.RangeTable) (s set) {
	add := func(lo, hi, stride rune) {
		if stride == 1 {
			s = append(s, span{lo, hi})
			return
		}
		for c := lo; c <= hi; c += stride {
			s = append(s, span{c, c})
		}
	}
	for _, r := range t.R16 {
		add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	for _, r := range t.R32 {
		add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	return s.clean()
}

var perlClasses = map[byte]set{
	'd': {{'0', '9'}},
	's': {{'\t', '\n'}, {'\f', '\r'}, {' ', ' '}},
	'w': {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}},
}

var posixClasses = map[string]set{
	"alnum":  {{'0', '9'}, {'A', 'Z'}, {'a', 'z'}},
	"alpha":  {{'A', 'Z'}, {'a', 'z'}},
	"ascii":  {{0, 0x7F}},
	"blank":  {{'\t', '\t'}, {' ', ' '}},
	"cntrl":  {{0, 0x1F}, {0x7F, 0x7F}},
	"digit":  {{'0', '9'}},
	"graph":  {{'!', '~'}},
	"lower":  {{'a', 'z'}},
	"print":  {{' ', '~'}},
	"punct":  {{'!', '/'}, {':', '@'}, {'[', '`'}, {'{', '~'}},
	"space":  {{'\t', '\r'}, {' ', ' '}},
	"upper":  {{'A', 'Z'}},
	"word":   {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}},
	"xdigit": {{'0', '9'}, {'A', 'F'}, {'a', 'f'}},
}

// negated returns s or what is not in it, after folding if that is on.
func (p *parser) negated(s set, not bool) set {
	if p.flags&foldCase != 0 {
		s = s.folded()
	}
	if not {
		return s.without()
	}
	return s
}

// namedClass takes d, pL or p{Greek} after a backslash, if that is next.
func (p *parser) namedClass(start string) (set, bool) {
	if p.rest == "" {
		return nil, false
	}
	c := p.rest[0]
	if s, ok := perlClasses[c|0x20]; ok {
		p.next()
		return p.negated(s, c&0x20 == 0), true
	}
	if c != 'p' && c != 'P' {
		return nil, false
	}
	p.next()
	if p.rest == "" {
		p.fail("invalid character class range", p.since(start))
	}
	not := c == 'P'
	var name string
	if p.take("{") {
		inside, rest, ok := strings.Cut(p.rest, "}")
		if !ok {
			p.checkUTF8(start)
			p.fail("invalid character class range", start)
		}
		p.checkUTF8(inside)
		name, p.rest = inside, rest
	} else {
		name = string(p.next())
	}
	if n, ok := strings.CutPrefix(name, "^"); ok {
		name, not = n, !not
	}
	s, ok := unicodeClass(name)
	if !ok {
		p.fail("invalid character class range", p.since(start))
	}
	return p.negated(s, not), true
}

// unicodeClass returns a category or a script. Case, spaces, hyphens and underscores in names do not matter.
func unicodeClass(name string) (set, bool) {
	key := looseName(name)
	switch key {
	case "any":
		return set{{0, unicode.MaxRune}}, true
	case "ascii":
		return set{{0, 0x7F}}, true
	case "assigned":
		return fromTable(unicode.Categories["Cn"]).without(), true
	}
	for _, tables := range []map[string]*unicode.RangeTable{unicode.Categories, unicode.Scripts} {
		if t := tables[name]; t != nil {
			return fromTable(t), true
		}
		for n, t := range tables {
			if looseName(n) == key {
				return fromTable(t), true
			}
		}
	}
	if n, ok := categoryAlias(key); ok {
		return fromTable(unicode.Categories[n]), true
	}
	return nil, false
}

func categoryAlias(key string) (string, bool) {
	for alias, n := range unicode.CategoryAliases {
		if looseName(alias) == key {
			return n, true
		}
	}
	return "", false
}

func looseName(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '_' {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// class takes a class in brackets.
func (p *parser) class() set {
	start := p.rest
	p.next()
	not := p.take("^")
	var s set
	for first := true; p.rest == "" || p.rest[0] != ']' || first; first = false {
		if p.rest == "" {
			p.fail("missing closing ]", start)
		}
		if posix, ok := p.posixClass(); ok {
			s = append(s, posix...)
			continue
		}
		at := p.rest
		if p.take(`\`) {
			if named, ok := p.namedClass(at); ok {
				s = append(s, named...)
				continue
			}
			p.rest = at
		}
		r := p.rangeInClass(start)
		if p.flags&foldCase != 0 {
			s = append(s, set{r}.folded()...)
		} else {
			s = append(s, r)
		}
	}
	p.next()
	s = s.clean()
	if not {
		s = s.without()
	}
	return s
}

// posixClass takes [:alpha:] or [:^alpha:], if that is next.
func (p *parser) posixClass() (set, bool) {
	if !strings.HasPrefix(p.rest, "[:") {
		return nil, false
	}
	end := strings.Index(p.rest[2:], ":]")
	if end < 0 {
		return nil, false
	}
	part := p.rest[:end+4]
	name, not := strings.CutPrefix(p.rest[2:end+2], "^")
	s, ok := posixClasses[name]
	if !ok {
		p.fail("invalid character class range", part)
	}
	p.rest = p.rest[len(part):]
	return p.negated(s, not), true
}

// rangeInClass takes a rune or a range.
func (p *parser) rangeInClass(class string) span {
	start := p.rest
	lo := p.runeInClass(class)
	if len(p.rest) < 2 || p.rest[0] != '-' || p.rest[1] == ']' {
		return span{lo, lo}
	}
	p.next()
	hi := p.runeInClass(class)
	if hi < lo {
		p.fail("invalid character class range", p.since(start))
	}
	return span{lo, hi}
}

func (p *parser) runeInClass(class string) rune {
	if p.rest == "" {
		p.fail("missing closing ]", class)
	}
	start := p.rest
	if p.take(`\`) {
		return p.escapedRune(start)
	}
	return p.next()
}
