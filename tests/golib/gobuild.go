// Tools that look at Go's packages and executables.
package main

import (
	"debug/gosym"
	"fmt"
	"go/build"
	"os"
	"path/filepath"
)

func main() {
	dir, err := os.MkdirTemp("", "gobuild")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	for name, text := range map[string]string{
		"a.go":         "// Package a is one.\npackage a\n\nimport \"fmt\"\n\nvar _ = fmt.Sprint\n",
		"a_windows.go": "package a\n",
		"b.go":         "//go:build gc\n\npackage a\n",
		"a_test.go":    "package a\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			panic(err)
		}
	}
	p, err := build.ImportDir(dir, 0)
	if err != nil {
		panic(err)
	}
	fmt.Println(p.Name, p.Doc, p.GoFiles, p.IgnoredGoFiles, p.TestGoFiles, p.Imports, build.Default.Compiler)
	_, err = gosym.NewTable(nil, gosym.NewLineTable([]byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, 8}, 0))
	fmt.Println(err)
}
