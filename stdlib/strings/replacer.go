package strings

import (
	"internal/bytealg"
	"io"
	"sort"
	"sync"
)

// A Replacer replaces several strings at once. Several goroutines may use it at the same time.
//
// Replacements go through the text from left to right, without overlap. Where more than one old string
// matches, the one that stands first in the argument list wins.
//
// There are three ways to do it, chosen at the first use: one old string is searched for; single bytes
// that become single bytes go through a table of 256; for the rest see pairReplacer.
type Replacer struct {
	once   sync.Once
	oldnew []string // until the first use
	r      replacer
}

type replacer interface {
	Replace(s string) string
	WriteString(w io.Writer, s string) (n int, err error)
}

// NewReplacer returns a Replacer of pairs: old, new, old, new ... It panics if their number is odd.
func NewReplacer(oldnew ...string) *Replacer {
	if len(oldnew)%2 == 1 {
		panic("strings.NewReplacer: odd argument count")
	}
	return &Replacer{oldnew: append([]string(nil), oldnew...)}
}

// Replace returns s with all replacements made.
func (r *Replacer) Replace(s string) string {
	r.once.Do(r.build)
	return r.r.Replace(s)
}

// WriteString writes s to w with all replacements made.
func (r *Replacer) WriteString(w io.Writer, s string) (n int, err error) {
	r.once.Do(r.build)
	return r.r.WriteString(w, s)
}

func (r *Replacer) build() {
	switch {
	case allBytes(r.oldnew):
		r.r = newByteReplacer(r.oldnew)
	case len(r.oldnew) == 2 && len(r.oldnew[0]) > 0:
		r.r = &searchReplacer{r.oldnew[0], r.oldnew[1]}
	default:
		r.r = newPairReplacer(r.oldnew)
	}
	r.oldnew = nil
}

func allBytes(oldnew []string) bool {
	for _, s := range oldnew {
		if len(s) != 1 {
			return false
		}
	}
	return true
}

// A byteReplacer says for each byte what it becomes.
type byteReplacer [256]byte

func newByteReplacer(oldnew []string) *byteReplacer {
	r := new(byteReplacer)
	for i := range r {
		r[i] = byte(i)
	}
	// Backwards, so that the first of several pairs for one byte is the one that stays.
	for i := len(oldnew) - 2; i >= 0; i -= 2 {
		r[oldnew[i][0]] = oldnew[i+1][0]
	}
	return r
}

func (r *byteReplacer) Replace(s string) string {
	for i := 0; i < len(s); i++ {
		if r[s[i]] == s[i] {
			continue
		}
		b := []byte(s)
		for ; i < len(b); i++ {
			b[i] = r[b[i]]
		}
		return bytealg.String(b)
	}
	return s
}

func (r *byteReplacer) WriteString(w io.Writer, s string) (n int, err error) {
	return io.WriteString(w, r.Replace(s))
}

// A searchReplacer has only one old string, which is not empty.
type searchReplacer struct {
	old, new string
}

func (r *searchReplacer) Replace(s string) string { return ReplaceAll(s, r.old, r.new) }

func (r *searchReplacer) WriteString(w io.Writer, s string) (n int, err error) {
	out := countingWriter{w: w}
	for {
		before, after, found := Cut(s, r.old)
		out.write(before)
		if !found || out.err != nil {
			return out.n, out.err
		}
		out.write(r.new)
		s = after
	}
}

// A countingWriter adds up what it writes, until the first error.
type countingWriter struct {
	w   io.Writer
	n   int
	err error
}

func (out *countingWriter) write(s string) {
	if out.err != nil || len(s) == 0 {
		return
	}
	n, err := io.WriteString(out.w, s)
	out.n += n
	out.err = err
}

// A pairReplacer holds any number of pairs, sorted by their old strings.
//
// A sorted list is a trie without nodes: the old strings that begin with the d bytes seen so far are a range
// of it, and the next byte of the text narrows that range. An old string that is exactly those bytes
// sorts first in the range. Narrowing continues until the range is empty; of the matches met on the way
// the one with the lowest place in the argument list wins. Where the range of the first byte is empty, as it
// is nearly everywhere in most texts, one look at starts tells.
type pairReplacer struct {
	pairs  []pair
	starts [257]int // pairs[starts[c]:starts[c+1]] have an old string that begins with c
	empty  int      // place in the argument list of the empty old string; -1: there is none
	fill   string   // what replaces the empty old string
}

