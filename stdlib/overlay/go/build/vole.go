package build

import (
	"path/filepath"
	"runtime"
)

// getToolDir returns the folder of the tools of the Go that the environment variable GOROOT names.
func getToolDir() string {
	return filepath.Join(runtime.GOROOT(), "pkg", "tool", runtime.GOOS+"_"+runtime.GOARCH)
}

// Packages are where the go command looks for them, and are chosen as for its compiler: the package refuses to look for those of
// one that it does not know.
func init() { Default.Compiler = "gc" }
