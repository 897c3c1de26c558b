package p

import "testing"

func FuzzSecret(f *testing.F) {
	f.Add([]byte("seed"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if secret(b) {
			t.Error("found")
		}
	})
}
