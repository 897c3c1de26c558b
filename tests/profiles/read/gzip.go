package main

import (
	"bytes"
	"compress/gzip"
	"io"
)

// inflate is for Go's own library.
func inflate(b []byte) []byte {
	r, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		fail("%v", err)
	}
	out, err := io.ReadAll(r)
	if err != nil {
		fail("%v", err)
	}
	return out
}
