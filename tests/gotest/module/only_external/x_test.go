package only_external_test

import "testing"

func TestAlone(t *testing.T) {}
