// A CPU profile made beside the trace puts its samples into it.
//
// trace: samples.trace samples>=5
// env: GOMAXPROCS=2
package main

import (
	"bytes"
	"fmt"
	"runtime/pprof"
	"time"
)

var x float64

func main() {
	var profile bytes.Buffer
	if err := pprof.StartCPUProfile(&profile); err != nil {
		panic(err)
	}
	start("samples.trace")
	for begun := time.Now(); time.Since(begun) < time.Second; {
		for i := range 1000 {
			x += float64(i)
		}
	}
	stop()
	pprof.StopCPUProfile()
	fmt.Println("ok")
}
