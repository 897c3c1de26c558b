package calc

import "testing"

// Exported for the external tests only.
var Secret = secret

func TestAdd(t *testing.T) {
	if Add(1, 2) != 3 {
		t.Fatal("1+2")
	}
	t.Log("added")
}

func TestTable(t *testing.T) {
	for _, c := range []struct {
		name string
		x, y int
	}{{"small", 1, 2}, {"large number", 1000, 2}, {"small", 0, 0}} {
		t.Run(c.name, func(t *testing.T) {
			if Add(c.x, c.y) != c.x+c.y {
				t.Error("wrong")
			}
		})
	}
}

func Testlower(t *testing.T) { t.Fatal("not a test: its name goes on with a small letter") }

func TestSkipped(t *testing.T) {
	t.Skip("not today")
}
