package regex

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The grammar, loosest first: alternatives a|b, sequences ab, repetitions a* a+ a? a{2,3}, atoms.
//
//	atoms: a letter, . ^ $, [class], (group), (?flags), (?flags:group), (?P<name>group), (?<name>group),
//	\d \s \w \D \S \W \pL \p{Greek} \PL \A \z \b \B \a \f \n \r \t \v \123 \x7F \x{10FFFF} \Q...\E,
//	and a backslash before punctuation
//
// Flags hold from where they stand to the end of the group.

type kind uint8

const (
	empty    kind = iota
	class         // one rune of set
	sequence      // sub in order
	choice        // one of sub
	repeat        // sub[0], least to most times; most -1: no limit
	assert        // at a place that look describes
)

// A node is a part of an expression.
type node struct {
	kind        kind
	set         set
	sub         []*node
	least, most int
	look        look
	height      int
	size        int // about how many instructions it will be
}

// A look is what must hold between two runes.
type look uint8

const (
	textBegin look = iota
	textEnd
	lineBegin
	lineEnd
	wordEdge
	noWordEdge
)

const (
	foldCase = 1 << iota // i
	manyLine             // m: ^ and $ are at lines
	dotAll               // s: . is any rune
	lazy                 // U: which match is preferred; without effect here
)

const (
	mostRepeat = 1000
	mostHeight = 1000
	mostSize   = 128 << 20 / 40 // of a program, in instructions
)

type parser struct {
	all   string
	rest  string
	flags int
}

func parse(expr string) (n *node, err error) {
	defer func() {
		if e, ok := recover().(*Error); ok {
			n, err = nil, e
		}
	}()
	p := &parser{all: expr, rest: expr}
	n = p.alternatives()
	if p.rest != "" {
		p.fail("unexpected )", expr)
	}
	return n, nil
}

func (p *parser) fail(why, part string) { panic(&Error{why, part}) }

// checkUTF8 fails with the rest of s that begins with what is not UTF-8, if there is such.
func (p *parser) checkUTF8(s string) {
	for s != "" {
		r, n := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && n == 1 {
			p.fail("invalid UTF-8", s)
		}
		s = s[n:]
	}
}

// next takes a rune.
func (p *parser) next() rune {
	r, n := utf8.DecodeRuneInString(p.rest)
	if r == utf8.RuneError && n == 1 {
		p.fail("invalid UTF-8", p.rest)
	}
	p.rest = p.rest[n:]
	return r
}

// take takes s, if it is next.
func (p *parser) take(s string) bool {
	rest, ok := strings.CutPrefix(p.rest, s)
	p.rest = rest
	return ok
}

// since returns the text from start, which was p.rest once, up to here.
func (p *parser) since(start string) string { return start[:len(start)-len(p.rest)] }

// made notes the height and size of a node whose parts are complete.
func (p *parser) made(n *node) *node {
	n.size = 1
	for _, s := range n.sub {
		n.height = max(n.height, s.height)
		n.size += s.size
	}
	n.height++
	if n.kind == repeat {
		n.size = 1 + n.sub[0].size*max(n.least, n.most, 1)
	}
	if n.height > mostHeight {
		p.fail("expression nests too deeply", p.all)
	}
	if n.size > mostSize {
		p.fail("expression too large", p.all)
	}
	return n
}

func (p *parser) alternatives() *node {
	n := &node{kind: choice, sub: []*node{p.sequence()}}
	for p.take("|") {
		n.sub = append(n.sub, p.sequence())
	}
	if len(n.sub) == 1 {
		return n.sub[0]
	}
	return p.made(n)
}

func (p *parser) sequence() *node {
	n := &node{kind: sequence}
	last := "" // the repetition just before, from its first letter on
	for p.rest != "" && p.rest[0] != '|' && p.rest[0] != ')' {
		start := p.rest
		least, most, ok := p.repetition()
		if !ok {
			p.atoms(n)
			last = ""
			continue
		}
		p.take("?") // prefer few: all the same
		if last != "" {
			p.fail("invalid nested repetition operator", p.since(last))
		}
		if len(n.sub) == 0 {
			p.fail("missing argument to repetition operator", p.since(start))
		}
		sub := &n.sub[len(n.sub)-1]
		*sub = p.made(&node{kind: repeat, sub: []*node{*sub}, least: least, most: most})
		if (least > 1 || most > 1) && !repeatsFit(*sub, mostRepeat) {
			p.fail("invalid repeat count", p.since(start))
		}
		last = start
	}
	switch len(n.sub) {
	case 0:
		return p.made(&node{})
	case 1:
		return n.sub[0]
	}
	return p.made(n)
}

