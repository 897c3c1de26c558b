// The flight recorder: what it keeps is a trace, beside another or alone.
//
// trace: flight0.trace UserLog(first)>=1 generations>=1
// trace: flight1.trace UserLog(second)>=1 generations>=1
// trace: flight2.trace UserLog(small)>=1 UserLog(first)==0
// trace: flight3.trace UserLog(beside)>=1 UserLog(second)==0
// trace: whole.trace UserLog(beside)>=1 UserLog(after)>=1 UserLog(second)==0
// env: GOMAXPROCS=2
// env: GODEBUG=gcstress=5
package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"runtime/trace"
	"sync"
	"time"
)

var background = context.Background()

func check(what string, ok bool) {
	if !ok {
		panic(what)
	}
}

// say fills some of the window.
func say(what string) {
	var wg sync.WaitGroup
	for range 20 {
		wg.Add(1)
		go func() { trace.Log(background, what, "x"); wg.Done() }()
	}
	wg.Wait()
}

func write(fr *trace.FlightRecorder, name string) {
	f, err := os.Create(name)
	check("create", err == nil)
	n, err := fr.WriteTo(f)
	size, _ := f.Seek(0, io.SeekEnd)
	check("written", err == nil && n == size && n > 100)
	f.Close()
}

func main() {
	fr := trace.NewFlightRecorder(trace.FlightRecorderConfig{MinAge: 5 * time.Second})
	check("not enabled", !fr.Enabled() && !trace.IsEnabled())
	_, err := fr.WriteTo(io.Discard)
	check("disabled", err != nil)
	check("start", fr.Start() == nil && fr.Enabled() && trace.IsEnabled())
	check("twice", fr.Start() != nil)
	other := trace.NewFlightRecorder(trace.FlightRecorderConfig{MaxBytes: 1000})
	check("two", other.Start() != nil && !other.Enabled())

	say("first")
	write(fr, "flight0.trace")
	say("second")
	write(fr, "flight1.trace")
	fr.Stop()
	fr.Stop()
	check("stopped", !fr.Enabled() && !trace.IsEnabled())

	// Of little room only the last generation is left.
	check("start", other.Start() == nil)
	say("first")
	for range 3 {
		other.WriteTo(io.Discard)
	}
	say("small")
	write(other, "flight2.trace")
	other.Stop()

	check("start again", fr.Start() == nil)
	start("whole.trace")
	check("beside", trace.Start(new(bytes.Buffer)) != nil)
	say("beside")
	write(fr, "flight3.trace")
	fr.Stop()
	check("goes on", trace.IsEnabled())
	say("after")
	stop()
	check("stopped", !trace.IsEnabled())
	fmt.Println("ok")
}
