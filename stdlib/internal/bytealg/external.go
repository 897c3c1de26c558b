// Package bytealg holds the memory searches that the C library does better.
package bytealg

// IndexByte returns the index of the first c in b, or -1.
//
//go:noescape
//vole:noalloc
func IndexByte(b []byte, c byte) int

// IndexByteString returns the index of the first c in s, or -1.
//
//go:noescape
//vole:noalloc
func IndexByteString(s string, c byte) int

// Count returns how many bytes of b are c.
//
//go:noescape
//vole:noalloc
func Count(b []byte, c byte) int

// CountString returns how many bytes of s are c.
//
//go:noescape
//vole:noalloc
func CountString(s string, c byte) int

// Compare orders a and b lexically: -1, 0 or +1.
//
//go:noescape
//vole:noalloc
func Compare(a, b []byte) int

//go:noescape
//vole:noalloc
func compareString(a, b string) int

// roundSize returns the size of the block that the allocator gives for n bytes without pointers.
//
//vole:noalloc
func roundSize(n int) int
