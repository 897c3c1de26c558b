package testing

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"
	"unicode"
	"unicode/utf8"
)

// What a test may ask for until it ends: directories, environment variables, the current directory.

// tempDirs are the directories of one test: parent/001, parent/002, ...
type tempDirs struct {
	mu     sync.Mutex
	parent string
	err    error
	n      int
}

// TempDir returns a new directory, which is removed with all that is in it when the test ends.
//
//go:noinline
func (c *common) TempDir() string {
	c.checkFuzzing("TempDir")
	d := &c.dirs
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.parent == "" || !isDir(d.parent) {
		c.Helper()
		d.parent, d.err = os.MkdirTemp(os.Getenv("GOTMPDIR"), fileName(c.name))
		if d.err == nil {
			parent := d.parent
			c.Cleanup(func() {
				if err := removeAll(parent); err != nil {
					c.Errorf("TempDir RemoveAll cleanup: %v", err)
				}
			})
		}
	}
	if d.err != nil {
		c.Fatalf("TempDir: %v", d.err)
	}
	d.n++
	dir := fmt.Sprintf("%s%c%03d", d.parent, os.PathSeparator, d.n)
	if err := os.Mkdir(dir, 0o777); err != nil {
		c.Fatalf("TempDir: %v", err)
	}
	return dir
}

func isDir(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// removeAll is os.RemoveAll; a directory may be in use for some milliseconds by a process that was killed.
func removeAll(path string) error {
	for wait := time.Millisecond; ; wait *= 2 {
		err := os.RemoveAll(path)
		if err == nil || wait > 2*time.Second || !isBusy(err) {
			return err
		}
		time.Sleep(wait)
	}
}

func isBusy(err error) bool {
	e, ok := err.(*os.PathError)
	return ok && (e.Err == syscall.EBUSY || e.Err == syscall.ENOTEMPTY)
}

// fileName makes the beginning of a file's name of a test's: at most 64 bytes of it, without what is special
// somewhere.
func fileName(test string) string {
	const longest = 64
	if len(test) > longest {
		test = test[:longest]
		for !utf8.ValidString(test) {
			test = test[:len(test)-1]
		}
	}
	return strings.Map(func(r rune) rune {
		const fine = "!#$%&()+,-.=@^_{}~ "
		if r < utf8.RuneSelf {
			if '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || strings.ContainsRune(fine, r) {
				return r
			}
		} else if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return r
		}
		return -1
	}, test)
}

// ArtifactDir returns a directory for files that the test makes. Under -test.artifacts it stays, in the
// output directory; else it is as TempDir's. It is the same in each call by one test.
//
//go:noinline
func (c *common) ArtifactDir() string {
	c.checkFuzzing("ArtifactDir")
	c.dirs.mu.Lock()
	dir := c.artifact
	c.dirs.mu.Unlock()
	if dir != "" {
		return dir
	}
	c.Helper()
	if isSet(flags.artifacts) {
		var err error
		if dir, err = os.MkdirTemp(artifactRoot, ""); err != nil {
			c.Fatalf("ArtifactDir: %v", err)
		}
		if c.narrator != nil {
			c.narrator.announce(c.name, "=== ARTIFACTS %s %s\n", c.name, dir)
		}
	} else {
		dir = c.TempDir()
	}
	c.dirs.mu.Lock()
	defer c.dirs.mu.Unlock()
	c.artifact = dir
	return dir
}

// Attr prints a line with an attribute of the test, for programs that read the output.
//
//go:noinline
func (c *common) Attr(key, value string) {
	if strings.ContainsFunc(key, unicode.IsSpace) {
		c.Errorf("disallowed whitespace in attribute key %q", key)
		return
	}
	if strings.ContainsAny(value, "\r\n") {
		c.Errorf("disallowed newline in attribute value %q", value)
		return
	}
	if c.narrator != nil {
		c.narrator.announce(c.name, "=== ATTR  %s %v %v\n", c.name, key, value)
	}
}

// Setenv sets an environment variable until the test ends. Parallel tests cannot do that.
//
//go:noinline
func (c *common) Setenv(key, value string) {
	c.checkFuzzing("Setenv")
	old, was := os.LookupEnv(key)
	if err := os.Setenv(key, value); err != nil {
		c.Fatalf("cannot set environment variable: %v", err)
	}
	c.Cleanup(func() {
		if was {
			os.Setenv(key, old)
		} else {
			os.Unsetenv(key)
		}
	})
}

// Chdir changes the current directory, and $PWD, until the test ends. Parallel tests cannot do that.
//
//go:noinline
func (c *common) Chdir(dir string) {
	c.checkFuzzing("Chdir")
	old, err := os.Open(".")
	if err != nil {
		c.Fatal(err)
	}
	if err := os.Chdir(dir); err != nil {
		c.Fatal(err)
	}
	if runtime.GOOS != "windows" && runtime.GOOS != "plan9" {
		if !filepath.IsAbs(dir) {
			if dir, err = os.Getwd(); err != nil {
				c.Fatal(err)
			}
		}
		c.Setenv("PWD", dir)
	}
	c.Cleanup(func() {
		err := old.Chdir()
		old.Close()
		if err != nil {
			panic("testing.Chdir: " + err.Error())
		}
	})
}
