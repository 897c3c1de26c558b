package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"syscall"
)

// Runs f and tells how it faulted, relative to base.
func fault(f func()) {
	defer func() {
		err, ok := recover().(runtime.Error)
		fmt.Println(ok, err)
		if a, ok := err.(interface{ Addr() uintptr }); ok {
			fmt.Println("address", a.Addr()%uintptr(page))
		}
	}()
	f()
}

var page = os.Getpagesize()

func main() {
	b, err := syscall.Mmap(-1, 0, 4*page, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		panic(err)
	}
	b[3*page] = 7
	fmt.Println(len(b) == 4*page, b[0], b[3*page])
	fmt.Println(syscall.Mprotect(b[page:2*page], syscall.PROT_NONE))

	debug.SetPanicOnFault(true)
	n := 0
	fault(func() {
		for i := range b {
			b[i] = 1
			n++
		}
	})
	fmt.Println(n == page)
	fault(func() { b[page+5] = 1 })
	fault(func() { copy(b[page+8:], "hello, world, this is long") })
	fault(func() { fmt.Println(string(b[page+3:page+9]) == "abcdef") })
	var p *int
	fault(func() { *p = 1 })

	fmt.Println(syscall.Munmap(b[1:]), syscall.Munmap(b[:1]))
	fmt.Println(syscall.Munmap(b), syscall.Munmap(b[:0]))
	_, err = syscall.Mmap(-1, 0, 0, 0, 0)
	fmt.Println(err)
}
