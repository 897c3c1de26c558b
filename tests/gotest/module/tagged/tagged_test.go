//go:build special

package tagged

import "testing"

func TestTagged(t *testing.T) { t.Log("with the tag") }
