package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

type temperature float64

func (t temperature) String() string { return strconv.Itoa(int(t)) + "C" }

type missing struct{ key string }

func (m *missing) Error() string { return "missing " + m.key }

//go:noinline
func find(key string) error {
	if key == "" {
		return &missing{key}
	}
	return nil
}

//go:noinline
func check(key string) error {
	if err := find(key); err != nil {
		return fmt.Errorf("check %q: %w", key, err)
	}
	return nil
}

//go:noinline
func render(w io.Writer, name string, n int) { fmt.Fprintf(w, "%s=%d\n", name, n) }

var errStop = errors.New("stop")

type key struct{}

func init() {
	cases = append(cases, []testCase{
		{"sprintf-numbers", func() int { return len(fmt.Sprintf("%d-%d", 1000, 2000)) }},
		{"sprintf-mixed", func() int { return len(fmt.Sprintf("%s %v %5.2f", "x", point{1, 2}, 1.5)) }},
		{"sprint-stringer", func() int { return len(fmt.Sprint(temperature(20.5), temperature(3))) }},
		{"fprintf-discard", func() int { n, _ := fmt.Fprintf(io.Discard, "%d %s\n", 500000, "abc"); return n }},
		{"fprintf-writer", func() int { w := &counting{}; render(w, "abc", 1000); return w.n }},
		{"fprintf-buffer", func() int { var b bytes.Buffer; render(&b, "abc", 1000); return b.Len() }},
		{"fprintf-builder", func() int { var b strings.Builder; render(&b, "abc", 1000); return b.Len() }},
		{"println-stderr", func() int { n, _ := fmt.Fprintln(null, 123456, "x", true); return n }},
		{"append-format", func() int { var a [64]byte; return len(fmt.Appendf(a[:0], "%d:%x", 99999, 255)) }},
		{"builder", func() int {
			var b strings.Builder
			b.WriteString("hello")
			b.WriteByte(' ')
			b.WriteString("world")
			return b.Len()
		}},
		{"builder-grown", func() int { var b strings.Builder; b.Grow(32); b.WriteString("hello"); return len(b.String()) }},
		{"buffer", func() int { var b bytes.Buffer; b.WriteString("hello"); return b.Len() }},
		{"buffer-read", func() int {
			b := bytes.NewBufferString("a b c")
			var p [8]byte
			n, _ := io.ReadFull(b, p[:5])
			return n
		}},
		{"reader", func() int { r := strings.NewReader("hello"); var p [8]byte; n, _ := r.Read(p[:]); return n }},
		{"read-all", func() int { b, _ := io.ReadAll(strings.NewReader("hello")); return len(b) }},
		{"concat", func() int { a, b := "hello", strconv.Itoa(12345); return len(a + " " + b) }},
		{"bytes-of-text", func() int {
			s := "hello"
			n := 0
			for _, c := range []byte(s) {
				n += int(c)
			}
			return n
		}},
		{"text-of-bytes", func() int { b := []byte{'a', 'b'}; return len(string(b)) }},
		{"fields", func() int { return len(strings.Fields("a bb ccc")) }},
		{"split", func() int { return len(strings.Split("a,b,c", ",")) }},
		{"join", func() int { return len(strings.Join([]string{"a", "b", "c"}, "-")) }},
		{"replace", func() int { return len(strings.ReplaceAll("aXbXc", "X", "--")) }},
		{"quote", func() int { return len(strconv.Quote("a\"b")) }},
		{"itoa", func() int { return len(strconv.Itoa(1234567)) }},
		{"errors-new", func() int { return len(errors.New("bad").Error()) }},
		{"errors-wrapped", func() int { return len(check("").Error()) }},
		{"errors-none", func() int {
			err := check("k")
			if err != nil {
				return 1
			}
			return 0
		}},
		{"errors-is", func() int {
			if errors.Is(errStop, errStop) {
				return 1
			}
			return 0
		}},
		{"errors-as", func() int {
			var m *missing
			if errors.As(find(""), &m) {
				return 1
			}
			return 0
		}},
		{"context-value", func() int {
			ctx := context.WithValue(context.Background(), key{}, 70000)
			n, _ := ctx.Value(key{}).(int)
			return n
		}},
	})
}

var null, _ = os.OpenFile("/dev/null", os.O_WRONLY, 0)
