package bits

import _ "unsafe" // for go:linkname

// panicOverflow panics with a runtime.Error.
//
//go:linkname panicOverflow runtime.panicErrorString
//vole:noalloc
func panicOverflow(msg string)
