package maphash

import (
	"internal/abi"
	"unsafe"
)

//go:noescape
func memhash(p unsafe.Pointer, n int, seed uint64) uint64

// mapHash returns the hash of the key at p of a map of type t.
//
//go:noescape
func mapHash(t *abi.Type, p unsafe.Pointer, seed uint64) uint64
