// Package goroot says what belongs to an installed Go's library.
package goroot

import (
	"os"
	"path/filepath"
	"strings"
)

// IsStandardPackage reports whether path is a package of the library at goroot: whether its folder there holds Go
// files. The compiler's name does not matter; Vole reads that library too.
func IsStandardPackage(goroot, compiler, path string) bool {
	files, err := os.ReadDir(filepath.Join(goroot, "src", path))
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
