// Package trace makes execution traces: what every goroutine, processor and the collector did, and when, for
// `go tool trace`.
//
// Start and Stop write one to a file; a FlightRecorder keeps the last seconds in memory, to be written when
// something interesting has happened. A program may say what it is about: tasks (NewTask), regions of a goroutine
// (WithRegion, StartRegion) and messages (Log).
//
// The format is that of Go 1.26. The runtime writes the events (runtime/trace.c); this package adds the names, in
// one goroutine that runs while there is a trace.
package trace

import (
	"errors"
	"io"
)

// Start begins a trace of the program, which is written to w until Stop is called. Errors of w are not reported.
// Only one trace can be made at a time, beside a FlightRecorder.
func Start(w io.Writer) error {
	ours := &tracing
	ours.mu.Lock()
	defer ours.mu.Unlock()
	if ours.writer != nil {
		return errors.New("execution tracer already enabled")
	}
	ours.writer = &fileWriter{w}
	ours.add(ours.writer)
	return nil
}

// Stop ends the trace, if there is one. It returns when all of it is written.
func Stop() {
	ours := &tracing
	ours.mu.Lock()
	defer ours.mu.Unlock()
	if ours.writer == nil {
		return
	}
	ours.remove(ours.writer)
	ours.writer = nil
}

// IsEnabled reports whether the program is being traced.
func IsEnabled() bool { return tracing.enabled.Load() }

// A fileWriter takes a trace for Start.
type fileWriter struct{ w io.Writer }

func (f *fileWriter) write(data []byte) { f.w.Write(data) }
func (f *fileWriter) endGeneration()    {}
