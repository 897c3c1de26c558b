package regex

import "unicode/utf8"

// A program is a nondeterministic automaton. run has it in all its states at once, so that each rune of the
// text is looked at once: the method is Ken Thompson's, as Rob Pike's editors used it. Since it is not asked
// where the match is, a state is just an instruction, and the first to be at accept ends the search.

type op uint8

const (
	accept    op = iota
	one          // a rune of set, then next
	assertion    // if look holds, next
	fork         // both next and other
	jump         // next
)

type instr struct {
	op          op
	look        look
	next, other int
	set         set
}

type builder struct{ prog []instr }

// compile makes a program of a tree: it begins with its first instruction.
func compile(n *node) []instr {
	var b builder
	b.node(n)
	b.add(instr{op: accept})
	return b.prog
}

func (b *builder) add(i instr) int {
	i.next = len(b.prog) + 1
	b.prog = append(b.prog, i)
	return i.next - 1
}

// node appends the instructions for n: it begins at the first and goes on behind the last.
func (b *builder) node(n *node) {
	switch n.kind {
	case class:
		b.add(instr{op: one, set: n.set})
	case assert:
		b.add(instr{op: assertion, look: n.look})
	case sequence:
		for _, s := range n.sub {
			b.node(s)
		}
	case choice:
		b.choice(n.sub)
	case repeat:
		b.repeat(n.sub[0], n.least, n.most)
	}
}

func (b *builder) choice(sub []*node) {
	var ends []int
	for i, s := range sub {
		if i == len(sub)-1 {
			b.node(s)
			break
		}
		f := b.add(instr{op: fork})
		b.node(s)
		ends = append(ends, b.add(instr{op: jump}))
		b.prog[f].other = len(b.prog)
	}
	for _, e := range ends {
		b.prog[e].next = len(b.prog)
	}
}

func (b *builder) repeat(n *node, least, most int) {
	for range least {
		b.node(n)
	}
	if most < 0 {
		f := b.add(instr{op: fork})
		b.node(n)
		b.prog[b.add(instr{op: jump})].next = f
		b.prog[f].other = len(b.prog)
		return
	}
	var forks []int
	for range most - least {
		forks = append(forks, b.add(instr{op: fork}))
		b.node(n)
	}
	for _, f := range forks {
		b.prog[f].other = len(b.prog)
	}
}

// A machine is the states that a program is in between two runes of the text.
type machine struct {
	prog    []instr
	states  []int // instructions that wait for a rune
	marks   []int // round in which an instruction was visited last
	round   int
	before  rune // around the place; -1: there is none
	after   rune
	matched bool
	stack   []int
}

// run tells if the program accepts a part of s.
func run(prog []instr, s string) bool {
	m := &machine{prog: prog, marks: make([]int, len(prog)), before: -1}
	var waiting []int
	for at := 0; ; {
		r, n := rune(-1), 0
		if at < len(s) {
			r, n = utf8.DecodeRuneInString(s[at:])
		}
		m.after = r
		m.round++
		m.states = m.states[:0]
		for _, pc := range waiting {
			m.enter(pc)
		}
		m.enter(0) // a match may begin anywhere
		if m.matched || at >= len(s) {
			return m.matched
		}
		waiting = waiting[:0]
		for _, pc := range m.states {
			if prog[pc].set.has(r) {
				waiting = append(waiting, prog[pc].next)
			}
		}
		m.before = r
		at += n
	}
}

// enter adds what can be reached from pc without a rune.
func (m *machine) enter(pc int) {
	m.stack = append(m.stack[:0], pc)
	for len(m.stack) > 0 {
		pc := m.stack[len(m.stack)-1]
		m.stack = m.stack[:len(m.stack)-1]
		if m.marks[pc] == m.round {
			continue
		}
		m.marks[pc] = m.round
		switch i := &m.prog[pc]; i.op {
		case accept:
			m.matched = true
			return
		case one:
			m.states = append(m.states, pc)
		case fork:
			m.stack = append(m.stack, i.other, i.next)
		case jump:
			m.stack = append(m.stack, i.next)
		case assertion:
			if m.holds(i.look) {
				m.stack = append(m.stack, i.next)
			}
		}
	}
}

func (m *machine) holds(l look) bool {
	switch l {
	case textBegin:
		return m.before < 0
	case textEnd:
		return m.after < 0
	case lineBegin:
		return m.before < 0 || m.before == '\n'
	case lineEnd:
		return m.after < 0 || m.after == '\n'
	}
	edge := isWord(m.before) != isWord(m.after)
	return edge == (l == wordEdge)
}
