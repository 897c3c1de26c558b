package testdeps

import (
	"fmt"
	"io"
	"runtime"
	"runtime/pprof"
	"runtime/trace"
)

func (TestDeps) StartCPUProfile(w io.Writer) error { return pprof.StartCPUProfile(w) }
func (TestDeps) StopCPUProfile()                   { pprof.StopCPUProfile() }

func (TestDeps) SetBlockProfileRate(rate int)     { runtime.SetBlockProfileRate(rate) }
func (TestDeps) SetMutexProfileFraction(rate int) { runtime.SetMutexProfileFraction(rate) }

func (TestDeps) StartTrace(w io.Writer) error { return trace.Start(w) }
func (TestDeps) StopTrace()                   { trace.Stop() }

func (TestDeps) WriteProfileTo(name string, w io.Writer, debug int) error {
	p := pprof.Lookup(name)
	if p == nil {
		return fmt.Errorf("there is no profile %s", name)
	}
	return p.WriteTo(w, debug)
}
