package args

import (
	"flag"
	"testing"
)

var mine = flag.Int("mine", 1, "a flag of the test's own")

func TestArgs(t *testing.T) {
	t.Log(*mine, flag.Args())
}
