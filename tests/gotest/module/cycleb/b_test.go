package cycleb

import (
	"testing"

	_ "example.com/m/cyclea"
)

func TestCycle(t *testing.T) {}
