// A run over many variants: which program each is made from, what was found, and the counts at the end.
package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// session holds what all variants of a run share.
type session struct {
	tree, out, vole string
	names           []string
	maxSteps        int
	only, first     *kind // make no others; make one of these in every variant
	modes           []mode
	dry             bool // nothing is run
	verbose         bool

	mu       sync.Mutex
	loaded   map[string]*original
	made     map[string]int // per kind: rewrites that were run, those refused, ...
	refused  map[string]int
	variants int
	valid    int
	invalid  map[string]int // why
	slow     int            // valid variants that took too long in a stressed mode
	failed   []string
	used     map[string]bool
	unfit    map[string]string // programs that are not used, and why
}

// original is a program as it was found, with what it does under Go.
type original struct {
	loading, judging sync.Once
	p                *program
	want             outcome
	why              string // not used
}

const (
	longestSource = 200_000
	longestRun    = 3 * time.Second
)

// original is the program of that name, loaded once in a run.
func (s *session) original(name string) *original {
	s.mu.Lock()
	o := s.loaded[name]
	if o == nil {
		o = &original{}
		s.loaded[name] = o
	}
	s.mu.Unlock()
	o.loading.Do(func() { o.load(filepath.Join(s.tree, name), name) })
	return o
}

func (o *original) load(file, name string) {
	text, err := os.ReadFile(file)
	if err != nil {
		o.why = err.Error()
		return
	}
	src := string(text)
	if o.why = unfit(src); o.why != "" {
		return
	}
	var errs []error
	if o.p, errs = load(name, src); len(errs) > 0 {
		o.why = "does not check: " + errs[0].Error()
	}
}

// judge runs the program under Go twice, unless that was done in this run or an earlier one.
func (s *session) judge(l *lab, o *original) {
	kept := filepath.Join(s.out, "originals", fmt.Sprintf("%x.json", sha256.Sum256([]byte(goVersion+"\n"+o.p.src))))
	if data, err := os.ReadFile(kept); err == nil && json.Unmarshal(data, &o.want) == nil {
		o.why = o.want.unfit()
		return
	}
	l.source(o.p.src)
	o.want = l.withGo(runLimit)
	if again := l.run("prog-go", runLimit, nil); o.want.Status >= 0 && !again.same(o.want) {
		o.want.Status, o.want.Err = refusedByCompiler, "prints something else each time"
	}
	o.why = o.want.unfit()
	if data, err := json.Marshal(o.want); err == nil {
		os.WriteFile(kept, data, 0o666)
	}
}

// unfit says why a source is not used.
func unfit(src string) string {
	switch {
	case len(src) > longestSource:
		return "too long"
	case strings.Contains(src, "mm_"):
		return "has names of the rewrites"
	case strings.Contains(src, `"os/exec"`):
		return "runs other programs"
	case strings.Contains(src, "SetFinalizer(") || strings.Contains(src, "AddCleanup("):
		return "waits for objects to be collected"
	case strings.Contains(src, "ReadMemStats(") || strings.Contains(src, "AllocsPerRun("):
		return "counts allocations"
	case strings.Contains(src, "\r"):
		return "carriage returns"
	}
	return ""
}

func (o outcome) unfit() string {
	switch {
	case o.Status == tookTooLong || o.Took > longestRun:
		return "runs too long"
	case o.Status < 0:
		return "not under Go: " + firstLine(o.Err+o.Out)
	}
	return ""
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return line
}

// draw picks the program of a variant: the first that fits, of those drawn by r. Of few programs some kinds can be
// made: so it must, if one is found soon, have a place for the kind that is given.
func (s *session) draw(l *lab, r *rand.Rand, k kind) (*original, error) {
	for tries := range 1200 {
		name := s.names[r.IntN(len(s.names))]
		o := s.original(name)
		if o.why == "" && (tries >= 1000 || len(k.find(o.p)) > 0) {
			if !s.dry {
				o.judging.Do(func() { s.judge(l, o) })
			}
			if o.why == "" {
				return o, nil
			}
		}
		if o.why != "" {
			s.mu.Lock()
			s.unfit[name] = o.why
			s.mu.Unlock()
		}
	}
	return nil, fmt.Errorf("no program fits: %v", s.unfit)
}

