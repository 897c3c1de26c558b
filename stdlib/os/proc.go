package os

import (
	"internal/testlog"
	"syscall"
)

// Args holds the arguments of the program, its name first.
var Args = syscall.Args()

// Exit ends the program at once with a status: 0 says success. Deferred functions do not run.
//
//go:noinline
func Exit(code int) {
	if code == 0 && testlog.PanicOnExit0() {
		panic("unexpected call to os.Exit(0) during test")
	}
	syscall.Exit(code)
}

// A Signal is a signal of the operating system.
type Signal interface {
	String() string
	Signal() // tells it from other Stringers
}

// The signals that every system has.
var (
	Interrupt Signal = syscall.SIGINT
	Kill      Signal = syscall.SIGKILL
)

// Getpid returns the process id.
func Getpid() int { return syscall.Getpid() }

// Getppid returns the parent's process id.
func Getppid() int { return syscall.Getppid() }

// Getuid returns the user id.
func Getuid() int { return syscall.Getuid() }

// Geteuid returns the effective user id.
func Geteuid() int { return syscall.Geteuid() }

// Getgid returns the group id.
func Getgid() int { return syscall.Getgid() }

// Getegid returns the effective group id.
func Getegid() int { return syscall.Getegid() }

// Getpagesize returns the size of a memory page.
func Getpagesize() int { return syscall.Getpagesize() }

// Getenv returns the value of an environment variable, "" if it is not set; LookupEnv can tell.
//
//go:noinline
func Getenv(key string) string {
	testlog.Getenv(key)
	v, _ := syscall.Getenv(key)
	return v
}

// LookupEnv returns the value of an environment variable and whether it is set.
//
//go:noinline
func LookupEnv(key string) (string, bool) {
	testlog.Getenv(key)
	return syscall.Getenv(key)
}

// Setenv sets an environment variable.
//
//go:noinline
func Setenv(key, value string) error {
	return NewSyscallError("setenv", syscall.Setenv(key, value))
}

// Unsetenv removes an environment variable.
func Unsetenv(key string) error {
	return syscall.Unsetenv(key)
}

// Clearenv removes all environment variables.
func Clearenv() {
	syscall.Clearenv()
}

// Environ returns a copy of the environment, NAME=value each.
func Environ() []string {
	return syscall.Environ()
}

// ExpandEnv replaces $name and ${name} in s by the values of environment variables.
func ExpandEnv(s string) string {
	return Expand(s, Getenv)
}

// Expand replaces $name and ${name} in s by mapping(name). A malformed one disappears; a single $ before
// anything else stays.
func Expand(s string, mapping func(string) string) string {
	var buf []byte
	done := 0
	for i := 0; i < len(s); i++ {
		if s[i] != '$' || i+1 >= len(s) {
			continue
		}
		buf = append(buf, s[done:i]...)
		name, n := variableName(s[i+1:])
		switch {
		case name == "" && n > 0: // malformed: drop it
		case name == "":
			buf = append(buf, '$')
		default:
			buf = append(buf, mapping(name)...)
		}
		i += n
		done = i + 1
	}
	if done == 0 {
		return s
	}
	return string(append(buf, s[done:]...))
}

// variableName returns the name that s begins with and its length with braces; no name but a length for
// one that is malformed.
func variableName(s string) (name string, n int) {
	switch {
	case s[0] == '{':
		if len(s) > 2 && isSpecial(s[1]) && s[2] == '}' {
			return s[1:2], 3
		}
		for i := 1; i < len(s); i++ {
			if s[i] == '}' {
				if i == 1 {
					return "", 2
				}
				return s[1:i], i + 1
			}
		}
		return "", 1
	case isSpecial(s[0]):
		return s[:1], 1
	}
	for n < len(s) && (s[n] == '_' || '0' <= s[n] && s[n] <= '9' || 'a' <= s[n]|0x20 && s[n]|0x20 <= 'z') {
		n++
	}
	return s[:n], n
}

// isSpecial reports whether c is a one-letter variable of the shell.
func isSpecial(c byte) bool {
	switch c {
	case '*', '#', '$', '@', '!', '?', '-':
		return true
	}
	return '0' <= c && c <= '9'
}
