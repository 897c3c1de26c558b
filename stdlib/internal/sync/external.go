package sync

import _ "unsafe" // for go:linkname

// What the runtime provides, under package sync's name; stdlib/README.md tells the details.

//go:linkname runtime_SemacquireMutex sync.runtime_SemacquireMutex
//vole:noalloc
func runtime_SemacquireMutex(s *uint32, lifo bool)

//go:linkname runtime_Semrelease sync.runtime_Semrelease
//vole:noalloc
func runtime_Semrelease(s *uint32, handoff bool)

//go:linkname runtime_canSpin sync.runtime_canSpin
//vole:noalloc
func runtime_canSpin(i int) bool

//go:linkname runtime_doSpin sync.runtime_doSpin
//vole:noalloc
func runtime_doSpin()

//go:linkname runtime_nanotime sync.runtime_nanotime
//vole:noalloc
func runtime_nanotime() int64

//go:linkname fatal sync.fatal
//vole:noalloc
func fatal(msg string)
