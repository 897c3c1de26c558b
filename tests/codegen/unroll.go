package main

// Loops of unknown length have their body twice only where it is very small (compiler/gen/gen_passes.c).
// A call of a small function is inlined beyond Go's rules where a loop makes it often.

// count has unroll
// divide lacks unroll
// often lacks call .*@main\.mix
// once has call .*@main\.mix

func count(bytes []byte, seen *[256]int) {
	for _, b := range bytes {
		seen[b]++
	}
}

func divide(a []int) int {
	sum := 0
	for i, x := range a {
		if x%(i+1) == 3 {
			sum += x
		}
	}
	return sum
}

// Too large for Go's rules.
func mix(a, b, c, d uint) uint {
	a += b<<3 ^ c>>2 ^ d<<1
	b += c<<5 ^ d>>3 ^ a<<4
	c += d<<7 ^ a>>4 ^ b<<2
	d += a<<2 ^ b>>5 ^ c<<3
	a ^= b<<4 + c>>3 + d<<6
	b ^= c<<6 + d>>5 + a<<5
	c ^= d<<1 + a>>7 + b<<7
	d ^= a<<3 + b>>6 + c<<1
	return a ^ b ^ c ^ d
}

func often(a []uint) uint {
	sum := uint(0)
	for _, x := range a {
		sum += mix(x, sum, x+1, sum+1)
	}
	return sum
}

func once(x, y uint) uint {
	if x > y {
		return mix(x, y, x-y, y+1)
	}
	return mix(y, x, y-x, x+1)
}

func main() {
	var seen [256]int
	count([]byte("abc"), &seen)
	println(seen['a'], divide([]int{1, 2, 3}), often([]uint{1, 2}), once(3, 4))
}
