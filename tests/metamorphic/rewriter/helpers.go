// The declarations that rewrites use. A variant gets those it mentions, at its end.
package main

import (
	"fmt"
	"go/parser"
	"go/token"
	"path"
	"strings"
)

// helper is a declaration and what it needs of the others.
type helper struct {
	name, text string
	imports    string
}

// Functions marked noinline hide from the compiler what they do with the value.
var helpers = []helper{
	{name: "mm_True", text: "var mm_True = mm_Zero() == 0"},
	{name: "mm_False", text: "var mm_False = mm_Zero() != 0"},
	{name: "mm_One", text: "const mm_One = 1"},
	{name: "mm_Sink", text: "var mm_Sink any"},
	{name: "mm_Zero", text: "//go:noinline\nfunc mm_Zero() int { return 0 }"},
	{name: "mm_Clear", text: "//go:noinline\nfunc mm_Clear[T any](p *T) { var zero T; *p = zero }"},
	{name: "mm_Call", text: "//go:noinline\nfunc mm_Call[T any](f func() T) T { return f() }"},
	{name: "mm_Do", text: "//go:noinline\nfunc mm_Do(f func()) { f() }"},
	{name: "mm_Box", text: "type mm_Box[T any] struct{ v T }\n\nfunc (b mm_Box[T]) get() T { return b.v }\n\n" +
		"func (b *mm_Box[T]) load() T { return b.v }"},
	{name: "mm_Outer", text: "type mm_Outer[T any] struct{ *mm_Box[T] }"},
	{name: "mm_Getter", text: "type mm_Getter[T any] interface{ get() T }"},
	{name: "mm_Cell", text: "type mm_Cell[T any] struct{ p *T }\n\nfunc (c mm_Cell[T]) set(v T) { *c.p = v }"},
	{name: "mm_ID", text: "//go:noinline\nfunc mm_ID[T any](v T) T { return v }"},
	{name: "mm_Same", text: "func mm_Same[T any](v T) T { return v }"},
	{name: "mm_First", text: "func mm_First[T, U any](v T, _ U) T { return v }"},
	{name: "mm_Last", text: "func mm_Last[T any](v ...T) T { return v[len(v)-1] }"},
	{name: "mm_Pointer", text: "//go:noinline\nfunc mm_Pointer[T any](v T) *T { return &v }"},
	{name: "mm_Address", text: "//go:noinline\nfunc mm_Address[T any](p *T) *T { return p }"},
	{name: "mm_Channel", text: "func mm_Channel[T any](v T) T { c := make(chan T, 1); c <- v; return <-c }"},
	{name: "mm_Select", text: "func mm_Select[T any](v T) T {\n\tc, never := make(chan T, 1), make(chan T)\n" +
		"\tselect {\n\tcase c <- v:\n\tcase never <- v:\n\t}\n" +
		"\tselect {\n\tcase <-never:\n\tcase v := <-c:\n\t\treturn v\n\t}\n\tpanic(0)\n}"},
	{name: "mm_Go", text: "func mm_Go[T any](f func() T) T { c := make(chan T); go func() { c <- f() }(); return <-c }"},
	{name: "mm_Panic", text: "type mm_Thrown[T any] struct{ v T }\n\n" +
		"func mm_Panic[T any](v T) (r T) {\n\tdefer func() { r = recover().(mm_Thrown[T]).v }()\n" +
		"\tpanic(mm_Thrown[T]{v})\n}"},
	{name: "mm_Seq", text: "func mm_Seq[T any](v T) func(func(T) bool) { return func(yield func(T) bool) { yield(v) } }"},
	{name: "mm_Yield", text: "func mm_Yield[T any](v T) T { for v := range mm_Seq(v) { return v }; panic(0) }"},
	{name: "mm_Once", text: "func mm_Once(yield func() bool) { yield() }"},
	{name: "mm_Count", text: "func mm_Count[T ~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | " +
		"~uint32 | ~uint64 | ~uintptr](n T) func(func(T) bool) {\n\treturn func(yield func(T) bool) {\n" +
		"\t\tfor i := T(0); i < n; i++ {\n\t\t\tif !yield(i) {\n\t\t\t\treturn\n\t\t\t}\n\t\t}\n\t}\n}"},
	{name: "mm_Pairs", text: "func mm_Pairs[S ~[]E, E any](s S) func(func(int, E) bool) {\n" +
		"\treturn func(yield func(int, E) bool) {\n\t\tfor i, v := range s {\n\t\t\tif !yield(i, v) {\n" +
		"\t\t\t\treturn\n\t\t\t}\n\t\t}\n\t}\n}"},
	{name: "mm_Runes", text: "func mm_Runes[S ~string](s S) func(func(int, rune) bool) {\n" +
		"\treturn func(yield func(int, rune) bool) {\n\t\tfor i, v := range s {\n\t\t\tif !yield(i, v) {\n" +
		"\t\t\t\treturn\n\t\t\t}\n\t\t}\n\t}\n}"},
	{name: "mm_Entries", text: "func mm_Entries[M ~map[K]V, K comparable, V any](m M) func(func(K, V) bool) {\n" +
		"\treturn func(yield func(K, V) bool) {\n\t\tfor k, v := range m {\n\t\t\tif !yield(k, v) {\n" +
		"\t\t\t\treturn\n\t\t\t}\n\t\t}\n\t}\n}"},
	{name: "mm_Received", text: "func mm_Received[T any](c <-chan T) func(func(T) bool) {\n" +
		"\treturn func(yield func(T) bool) {\n\t\tfor v := range c {\n\t\t\tif !yield(v) {\n" +
		"\t\t\t\treturn\n\t\t\t}\n\t\t}\n\t}\n}"},
	{name: "mm_Runner", text: "type mm_Runner struct{ f func() }\n\nfunc (r mm_Runner) run() { r.f() }"},
	// Called often, the slow ones do their work less and less often.
	{name: "mm_GC", imports: "runtime", text: "func mm_GC() {\n\tif mm_Seldom() {\n\t\tmm_runtime.GC()\n\t}\n}"},
	{name: "mm_Yielding", imports: "runtime", text: "func mm_Yielding() {\n\tif mm_Seldom() {\n" +
		"\t\tmm_runtime.Gosched()\n\t}\n}"},
	{name: "mm_Deep", text: "//go:noinline\nfunc mm_Deep(n int) int {\n\tif !mm_Seldom() || n == 0 {\n\t\treturn n\n\t}\n" +
		"\treturn mm_Down(n)\n}\n\n//go:noinline\nfunc mm_Down(n int) int {\n\tvar pad [64]int\n\tpad[n%64] = n\n" +
		"\tif n == 0 {\n\t\treturn pad[0]\n\t}\n\treturn mm_Down(n-1) + pad[n%64]\n}"},
	{name: "mm_Seldom", imports: "sync/atomic", text: "var mm_calls mm_atomic.Int64\n\nfunc mm_Seldom() bool {\n" +
		"\tn := mm_calls.Add(1)\n\treturn n <= 20 || n < 1e6 && n&(n-1) == 0\n}"},
}

