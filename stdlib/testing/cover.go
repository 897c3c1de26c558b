package testing

import (
	"bufio"
	"cmp"
	"fmt"
	"os"
	"slices"
	"sync/atomic"
)

// A CoverBlock is a run of statements that have one counter. Lines and columns (in bytes) count from 1.
type CoverBlock struct {
	Line0 uint32 // its start
	Col0  uint16
	Line1 uint32 // its end
	Col1  uint16
	Stmts uint16 // how many statements
}

// A Cover is the counters of a program that was built with them, by file.
type Cover struct {
	Mode            string
	Counters        map[string][]uint32
	Blocks          map[string][]CoverBlock
	CoveredPackages string // " in a, b", or nothing
}

var coverage counted

// counted is what RegisterCover was given.
type counted struct {
	mode string
	Cover
}

// RegisterCover says where the counters of the program are. The main package of a test calls it.
func RegisterCover(c Cover) { coverage = counted{c.Mode, c} }

// sum returns how many statements there are, and how many of them have run.
func (c *counted) sum() (all, run int64) {
	for name, counters := range c.Counters {
		blocks := c.Blocks[name]
		for i := range counters {
			n := int64(blocks[i].Stmts)
			all += n
			if atomic.LoadUint32(&counters[i]) > 0 {
				run += n
			}
		}
	}
	return all, run
}

// Coverage returns the share of the program's statements that have run so far, or 0 if it does not count.
func Coverage() float64 {
	all, run := coverage.sum()
	if all == 0 {
		return 0
	}
	return float64(run) / float64(all)
}

// report prints the share of statements that have run, and writes -test.coverprofile.
func (c *counted) report() {
	if err := c.writeProfile(); err != nil {
		complain("%v", err)
		os.Exit(2)
	}
	all, run := c.sum()
	if all == 0 {
		fmt.Println("coverage: [no statements]")
		return
	}
	fmt.Printf("coverage: %.1f%% of statements%s\n", 100*float64(run)/float64(all), c.CoveredPackages)
}

// inOrder returns the numbers of blocks in the order in which they begin.
func inOrder(blocks []CoverBlock) []int {
	order := make([]int, len(blocks))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		a, b := &blocks[i], &blocks[j]
		return cmp.Or(cmp.Compare(a.Line0, b.Line0), cmp.Compare(a.Col0, b.Col0))
	})
	return order
}

func (c *counted) writeProfile() error {
	if *flags.coverprofile == "" {
		return nil
	}
	f, err := os.Create(inOutputDir(*flags.coverprofile))
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	fmt.Fprintf(w, "mode: %s\n", c.mode)
	names := make([]string, 0, len(c.Counters))
	for name := range c.Counters {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		blocks := c.Blocks[name]
		for _, i := range inOrder(blocks) {
			b := blocks[i]
			fmt.Fprintf(w, "%s:%d.%d,%d.%d %d %d\n", name, b.Line0, b.Col0, b.Line1, b.Col1, b.Stmts,
				atomic.LoadUint32(&c.Counters[name][i]))
		}
	}
	if err := w.Flush(); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
