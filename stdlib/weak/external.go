package weak

import "unsafe"

// weakHandle returns the handle for p, p itself if it is not on the heap.
func weakHandle(p unsafe.Pointer) unsafe.Pointer

// weakGet returns what h is the handle for, nil if it is dead.
func weakGet(h unsafe.Pointer) unsafe.Pointer
