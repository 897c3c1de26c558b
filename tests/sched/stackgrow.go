// Stacks grow at every depth: calls with register, float, stack and closure arguments and with frames of
// all sizes cross a segment's end at every offset.
package main

type big struct{ a [300]int }

//go:noinline
func many(a, b, c, d, e, f, g, h, i, j int, x, y float64) (int, float64, string) {
	var pad [17]int
	pad[a&15] = j
	return a + b + c + d + e + f + g + h + i + j + pad[(a+1)&15], x * y, "many"
}

//go:noinline
func floats(a, b, c, d, e, f, g, h, i, j float64) (float64, float64) {
	var pad [9]float64
	pad[int(a)&7] = j
	return a + b + c + d + e + f + g + h + i + j, pad[int(a)&7]
}

//go:noinline
func value(b big, n int) big {
	b.a[n%300] += n
	return b
}

//go:noinline
func huge(n int) int {
	var a [40000]int
	a[n] = n
	a[n+1] = 1
	return a[n] + a[n+1]
}

//go:noinline
func triple(n int) (a, b, c int) {
	var pad [33]int
	pad[n&31] = n
	return pad[n&31], n + 1, n + 2
}

func probe(n int) int {
	s, f, t := many(n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1.5, 2)
	g, h := floats(1, 2, 3, 4, 5, 6, 7, 8, 9, float64(n))
	var b big
	b = value(value(b, n), n)
	x, y, z := triple(n)
	c := func(k int) int { var p [50]int; p[k&31] = n + k; return p[k&31] }
	s += int(f) + len(t) + int(g) + int(h) + b.a[n%300] + x + y + z + c(3)
	if n%16 == 0 {
		s += huge(n)
	}
	return s
}

func dig(d int) int {
	var pad [5]int
	pad[d%5] = d
	if d == 0 {
		return probe(7) + probe(16)
	}
	return dig(d-1) + pad[(d+1)%5]
}

func recurse(n int, f func(int) int) int {
	if n == 0 {
		return f(0)
	}
	return recurse(n-1, func(k int) int { return f(k + n) })
}

func main() {
	want := probe(7) + probe(16)
	bad := 0
	done := make(chan int)
	for g := 0; g < 3; g++ {
		go func() {
			n := 0
			for d := 0; d < 900; d++ {
				if dig(d) != want {
					n++
				}
			}
			done <- n
		}()
	}
	for g := 0; g < 3; g++ {
		bad += <-done
	}
	println("wrong:", bad)
	println(recurse(20000, func(k int) int { return k }))
	deep := 0
	for i := 0; i < 20; i++ {
		deep += dig(100000 + i)
	}
	println(deep == 20*want)
}
