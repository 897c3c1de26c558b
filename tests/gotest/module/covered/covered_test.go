package covered

import "testing"

func TestMore(t *testing.T) {
	for i := range 5 {
		More(i)
	}
}