type pair struct {
	old, new string
	place    int
}

type byOld []pair

func (p byOld) Len() int      { return len(p) }
func (p byOld) Swap(i, j int) { p[i], p[j] = p[j], p[i] }
func (p byOld) Less(i, j int) bool {
	if p[i].old != p[j].old {
		return p[i].old < p[j].old
	}
	return p[i].place < p[j].place
}

func newPairReplacer(oldnew []string) *pairReplacer {
	r := &pairReplacer{empty: -1}
	all := make([]pair, 0, len(oldnew)/2)
	for i := 0; i < len(oldnew); i += 2 {
		all = append(all, pair{oldnew[i], oldnew[i+1], i})
	}
	sort.Sort(byOld(all))
	for i, p := range all {
		switch {
		case i > 0 && p.old == all[i-1].old: // never reached: the one before wins
		case p.old == "":
			r.empty, r.fill = p.place, p.new
		default:
			r.pairs = append(r.pairs, p)
			r.starts[int(p.old[0])+1] = len(r.pairs)
		}
	}
	for c := 1; c < len(r.starts); c++ {
		r.starts[c] = max(r.starts[c], r.starts[c-1])
	}
	return r
}

// match returns the pair that wins at the start of s, nil if there is none. It is never the empty one.
func (r *pairReplacer) match(s string) *pair {
	lo, hi := r.starts[s[0]], r.starts[int(s[0])+1]
	var best *pair
	for d := 1; lo < hi; d++ {
		if p := &r.pairs[lo]; len(p.old) == d {
			if best == nil || p.place < best.place {
				best = p
			}
			lo++
		}
		if d == len(s) {
			break
		}
		lo, hi = r.narrow(lo, hi, d, s[d])
	}
	return best
}

// narrow returns the part of pairs[lo:hi] whose old strings have c at index d. They all are longer than d
// and equal before it.
func (r *pairReplacer) narrow(lo, hi, d int, c byte) (int, int) {
	lo = r.bound(lo, hi, d, c)
	if lo == hi || r.pairs[lo].old[d] != c {
		return lo, lo
	}
	if r.pairs[hi-1].old[d] == c {
		return lo, hi
	}
	return lo, r.bound(lo, hi, d, c+1) // something is above c, so c+1 is a byte
}

// bound returns the first of pairs[lo:hi] whose byte d is at least c, hi if there is none.
func (r *pairReplacer) bound(lo, hi, d int, c byte) int {
	for lo < hi {
		mid := lo + (hi-lo)/2
		if r.pairs[mid].old[d] < c {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// next finds the first replacement in s from at on: of s[at:end] by new. found is false if there is none.
// mayFill is false directly after the empty string was replaced at this very place.
func (r *pairReplacer) next(s string, from int, mayFill bool) (at, end int, new string, found bool) {
	for at = from; at < len(s); at++ {
		best := (*pair)(nil)
		if c := s[at]; r.starts[c] < r.starts[int(c)+1] {
			best = r.match(s[at:])
		}
		if r.empty >= 0 && mayFill && (best == nil || r.empty < best.place) {
			return at, at, r.fill, true
		}
		if best != nil {
			return at, at + len(best.old), best.new, true
		}
		mayFill = true
	}
	if r.empty >= 0 && mayFill {
		return at, at, r.fill, true
	}
	return at, at, "", false
}

func (r *pairReplacer) Replace(s string) string {
	at, end, new, found := r.next(s, 0, true)
	if !found {
		return s
	}
	b := make([]byte, 0, len(s)+len(new))
	done := 0
	for found {
		b = append(b, s[done:at]...)
		b = append(b, new...)
		done = end
		at, end, new, found = r.next(s, done, at < end)
	}
	return bytealg.String(append(b, s[done:]...))
}

func (r *pairReplacer) WriteString(w io.Writer, s string) (n int, err error) {
	out := countingWriter{w: w}
	done := 0
	at, end, new, found := r.next(s, 0, true)
	for found && out.err == nil {
		out.write(s[done:at])
		out.write(new)
		done = end
		at, end, new, found = r.next(s, done, at < end)
	}
	out.write(s[done:])
	return out.n, out.err
}
