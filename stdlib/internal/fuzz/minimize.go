package fuzz

import (
	"bytes"
	"time"
)

// minimize makes the strings among the values that fail as short and plain as it can, while they fail. It returns
// them and the last failure.
func (r *runner) minimize(vals []any, failure error) ([]any, error) {
	deadline, limit := time.Time{}, r.MinimizeLimit
	if r.MinimizeTimeout > 0 {
		deadline = time.Now().Add(r.MinimizeTimeout)
	}
	var left int64 = limit
	vals = append([]any(nil), vals...)
	for i, v := range vals {
		var b []byte
		text := false
		switch v := v.(type) {
		case string:
			b, text = []byte(v), true
		case []byte:
			b = v
		default:
			continue
		}
		try := func(candidate []byte) bool {
			if limit > 0 && left <= 0 || !deadline.IsZero() && time.Now().After(deadline) || r.over() {
				return false
			}
			left--
			old := vals[i]
			if vals[i] = any(bytes.Clone(candidate)); text {
				vals[i] = string(candidate)
			} else if candidate == nil {
				vals[i] = []byte{}
			}
			if err := r.call(vals); err != nil {
				failure = err
				return true
			}
			vals[i] = old
			return false
		}
		shorten(b, try)
	}
	return vals, failure
}

// shorten looks for a shorter and plainer b for which try is true.
func shorten(b []byte, try func([]byte) bool) {
	b = bytes.Clone(b)
	// Cut the end off: large pieces first.
	for n := 1 << 20; n > 0; n /= 2 {
		for len(b) >= n && try(b[:len(b)-n]) {
			b = b[:len(b)-n]
		}
	}
	// Take single bytes out.
	for i := 0; i < len(b); {
		candidate := append(bytes.Clone(b[:i]), b[i+1:]...)
		if try(candidate) {
			b = candidate
		} else {
			i++
		}
	}
	// Take longer parts out.
	for i := 0; i < len(b)-1; i++ {
		for j := len(b); j > i+1; j-- {
			if candidate := append(bytes.Clone(b[:i]), b[j:]...); try(candidate) {
				b = candidate
				j = len(b) + 1
			}
		}
	}
	// Make what is left a common letter.
	for i, c := range b {
		for _, plain := range []byte("0aA !x") {
			if c == plain {
				break
			}
			b[i] = plain
			if try(b) {
				break
			}
			b[i] = c
		}
	}
}
