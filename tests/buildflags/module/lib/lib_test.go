package lib

import "testing"

func TestVersion(t *testing.T) {
	if Version != "tested" {
		t.Error(Version)
	}
}
