package testdeps

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"runtime/pprof"
)

func (TestDeps) StartCPUProfile(w io.Writer) error { return pprof.StartCPUProfile(w) }
func (TestDeps) StopCPUProfile()                   { pprof.StopCPUProfile() }

func (TestDeps) SetBlockProfileRate(rate int)     { runtime.SetBlockProfileRate(rate) }
func (TestDeps) SetMutexProfileFraction(rate int) { runtime.SetMutexProfileFraction(rate) }

// Package runtime/trace is missing.
func (TestDeps) StartTrace(w io.Writer) error { return errors.New("not supported") }
func (TestDeps) StopTrace()                   {}

func (TestDeps) WriteProfileTo(name string, w io.Writer, debug int) error {
	p := pprof.Lookup(name)
	if p == nil {
		return fmt.Errorf("there is no profile %s", name)
	}
	return p.WriteTo(w, debug)
}
