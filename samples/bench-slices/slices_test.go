package slices

import "testing"

func BenchmarkPersonSlice(b *testing.B) {
	for b.Loop() {
		values = persons(10000)
	}
}

func BenchmarkPersonPointerSlice(b *testing.B) {
	for b.Loop() {
		pointers = personPointers(10000)
	}
}

func BenchmarkItemSlice(b *testing.B) {
	for b.Loop() {
		largeValues = items(100)
	}
}

func BenchmarkItemPointerSlice(b *testing.B) {
	for b.Loop() {
		largePointers = itemPointers(100)
	}
}

// What the functions make escapes to these; a slice that nobody keeps may stay on the stack.
var (
	values        []Person
	pointers      []*Person
	largeValues   []Item
	largePointers []*Item
)

// The figures are the same on every machine: they count, they do not measure.
func TestAllocations(t *testing.T) {
	for _, c := range []struct {
		name string
		f    func()
		want float64
	}{
		{"values", func() { values = persons(1000) }, 1},
		{"pointers", func() { pointers = personPointers(1000) }, 1001},
		{"large values", func() { largeValues = items(10) }, 1},
		{"large pointers", func() { largePointers = itemPointers(10) }, 11},
	} {
		if got := testing.AllocsPerRun(10, c.f); got != c.want {
			t.Errorf("%s: %v objects, want %v", c.name, got, c.want)
		}
	}
}
