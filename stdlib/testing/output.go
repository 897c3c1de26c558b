package testing

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
)

// What a test writes goes one of two ways.
//
// Under -v it is printed at once. A narrator writes a line "=== NAME  TestX" where the output of TestX
// follows that of another test, as happens when tests run in parallel.
//
// Else it is kept in common.output until the test ends. If it failed, its line "--- FAIL" and then the
// output are appended to what its parent keeps, indented, and so on up to the root, which prints them.
//
// Lines that are not the program's own bear the mark in front under -v=test2json, and then nothing is kept
// for parents: each test's end is printed when it comes.

const indent = "    "

// A narrator prints what tests do while they do it.
type narrator struct {
	w    io.Writer
	mu   sync.Mutex // guards last, and keeps messages whole
	last string     // the test whose output came last
}

// announce prints a message that names a test.
func (n *narrator) announce(test, format string, args ...any) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.last = test
	fmt.Fprintf(n.w, flags.verbose.prefix()+format, args...)
}

// print prints output of a test.
func (n *narrator) print(test, text string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.last != "" && n.last != test {
		fmt.Fprintf(n.w, "%s=== NAME  %s\n", flags.verbose.prefix(), test)
	}
	n.last = test
	io.WriteString(n.w, text)
}

// stateChange prints "=== RUN   name" and the like.
func (c *common) stateChange(what string) {
	if c.narrator != nil {
		c.narrator.announce(c.name, "=== %-5s %s\n", what, c.name)
	}
}

// A keeper appends what is written to the output that c keeps, indented: the ends of c's subtests.
type keeper struct{ c *common }

func (k keeper) Write(b []byte) (int, error) {
	n := len(b)
	for len(b) > 0 {
		line := b
		if i := bytes.IndexByte(b, '\n'); i >= 0 {
			line = b[:i+1]
		}
		b = b[len(line):]
		if len(line) > 0 && line[0] == mark[0] { // stays in front
			k.c.output = append(k.c.output, line[0])
			line = line[1:]
		}
		k.c.output = append(append(k.c.output, indent...), line...)
	}
	return n, nil
}

// A testOutput is what Output returns: whole lines are indented and printed or kept, the rest waits for its
// end.
type testOutput struct {
	c    *common
	rest []byte // guarded by c.mu: the beginning of a line
}

// Write writes to the output of the test, or of its nearest ancestor that has not ended.
func (o *testOutput) Write(p []byte) (int, error) {
	c := o.c.destination()
	if c == nil {
		panic("Write called after " + o.c.name + " has completed")
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sink.append(p)
	return len(p), nil
}

// append adds text; o.c.mu is held.
func (o *testOutput) append(p []byte) {
	for {
		i := bytes.IndexByte(p, '\n')
		if i < 0 {
			o.rest = append(o.rest, p...)
			return
		}
		text := indent + string(o.rest) + string(p[:i+1])
		o.rest = o.rest[:0]
		p = p[i+1:]
		o.c.printOrKeep(text)
	}
}

// printOrKeep passes whole lines on; c.mu is held. What is written for the root has come too late, and goes
// nowhere.
func (c *common) printOrKeep(text string) {
	switch {
	case c.parent == nil:
	case c.narrator == nil:
		c.output = append(c.output, text...)
	case c.isBench: // no other runs beside
		io.WriteString(c.narrator.w, text)
	default:
		c.narrator.print(c.name, text)
	}
}

// finish ends the line that was begun, if any; o.c.mu is held.
func (o *testOutput) finish() {
	if len(o.rest) > 0 {
		o.append([]byte("\n"))
	}
}

// destination returns c, or its nearest ancestor that has not ended; nil if none. What a bubble's T is told is
// for its parent.
func (c *common) destination() *common {
	for ; c != nil; c = c.parent {
		c.mu.Lock()
		done := c.done || c.bubbled
		c.mu.Unlock()
		if !done {
			return c
		}
	}
	return nil
}

// flushToParent appends a line about c, and the output that is kept of it, to what the parent keeps.
func (c *common) flushToParent(name, format string, args ...any) {
	p := c.parent
	p.mu.Lock()
	defer p.mu.Unlock()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sink.finish()
	p.sink.finish() // what the parent began was written before
	if len(c.output) > 0 {
		format += "%s"
		args = append(args[:len(args):len(args)], c.output)
		c.output = nil
	}
	if c.narrator != nil && (p.w == c.narrator.w || flags.verbose.json) {
		c.narrator.announce(name, format, args...)
	} else {
		fmt.Fprintf(p.w, flags.verbose.prefix()+format, args...)
	}
}

// logLine is what Log and its kin do: skip more frames are the package's own.
func (c *common) logLine(text string, skip int) {
	text = strings.TrimSuffix(text, "\n")
	text = strings.ReplaceAll(text, "\n", "\n"+indent)
	d := c.destination()
	if d == nil {
		panic("Log in goroutine after " + c.name + " has completed: " + text + "\n")
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.sink.finish()
	d.sink.append([]byte(c.place(skip+1, d) + text + "\n"))
}

// Output returns a writer for the output of the test. Lines are indented, and begun ones wait for their
// end: a newline, a call of Log or the end of the test.
func (c *common) Output() io.Writer {
	c.checkFuzzing("Output")
	d := c.destination()
	if d == nil {
		panic("Output called after " + c.name + " has completed")
	}
	return &d.sink
}
