package testing

import (
	"fmt"
	"path/filepath"
	"runtime"
)

// Where a message comes from is found on the stack of the call: the innermost frame that no call of Helper
// has marked.
//
// - A frame of the runner, below the test's function, means that all of the test's frames are marked. The
//   search goes on where Run was called in the parent, unless that is the root: then it ends at the test.
// - A cleanup function is called by this package; if its frames are marked, or it is the package's own,
//   the search goes on where Cleanup was called.

// maxStack is how many frames are looked at, at most.
const maxStack = 50

// stackOf returns the calls on the stack; skip 0: from the caller of stackOf.
//
//go:noinline
func stackOf(skip int) []uintptr {
	var pcs [maxStack]uintptr
	n := runtime.Callers(skip+2, pcs[:])
	return append([]uintptr(nil), pcs[:n]...)
}

// callerName returns the name of a function on the stack; skip 0: the caller of callerName.
//
//go:noinline
func callerName(skip int) string {
	var pc [1]uintptr
	if runtime.Callers(skip+2, pc[:]) == 0 {
		panic("testing: no caller")
	}
	return nameAt(pc[0])
}

func nameAt(pc uintptr) string {
	frame, _ := runtime.CallersFrames([]uintptr{pc}).Next()
	return frame.Function
}

// Helper marks the calling function: messages are not placed in it, but where it was called.
//
//go:noinline
func (c *common) Helper() { c.helperAt(1) }

// helperAt marks a function on the stack; skip 0: the caller of helperAt.
//
//go:noinline
func (c *common) helperAt(skip int) {
	var pc [1]uintptr
	if runtime.Callers(skip+2, pc[:]) == 0 {
		panic("testing: zero callers found")
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.helpers == nil {
		c.helpers = map[string]bool{}
		c.pending = map[uintptr]bool{}
	}
	// Names are looked up when they are needed: tests call Helper more often than they fail.
	c.pending[pc[0]] = true
}

// isHelper tells if the function is marked; c.mu is held.
func (c *common) isHelper(function string) bool {
	for pc := range c.pending {
		c.helpers[nameAt(pc)] = true
		delete(c.pending, pc)
	}
	return c.helpers[function]
}

// place returns "file.go:12: ", where c has been told something; skip 0: the caller of place. locked is the
// common whose mu the caller holds.
//
//go:noinline
func (c *common) place(skip int, locked *common) string {
	frame := c.frame(stackOf(skip+1), locked)
	file, line := frame.File, frame.Line
	if file == "" {
		file, line = "???", 1
	} else if !isSet(flags.fullpath) {
		file = filepath.Base(file)
	}
	return fmt.Sprintf("%s:%d: ", file, max(line, 1))
}

// frame finds the frame that a message is said to come from.
func (c *common) frame(pcs []uintptr, locked *common) runtime.Frame {
	if c != locked {
		c.mu.Lock()
		defer c.mu.Unlock()
	}
	var first, previous runtime.Frame
	cleaning := c.cleaning
	frames := runtime.CallersFrames(pcs)
	for more := true; more; {
		var f runtime.Frame
		f, more = frames.Next()
		switch {
		case f.Function == "runtime.gopanic" || f.Function == "panic":
			continue
		case cleaning != "" && f.Function == cleaning:
			frames = runtime.CallersFrames(c.cleanPCs)
			cleaning, more = "", true
			continue
		}
		if first.PC == 0 {
			first = f
		}
		if c.runner != "" && f.Function == c.runner {
			if c.depth > 1 && c.parent != nil {
				return c.parent.frame(c.creator, locked)
			}
			return previous
		}
		if !c.isHelper(f.Function) {
			return f
		}
		previous = f
	}
	return first
}
