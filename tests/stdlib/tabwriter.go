// Package text/tabwriter: every flag and many settings over chosen and random texts, in one and in many writes.
package main

import (
	"errors"
	"fmt"
	"hash/fnv"
	"os"
	"strings"
	"text/tabwriter"
)

type random uint64

func (r *random) next(n int) int {
	*r = *r*6364136223846793005 + 1442695040888963407
	return int(uint64(*r>>33) % uint64(n))
}

type failing struct{ room int }

func (f *failing) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, errors.New("full")
	}
	return len(p), nil
}

type setting struct {
	min, tab, pad int
	char          byte
	flags         uint
}

func layout(text string, s setting, step int) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, s.min, s.tab, s.pad, s.char, s.flags)
	for rest := text; len(rest) > 0; {
		n := min(step, len(rest))
		if m, err := w.Write([]byte(rest[:n])); m != n || err != nil {
			fmt.Println("wrong:", m, err)
		}
		rest = rest[n:]
	}
	if err := w.Flush(); err != nil {
		fmt.Println("wrong:", err)
	}
	return b.String()
}

func main() {
	texts := []string{"", "\n", "a\tb\tc\nxxx\tyy\tz\ne\nlong\tf\n", "a\tb", "\t\n\t\n", "\ta\tb\n\t\tc\td\n", "é世\t|\nabc\t|\n",
		"a\vb\v\vc\nd\v\v\ve\n", "1\t2\f3333\t4\n", "<b>bold</b>\tx\n&lt;&amp;\ty\nplain\tz\n", "\xffa\tb\xff\tc\nx\td\n", "open \xff\t never closed\n",
		"<tag never closed\t\n", "a\t\n\nb\t\n", "name\tsize\tdate\nreadme.txt\t1234\tMay 1\nx\t99999999\tDecember 31\n", "a;b\t&x\ty;\n", "\t\t\tx\n\t\ty\n"}
	settings := []setting{{0, 8, 1, ' ', 0}, {8, 8, 0, '\t', 0}, {0, 8, 2, '.', tabwriter.AlignRight | tabwriter.Debug}, {5, 0, 0, '\t', 0},
		{0, 4, 1, ' ', tabwriter.TabIndent | tabwriter.DiscardEmptyColumns}, {0, 8, 1, '-', tabwriter.FilterHTML | tabwriter.StripEscape | tabwriter.Debug},
		{3, 5, 0, '\t', tabwriter.AlignRight | tabwriter.Debug | tabwriter.DiscardEmptyColumns}}
	for _, text := range texts {
		for _, s := range settings {
			fmt.Printf("%q\n", layout(text, s, 1000))
		}
	}
	var r random
	h := fnv.New64a()
	atoms := []string{"a", "bcd", "世", "\t", "\t", "\v", "\n", "\t\n", "\f", "<", ">", "&", ";", "\xff", " "}
	for range 4000 {
		var b strings.Builder
		for n := r.next(40); n > 0; n-- {
			b.WriteString(atoms[r.next(len(atoms))])
		}
		s := setting{r.next(6), r.next(9), r.next(3), " .\t"[r.next(3)], uint(r.next(64))}
		out := layout(b.String(), s, 1000)
		if in := layout(b.String(), s, 1+r.next(5)); in != out {
			fmt.Printf("wrong: in parts %q %v %q %q\n", b.String(), s, in, out)
		}
		fmt.Fprintln(h, out)
	}
	fmt.Println(h.Sum64())
	w := tabwriter.NewWriter(os.Stdout, 0, 8, 1, ' ', 0)
	fmt.Fprintln(w, "item\tprice\tnote")
	fmt.Fprintf(w, "%s\t%.2f\t%s\n", "bread", 1.5, "fresh")
	fmt.Fprintf(w, "%s\t%.2f\t%s\n", "a very long name", 12345.678, "-")
	w.Flush()
	w.Init(os.Stdout, 10, 8, 0, '*', tabwriter.AlignRight)
	fmt.Fprintln(w, "again\tand\tagain\t")
	w.Flush()
	bad := tabwriter.NewWriter(&failing{3}, 0, 8, 1, ' ', 0)
	_, err := bad.Write([]byte("abcdef\n"))
	fmt.Println(err)
	bad.Write([]byte("abcdef\tx"))
	fmt.Println(bad.Flush())
	defer func() { fmt.Println(recover()) }()
	tabwriter.NewWriter(nil, -1, 0, 0, ' ', 0)
}
