// Packages math/rand and math/rand/v2: sequences that seeds decide, states saved and restored, and for the
// functions of the packages, which have no such sequence, the bounds of what they return.
package main

import (
	"bytes"
	"fmt"
	"hash"
	"hash/fnv"
	"math"
	"math/rand"
	v2 "math/rand/v2"
	"sort"
)

func sum(h hash.Hash64, v any) { fmt.Fprintln(h, v) }

// counting is a Source without Uint64.
type counting int64

func (c *counting) Int63() int64 { *c += 0x1234567890abcd; return int64(*c) & (1<<63 - 1) }
func (c *counting) Seed(s int64) { *c = counting(s) }

func old(name string, r *rand.Rand) {
	fmt.Println(name, r.Int63(), r.Uint32(), r.Uint64(), r.Int31(), r.Int(), r.Float64(), r.Float32())
	fmt.Println(r.Intn(10), r.Intn(16), r.Intn(1<<40), r.Int31n(1000), r.Int31n(1<<30+1), r.Int63n(1<<62+1), r.Int63n(1))
	fmt.Println(r.NormFloat64(), r.ExpFloat64(), r.Perm(10))
	p := make([]byte, 25)
	fmt.Println(r.Read(p[:10]))
	r.Read(p[10:])
	fmt.Printf("%x\n", p)
	r.Shuffle(len(p), func(i, j int) { p[i], p[j] = p[j], p[i] })
	fmt.Printf("%x\n", p)
	h := fnv.New64a()
	z := rand.NewZipf(r, 1.7, 3, 1000)
	for i := range 20000 {
		sum(h, r.Uint64())
		sum(h, r.NormFloat64())
		sum(h, r.ExpFloat64())
		sum(h, r.Intn(i+1))
		sum(h, z.Uint64())
	}
	fmt.Println(h.Sum64())
}

func new2(name string, r *v2.Rand) {
	fmt.Println(name, r.Int64(), r.Uint32(), r.Uint64(), r.Int32(), r.Int(), r.Uint(), r.Float64(), r.Float32())
	fmt.Println(r.IntN(10), r.IntN(16), r.IntN(1<<40), r.Int32N(1000), r.Uint32N(1<<31+1), r.Int64N(1<<62+1), r.Uint64N(1<<63+1), r.UintN(7))
	fmt.Println(r.NormFloat64(), r.ExpFloat64(), r.Perm(10))
	h := fnv.New64a()
	z := v2.NewZipf(r, 1.1, 1, 1<<40)
	for i := range 20000 {
		sum(h, r.Uint64())
		sum(h, r.NormFloat64())
		sum(h, r.ExpFloat64())
		sum(h, r.IntN(i+1))
		sum(h, z.Uint64())
	}
	fmt.Println(h.Sum64())
}

func check(what string, ok bool) {
	if !ok {
		fmt.Println("wrong:", what)
	}
}

func isPerm(p []int) bool {
	sort.Ints(p)
	for i, v := range p {
		if i != v {
			return false
		}
	}
	return true
}

func between[T int | int32 | int64 | uint | uint32 | uint64 | float32 | float64](what string, f func() T, limit T) {
	for range 1000 {
		v := f()
		check(what, 0 <= v && v < limit)
	}
}

