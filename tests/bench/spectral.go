// The spectral norm of an infinite matrix, cut to 1000 x 1000: divisions and sums over slices.
package main

import (
	"fmt"
	"math"
	"time"
)

func a(i, j int) float64 { return 1 / float64((i+j)*(i+j+1)/2+i+1) }

func times(v, out []float64) {
	for i := range out {
		sum := 0.0
		for j, x := range v {
			sum += a(i, j) * x
		}
		out[i] = sum
	}
}

func transposedTimes(v, out []float64) {
	for i := range out {
		sum := 0.0
		for j, x := range v {
			sum += a(j, i) * x
		}
		out[i] = sum
	}
}

func main() {
	start := time.Now()
	const n = 1000
	u, v, w := make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range u {
		u[i] = 1
	}
	for range 10 {
		times(u, w)
		transposedTimes(w, v)
		times(v, w)
		transposedTimes(w, u)
	}
	uv, vv := 0.0, 0.0
	for i := range u {
		uv += u[i] * v[i]
		vv += v[i] * v[i]
	}
	fmt.Println(time.Since(start).Nanoseconds())
	if got := fmt.Sprintf("%.9f", math.Sqrt(uv/vv)); got != "1.274224148" {
		panic(got)
	}
}
