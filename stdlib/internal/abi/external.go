package abi

import "unsafe"

// Typedmemmove copies the value of type t at src to dst, with write barriers.
//
//go:noescape
func Typedmemmove(t *Type, dst, src unsafe.Pointer)

// AssertE2I stores src at dst as a value of the interface type inter, if src implements it.
func AssertE2I(inter *Type, src any, dst unsafe.Pointer) bool
