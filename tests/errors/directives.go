package p

// Directives that stand where they say nothing, and //line.

//go:build late // ERROR "misplaced compiler directive"

//go:noinline // ERROR "misplaced compiler directive"
var x int

//go:noinline
//go:nosplit
func f() {}

func g() {} //go:noinline // ERROR "misplaced compiler directive"

//go:noinline // ERROR "misplaced compiler directive"
type (
	T int //go:nosplit // ERROR "misplaced compiler directive"
	//go:nosplit // ERROR "misplaced compiler directive"
	U int
)

//go:systemstack // ERROR "//go:systemstack only allowed in runtime"
func h() {
	//go:noinline // ERROR "misplaced compiler directive"
	var y int
	_ = y
	//go:noinline // ERROR "misplaced compiler directive"
}

//go:linkname // ERROR "usage: //go:linkname localname"

//go:cgo_ldflag "-lm" // ERROR "only allowed in cgo-generated code"

//go:embed file
var s string

//go:unknown is nobody's business

//go:noinline // ERROR "misplaced compiler directive"
var v = func() {}

//line directives.go:54
//line directives.go:0

var (
	a int = "1"
//line directives.go:55
	b int = "2" /*line :54:5*/

		c int = "3"
)

// ERROR "invalid line number: 0"
// ERROR "cannot use .2. "
// ERROR "cannot use .3. "
// ERROR "cannot use .1. "