// variant makes the rewrites of a seed. Kinds take turns at being in a variant without fail.
func (s *session) variant(l *lab, seed uint64) (o *original, kept, refused []rewrite, err error) {
	r := rand.New(rand.NewPCG(seed, 0))
	list := kinds
	if s.only != nil {
		list = []kind{*s.only}
	}
	first := list[seed%uint64(len(list))]
	if s.first != nil {
		first = *s.first
	}
	if o, err = s.draw(l, r, first); err != nil {
		return
	}
	want := 1 + r.IntN(8)
	if r.IntN(3) > 0 && !s.dry {
		want = 1 + r.IntN(60)
	}
	kept, refused = accepted(o.p, choose(o.p, r, want, first, list))
	return
}

// try makes and runs the variant of a seed.
func (s *session) try(l *lab, seed uint64) error {
	o, kept, refused, err := s.variant(l, seed)
	if err != nil {
		return err
	}
	src := rewritten(o.p.src, kept)
	l.source(src)
	got := l.withGo(runLimit)
	why := ""
	switch {
	case got.Status == refusedByCompiler:
		why = "does not compile: " + firstLine(got.Err+got.Out)
	case got.Status == tookTooLong:
		why = "takes too long"
	case !got.same(o.want):
		why = "means something else"
	}
	s.count(o, kept, refused, why)
	if s.verbose {
		fmt.Printf("seed %d: %s: %d rewrites: %s\n", seed, o.p.name, len(kept), why)
	}
	if why != "" {
		return nil
	}
	for _, m := range s.modes {
		have := l.withVole(m, voleLimit(got.Took))
		if have.Status == refusedByCompiler && strings.Contains(have.Err, "is not in std") {
			o.why = "lacks a package"
			return nil
		}
		if have.Status == tookTooLong && m.slow > 0 {
			s.mu.Lock()
			s.slow++
			s.mu.Unlock()
			continue
		}
		if !have.same(got) {
			return s.found(l, seed, o, kept, m, have)
		}
	}
	return nil
}

// count adds a variant to the counts.
func (s *session) count(o *original, kept, refused []rewrite, why string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, rw := range kept {
		s.made[rw.kind]++
	}
	for _, rw := range refused {
		s.refused[rw.kind]++
	}
	s.used[o.p.name] = true
	s.variants++
	if why == "" {
		s.valid++
	} else {
		s.invalid[why]++
	}
}

// report prints the counts; kinds that were never made are the last line but one.
func (s *session) report() {
	fmt.Printf("%-24s %8s %8s\n", "rewrite", "made", "refused")
	var never []string
	for _, k := range kinds {
		fmt.Printf("%-24s %8d %8d\n", k.name, s.made[k.name], s.refused[k.name])
		if s.made[k.name] == 0 {
			never = append(never, k.name)
		}
	}
	var reasons []string
	for why, n := range s.invalid {
		reasons = append(reasons, fmt.Sprintf("%5d  %s", n, why))
	}
	slices.Sort(reasons)
	slices.Reverse(reasons)
	for _, line := range reasons {
		fmt.Println("invalid", line)
	}
	if s.verbose {
		for name, why := range s.unfit {
			fmt.Printf("not used: %s: %s\n", name, why)
		}
	}
	if len(never) > 0 {
		fmt.Println("never made:", strings.Join(never, " "))
	}
	fmt.Printf("%d variants of %d programs: %d valid, %d invalid (%.1f %%), %d too slow under stress; %d differ\n",
		s.variants, len(s.used), s.valid, s.variants-s.valid,
		100*float64(s.variants-s.valid)/float64(max(1, s.variants)), s.slow, len(s.failed))
}
