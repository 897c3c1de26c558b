package testmain

import (
	"fmt"
	"os"
	"testing"
)

var ready bool

func TestMain(m *testing.M) {
	fmt.Println("before")
	ready = true
	code := m.Run()
	fmt.Println("after", code)
	if os.Getenv("VOLE_TEST_CODE") != "" {
		os.Exit(7)
	}
}

func TestReady(t *testing.T) {
	if !ready {
		t.Error("TestMain did not run")
	}
}
