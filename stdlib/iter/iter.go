// Package iter names the functions that range loops step through: a sequence passes its values, one
// after the other, to a function yield, and ends early when that returns false.
package iter

// Seq is a sequence of values.
type Seq[V any] func(yield func(V) bool)

// Seq2 is a sequence of pairs of values, most often keys or indices with what belongs to them.
type Seq2[K, V any] func(yield func(K, V) bool)
