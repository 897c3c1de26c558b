// Reduction of a variant that does something else under Vole to a program that one can read.
//
// First rewrites go, in halves, then one by one: what stays is what the fault needs. Then the text itself, with its
// rewrites, is a program like any other, and pieces of its tree go: declarations, statements, branches, the
// longer part of an expression. A smaller program is kept if Go still runs it to the same exit status and
// Vole still goes wrong in the same mode and in the same way (fault). The number of programs tried is bounded.
package main

import (
	"fmt"
	"go/format"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// reduction is the reduction of one variant.
type reduction struct {
	s      *session
	l      *lab
	m      mode
	want   outcome // of the original under Go
	fault  string
	tries  int // runs, each of which may show a fault that does not show always
	steps  int // programs that may still be tried
	seen   map[string]bool
	strict bool // the program must print what the original does
}

// fault names the way in which what was got differs from what was wanted; "" if it does not.
func fault(want, got outcome) string {
	switch {
	case want.same(got):
		return ""
	case got.Status == refusedByCompiler && strings.Contains(got.Err, "internal compiler error"):
		return "internal compiler error"
	case got.Status == refusedByCompiler:
		return "does not compile"
	case got.Status == tookTooLong:
		return "takes too long"
	case got.Status != want.Status:
		return fmt.Sprintf("exit status %d", got.Status)
	}
	return "prints something else"
}

// differs tells whether a program shows the fault.
func (rd *reduction) differs(src string) bool {
	if shown, known := rd.seen[src]; known {
		return shown
	}
	rd.steps--
	rd.seen[src] = rd.check(src)
	return rd.seen[src]
}

func (rd *reduction) check(src string) bool {
	rd.l.source(src)
	got := rd.l.withGo(runLimit)
	if got.Status != rd.want.Status || rd.strict && !got.same(rd.want) {
		return false
	}
	for range rd.tries {
		if fault(got, rd.l.withVole(rd.m, voleLimit(got.Took))) == rd.fault {
			return true
		}
	}
	return false
}

// found is called for a variant, built in the lab, whose run in mode m gave got, not want as under Go. It reduces
// the variant and keeps what one needs to look at it.
func (s *session) found(l *lab, seed uint64, o *original, kept []rewrite, m mode, got outcome) error {
	folder := filepath.Join(s.out, fmt.Sprintf("seed%d", seed))
	os.RemoveAll(folder)
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	rd := &reduction{s: s, l: l, m: m, want: o.want, fault: fault(o.want, got), tries: 1, steps: s.maxSteps,
		seen: map[string]bool{}, strict: true}
	again, runs := 0, 4
	for range runs {
		if fault(o.want, l.withVole(m, voleLimit(o.want.Took))) == rd.fault {
			again++
		}
	}
	if again < runs {
		rd.tries = 8
	}
	if again == 0 {
		rd.steps = 0
	}
	variant := rewritten(o.p.src, kept)
	left := rd.rewrites(o.p, kept)
	rd.strict = false
	small := rd.tree(rewritten(o.p.src, left))
	line := fmt.Sprintf("seed %d: %s: %s: %s", seed, o.p.name, m.name, rd.fault)
	if again < runs {
		line += fmt.Sprintf(" (%d times of %d)", again, runs)
	}
	line += fmt.Sprintf(": %d rewrites, %d left%s: %s/small.go, %d lines", len(kept), len(left), kindsOf(left), folder,
		strings.Count(small, "\n"))
	for name, text := range map[string]string{"variant.go": variant, "small.go": small, "original.go": o.p.src,
		"report.txt": s.describe(line, seed, o, kept, left, m, got)} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o666); err != nil {
			return err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failed = append(s.failed, line)
	fmt.Println(line)
	return nil
}

func kindsOf(list []rewrite) string {
	text := ""
	for _, rw := range list {
		text += " " + rw.kind
	}
	if text != "" {
		text = " (" + text[1:] + ")"
	}
	return text
}

// describe tells how to see the fault again.
func (s *session) describe(line string, seed uint64, o *original, kept, left []rewrite, m mode, got outcome) string {
	var text strings.Builder
	fmt.Fprintf(&text, "%s\n\nprogram: %s/%s\nagain: tests/metamorphic/metamorph.sh 1 %d\n", line, s.tree, o.p.name, seed)
	fmt.Fprintf(&text, "by hand: vole build %s -o x small.go && %s ./x\n         go run small.go\n",
		strings.Join(m.flags, " "), strings.Join(m.env, " "))
	fmt.Fprintf(&text, "\nGo: exit status %d\n%s%s\nVole: exit status %d\n%s%s\n\nrewrites (*: left)\n", o.want.Status,
		o.want.Out, o.want.Err, got.Status, got.Out, got.Err)
	needed := map[string]bool{}
	for _, rw := range left {
		needed[fmt.Sprint(rw)] = true
	}
	for _, rw := range kept {
		mark := " "
		if needed[fmt.Sprint(rw)] {
			mark = "*"
		}
		fmt.Fprintf(&text, "%s line %d: %s\n", mark, rw.line, rw.kind)
	}
	return text.String()
}

// rewrites takes away those that the fault does not need: blocks of them, then smaller ones.
func (rd *reduction) rewrites(p *program, list []rewrite) []rewrite {
	for size := len(list); size > 0; size /= 2 {
		for at := 0; at < len(list) && rd.steps > 0; {
			fewer := append(append([]rewrite{}, list[:at]...), list[min(at+size, len(list)):]...)
			if rd.differs(rewritten(p.src, fewer)) {
				list = fewer
			} else {
				at += size
			}
		}
	}
	return list
}

// tree takes away pieces of the program, the longest first, as long as something can go.
func (rd *reduction) tree(src string) string {
	for again := true; again && rd.steps > 0; {
		again = false
		p, errs := load("small.go", src)
		if len(errs) > 0 {
			break
		}
		cuts := p.cuts()
		sort.SliceStable(cuts, func(i, j int) bool { return cuts[i].gain() > cuts[j].gain() })
		var done []edit
		for _, c := range cuts {
			if rd.steps <= 0 {
				break
			}
			if overlaps(done, c) {
				continue
			}
			smaller, ok := mended(apply(src, append(append([]edit{}, done...), c...)))
			if ok && len(smaller) < len(src)+40 && rd.differs(smaller) {
				done = append(done, c...)
				again = true
			}
		}
		if len(done) > 0 {
			src, _ = mended(apply(src, done))
		}
	}
	if pretty, err := format.Source([]byte(src)); err == nil && len(rd.seen) > 0 && rd.check(string(pretty)) {
		return string(pretty)
	}
	return src
}

func overlaps(done []edit, c cut) bool {
	for _, d := range done {
		for _, e := range c {
			if d.start < e.end && e.start < d.end {
				return true
			}
		}
	}
	return false
}
