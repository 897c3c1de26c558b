// Package fuzz calls a function with many values, made of those in a corpus, to find some with which it fails.
//
// All is done in one process and one goroutine: the target is called for the seeds first; then again and again
// an entry of the corpus is changed (mutate.go) and tried. If the program counts which statements run, values that
// reach new ones, or old ones more often by a power of two, join the corpus and are written to the cache
// directory. The first failure ends it: its values are made small (minimize.go) and written to the corpus
// directory, in the format of encoding.go.
//
// A target that ends the process ends the fuzzing too, and one that never returns stops it.
package fuzz

import (
	"crypto/sha256"
	"fmt"
	"math/bits"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync/atomic"
	"time"
)

// An Entry is values for the target.
type Entry = struct {
	Parent     string
	Path       string
	Data       []byte
	Values     []any
	Generation int
	IsSeed     bool
}

// Options say what to do, and for how long.
type Options struct {
	Timeout time.Duration // 0: no limit
	Limit   int64         // calls; 0: no limit
	// how long a failure is made smaller: both 0: not at all
	MinimizeTimeout time.Duration
	MinimizeLimit   int64

	Seed      []Entry
	Types     []reflect.Type
	CorpusDir string // of values that fail
	CacheDir  string // of values that are interesting
	Counters  map[string][]uint32
	Call      func(Entry) error
}

// A crash is the error for values that fail.
type crash struct {
	error
	path string
}

// CrashPath returns the file that has the values.
func (c *crash) CrashPath() string { return c.path }

type runner struct {
	Options
	mutator
	corpus   []Entry
	covered  []uint32 // for each counter, the numbers of bits it had
	counters [][]uint32
	begin    time.Time
	deadline time.Time
	shown    time.Time // when progress was printed
	shownN   int64
	calls    int64 // of fuzzing itself
	fresh    int   // entries that are new
}

// Run fuzzes. It returns nil when the time is over, or an error for values that fail.
func Run(o Options) error {
	r := &runner{Options: o}
	r.rng = rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), uint64(os.Getpid())))
	r.begin = time.Now()
	r.shown = r.begin
	if o.Timeout > 0 {
		r.deadline = r.begin.Add(o.Timeout)
	}
	n := 0
	for _, c := range o.Counters {
		r.counters = append(r.counters, c)
		n += len(c)
	}
	r.covered = make([]uint32, n)
	if n == 0 {
		say("warning: the test binary was not built with coverage instrumentation, so fuzzing will run " +
			"without coverage guidance and may be inefficient\n")
	}
	if err := r.gather(); err != nil {
		return err
	}
	return r.hunt()
}

// say prints a message.
func say(format string, args ...any) { fmt.Fprintf(os.Stderr, format, args...) }

// elapsed returns how long it has run, as text.
func (r *runner) elapsed() string { return time.Since(r.begin).Round(time.Second).String() }

func (r *runner) over() bool {
	return !r.deadline.IsZero() && !time.Now().Before(r.deadline)
}

// gather calls the target with the seeds and the entries of the cache.
func (r *runner) gather() error {
	r.corpus = append(r.corpus, r.Seed...)
	cached, _ := ReadCorpus(r.CacheDir, r.Types) // what is malformed there does not matter
	r.corpus = append(r.corpus, cached...)
	if len(r.corpus) == 0 {
		say("warning: starting with empty corpus\n")
		r.corpus = append(r.corpus, Entry{Values: zeros(r.Types)})
		return nil
	}
	what := "testing seed corpus"
	if len(r.covered) > 0 {
		what = "gathering baseline coverage"
	}
	progress := func(i int) {
		say("fuzz: elapsed: %s, %s: %d/%d completed", r.elapsed(), what, i, len(r.corpus))
	}
	progress(0)
	say("\n")
	for i, e := range r.corpus {
		if err := r.call(e.Values); err != nil {
			if e.Path == "" || !e.IsSeed {
				return r.failed(e.Values, err)
			}
			say("failure while testing seed corpus entry: %s/%s\n", filepath.Base(r.CorpusDir), filepath.Base(e.Path))
			progress(i)
			say("\n")
			return &crash{error: err}
		}
		r.coverNew()
	}
	progress(len(r.corpus))
	say(", now fuzzing with 1 workers\n")
	return nil
}

func zeros(types []reflect.Type) []any {
	var vals []any
	for _, t := range types {
		vals = append(vals, reflect.Zero(t).Interface())
	}
	return vals
}

// hunt calls the target with changed entries until one fails or the time is over.
func (r *runner) hunt() error {
	for {
		if r.Limit > 0 && r.calls >= r.Limit || r.over() {
			r.progress()
			return nil
		}
		if time.Since(r.shown) >= 3*time.Second {
			r.progress()
		}
		e := r.corpus[r.rng.IntN(len(r.corpus))]
		vals := e.Values
		for n := 1 + r.rng.IntN(4); n > 0; n-- {
			vals = r.mutate(vals)
		}
		r.calls++
		if err := r.call(vals); err != nil {
			return r.failed(vals, err)
		}
		if r.coverNew() {
			r.fresh++
			r.corpus = append(r.corpus, Entry{Values: vals, Parent: e.Path, Generation: e.Generation + 1})
			writeEntry(r.CacheDir, vals) // if it cannot be kept, it is found again
		}
	}
}

// progress prints how far it is.
func (r *runner) progress() {
	now := time.Now()
	rate := float64(r.calls-r.shownN) / now.Sub(r.shown).Seconds()
	say("fuzz: elapsed: %s, execs: %d (%.0f/sec)", r.elapsed(), r.calls, rate)
	if len(r.covered) > 0 {
		say(", new interesting: %d (total: %d)", r.fresh, len(r.corpus))
	}
	say("\n")
	r.shown, r.shownN = now, r.calls
}

// call calls the target.
func (r *runner) call(vals []any) error {
	for _, c := range r.counters {
		clear(c)
	}
	// The target may change what is in slices.
	own := append([]any(nil), vals...)
	for i, v := range own {
		if b, ok := v.([]byte); ok {
			own[i] = append([]byte{}, b...)
		}
	}
	return r.Call(Entry{Values: own})
}

// coverNew tells if the last call has reached something new, and remembers it.
func (r *runner) coverNew() bool {
	found, i := false, 0
	for _, c := range r.counters {
		for j := range c {
			if n := atomic.LoadUint32(&c[j]); n > 0 {
				if bit := uint32(1) << min(bits.Len32(n)-1, 31); r.covered[i]&bit == 0 {
					r.covered[i] |= bit
					found = true
				}
			}
			i++
		}
	}
	return found
}

// failed makes the values that fail smaller and writes them to the corpus directory.
func (r *runner) failed(vals []any, err error) error {
	if (r.MinimizeTimeout > 0 || r.MinimizeLimit > 0) && hasStrings(vals) {
		say("fuzz: minimizing %d-byte failing input file\n", len(encode(vals)))
		say("fuzz: elapsed: %s, minimizing\n", r.elapsed())
		vals, err = r.minimize(vals, err)
	} else {
		r.progress()
	}
	path, werr := writeEntry(r.CorpusDir, vals)
	if werr != nil {
		return fmt.Errorf("%v\n%v", strings.TrimSuffix(err.Error(), "\n"), werr)
	}
	return &crash{err, path}
}

func hasStrings(vals []any) bool {
	for _, v := range vals {
		switch v.(type) {
		case string, []byte:
			return true
		}
	}
	return false
}

func contentName(text []byte) string {
	sum := sha256.Sum256(text)
	return fmt.Sprintf("%x", sum[:8])
}
