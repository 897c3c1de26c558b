package os

import (
	"syscall"
	"unsafe"
)

const sysGetgroups = 115

// Getgroups returns the numbers of the groups that the process belongs to besides its own.
func Getgroups() ([]int, error) {
	var ids [1 << 16]uint32 // the kernel's limit
	n, _, errno := syscall.RawSyscall(sysGetgroups, uintptr(len(ids)), uintptr(unsafe.Pointer(&ids)), 0)
	if errno != 0 {
		return nil, NewSyscallError("getgroups", errno)
	}
	var groups []int
	for _, id := range ids[:n] {
		groups = append(groups, int(id))
	}
	return groups, nil
}
