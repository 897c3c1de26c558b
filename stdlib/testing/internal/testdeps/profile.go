package testdeps

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"runtime/pprof"
)

var errNone = errors.New("not supported yet")

func (TestDeps) StartCPUProfile(w io.Writer) error { return pprof.StartCPUProfile(w) }
func (TestDeps) StopCPUProfile()                   { pprof.StopCPUProfile() }
func (TestDeps) StartTrace(w io.Writer) error      { return errNone }
func (TestDeps) StopTrace()                        {}
func (TestDeps) SetBlockProfileRate(rate int)      { runtime.SetBlockProfileRate(rate) }
func (TestDeps) SetMutexProfileFraction(rate int)  { runtime.SetMutexProfileFraction(rate) }

func (TestDeps) WriteProfileTo(name string, w io.Writer, debug int) error {
	p := pprof.Lookup(name)
	if p == nil {
		return fmt.Errorf("profile %s: %w", name, errNone)
	}
	return p.WriteTo(w, debug)
}