// repeatsFit tells if no part is repeated more than limit times, repetitions around it included.
func repeatsFit(n *node, limit int) bool {
	if n.kind == repeat {
		times := n.most
		if times == 0 {
			return true
		}
		if times < 0 {
			times = n.least
		}
		if times > limit {
			return false
		}
		if times > 0 {
			limit /= times
		}
	}
	for _, s := range n.sub {
		if !repeatsFit(s, limit) {
			return false
		}
	}
	return true
}

// repetition takes * + ? or {2,3}, if that is next. A brace that is no repetition is a letter.
func (p *parser) repetition() (least, most int, ok bool) {
	start := p.rest
	switch {
	case p.take("*"):
		return 0, -1, true
	case p.take("+"):
		return 1, -1, true
	case p.take("?"):
		return 0, 1, true
	case p.take("{"):
		if least, ok = p.number(); ok {
			most = least
			if p.take(",") {
				if p.rest != "" && p.rest[0] == '}' {
					most = -1
				} else if most, ok = p.number(); ok && most < 0 {
					most = mostRepeat + 1
				}
			}
			ok = ok && p.take("}")
		}
		if !ok {
			p.rest = start
			return 0, 0, false
		}
		if least < 0 || least > mostRepeat || most > mostRepeat || most >= 0 && least > most {
			p.fail("invalid repeat count", p.since(start))
		}
		return least, most, true
	}
	return 0, 0, false
}

// number takes a number without needless zeros; -1: it is too large.
func (p *parser) number() (n int, ok bool) {
	start := p.rest
	for p.rest != "" && '0' <= p.rest[0] && p.rest[0] <= '9' {
		if n < 1e8 {
			n = n*10 + int(p.rest[0]-'0')
		}
		p.rest = p.rest[1:]
	}
	digits := p.since(start)
	if digits == "" || len(digits) > 1 && digits[0] == '0' {
		return 0, false
	}
	if n >= 1e8 {
		n = -1
	}
	return n, true
}

// atoms appends the next atom to n, or changes the flags.
func (p *parser) atoms(n *node) {
	add := func(a *node) { n.sub = append(n.sub, p.made(a)) }
	start := p.rest
	switch r := p.next(); r {
	case '.':
		s := set{{0, unicode.MaxRune}}
		if p.flags&dotAll == 0 {
			s = set{{0, '\n' - 1}, {'\n' + 1, unicode.MaxRune}}
		}
		add(&node{kind: class, set: s})
	case '^':
		add(&node{kind: assert, look: p.either(textBegin, lineBegin)})
	case '$':
		add(&node{kind: assert, look: p.either(textEnd, lineEnd)})
	case '[':
		p.rest = start
		add(&node{kind: class, set: p.class()})
	case '(':
		if g := p.group(start); g != nil {
			n.sub = append(n.sub, g)
		}
	case '\\':
		p.escape(start, add)
	default:
		add(p.letter(r))
	}
}

func (p *parser) either(text, line look) look {
	if p.flags&manyLine != 0 {
		return line
	}
	return text
}

func (p *parser) letter(r rune) *node {
	s := set{{r, r}}
	if p.flags&foldCase != 0 {
		s = s.folded()
	}
	return &node{kind: class, set: s}
}

// group takes what follows a parenthesis; nil: it was just flags.
func (p *parser) group(start string) *node {
	flags, captures := p.flags, true
	if strings.HasPrefix(p.rest, "?") {
		if isPrefix("?P<", p.rest) || isPrefix("?<", p.rest) {
			p.name(start)
		} else if !p.setFlags(start) {
			return nil
		} else {
			captures = false
		}
	}
	n := p.alternatives()
	if !p.take(")") {
		p.fail("missing closing )", p.all)
	}
	p.flags = flags
	if !captures {
		return n
	}
	// One height more, which the limit counts.
	return p.made(&node{kind: sequence, sub: []*node{n}})
}

// isPrefix tells if s begins with prefix and does not end there.
func isPrefix(prefix, s string) bool { return len(s) > len(prefix) && strings.HasPrefix(s, prefix) }

