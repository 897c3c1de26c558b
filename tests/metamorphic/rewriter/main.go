// Metamorphic tests: programs of Go's test tree, rewritten so that they must do what they did before
// (docs/metamorphic.md). Run by metamorph.sh.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
)

var goVersion string

// goEnv asks the go command.
func goEnv(name string) string {
	out, err := exec.Command("go", "env", name).Output()
	if err != nil {
		fail(err)
	}
	return strings.TrimSpace(string(out))
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "metamorph:", err)
	os.Exit(2)
}

func main() {
	var (
		tree     = flag.String("tree", "", "the folder that holds the programs")
		programs = flag.String("programs", "", "a file with their names")
		out      = flag.String("out", "", "where results go")
		vole     = flag.String("vole", "vole", "the compiler to be tested")
		count    = flag.Int("count", 20, "how many variants; 0 with -generate: one for each kind of rewrite")
		seed     = flag.Uint64("seed", 1, "the seed of the first")
		jobs     = flag.Int("jobs", 1, "how many at once")
		steps    = flag.Int("steps", 400, "how many programs a reduction may try")
		only     = flag.String("only", "", "a regular expression of names of programs")
		kindName = flag.String("kind", "", "make this kind of rewrite only")
		first    = flag.String("first", "", "make this kind of rewrite in every variant")
		modeList = flag.String("modes", "O2 O0 noinline heap dead stress", "ways to compile and run with Vole")
		generate = flag.Bool("generate", false, "make variants but do not run them; fail if a kind is never made")
		show     = flag.Bool("show", false, "print the variant of the seed")
		verbose  = flag.Bool("v", false, "print a line for each variant")
	)
	flag.Parse()
	s := &session{tree: *tree, out: *out, vole: *vole, maxSteps: *steps, verbose: *verbose,
		loaded: map[string]*original{}, made: map[string]int{}, refused: map[string]int{},
		invalid: map[string]int{}, used: map[string]bool{}, unfit: map[string]string{}}
	s.prepare(*programs, *only, *modeList)
	s.only, s.first = kindNamed(*kindName), kindNamed(*first)
	switch {
	case *show:
		s.show(*seed)
	case *generate:
		s.generate(*seed, *count)
	default:
		s.runAll(*seed, *count, *jobs)
	}
}

func (s *session) prepare(programs, only, modeList string) {
	goVersion, toolDir = goEnv("GOVERSION"), goEnv("GOTOOLDIR")
	if err := os.MkdirAll(filepath.Join(s.out, "originals"), 0o777); err != nil {
		fail(err)
	}
	if err := loadExports(); err != nil {
		fail(err)
	}
	list, err := os.ReadFile(programs)
	if err != nil {
		fail(err)
	}
	wanted, err := regexp.Compile(only)
	if err != nil {
		fail(err)
	}
	for name := range strings.FieldsSeq(string(list)) {
		if wanted.MatchString(name) {
			s.names = append(s.names, name)
		}
	}
	if len(s.names) == 0 {
		fail(fmt.Errorf("no programs"))
	}
	for _, m := range modes {
		if slices.Contains(strings.Fields(modeList), m.name) {
			s.modes = append(s.modes, m)
		}
	}
}

// kindNamed returns the kind of that name, nil for none.
func kindNamed(name string) *kind {
	for _, k := range kinds {
		if k.name == name {
			return &k
		}
	}
	if name != "" {
		fail(fmt.Errorf("no kind of rewrite is called %s", name))
	}
	return nil
}

func (s *session) lab(i int) *lab {
	l, err := newLab(filepath.Join(s.out, fmt.Sprintf("lab%d", i)), s.vole)
	if err != nil {
		fail(err)
	}
	return l
}

// runAll tries all variants, in jobs labs at once. Interrupted, it ends with those at hand and reports.
func (s *session) runAll(seed uint64, count, jobs int) {
	fmt.Printf("%d variants from seed %d\n", count, seed)
	seeds := make(chan uint64)
	var wg sync.WaitGroup
	for i := range jobs {
		l := s.lab(i)
		wg.Go(func() {
			for seed := range seeds {
				if err := s.try(l, seed); err != nil {
					fail(err)
				}
			}
			os.RemoveAll(l.folder)
		})
	}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
feed:
	for i := range count {
		select {
		case seeds <- seed + uint64(i):
		case <-stop:
			break feed
		}
	}
	close(seeds)
	wg.Wait()
	s.report()
	if len(s.failed) > 0 {
		os.Exit(1)
	}
}

// generate makes variants without running them.
func (s *session) generate(seed uint64, count int) {
	s.dry = true
	if count == 0 {
		count = len(kinds)
	}
	l := s.lab(0)
	defer os.RemoveAll(l.folder)
	for i := range count {
		o, kept, refused, err := s.variant(l, seed+uint64(i))
		if err != nil {
			fail(err)
		}
		s.count(o, kept, refused, "")
	}
	s.report()
	for _, k := range kinds {
		if s.made[k.name] == 0 {
			os.RemoveAll(l.folder)
			os.Exit(1)
		}
	}
}

func (s *session) show(seed uint64) {
	l := s.lab(0)
	defer os.RemoveAll(l.folder)
	o, kept, _, err := s.variant(l, seed)
	if err != nil {
		fail(err)
	}
	fmt.Printf("// %s\n", o.p.name)
	for _, rw := range kept {
		fmt.Printf("// line %d: %s\n", rw.line, rw.kind)
	}
	fmt.Print(rewritten(o.p.src, kept))
}
