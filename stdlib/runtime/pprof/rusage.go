package pprof

import (
	"os"
	"strconv"
	"strings"
)

// maxRSS returns the largest size that the process had in memory, in bytes; 0 if that is unknown.
func maxRSS() uint64 {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(text), "VmHWM:")
	fields := strings.Fields(rest)
	if len(fields) == 0 {
		return 0
	}
	kib, _ := strconv.ParseUint(fields[0], 10, 64)
	return kib * 1024
}
