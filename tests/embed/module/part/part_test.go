package part

import (
	_ "embed"
	"testing"
)

//go:embed part_test.go
var source string

func TestSource(t *testing.T) {
	if source[:12] != "package part" || Contents != "from part\n" {
		t.Errorf("source %q, contents %q", source[:12], Contents)
	}
}
