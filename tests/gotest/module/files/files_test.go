package files

import (
	"os"
	"testing"
)

func TestReads(t *testing.T) {
	t.Log(os.Getenv("VOLE_TEST_LOOKED_AT"))
	data, err := os.ReadFile("testdata/input.txt")
	if err != nil || string(data) != "the content\n" {
		t.Fatal(string(data), err)
	}
}
