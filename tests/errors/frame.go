package p

type large struct{ b [1500000000]byte }

func (x large) f1() int { return 5 } // ERROR "stack frame too large .>1GB.: 0 MB locals . 1430 MB args"

func f2(x large) int { return 5 } // ERROR "stack frame too large .>1GB."

func f3() (x large, i int) { return } // ERROR "stack frame too large .>1GB."

func f4(x *[1<<30 + 1e6]byte) byte { // ERROR "stack frame too large .>1GB."
	for _, b := range *x {
		return b
	}
	return 0
}

var huge [2e9 + 1]byte // ERROR "huge: symbol too large .2000000001 bytes > 2000000000 bytes."
