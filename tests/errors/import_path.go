package p

// Import paths that name no package; literals with faults are not looked at again.

import (
	""               // ERROR "invalid import path .empty string."
	"a b"            // ERROR "invalid import path .invalid character U\+0020 ' '."
	"a\x00b"         // ERROR "invalid import path .invalid character U\+0000."
	"a\xffb"         // ERROR "invalid import path .invalid character U\+FFFD"
	"c:/x"           // ERROR "invalid import path .invalid character U\+003A ':'."
	"/abs"           // ERROR "could not import /abs .import path cannot be absolute path."
	"unicode//utf8"  // ERROR "non-canonical import path .unicode//utf8. .should be .unicode/utf8.."
	"unicode/./utf8" // ERROR "should be .unicode/utf8." "utf8 redeclared"
	"x/../unicode/"  // ERROR "should be .unicode."
	"bad\qescape"    // ERROR "unknown escape"
)

var n int = 0x // ERROR "hexadecimal literal has no digits"
