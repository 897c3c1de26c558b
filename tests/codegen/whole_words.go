// Copies and clears of words are the runtime's where LLVM does not expand them; of bytes the C
// library's.  run.sh looks at what becomes of all sizes.
package main

type some [4]*int
type many [100]*int
type ints [100]int

// copySome lacks words_copy
//
//go:noinline
func copySome(from *some) (to some) { return *from }

// copyMany has words_copy
// copyMany lacks call void @llvm.mem
//
//go:noinline
func copyMany(from *many) (to many) { return *from }

// copyInts has words_copy
//
//go:noinline
func copyInts(from *ints) (to ints) { return *from }

// moveInts has words_copy
// moveInts lacks call void @llvm.mem
//
//go:noinline
func moveInts(to, from []int) { copy(to, from) }

// loopInts has words_copy
//
//go:noinline
func loopInts(from *ints) (to ints) {
	for i := range from {
		to[i] = from[i]
	}
	return
}

// moveBytes has llvm.memmove
// moveBytes lacks words_copy
//
//go:noinline
func moveBytes(to, from []byte) { copy(to, from) }

// clearInts has words_clear
//
//go:noinline
func clearInts(s []int) { clear(s) }

// clearMany has words_clear
//
//go:noinline
func clearMany() (m many) { return }

// clearBytes has llvm.memset
//
//go:noinline
func clearBytes(s []byte) { clear(s) }

func main() {
	copySome(new(some))
	copyMany(new(many))
	copyInts(new(ints))
	moveInts(nil, nil)
	loopInts(new(ints))
	moveBytes(nil, nil)
	clearInts(nil)
	clearMany()
	clearBytes(nil)
}
