// The body of a loop on testing.B.Loop is computed, though nobody wants the results: what a benchmark measures.

package main

import "testing"

func mix(a, b int) int { return (a ^ b) * 12345 }

func two(a int) (int, int) { return a * 77, a / 11 }

// BenchmarkDropped lacks 12345
func BenchmarkDropped(b *testing.B) {
	for i := 0; i < b.N; i++ {
		mix(3, 4)
	}
}

// BenchmarkResult has mul i64 .*12345
func BenchmarkResult(b *testing.B) {
	for b.Loop() {
		mix(3, 4)
	}
}

// BenchmarkResults has mul i64 .*77
// BenchmarkResults has call i64 asm sideeffect
func BenchmarkResults(b *testing.B) {
	for b.Loop() {
		two(3)
	}
}

// BenchmarkAssigned has fdiv
func BenchmarkAssigned(b *testing.B) {
	x := 5.5
	for b.Loop() {
		y := x / 3.3
		_ = y
	}
}

// An inner loop may be vectorised; its result is kept behind it.
//
// BenchmarkInner has add <[0-9]+ x i64>
func BenchmarkInner(b *testing.B) {
	s := make([]int, 1000)
	for b.Loop() {
		sum := 0
		for _, v := range s {
			sum += v
		}
	}
}

// BenchmarkNested has mul i64 .*12345
func BenchmarkNested(b *testing.B) {
	n := 3
	for b.Loop() {
		switch {
		case n > 2:
			if n < 10 {
				z := mix(n, n+1)
				z++
			}
		}
	}
}

// Only a loop with just that condition.
//
// BenchmarkOther lacks 12345
func BenchmarkOther(b *testing.B) {
	for i := 0; b.Loop() && i < 10; i++ {
		mix(3, 4)
	}
}

// What a closure computes in the body is not.
//
// BenchmarkClosure lacks 12345
func BenchmarkClosure(b *testing.B) {
	for b.Loop() {
		f := func() { mix(3, 4) }
		f()
	}
}

func main() {}
