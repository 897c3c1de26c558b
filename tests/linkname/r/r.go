package r

import _ "unsafe"

// Nobody's: r.secret is a made-up name, and larger here.
//
//go:linkname wide r.secret
var wide [3]*int

func Wide() *[3]*int { return &wide }
