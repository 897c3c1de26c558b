package p

import fmt
import 1
import ("a", "b")

var x int y

type A struct { a int b int }
type B struct { a, b }
type C interface { m() n() }
type D struct { (A) }
type E struct { 1 }
type F interface { 1 }
type G map[int string
type H chan
type I func(int) (int, a b, string)
type J [3 4]int
type K
type L[P any, Q] int
type M[P *T,] int
type N[P any] = int
var z = map[int]string{1: 2: 3}

func a(a int b int) {}
func b(a, b int, c) {}
func c(a ...int, b int) {}
func (a T, b T) d() {}
func () e() {}
func (T) () {}
func 1() {}
func g(a [3,4]int) {}
func (t T) h[P any]() {}

func k()
{
}

x := 1
import "fmt"
var ()
func z() { var a, int }
func last() {
