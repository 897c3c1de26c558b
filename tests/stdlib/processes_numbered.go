// Processes where the kernel has no descriptors of them: a filter says so. They are waited for, and sent signals, by number.
//
// without Go
package main

import (
	"fmt"
	"os"
	"sync"
	"syscall"
	"unsafe"
)

const pidfdOpen = 434

// forbid has the kernel answer that it does not know pidfd_open; where it does not take filters, nothing changes.
func forbid() {
	const (
		noNewPrivileges = 38
		prctl, seccomp  = 157, 317
		loadNumber      = 0x20 // of the call
		jumpEqual       = 0x15
		answer          = 0x06
		allow, notThere = 0x7fff0000, 0x00050000 + 38
	)
	type instruction struct {
		code   uint16
		jt, jf uint8
		k      uint32
	}
	filter := []instruction{{loadNumber, 0, 0, 0}, {jumpEqual, 0, 1, pidfdOpen}, {answer, 0, 0, notThere}, {answer, 0, 0, allow}}
	program := struct {
		n int16
		p *instruction
	}{int16(len(filter)), &filter[0]}
	syscall.Syscall(prctl, noNewPrivileges, 1, 0)
	const setFilter, allThreads = 1, 1
	syscall.Syscall(seccomp, setFilter, allThreads, uintptr(unsafe.Pointer(&program)))
}

func main() {
	forbid()
	attr := &os.ProcAttr{}
	for range 3 {
		p, err := os.StartProcess("/bin/sh", []string{"sh", "-c", "exit 4"}, attr)
		fmt.Println(err)
		s, err := p.Wait()
		fmt.Println(s, err, s.Pid() == p.Pid)
		fmt.Println(p.Signal(os.Kill), p.Kill())
		fmt.Println(p.Release(), p.Pid, p.Kill())
	}
	// While one waits, others send signals.
	p, err := os.StartProcess("/bin/sleep", []string{"sleep", "1000"}, attr)
	fmt.Println(err)
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				if err := p.Signal(os.Interrupt); err != nil {
					if err != os.ErrProcessDone {
						fmt.Println(err)
					}
					return
				}
			}
		}()
	}
	s, err := p.Wait()
	fmt.Println(s, err)
	wg.Wait()
	p, err = os.StartProcess("/bin/sleep", []string{"sleep", "1000"}, attr)
	q, err2 := os.FindProcess(p.Pid)
	fmt.Println(err, err2, q.Kill(), p.Release())
	s, err = p.Wait()
	fmt.Println(s, err)
	s, err = q.Wait()
	fmt.Println(s, err)
	_, err = os.StartProcess("/no/such", []string{"x"}, attr)
	fmt.Println(err)
	_, _, errno := syscall.RawSyscall(pidfdOpen, uintptr(os.Getpid()), 1<<20, 0)
	fmt.Println(errno == syscall.ENOSYS || errno == syscall.EINVAL)
}
