package testing

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
)

// An InternalExample is an example by its name, with what it is to print. The main package of a test makes these.
type InternalExample struct {
	Name      string
	F         func()
	Output    string
	Unordered bool // lines may come in any order
}

// RunExamples runs the examples that -test.run means. It tells if all printed what they should.
func RunExamples(matchString func(pat, str string) (bool, error), examples []InternalExample) (ok bool) {
	_, ok = runExamples(matchString, examples)
	return ok
}

func runExamples(matchString func(pat, str string) (bool, error), examples []InternalExample) (ran, ok bool) {
	ok = true
	m := newMatcher(matchString, *flags.run, "-test.run", *flags.skip)
	for _, e := range examples {
		if _, matched, _ := m.fullName(nil, e.Name); !matched {
			continue
		}
		ran = true
		if !runExample(e) {
			ok = false
		}
	}
	return ran, ok
}

// runExample runs an example while standard output goes to a pipe.
func runExample(e InternalExample) (ok bool) {
	if Verbose() {
		fmt.Printf("%s=== RUN   %s\n", flags.verbose.prefix(), e.Name)
	}
	stdout := os.Stdout
	r, w, err := os.Pipe()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Stdout = w
	printed := make(chan string)
	go func() {
		var b strings.Builder
		_, err := io.Copy(&b, r)
		r.Close()
		if err != nil {
			fmt.Fprintf(os.Stderr, "testing: copying pipe: %v\n", err)
			os.Exit(1)
		}
		printed <- b.String()
	}()
	finished := false
	start := time.Now()
	defer func() {
		took := since(start)
		w.Close()
		out := <-printed
		os.Stdout = stdout
		reason := recover()
		ok = e.judge(out, took, finished, reason)
	}()
	e.F()
	finished = true
	return
}

// judge prints how an example ended, and tells if that was as it should be.
func (e *InternalExample) judge(out string, took time.Duration, finished bool, reason any) bool {
	fail := ""
	got, want := strings.TrimSpace(out), strings.TrimSpace(e.Output)
	if e.Unordered {
		if sortLines(got) != sortLines(want) && reason == nil {
			fail = fmt.Sprintf("got:\n%s\nwant (unordered):\n%s\n", out, e.Output)
		}
	} else if got != want && reason == nil {
		fail = fmt.Sprintf("got:\n%s\nwant:\n%s\n", got, want)
	}
	prefix := flags.verbose.prefix()
	ok := fail == "" && finished && reason == nil
	if !ok {
		fmt.Printf("%s--- FAIL: %s (%s)\n%s", prefix, e.Name, seconds(took), fail)
	} else if Verbose() {
		fmt.Printf("%s--- PASS: %s (%s)\n", prefix, e.Name, seconds(took))
	}
	if flags.verbose.json {
		fmt.Printf("%s=== NAME   %s\n", prefix, "")
	}
	if reason != nil {
		panic(reason)
	}
	if !finished {
		panic(errGoexit)
	}
	return ok
}

func sortLines(s string) string {
	lines := strings.Split(s, "\n")
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}
