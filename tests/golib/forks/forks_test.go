package forks

import (
	"os"
	"os/exec"
	"testing"
)

// A process that outlives the test has its output.
func TestForks(t *testing.T) {
	c := exec.Command("sh", "-c", "sleep 1; echo late")
	c.Stdout, c.Stderr = os.Stdout, os.Stderr
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
}

func TestForksAndFails(t *testing.T) {
	TestForks(t)
	t.Error("failed")
}
