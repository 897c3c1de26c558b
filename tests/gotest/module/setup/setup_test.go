package setup

import "testing"

func TestWrong(t *testing.T, more int) {}
