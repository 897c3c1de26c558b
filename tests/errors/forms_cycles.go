package main

type A = B
type B = C
type C = A
type D = []D
type E = struct{ e E }
type F = func(F) F
type G interface{ H }
type H interface{ J }
type J interface{ G }
type K = interface{ K }
type L [2]L
type M struct{ n N }
type N struct{ m *M; o O }
type O struct{ n N }
type P map[P]int
type R chan R
type S []S
type T [len(U{})]int
type U [len(T{})]int
type V[X any] struct{ v V[X] }
type W[X any] struct{ v *W[W[X]] }
type X[T any] = X[T]
type Y = Y1[int]
type Y1[T any] struct{ y Y }
type Z interface{ m(Z) }
type AA interface{ ~int | AA }
type AB interface{ *AB | AB }
type AC = *AD
type AD = AC
const c1 = c2
const c2 = c1
var v1 = v2
var v2 = v1
func f1() int { return v3 }
var v3 = f1()
type AE struct{ AE }
type AF struct{ *AF }
type AG [AH]int
const AH = len(AG{})
var x1 = len(x2)
var x2 [len(x2)]int
func main() {}