func globals() {
	between("Int31n", func() int32 { return rand.Int31n(7) }, 7)
	between("Int63n", func() int64 { return rand.Int63n(1e15) }, 1e15)
	between("Intn", func() int { return rand.Intn(3) }, 3)
	between("Float64", rand.Float64, 1)
	between("Float32", rand.Float32, 1)
	between("Int63", rand.Int63, math.MaxInt64)
	between("Int31", rand.Int31, math.MaxInt32)
	between("IntN", func() int { return v2.IntN(100) }, 100)
	between("Uint32N", func() uint32 { return v2.Uint32N(1e9) }, 1e9)
	between("Uint64N", func() uint64 { return v2.Uint64N(1e18) }, 1e18)
	between("Int32N", func() int32 { return v2.Int32N(2) }, 2)
	between("Int64N", func() int64 { return v2.Int64N(2) }, 2)
	between("UintN", func() uint { return v2.UintN(5) }, 5)
	between("N", func() int64 { return v2.N(int64(50)) }, 50)
	between("v2.Float64", v2.Float64, 1)
	between("v2.Float32", v2.Float32, 1)
	check("Perm", isPerm(rand.Perm(100)) && isPerm(v2.Perm(100)))
	check("different", rand.Uint64() != rand.Uint64() && v2.Uint64() != v2.Uint64() && rand.Int() != rand.Int())
	p := make([]byte, 100)
	n, err := rand.Read(p)
	check("Read", n == 100 && err == nil && !bytes.Equal(p[:50], p[50:]))
	rand.Seed(1)

	// Means and spreads within six standard errors; each bit is set half of the time.
	const n2 = 100000
	var mean, square, exp float64
	var bits [64]int
	for range n2 {
		x := rand.NormFloat64()
		mean += x / n2
		square += x * x / n2
		exp += v2.ExpFloat64() / n2
		for u, i := v2.Uint64(), 0; i < 64; i++ {
			bits[i] += int(u >> i & 1)
		}
	}
	check("mean", math.Abs(mean) < 6/math.Sqrt(n2))
	check("variance", math.Abs(square-1) < 6*math.Sqrt(2)/math.Sqrt(n2))
	check("exponential", math.Abs(exp-1) < 6/math.Sqrt(n2))
	for i, b := range bits {
		check(fmt.Sprint("bit ", i), math.Abs(float64(b)-n2/2) < 3*math.Sqrt(n2))
	}
}

func caught(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func main() {
	for _, seed := range []int64{0, 1, 42, -1, 1 << 40, math.MinInt64, 1<<31 - 1} {
		old(fmt.Sprint("seed ", seed), rand.New(rand.NewSource(seed)))
	}
	old("no Source64", rand.New(new(counting)))
	r := rand.New(rand.NewSource(3))
	r.Seed(42)
	fmt.Println(r.Int63())

	new2("pcg", v2.New(v2.NewPCG(1, 2)))
	new2("pcg", v2.New(new(v2.PCG)))
	new2("chacha8", v2.New(v2.NewChaCha8([32]byte([]byte("the seed has thirty-two bytes...")))))
	pcg := v2.NewPCG(5, 6)
	pcg.Uint64()
	state, err := pcg.MarshalBinary()
	fmt.Printf("%q %v\n", state, err)
	var pcg2 v2.PCG
	fmt.Println(pcg2.UnmarshalBinary(state), pcg2.Uint64() == pcg.Uint64(), pcg2.UnmarshalBinary(state[1:]))

	c := v2.NewChaCha8([32]byte{1})
	for i := range 300 {
		state, _ := c.MarshalBinary()
		if i%31 == 0 || i%124 > 122 {
			fmt.Printf("%d %x\n", i, state)
		}
		var d v2.ChaCha8
		err := d.UnmarshalBinary(state)
		check("restored", err == nil && d.Uint64() == c.Uint64())
	}
	p := make([]byte, 40)
	for i := range 10 {
		c.Read(p[:i*4])
		state, _ := c.AppendBinary(nil)
		fmt.Printf("%x %x\n", p, state)
		var d v2.ChaCha8
		err := d.UnmarshalBinary(state)
		c.Read(p[:7])
		q := make([]byte, 7)
		d.Read(q)
		check("restored in Read", err == nil && bytes.Equal(p[:7], q))
	}
	fmt.Println(c.UnmarshalBinary(nil), c.UnmarshalBinary([]byte("readbuf:")))
	c.Seed([32]byte{})
	fmt.Println(c.Uint64())

	globals()
	caught("Intn", func() { rand.Intn(0) })
	caught("Int31n", func() { rand.Int31n(-1) })
	caught("Int63n", func() { rand.Int63n(0) })
	caught("IntN", func() { v2.IntN(0) })
	caught("Uint64N", func() { v2.Uint64N(0) })
	caught("N", func() { v2.N(int8(0)) })
	caught("Shuffle", func() { rand.Shuffle(-1, nil) })
	caught("Zipf", func() { rand.NewZipf(r, 1, 1, 1).Uint64() })
}
