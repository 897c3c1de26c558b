// Pointers given as numbers to a function marked //go:uintptrescapes live until it returns, those in the
// slice of a variadic call too.
package main

import (
	"fmt"
	"os"
	"runtime"
	"time"
	"unsafe"
)

type object struct {
	word string
	pad  [4]int
}

var finalized = make(chan string, 100)

//go:noinline
func made(word string) unsafe.Pointer {
	o := &object{word: word}
	runtime.SetFinalizer(o, func(o *object) {
		finalized <- o.word
		o.word = "gone"
	})
	return unsafe.Pointer(o)
}

//go:noinline
//go:uintptrescapes
func call(first uintptr, rest ...uintptr) (words string) {
	for range 3 {
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
	words = (*object)(unsafe.Pointer(first)).word
	for _, r := range rest {
		words += (*object)(unsafe.Pointer(r)).word
	}
	return words
}

type caller struct{}

//go:noinline
//go:uintptrescapes
func (caller) call(rest ...uintptr) (words string) {
	runtime.GC()
	time.Sleep(time.Millisecond)
	for _, r := range rest {
		words += (*object)(unsafe.Pointer(r)).word
	}
	return words
}

func mustBe(got, want string) {
	if got != want {
		fmt.Println("got", got, "not", want)
		os.Exit(1)
	}
}

//go:noinline
func functions() {
	mustBe(call(uintptr(made("a")), uintptr(made("b")), uintptr(made("c"))), "abc")
	for i := range 3 {
		mustBe(call(uintptr(made("a")), uintptr(made("b")), uintptr(made(fmt.Sprint(i)))), "ab"+fmt.Sprint(i))
	}
}

//go:noinline
func methods() {
	mustBe(caller{}.call(uintptr(made("x")), uintptr(made("y"))), "xy")
	done := make(chan string)
	go func() { done <- caller{}.call(uintptr(made("z")), uintptr(made("w"))) }()
	mustBe(<-done, "zw")
}

func main() {
	functions()
	methods()
	fmt.Println("ok")
}
