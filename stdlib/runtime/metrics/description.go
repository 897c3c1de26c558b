package metrics

import (
	"slices"
	"strings"
)

// Description tells about a metric.
type Description struct {
	// Name is a path, a colon and a unit, as in "/gc/heap/allocs:bytes".
	Name string

	// Description says in words what is measured.
	Description string

	// Kind is the kind of its values.
	Kind ValueKind

	// Cumulative: it counts from the program's start, so it never falls, and neither does any of a
	// histogram's counts.
	Cumulative bool
}

// find returns the place of the metric of that name in table.
func find(name string) (int, bool) {
	return slices.BinarySearchFunc(table, name, func(m metric, name string) int {
		return strings.Compare(m.name, name)
	})
}

// All returns descriptions of all metrics, in the order of their names.
func All() []Description {
	all := make([]Description, 0, len(table)+len(settings))
	for _, m := range table {
		all = append(all, Description{m.name, m.description, m.kind, m.cumulative})
	}
	for _, s := range settings {
		all = append(all, s.describe())
	}
	slices.SortFunc(all, func(a, b Description) int { return strings.Compare(a.Name, b.Name) })
	return all
}
