// Package goroot says what belongs to an installed Go's library.
package goroot

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// IsStandardPackage reports whether path is a package of the library at goroot: whether its folder there, as readDir
// lists it (nil: os.ReadDir), holds Go files. The compiler's name does not matter; Vole reads that library too.
func IsStandardPackage(readDir func(string) ([]fs.DirEntry, error), goroot, compiler, path string) bool {
	if readDir == nil {
		readDir = os.ReadDir
	}
	files, err := readDir(filepath.Join(goroot, "src", path))
	if err != nil {
		return false
	}
	for _, f := range files {
		if strings.HasSuffix(f.Name(), ".go") {
			return true
		}
	}
	return false
}
