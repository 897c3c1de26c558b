// Coverage, from counters that the program registers itself.
//
// not Go's: its own counters are of another kind, and the answer was written by hand from its format.
//
// run: -test.coverprofile=x -test.outputdir=out; cat out/x
// run:
// file: out/y

package p

import (
	"fmt"
	"testing"
)

var counters = []uint32{0, 3, 1, 0}

func init() {
	testing.RegisterCover(testing.Cover{
		Mode:     "count",
		Counters: map[string][]uint32{"ex.org/p/b.go": counters[:2], "ex.org/p/a.go": counters[2:]},
		Blocks: map[string][]testing.CoverBlock{
			"ex.org/p/b.go": {{1, 2, 3, 4, 1}, {5, 6, 7, 8, 2}},
			"ex.org/p/a.go": {{10, 2, 13, 4, 3}, {15, 6, 17, 8, 4}},
		},
		CoveredPackages: " in ex.org/p",
	})
}

func TestX(t *testing.T) {
	fmt.Println(testing.CoverMode(), testing.Coverage())
	counters[3] = 7
}
