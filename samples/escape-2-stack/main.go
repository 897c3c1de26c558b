// Escape scenario 2: too big for the stack, or of unknown size.
//
// Explicit variables may take up to 128 KiB of a frame, implicit ones (new, make, &T{}) up to 64 KiB. A make
// whose size is not a constant is put in the heap, but for sizes that turn out to fit a small buffer.
//
//	vole build -gcflags=-m ./samples/escape-2-stack
//
// Look at: make([]int, 1000) does not escape, make([]int, 10000) does, make([]int, n) does; the array big
// moves to the heap although nobody keeps its address.
package main

func small() int {
	s := make([]int, 1000)
	for i := range s {
		s[i] = i
	}
	return s[999]
}

func large() int {
	s := make([]int, 10000)
	for i := range s {
		s[i] = i
	}
	return s[9999]
}

func unknown(n int) int {
	s := make([]int, n)
	for i := range s {
		s[i] = i
	}
	return s[n-1]
}

func array() int {
	var big [1 << 18]byte
	for i := range big {
		big[i] = byte(i)
	}
	return int(big[255])
}

func main() {
	println(small(), large(), unknown(100), array())
}
