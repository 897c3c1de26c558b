package pprof

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unsafe"
)

// getLabels returns the labels of the calling goroutine, a *labelMap; nil: none.
func getLabels() unsafe.Pointer

// setLabels sets them. The runtime gives them to new goroutines, and to samples of the CPU profile.
func setLabels(labels unsafe.Pointer)

type label struct{ key, value string }

// A LabelSet is a set of labels: pairs of a key and a value, no key twice.
type LabelSet struct {
	list []label // sorted by key
}

// A labelMap is the labels of a context or a goroutine; it does not change.
type labelMap struct {
	LabelSet
}

// String returns the labels as text, sorted; "" for none.
func (l *labelMap) String() string {
	if l == nil {
		return ""
	}
	pairs := make([]string, len(l.list))
	for i, p := range l.list {
		pairs[i] = fmt.Sprintf("%q:%q", p.key, p.value)
	}
	slices.Sort(pairs)
	return "{" + strings.Join(pairs, ", ") + "}"
}

type contextKey struct{}

func labelsOf(ctx context.Context) *labelMap {
	labels, _ := ctx.Value(contextKey{}).(*labelMap)
	return labels
}

// newSet returns the set of labels: of those with the same key the last one counts.
func newSet(labels []label) LabelSet {
	slices.SortStableFunc(labels, func(a, b label) int { return strings.Compare(a.key, b.key) })
	n := 0
	for i, l := range labels {
		if i+1 == len(labels) || labels[i+1].key != l.key {
			labels[n] = l
			n++
		}
	}
	return LabelSet{labels[:n:n]}
}

// Labels makes a set of keys and values in turn. Of equal keys the last one counts; an odd number of
// arguments is a panic.
func Labels(args ...string) LabelSet {
	if len(args)%2 != 0 {
		panic("uneven number of arguments to pprof.Labels")
	}
	list := make([]label, 0, len(args)/2)
	for i := 0; i < len(args); i += 2 {
		list = append(list, label{args[i], args[i+1]})
	}
	return newSet(list)
}

// WithLabels returns a context with the labels of ctx and these, which win over those with the same key.
func WithLabels(ctx context.Context, labels LabelSet) context.Context {
	m := &labelMap{labels}
	if old := labelsOf(ctx); old != nil && len(old.list) > 0 {
		m.LabelSet = newSet(slices.Concat(old.list, labels.list))
	}
	return context.WithValue(ctx, contextKey{}, m)
}

// Label returns the value of the label with the given key, and whether there is one.
func Label(ctx context.Context, key string) (string, bool) {
	if m := labelsOf(ctx); m != nil {
		for _, l := range m.list {
			if l.key == key {
				return l.value, true
			}
		}
	}
	return "", false
}

// ForLabels calls f for each label of ctx until it returns false.
func ForLabels(ctx context.Context, f func(key, value string) bool) {
	if m := labelsOf(ctx); m != nil {
		for _, l := range m.list {
			if !f(l.key, l.value) {
				return
			}
		}
	}
}

// SetGoroutineLabels gives the calling goroutine the labels of ctx, and no others. Goroutines that it starts
// begin with its labels. Do is easier to use.
func SetGoroutineLabels(ctx context.Context) { setLabels(unsafe.Pointer(labelsOf(ctx))) }

// Do calls f with a context that has the labels of ctx and these; the goroutine has them meanwhile.
// Afterwards it has those of ctx.
func Do(ctx context.Context, labels LabelSet, f func(context.Context)) {
	defer SetGoroutineLabels(ctx)
	ctx = WithLabels(ctx, labels)
	SetGoroutineLabels(ctx)
	f(ctx)
}
