// Settings of GODEBUG: what they change, and that it is counted.
//
// run: GODEBUG= EVENTS=0,0,0
// run: GODEBUG=randautoseed=0 EVENTS=1,0,0
// run: GODEBUG=randseednop=0 EVENTS=0,1,0
// run: GODEBUG=randseednop=1,panicnil=1 EVENTS=0,0,1
// run: GODEBUG=panicnil=0,randseednop=1,randseednop=0 EVENTS=0,1,0
package main

import (
	"fmt"
	"math/rand"
	"os"
	"runtime"
	"strings"
)

func recovered() (v any) {
	defer func() { v = recover() }()
	panic(nil)
}

func main() {
	auto, seed, nilPanic := "randautoseed", "randseednop", "panicnil"
	var events []string
	before := rand.Int63()
	rand.Seed(7)
	after := rand.Int63()
	_, isError := recovered().(*runtime.PanicNilError)
	for _, name := range []string{auto, seed, nilPanic} {
		events = append(events, fmt.Sprint(number("/godebug/non-default-behavior/"+name+":events")))
	}
	got, want := strings.Join(events, ","), os.Getenv("EVENTS")
	check(got == want, "events %s, want %s", got, want)
	check(isError == (want[4] == '0'), "panic(nil) is an error: %v", isError)
	one, seven := rand.New(rand.NewSource(1)), rand.New(rand.NewSource(7))
	check((before == one.Int63()) == (want[0] == '1'), "seed 1: %d", before)
	if want[2] == '1' {
		check(after == seven.Int63(), "seed 7: %d", after)
		b, c := make([]byte, 5), make([]byte, 5)
		rand.Read(b)
		seven.Read(c)
		check(string(b) == string(c), "Read: %v, want %v", b, c)
		check(rand.Uint64() == seven.Uint64(), "Uint64")
		check(rand.Intn(100) == seven.Intn(100), "Intn")
	}
	check(number("/godebug/non-default-behavior/winsymlink:events") == 0, "winsymlink")
	done()
}
