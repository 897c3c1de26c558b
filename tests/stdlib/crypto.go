// Packages crypto/md5, crypto/sha1 and crypto/sha256: sums of all lengths around blocks, in one and in many
// writes, states saved and restored, clones.
package main

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding"
	"fmt"
	"hash"
	"strings"
)

type saver interface {
	encoding.BinaryMarshaler
	encoding.BinaryUnmarshaler
}

func check(what string, ok bool) {
	if !ok {
		fmt.Println("wrong:", what)
	}
}

func data(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i*i*7 + i>>3)
	}
	return b
}

func sums(name string, h hash.Hash, whole func([]byte) string) {
	fmt.Printf("%s %d %d %x\n", name, h.Size(), h.BlockSize(), h.Sum([]byte("in front")))
	for n := range 200 {
		h.Reset()
		h.Write(data(n))
		once := string(h.Sum(nil))
		check("Sum", string(h.Sum(nil)) == once && whole(data(n)) == once)
		for _, step := range []int{1, 7, 63, 64, 65} {
			h.Reset()
			for rest := data(n); len(rest) > 0; rest = rest[min(step, len(rest)):] {
				h.Write(rest[:min(step, len(rest))])
			}
			check("in parts", string(h.Sum(nil)) == once)
		}
		if n%20 == 3 || n > 55 && n < 65 {
			fmt.Printf("%d %x\n", n, once)
		}
	}
	h.Reset()
	h.Write(data(100000))
	fmt.Printf("%x\n", h.Sum(nil))
	h.Reset()
	h.Write([]byte("an incomplete block"))
	state, err := h.(saver).MarshalBinary()
	fmt.Printf("%q %v\n", state, err)
	c, err := h.(hash.Cloner).Clone()
	check("Clone", err == nil)
	h.Write(data(100))
	c.Write(data(100))
	want := string(h.Sum(nil))
	check("clone", string(c.Sum(nil)) == want)
	fmt.Println(h.(saver).UnmarshalBinary(state), h.(saver).UnmarshalBinary(state[1:]), h.(saver).UnmarshalBinary(state[:9]))
	h.Write(data(100))
	check("restored", string(h.Sum(nil)) == want)
}

func main() {
	sums("md5", md5.New(), func(b []byte) string { s := md5.Sum(b); return string(s[:]) })
	sums("sha1", sha1.New(), func(b []byte) string { s := sha1.Sum(b); return string(s[:]) })
	sums("sha256", sha256.New(), func(b []byte) string { s := sha256.Sum256(b); return string(s[:]) })
	sums("sha224", sha256.New224(), func(b []byte) string { s := sha256.Sum224(b); return string(s[:]) })
	text := []byte(strings.Repeat("The quick brown fox jumps over the lazy dog. ", 100))
	fmt.Printf("%x\n%x\n%x\n%x\n", md5.Sum(text), sha1.Sum(text), sha256.Sum256(text), sha256.Sum224(text))
	wrong, _ := sha256.New224().(saver).MarshalBinary()
	fmt.Println(sha256.New().(saver).UnmarshalBinary(wrong))
}
