package main

type A = struct{ x B }
type B struct{ y A } // ERROR "invalid recursive type: B refers to itself"

type C = []D
type D struct{ c [2]E } // ERROR "invalid recursive type D"
type E struct{ d D }
type F = *F // ERROR "invalid recursive type: F refers to itself"
type G interface{ H } // ERROR "invalid recursive type G"
type H = interface{ K }
type K interface{ G }
type L = interface{ m() M } // ERROR "invalid recursive type L"
type M = interface{ n() L }
type N = map[string]O // ERROR "invalid recursive type N"
type O = N

type S struct{}

func (s S) m(a int, b ...string) (c int, err error) { return }
func two() (a, b int)                              { return 1, 2 }

type I interface{ m(x int) (y string) }

func noBody()

func main() {
	var x int = two // ERROR "declared and not used: x" "cannot use two \\(value of type func\\(\\) \\(a int, b int\\)\\) as int value in variable declaration"
	var y int = S{}.m // ERROR "declared and not used: y" "cannot use S\\{\\}\\.m \\(value of type func\\(a int, b \\.\\.\\.string\\) \\(c int, err error\\)\\) as int value in variable declaration"
	var z int = S.m // ERROR "declared and not used: z" "cannot use S\\.m \\(value of type func\\(s S, a int, b \\.\\.\\.string\\) \\(c int, err error\\)\\) as int value in variable declaration"
	x = two() // ERROR "assignment mismatch: 1 variable but two returns 2 values"
	y = S{}.m(1) // ERROR "assignment mismatch: 1 variable but S\\{\\}\\.m returns 2 values"
	two().x() // ERROR "multiple-value two\\(\\) \\(value of type \\(a int, b int\\)\\) in single-value context"
}

func h(n int, f func(k string) error) {}
