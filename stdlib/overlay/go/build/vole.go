package build

import (
	"path/filepath"
	"runtime"
)

// getToolDir returns the folder of the tools of the Go that the environment variable GOROOT names.
func getToolDir() string {
	return filepath.Join(runtime.GOROOT(), "pkg", "tool", runtime.GOOS+"_"+runtime.GOARCH)
}
