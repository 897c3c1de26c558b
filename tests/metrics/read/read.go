// For all programs here: metrics by name, and checks.
package main

import (
	"fmt"
	"os"
	"runtime/metrics"
	"time"
)

var failed bool

func check(ok bool, format string, args ...any) {
	if !ok {
		failed = true
		fmt.Printf("FAIL "+format+"\n", args...)
	}
}

// done ends the program; its last line is "ok" if nothing failed.
func done() {
	if failed {
		os.Exit(1)
	}
	fmt.Println("ok")
}

func value(name string) metrics.Value {
	s := []metrics.Sample{{Name: name}}
	metrics.Read(s)
	return s[0].Value
}

func number(name string) uint64 { return value(name).Uint64() }

func secs(name string) float64 { return value(name).Float64() }

// samples returns how many values a histogram has counted.
func samples(h *metrics.Float64Histogram) (n uint64) {
	for _, c := range h.Counts {
		n += c
	}
	return n
}

func counted(name string) uint64 { return samples(value(name).Float64Histogram()) }

// readAll reads all metrics at once.
func readAll() map[string]metrics.Value {
	var s []metrics.Sample
	for _, d := range metrics.All() {
		s = append(s, metrics.Sample{Name: d.Name})
	}
	metrics.Read(s)
	all := make(map[string]metrics.Value)
	for _, m := range s {
		all[m.Name] = m.Value
	}
	return all
}

// until calls step until cond holds, for a minute at most.
func until(cond func() bool, step func()) bool {
	for end := time.Now().Add(60 * time.Second); time.Now().Before(end); step() {
		if cond() {
			return true
		}
	}
	return cond()
}
