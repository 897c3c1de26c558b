package failing

import (
	"fmt"
	"testing"
)

func TestGood(t *testing.T) { fmt.Println("printed by a good test") }

func TestBad(t *testing.T) {
	t.Log("first")
	t.Errorf("got %d, want %d", 1, 2)
	t.Run("inner", func(t *testing.T) {
		t.Fatal("stopped\nhere")
	})
}

func ExampleWrong() {
	fmt.Println("one")
	fmt.Println("two")
	// Output:
	// one
	// three
}
