// Which metrics there are, with Go's kinds and flags, in the order of their names; and what the package's
// functions do with values of the wrong kind and with samples that are used again.
package main

import (
	"fmt"
	"runtime/metrics"
	"slices"
	"strings"
)

func message(f func()) (s string) {
	defer func() { s = fmt.Sprint(recover()) }()
	f()
	return
}

func kinds() {
	for _, name := range []string{"/gc/gogc:percent", "/no/such:thing", "", "/cpu/classes/user:cpu-seconds", "/gc/pauses:seconds"} {
		v := value(name)
		fmt.Printf("%q kind %d: %s; %s; %s\n", name, v.Kind(), message(func() { v.Uint64() }),
			message(func() { v.Float64() }), message(func() { v.Float64Histogram() }))
	}
	var zero metrics.Value
	fmt.Println(zero.Kind() == metrics.KindBad, metrics.KindUint64, metrics.KindFloat64, metrics.KindFloat64Histogram)
}

func again() {
	s := []metrics.Sample{{Name: "/sched/pauses/total/gc:seconds"}, {Name: "/gc/heap/allocs-by-size:bytes"}}
	metrics.Read(s)
	h := s[0].Value.Float64Histogram()
	counts := h.Counts
	sizes := s[1].Value.Float64Histogram()
	fmt.Println(len(counts), len(h.Buckets), len(sizes.Counts), len(sizes.Buckets))
	counts[0] = 99
	metrics.Read(s)
	fmt.Println("same histogram:", s[0].Value.Float64Histogram() == h, &h.Counts[0] == &counts[0], counts[0])
	s[0], s[1] = metrics.Sample{Name: s[1].Name, Value: s[0].Value}, metrics.Sample{Name: "/no:thing", Value: s[1].Value}
	metrics.Read(s)
	fmt.Println("another shape:", len(s[0].Value.Float64Histogram().Counts), s[1].Value.Kind())
}

func main() {
	all := metrics.All()
	for _, d := range all {
		fmt.Println(d.Name, d.Kind, d.Cumulative)
	}
	for _, d := range all {
		path, unit, found := strings.Cut(d.Name, ":")
		check(found && path[0] == '/' && unit != "" && !strings.ContainsAny(unit, ":*/"), "%s: not a name", d.Name)
		check(strings.HasSuffix(d.Description, "."), "%s: described by %q", d.Name, d.Description)
		check(value(d.Name).Kind() == d.Kind, "%s: its kind is another", d.Name)
	}
	check(slices.IsSortedFunc(all, func(a, b metrics.Description) int { return strings.Compare(a.Name, b.Name) }), "not sorted")
	kinds()
	again()
	sizes := value("/gc/heap/allocs-by-size:bytes").Float64Histogram().Buckets
	fmt.Println(sizes)
	fmt.Println(value("/gc/pauses:seconds").Float64Histogram().Buckets)
	done()
}
