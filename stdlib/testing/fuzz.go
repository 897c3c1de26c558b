package testing

import (
	"reflect"
	"time"
)

type corpusEntry = struct {
	Parent     string
	Path       string
	Data       []byte
	Values     []any
	Generation int
	IsSeed     bool
}

// An InternalFuzzTarget is a fuzz test by its name. The main package of a test makes these.
type InternalFuzzTarget struct {
	Name string
	Fn   func(f *F)
}

type F struct {
	common
}

func runFuzzTests(deps testDeps, fuzzes []InternalFuzzTarget, deadline time.Time) (ran, ok bool) {
	return false, true
}

func runFuzzing(deps testDeps, fuzzes []InternalFuzzTarget) bool { return true }

func (t *T) reportPanic(reason any) {}

var _ reflect.Type
