// Package godebug is for packages whose behaviour a setting in the environment variable GODEBUG changes: it
// tells them the setting and counts, for runtime/metrics, how often it made a difference. Go's own library uses it
// too.
package godebug

import (
	"sync"
	"sync/atomic"
)

// setUpdate has update called with the settings that the program was built with and those of GODEBUG: now, and
// whenever the program sets that variable.
func setUpdate(update func(defaults, environment string))

// A Setting is one name in GODEBUG.
type Setting struct {
	name         string
	undocumented bool
	value        atomic.Pointer[string]
	events       atomic.Uint64
}

// mu guards the rest.
var (
	mu                    sync.Mutex
	all                   []*Setting
	defaults, environment string
)

func init() { setUpdate(change) }

func change(fromBuild, fromEnvironment string) {
	mu.Lock()
	defer mu.Unlock()
	defaults, environment = fromBuild, fromEnvironment
	for _, s := range all {
		s.update()
	}
}

// update finds s's value. mu is held.
func (s *Setting) update() {
	value, found := lookup(environment, s.name)
	if !found {
		value, _ = lookup(defaults, s.name)
	}
	s.value.Store(&value)
}

// lookup returns what a list of settings, a=1,b=2, says last of a name.
func lookup(list, name string) (value string, found bool) {
	end := len(list)
	for i := end - 1; i >= -1; i-- {
		if i >= 0 && list[i] != ',' {
			continue
		}
		entry := list[i+1 : end]
		if len(entry) > len(name) && entry[len(name)] == '=' && entry[:len(name)] == name {
			return entry[len(name)+1:], true
		}
		end = i
	}
	return "", false
}

// New returns the setting of that name; a name that begins with # is one that is not documented. Packages call it
// once, for a variable.
func New(name string) *Setting {
	s := &Setting{name: name}
	if name != "" && name[0] == '#' {
		s.name, s.undocumented = name[1:], true
	}
	mu.Lock()
	defer mu.Unlock()
	s.update()
	all = append(all, s)
	return s
}

// Name returns the setting's name, without #.
func (s *Setting) Name() string { return s.name }

// Undocumented reports whether it was made with a #.
func (s *Setting) Undocumented() bool { return s.undocumented }

// Value returns what GODEBUG says at the moment, "" if nothing.
func (s *Setting) Value() string { return *s.value.Load() }

// String returns the setting as it would stand in GODEBUG.
func (s *Setting) String() string { return s.name + "=" + s.Value() }

// IncNonDefault counts: something was done that would not have been by default.
func (s *Setting) IncNonDefault() { s.events.Add(1) }

// NonDefault returns how often settings of that name made a difference.
func NonDefault(name string) uint64 {
	mu.Lock()
	defer mu.Unlock()
	n := uint64(0)
	for _, s := range all {
		if s.name == name {
			n += s.events.Load()
		}
	}
	return n
}
