// Command crash_output ends in the way its first argument says, with debug.SetCrashOutput on the file that its second names.
package main

import (
	"fmt"
	"os"
	"runtime/debug"
	"sync"
)

func main() {
	f, err := os.Create(os.Args[2])
	if err != nil {
		panic(err)
	}
	fmt.Println(debug.SetCrashOutput(f, debug.CrashOptions{}))
	f.Close()
	println("before")
	switch os.Args[1] {
	case "panic":
		panic(fmt.Sprintf("boom %d", 3))
	case "nested":
		defer func() { panic("second") }()
		panic("first")
	case "fatal":
		var mu sync.Mutex
		mu.Unlock()
	case "deadlock":
		select {}
	case "nil":
		var p *int
		*p = 1
	case "off":
		fmt.Println(debug.SetCrashOutput(nil, debug.CrashOptions{}))
		panic("off")
	case "recovered":
		defer func() { recover(); println("fine") }()
		panic("x")
	case "exit":
		os.Exit(3)
	case "closed":
		fmt.Println(debug.SetCrashOutput(f, debug.CrashOptions{}))
	}
}
