package testdeps

import (
	"internal/fuzz"
	"reflect"
	"time"
)

func (TestDeps) CoordinateFuzzing(timeout time.Duration, limit int64, minimizeTimeout time.Duration,
	minimizeLimit int64, seed []fuzz.Entry, types []reflect.Type, corpusDir, cacheDir string,
	counters map[string][]uint32, call func(fuzz.Entry) error) error {
	return fuzz.Run(fuzz.Options{
		Timeout: timeout, Limit: limit, MinimizeTimeout: minimizeTimeout, MinimizeLimit: minimizeLimit,
		Seed: seed, Types: types, CorpusDir: corpusDir, CacheDir: cacheDir, Counters: counters, Call: call,
	})
}

func (TestDeps) ReadCorpus(dir string, types []reflect.Type) ([]fuzz.Entry, error) {
	return fuzz.ReadCorpus(dir, types)
}

func (TestDeps) CheckCorpus(vals []any, types []reflect.Type) error {
	return fuzz.CheckCorpus(vals, types)
}
