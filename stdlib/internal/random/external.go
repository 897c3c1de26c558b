package random

// next returns the next state of this P's generator.
func next() uint64
