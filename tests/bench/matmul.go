// The product of two 500 x 500 matrices, slices of slices.
package main

import (
	"fmt"
	"time"
)

func matrix(n int, f func(i, j int) float64) [][]float64 {
	m := make([][]float64, n)
	for i := range m {
		m[i] = make([]float64, n)
		for j := range m[i] {
			m[i][j] = f(i, j)
		}
	}
	return m
}

func product(a, b [][]float64) [][]float64 {
	c := matrix(len(a), func(i, j int) float64 { return 0 })
	for i, row := range a {
		out := c[i]
		for k, x := range row {
			for j, y := range b[k] {
				out[j] += x * y
			}
		}
	}
	return c
}

func main() {
	start := time.Now()
	const n = 500
	a := matrix(n, func(i, j int) float64 { return float64(i - j) })
	b := matrix(n, func(i, j int) float64 { return float64(i + j) })
	c := product(a, b)
	fmt.Println(time.Since(start).Nanoseconds())
	if c[10][20] != -42689250 {
		panic(c[10][20])
	}
}
