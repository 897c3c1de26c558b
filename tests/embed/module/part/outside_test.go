package part_test

import (
	"embed"
	"testing"

	"example.com/embedding/part"
)

//go:embed *_test.go
var tests embed.FS

func TestFiles(t *testing.T) {
	list, err := tests.ReadDir(".")
	if err != nil || len(list) != 2 || list[0].Name() != "outside_test.go" {
		t.Error(list, err)
	}
	if data, err := part.Files.ReadFile("part.txt"); err != nil || string(data) != string(part.Contents) {
		t.Error(data, err)
	}
}
