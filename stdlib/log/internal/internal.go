// Package internal is what log lets log/slog do that programs may not.
package internal

// DefaultOutput writes a message by the standard logger, as of the line that pc belongs to. Package log sets it.
var DefaultOutput func(pc uintptr, data []byte) error
