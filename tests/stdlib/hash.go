// Packages hash/...: sums of many lengths, states saved and restored, clones; for maphash, whose sums are
// random, what must be equal and what must differ.
package main

import (
	"encoding"
	"fmt"
	"hash"
	"hash/crc32"
	"hash/fnv"
	"hash/maphash"
)

func data(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i*i*7 + i>>3)
	}
	return b
}

type saver interface {
	encoding.BinaryMarshaler
	encoding.BinaryUnmarshaler
	encoding.BinaryAppender
}

func check(what string, ok bool) {
	if !ok {
		fmt.Println("wrong:", what)
	}
}

func sums(name string, make func() hash.Hash) {
	h := make()
	fmt.Printf("%s %d %d %x\n", name, h.Size(), h.BlockSize(), h.Sum([]byte("in front")))
	for n := 0; n < 300; n += n/9 + 1 {
		h.Reset()
		h.Write(data(n))
		once := h.Sum(nil)
		fmt.Printf("%x ", once)
		h.Reset()
		for b := data(n); len(b) > 0; b = b[min(7, len(b)):] {
			h.Write(b[:min(7, len(b))])
		}
		check("in parts", string(h.Sum(nil)) == string(once))
	}
	state, err := h.(saver).MarshalBinary()
	fmt.Printf("\n%q %v\n", state, err)
	appended, _ := h.(saver).AppendBinary([]byte("x"))
	check("appended", string(appended) == "x"+string(state))
	twin := make()
	fmt.Println(twin.(saver).UnmarshalBinary(state), twin.(saver).UnmarshalBinary(state[:6]), twin.(saver).UnmarshalBinary(state[1:]))
	clone, err := h.(hash.Cloner).Clone()
	check("cloned", err == nil)
	for _, g := range []hash.Hash{h, twin, clone} {
		g.Write([]byte("more"))
		fmt.Printf("%x ", g.Sum(nil))
	}
	fmt.Println()
}

func maphashes() {
	seed := maphash.MakeSeed()
	check("seeds", seed != maphash.MakeSeed())
	seen := map[uint64]bool{}
	for n := 0; n < 600; n++ {
		b := data(n)
		sum := maphash.Bytes(seed, b)
		check("collision", !seen[sum])
		seen[sum] = true
		check("String", maphash.String(seed, string(b)) == sum)
		for _, step := range []int{1, 7, 127, 128, 129, 1000} {
			var h maphash.Hash
			h.SetSeed(seed)
			for rest := b; len(rest) > 0; rest = rest[min(step, len(rest)):] {
				if step == 1 {
					h.WriteByte(rest[0])
				} else if step == 7 {
					h.WriteString(string(rest[:min(step, len(rest))]))
				} else {
					h.Write(rest[:min(step, len(rest))])
				}
			}
			check(fmt.Sprint("parts of ", n, " ", step), h.Sum64() == sum)
			check("seed", h.Seed() == seed)
		}
		var h maphash.Hash
		h.Write(b)
		check("seeds differ", h.Sum64() != sum)
		again := h.Sum64()
		h.Reset()
		h.Write(b)
		c, _ := h.Clone()
		check("Reset, Clone", h.Sum64() == again && c.(hash.Hash64).Sum64() == again)
	}
	type pair struct {
		s string
		v any
		f float64
	}
	zero := 0.0
	a, b := pair{"x", 1, zero}, pair{"xx"[1:], 1, -zero}
	check("equal", a == b && maphash.Comparable(seed, a) == maphash.Comparable(seed, b))
	check("not equal", maphash.Comparable(seed, a) != maphash.Comparable(seed, pair{"x", 2, 0}))
	check("NaN", maphash.Comparable(seed, zero/zero) != maphash.Comparable(seed, zero/zero))
	p := &a
	check("pointers", maphash.Comparable(seed, p) == maphash.Comparable(seed, &a) && maphash.Comparable(seed, p) != maphash.Comparable(seed, &b))
	order := func(first, second func(h *maphash.Hash)) uint64 {
		var h maphash.Hash
		h.SetSeed(seed)
		first(&h)
		second(&h)
		return h.Sum64()
	}
	text := func(h *maphash.Hash) { h.WriteString("a") }
	value := func(h *maphash.Hash) { maphash.WriteComparable(h, 5) }
	check("order", order(text, value) == order(text, value) && order(text, value) != order(value, text))
	caught("slice", func() { maphash.Comparable(seed, any([]int{})) })
	caught("no seed", func() { maphash.Bytes(maphash.Seed{}, nil) })
}

func caught(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func main() {
	sums("fnv32", func() hash.Hash { return fnv.New32() })
	sums("fnv32a", func() hash.Hash { return fnv.New32a() })
	sums("fnv64", func() hash.Hash { return fnv.New64() })
	sums("fnv64a", func() hash.Hash { return fnv.New64a() })
	sums("fnv128", func() hash.Hash { return fnv.New128() })
	sums("fnv128a", func() hash.Hash { return fnv.New128a() })
	sums("crc32", func() hash.Hash { return crc32.NewIEEE() })
	sums("castagnoli", func() hash.Hash { return crc32.New(crc32.MakeTable(crc32.Castagnoli)) })
	sums("koopman", func() hash.Hash { return crc32.New(crc32.MakeTable(crc32.Koopman)) })
	koopman, _ := crc32.New(crc32.MakeTable(crc32.Koopman)).(saver).MarshalBinary()
	fmt.Println(crc32.NewIEEE().(saver).UnmarshalBinary(koopman))
	fmt.Println(crc32.ChecksumIEEE(data(1000)), crc32.Checksum(data(999), crc32.MakeTable(crc32.Castagnoli)),
		crc32.Update(5, crc32.IEEETable, data(20)), crc32.IEEETable[7], crc32.MakeTable(crc32.Castagnoli) == crc32.MakeTable(crc32.Castagnoli))
	f32, f64 := fnv.New32a(), fnv.New64()
	f32.Write(data(10))
	f64.Write(data(10))
	fmt.Println(f32.Sum32(), f64.Sum64())
	maphashes()
}
