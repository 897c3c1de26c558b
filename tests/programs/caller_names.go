// What runtime.Caller and FuncForPC say of inlined functions and of the outermost frames.
package main

import (
	"fmt"
	"runtime"
)

func inner() { show() }
func outer() { inner() }

//go:noinline
func show() {
	for i := 0; ; i++ {
		pc, _, _, ok := runtime.Caller(i)
		if !ok {
			return
		}
		fmt.Println(runtime.FuncForPC(pc).Name())
	}
}

var p *int

func fault() { *p = 1 }

func names(skip int) {
	pcs := make([]uintptr, 20)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(skip, pcs)])
	for more := true; more; {
		var f runtime.Frame
		f, more = frames.Next()
		fmt.Print(f.Function, " ")
	}
	fmt.Println()
}

func recovered() {
	defer func() {
		recover()
		for i := 0; ; i++ {
			pc, _, _, ok := runtime.Caller(i)
			if name := runtime.FuncForPC(pc).Name(); name == "main.fault" {
				fmt.Println("fault in", name)
			} else if !ok {
				return
			}
		}
	}()
	fault()
}

func main() {
	outer()
	recovered()
	for skip := 0; skip < 5; skip++ {
		names(skip)
	}
	done := make(chan bool)
	go func() {
		names(1)
		done <- true
	}()
	<-done
}
