// Package godebug is for packages whose behaviour a setting in the environment variable GODEBUG changes: it
// tells them the setting and counts, for runtime/metrics, how often it made a difference.
package godebug

import "sync/atomic"

// lookup returns what GODEBUG, as the process was started with, says of a name: "" if nothing. The last one
// counts.
func lookup(name string) string

// A Setting is one name in GODEBUG.
type Setting struct {
	name, value string
	events      atomic.Uint64
	next        *Setting
}

// all Settings, through next, the newest first.
var all atomic.Pointer[Setting]

// New returns the setting of that name. Packages call it once, for a variable.
func New(name string) *Setting {
	s := &Setting{name: name, value: lookup(name)}
	for {
		s.next = all.Load()
		if all.CompareAndSwap(s.next, s) {
			return s
		}
	}
}

// Value returns what GODEBUG says, "" if nothing.
func (s *Setting) Value() string { return s.value }

// IncNonDefault counts: something was done that would not have been by default.
func (s *Setting) IncNonDefault() { s.events.Add(1) }

// NonDefault returns how often settings of that name made a difference.
func NonDefault(name string) uint64 {
	n := uint64(0)
	for s := all.Load(); s != nil; s = s.next {
		if s.name == name {
			n += s.events.Load()
		}
	}
	return n
}
