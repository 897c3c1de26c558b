package syscall

import (
	"sync"
	"unsafe"
)

const (
	SYS_MMAP     = 9
	SYS_MPROTECT = 10
	SYS_MUNMAP   = 11
)

// What may be done with mapped memory, and how it is mapped.
const (
	PROT_NONE  = 0x0
	PROT_READ  = 0x1
	PROT_WRITE = 0x2
	PROT_EXEC  = 0x4

	MAP_SHARED  = 0x1
	MAP_PRIVATE = 0x2
	MAP_FIXED   = 0x10
	MAP_ANON    = 0x20
)

// mapped holds what Mmap returned, by the address of its last byte: reslicing from the front does not change that.
var mapped struct {
	sync.Mutex
	byEnd map[*byte][]byte
}

func lastByte(b []byte) *byte { return &b[cap(b)-1] }

// Mmap maps length bytes of a file from offset on, or of zeros with MAP_ANON, into memory.
func Mmap(fd int, offset int64, length int, prot int, flags int) (data []byte, err error) {
	if length <= 0 {
		return nil, EINVAL
	}
	addr, _, errno := Syscall6(SYS_MMAP, 0, uintptr(length), uintptr(prot), uintptr(flags), uintptr(fd), uintptr(offset))
	if errno != 0 {
		return nil, errno
	}
	b := unsafe.Slice(*(**byte)(unsafe.Pointer(&addr)), length)
	mapped.Lock()
	defer mapped.Unlock()
	if mapped.byEnd == nil {
		mapped.byEnd = make(map[*byte][]byte)
	}
	mapped.byEnd[lastByte(b)] = b
	return b, nil
}

// Munmap ends a mapping that Mmap made.
func Munmap(b []byte) error {
	if len(b) == 0 || len(b) != cap(b) {
		return EINVAL
	}
	mapped.Lock()
	defer mapped.Unlock()
	end := lastByte(b)
	if whole := mapped.byEnd[end]; len(whole) != len(b) {
		return EINVAL
	}
	if _, err := call(SYS_MUNMAP, uintptr(unsafe.Pointer(&b[0])), uintptr(len(b)), 0, 0); err != nil {
		return err
	}
	delete(mapped.byEnd, end)
	return nil
}

// Mprotect sets what may be done with mapped memory.
func Mprotect(b []byte, prot int) error {
	_, err := call(SYS_MPROTECT, uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), uintptr(prot), 0)
	return err
}
