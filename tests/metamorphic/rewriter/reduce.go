package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// found keeps a variant that does something else under Vole.
func (s *session) found(l *lab, seed uint64, o *original, kept []rewrite, m mode) error {
	folder := filepath.Join(s.out, fmt.Sprintf("seed%d", seed))
	os.MkdirAll(folder, 0o777)
	os.WriteFile(filepath.Join(folder, "variant.go"), []byte(rewritten(o.p.src, kept)), 0o666)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failed = append(s.failed, fmt.Sprint(seed))
	fmt.Printf("seed %d: %s differs: %s: %s\n", seed, o.p.name, m.name, folder)
	return nil
}
