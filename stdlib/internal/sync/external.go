package sync

import _ "unsafe" // for go:linkname

// What the runtime provides, under package sync's name; stdlib/README.md tells the details.

//go:linkname runtime_SemacquireMutex sync.runtime_SemacquireMutex
func runtime_SemacquireMutex(s *uint32, lifo bool)

//go:linkname runtime_Semrelease sync.runtime_Semrelease
func runtime_Semrelease(s *uint32, handoff bool)

//go:linkname runtime_canSpin sync.runtime_canSpin
func runtime_canSpin(i int) bool

//go:linkname runtime_doSpin sync.runtime_doSpin
func runtime_doSpin()

//go:linkname runtime_nanotime sync.runtime_nanotime
func runtime_nanotime() int64

//go:linkname fatal sync.fatal
func fatal(msg string)
