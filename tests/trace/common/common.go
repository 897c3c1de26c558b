package main

import (
	"os"
	"runtime/trace"
)

var file *os.File

// start begins a trace that goes to the named file; stop ends it.
func start(name string) {
	var err error
	if file, err = os.Create(name); err != nil {
		panic(err)
	}
	if err = trace.Start(file); err != nil {
		panic(err)
	}
}

func stop() {
	trace.Stop()
	if err := file.Close(); err != nil {
		panic(err)
	}
}
