// Package pprof writes the heap profile in the format of the pprof tool.
package pprof

import (
	"errors"
	"io"
	"runtime"
)

// copyHeap encodes the profile, copies at most n bytes of it to buf and returns its length.
//
//go:noescape
func copyHeap(buf *byte, n int, allocs bool) int

// A Profile is a collection of stack traces: here "heap" or "allocs".
type Profile struct {
	name string
}

var profiles = []*Profile{{"allocs"}, {"heap"}}

// Profiles returns all profiles, sorted by name.
func Profiles() []*Profile {
	return append([]*Profile(nil), profiles...)
}

// Lookup returns the profile with the given name, or nil. Both have the same content: what was allocated,
// and what of it was in use when the last collection ended; they differ in what tools show at first.
func Lookup(name string) *Profile {
	for _, p := range profiles {
		if p.name == name {
			return p
		}
	}
	return nil
}

// Name returns the profile's name.
func (p *Profile) Name() string { return p.name }

// Count returns the number of stack traces in the profile.
func (p *Profile) Count() int {
	n, _ := runtime.MemProfile(nil, true)
	return n
}

// WriteTo writes the profile to w, gzip-compressed. Only debug 0 is supported: there is no text form.
func (p *Profile) WriteTo(w io.Writer, debug int) error {
	if debug != 0 {
		return errors.New("runtime/pprof: only debug=0 is supported")
	}
	buf := make([]byte, 64<<10)
	for {
		n := copyHeap(&buf[0], len(buf), p.name == "allocs")
		if n <= len(buf) {
			_, err := w.Write(buf[:n])
			return err
		}
		buf = make([]byte, n+n/8)
	}
}

// WriteHeapProfile writes the heap profile to w: Lookup("heap").WriteTo(w, 0).
func WriteHeapProfile(w io.Writer) error {
	return Lookup("heap").WriteTo(w, 0)
}
