package testdeps

import (
	"reflect"
	"time"
)

type corpusEntry = struct {
	Parent     string
	Path       string
	Data       []byte
	Values     []any
	Generation int
	IsSeed     bool
}

func (TestDeps) CoordinateFuzzing(timeout time.Duration, limit int64, minimizeTimeout time.Duration,
	minimizeLimit int64, parallel int, seed []corpusEntry, types []reflect.Type, corpusDir, cacheDir string,
	fn func(corpusEntry) error) error {
	return errNone
}
func (TestDeps) ReadCorpus(dir string, types []reflect.Type) ([]corpusEntry, error) {
	return nil, errNone
}
func (TestDeps) CheckCorpus(vals []any, types []reflect.Type) error { return errNone }
