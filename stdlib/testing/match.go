package testing

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// Which tests a pattern means.
//
// A pattern is cut at slashes into expressions for the elements of a test's name: the first for
// that of the function, the second for that of its subtest and so on; missing ones match everything. Bars
// outside brackets and parentheses separate alternatives, and do so before slashes.
//
// A name may be shorter than the pattern, as A is for A/B: then it matches in part. It is run, so that what it
// runs can be looked at in turn. For -skip a match in part is none.

// A pattern is the list of its alternatives, each of them a list of expressions.
type pattern [][]string

// splitPattern cuts at bars and slashes that are in no brackets.
func splitPattern(s string) pattern {
	var p pattern
	var elements []string
	square, round, start := 0, 0, 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '[':
			square++
		case ']':
			square = max(square-1, 0) // one more is a letter
		case '(':
			if square == 0 {
				round++
			}
		case ')':
			if square == 0 {
				round--
			}
		case '/', '|':
			if square != 0 || round != 0 {
				continue
			}
			elements = append(elements, s[start:i])
			start = i + 1
			if s[i] == '|' {
				p = append(p, elements)
				elements = nil
			}
		}
	}
	return append(p, append(elements, s[start:]))
}

// check prepares the expressions, and returns an error if one is wrong. name is the flag's.
func (p pattern) check(name string, match func(pat, str string) (bool, error)) error {
	for i, elements := range p {
		for j, s := range elements {
			elements[j] = rewrite(s)
		}
		for j, s := range elements {
			_, err := match(s, "non-empty")
			if err == nil {
				continue
			}
			err = fmt.Errorf("element %d of %s (%q): %s", j, name, s, err)
			if len(p) > 1 {
				err = fmt.Errorf("alternation %d of %s", i, err)
			}
			return err
		}
	}
	return nil
}

// matches tells if one of the alternatives matches the elements of a name, and whether just in part.
func (p pattern) matches(name []string, match func(pat, str string) (bool, error)) (ok, partial bool) {
	for _, elements := range p {
		ok := true
		for i, s := range name {
			if i >= len(elements) {
				break
			}
			if ok, _ = match(elements[i], s); !ok {
				break
			}
		}
		if ok {
			return true, len(name) < len(elements)
		}
	}
	return false, false
}

// A matcher knows which tests are meant, and gives subtests names that no other has.
type matcher struct {
	run, skip pattern
	match     func(pat, str string) (bool, error)

	mu sync.Mutex
	// subs counts, for each full name, how often it was asked for.
	subs map[string]int
}

// matchLock guards the match functions, which need not be safe for goroutines.
var matchLock sync.Mutex

// newMatcher returns a matcher for a flag's value and that of -test.skip. If one is wrong it ends the program.
func newMatcher(match func(pat, str string) (bool, error), run, flag, skip string) *matcher {
	m := &matcher{match: match, run: pattern{nil}, subs: map[string]int{}}
	if run != "" {
		m.run = mustSplit(run, flag, match)
	}
	if skip != "" {
		m.skip = mustSplit(skip, "-test.skip", match)
	}
	return m
}

func mustSplit(s, flag string, match func(pat, str string) (bool, error)) pattern {
	p := splitPattern(s)
	if err := p.check(flag, match); err != nil {
		fmt.Fprintf(os.Stderr, "testing: invalid regexp for %s\n", err)
		os.Exit(1)
	}
	return p
}

// fullName returns the name of a test: sub itself for c nil or the root. ok: it is to be run; partial:
// because of what it may run.
func (m *matcher) fullName(c *common, sub string) (name string, ok, partial bool) {
	name = sub
	m.mu.Lock()
	defer m.mu.Unlock()
	if c != nil && c.depth > 0 {
		name = m.unique(c.name, rewrite(sub))
	}
	matchLock.Lock()
	defer matchLock.Unlock()
	// The name of a subtest may have slashes of its own.
	elements := strings.Split(name, "/")
	if ok, partial = m.run.matches(elements, m.match); !ok {
		return name, false, false
	}
	if skip, inPart := m.skip.matches(elements, m.match); skip && !inPart {
		return name, false, false
	}
	return name, ok, partial
}

// forget lets names be used again.
func (m *matcher) forget() {
	m.mu.Lock()
	defer m.mu.Unlock()
	clear(m.subs)
}

// unique makes the name of a subtest. The second of the same name gets the suffix #01, and so on; one
// without a name gets #00. Such a name may have been given to another on purpose: then the number grows.
func (m *matcher) unique(parent, sub string) string {
	base := parent + "/" + sub
	for {
		n := m.subs[base]
		m.subs[base] = n + 1
		if n == 0 && sub != "" {
			plain, number := cutNumber(base)
			if len(plain) < len(base) && number < m.subs[plain] {
				continue // the name, as it stands, was made for the number'th of plain
			}
			return base
		}
		name := fmt.Sprintf("%s#%02d", base, n)
		if m.subs[name] == 0 {
			return name
		}
	}
}

// cutNumber cuts off a suffix that unique could have made; without one it returns s and 0.
func cutNumber(s string) (string, int) {
	i := strings.LastIndexByte(s, '#')
	if i < 0 {
		return s, 0
	}
	plain, digits := s[:i], s[i+1:]
	if len(digits) < 2 || len(digits) > 2 && digits[0] == '0' {
		return s, 0
	}
	if digits == "00" && !strings.HasSuffix(plain, "/") {
		return s, 0
	}
	n, err := strconv.ParseInt(digits, 10, 32)
	if err != nil || n < 0 {
		return s, 0
	}
	return plain, int(n)
}

// rewrite makes a name fit for a line of output: spaces become underscores, what cannot be printed an escape.
func rewrite(s string) string {
	var b []byte
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			b = append(b, '_')
		case !strconv.IsPrint(r):
			q := strconv.QuoteRune(r)
			b = append(b, q[1:len(q)-1]...)
		default:
			b = append(b, string(r)...)
		}
	}
	return string(b)
}
