// Loops that are to use vector instructions: they have no polls, and no checks inside.
package main

// sum has <[24] x i64>
func sum(x []int) (total int) {
	for _, v := range x {
		total += v
	}
	return
}

// add has <4 x float>
func add(x, y []float32) {
	if len(x) > len(y) {
		return
	}
	for i := range x {
		x[i] += y[i]
	}
}

// fill has memset
func fill(b []byte) {
	for i := range b {
		b[i] = 7
	}
}

func main() {
	sum(nil)
	add(nil, nil)
	fill(nil)
}