// name takes ?P<name> or ?<name>.
func (p *parser) name(start string) {
	open := strings.IndexByte(p.rest, '<') + 1
	end := strings.IndexByte(p.rest, '>')
	if end < 0 {
		p.checkUTF8(start)
		p.fail("invalid named capture", start)
	}
	name := p.rest[open:end]
	p.checkUTF8(name)
	p.rest = p.rest[end+1:]
	ok := name != ""
	for _, r := range name {
		if r != '_' && (r >= utf8.RuneSelf || !isWord(r)) {
			ok = false
		}
	}
	if !ok {
		p.fail("invalid named capture", p.since(start))
	}
}

// setFlags takes ?flags) and reports false, or ?flags: and true.
func (p *parser) setFlags(start string) (group bool) {
	p.next()
	flags, off, any := p.flags, false, false
	for p.rest != "" {
		switch r := p.next(); r {
		case 'i', 'm', 's', 'U':
			bit := map[rune]int{'i': foldCase, 'm': manyLine, 's': dotAll, 'U': lazy}[r]
			if any = true; off {
				flags &^= bit
			} else {
				flags |= bit
			}
		case '-':
			if off {
				p.fail("invalid or unsupported Perl syntax", p.since(start))
			}
			off, any = true, false
		case ':', ')':
			if off && !any {
				p.fail("invalid or unsupported Perl syntax", p.since(start))
			}
			p.flags = flags
			return r == ':'
		default:
			p.fail("invalid or unsupported Perl syntax", p.since(start))
		}
	}
	p.fail("invalid or unsupported Perl syntax", start)
	return false
}

// escape takes what follows a backslash.
func (p *parser) escape(start string, add func(*node)) {
	if p.rest != "" {
		if s, ok := p.namedClass(start); ok {
			add(&node{kind: class, set: s})
			return
		}
		looks := map[byte]look{'A': textBegin, 'z': textEnd, 'b': wordEdge, 'B': noWordEdge}
		if l, ok := looks[p.rest[0]]; ok {
			p.next()
			add(&node{kind: assert, look: l})
			return
		}
		if p.take("Q") {
			text, rest, _ := strings.Cut(p.rest, `\E`)
			p.checkUTF8(text)
			p.rest = rest
			for _, r := range text {
				add(p.letter(r))
			}
			return
		}
	}
	add(p.letter(p.escapedRune(start)))
}

// escapedRune takes what follows a backslash that stands for a rune.
func (p *parser) escapedRune(start string) rune {
	if p.rest == "" {
		p.fail("trailing backslash at end of expression", "")
	}
	switch r := p.next(); {
	case '1' <= r && r <= '7':
		// Octal, two digits at least: one would be a reference to a group elsewhere.
		if p.rest == "" || p.rest[0] < '0' || p.rest[0] > '7' {
			break
		}
		return p.octal(r - '0')
	case r == '0':
		return p.octal(0)
	case r == 'x':
		if v, ok := p.hex(); ok {
			return v
		}
	case strings.ContainsRune("afnrtv", r):
		return map[rune]rune{'a': '\a', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v'}[r]
	case r < utf8.RuneSelf && (r == '_' || !isWord(r)):
		return r
	}
	p.fail("invalid escape sequence", p.since(start))
	return 0
}

func (p *parser) octal(v rune) rune {
	for i := 1; i < 3 && p.rest != "" && '0' <= p.rest[0] && p.rest[0] <= '7'; i++ {
		v = v*8 + p.next() - '0'
	}
	return v
}

// hex takes 7F or {10FFFF}.
func (p *parser) hex() (v rune, ok bool) {
	if !p.take("{") {
		hi, lo := p.hexDigit(), p.hexDigit()
		if hi < 0 || lo < 0 {
			return 0, false
		}
		v = hi*16 + lo
		return v, true
	}
	for any := false; p.rest != ""; any = true {
		if any && p.take("}") {
			return v, true
		}
		d := p.hexDigit()
		if d < 0 {
			return 0, false
		}
		if v = v*16 + d; v > unicode.MaxRune {
			return 0, false
		}
	}
	return 0, false
}

// hexDigit takes a rune, and returns -1 if it is no digit.
func (p *parser) hexDigit() rune {
	if p.rest == "" {
		return -1
	}
	switch r := p.next(); {
	case '0' <= r && r <= '9':
		return r - '0'
	case 'a' <= r && r <= 'f':
		return r - 'a' + 10
	case 'A' <= r && r <= 'F':
		return r - 'A' + 10
	}
	return -1
}

func isWord(r rune) bool {
	return r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}