// withHelpers adds the helpers that src mentions, and those that these mention.
func withHelpers(src string) string {
	var tail, imports strings.Builder
	added := map[string]bool{}
	for again := true; again; {
		again = false
		for _, h := range helpers {
			if added[h.name] || !mentions(src, h.name) && !mentions(tail.String(), h.name) {
				continue
			}
			added[h.name], again = true, true
			tail.WriteString("\n" + h.text + "\n")
			if h.imports != "" && !added[h.imports] {
				added[h.imports] = true
				fmt.Fprintf(&imports, "; import mm_%s %q", path.Base(h.imports), h.imports)
			}
		}
	}
	return withImports(src, imports.String()) + tail.String()
}

// withImports puts import declarations on the line of the package clause.
func withImports(src, list string) string {
	file, err := parser.ParseFile(token.NewFileSet(), "", src, parser.PackageClauseOnly)
	if err != nil || list == "" {
		return src
	}
	at := int(file.Name.End() - file.FileStart)
	return src[:at] + list + src[at:]
}

// mentions tells whether name is in text as a whole word.
func mentions(text, name string) bool {
	for {
		at := strings.Index(text, name)
		if at < 0 {
			return false
		}
		text = text[at+len(name):]
		if text == "" || !isLetter(text[0]) {
			return true
		}
	}
}

func isLetter(c byte) bool {
	return c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}
