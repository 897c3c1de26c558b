// Package flag parses the flags of a command line.
//
// Flags are defined first, and then Parse sets their variables:
//
//	n := flag.Int("n", 10, "how often")
//	flag.Parse()
//
// On the command line -n 5, -n=5, --n 5 and --n=5 mean the same. A switch, which is true or false, can
// be given as -x or -x=false, but not in two arguments. The flags end before the first argument that does
// not begin with a hyphen or is just one, and after one that is "--".
package flag

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
)

// ErrHelp is what Parse fails with for -help or -h if there is no such flag.
var ErrHelp = errors.New("flag: help requested")

// ErrorHandling says what Parse does about an error.
type ErrorHandling int

const (
	ContinueOnError ErrorHandling = iota // return it
	ExitOnError                          // os.Exit(2); os.Exit(0) for ErrHelp
	PanicOnError                         // panic with it
)

// A Flag is a flag that is defined.
type Flag struct {
	Name     string // without hyphens
	Usage    string // the help text
	Value    Value
	DefValue string // the default as text
}

// A FlagSet is a set of flags. The zero FlagSet has no name, and ContinueOnError.
type FlagSet struct {
	// Usage prints a usage message; Parse calls it for every error.
	Usage func()

	name     string
	handling ErrorHandling
	output   io.Writer // nil: standard error
	parsed   bool
	args     []string // still to parse; then those after the flags
	defined  map[string]*Flag
	set      map[string]*Flag
	tooEarly map[string]string // flags set while not defined: where that was
}

// NewFlagSet returns a FlagSet without flags. name is what usage messages call the program.
func NewFlagSet(name string, errorHandling ErrorHandling) *FlagSet {
	f := new(FlagSet)
	f.Init(name, errorHandling)
	f.Usage = f.defaultUsage
	return f
}

// Init sets the name and what to do about errors.
func (f *FlagSet) Init(name string, errorHandling ErrorHandling) {
	f.name = name
	f.handling = errorHandling
}

// Name returns the name of the set.
func (f *FlagSet) Name() string { return f.name }

// ErrorHandling returns what Parse does about an error.
func (f *FlagSet) ErrorHandling() ErrorHandling { return f.handling }

// Output returns where messages go.
func (f *FlagSet) Output() io.Writer {
	if f.output == nil {
		return os.Stderr
	}
	return f.output
}

// SetOutput sets where messages go: standard error for nil.
func (f *FlagSet) SetOutput(output io.Writer) { f.output = output }

// --- the flags ---------------------------------------------------------------------------------------

// Var defines a flag that value holds. It panics if name cannot be a flag's or is taken.
func (f *FlagSet) Var(value Value, name string, usage string) {
	if strings.HasPrefix(name, "-") {
		panic(f.message("flag %q begins with -", name))
	}
	if strings.Contains(name, "=") {
		panic(f.message("flag %q contains =", name))
	}
	def := value.String()
	if _, taken := f.defined[name]; taken {
		if f.name == "" {
			panic(f.message("flag redefined: %s", name))
		}
		panic(f.message("%s flag redefined: %s", f.name, name))
	}
	if where := f.tooEarly[name]; where != "" {
		panic(fmt.Sprintf("flag %s set at %s before being defined", name, where))
	}
	if f.defined == nil {
		f.defined = make(map[string]*Flag)
	}
	f.defined[name] = &Flag{name, usage, value, def}
}

// message prints a message and returns it.
func (f *FlagSet) message(format string, args ...any) string {
	text := fmt.Sprintf(format, args...)
	fmt.Fprintln(f.Output(), text)
	return text
}

// Lookup returns a flag, or nil if it is not defined.
func (f *FlagSet) Lookup(name string) *Flag { return f.defined[name] }

// Set sets a flag.
func (f *FlagSet) Set(name, value string) error { return f.setFrom(2, name, value) }

// setFrom is Set for the caller that many calls up.
func (f *FlagSet) setFrom(depth int, name, value string) error {
	flag, ok := f.defined[name]
	if !ok {
		if f.tooEarly == nil {
			f.tooEarly = make(map[string]string)
		}
		if _, file, line, ok := runtime.Caller(depth); ok {
			f.tooEarly[name] = fmt.Sprintf("%s:%d", file, line)
		}
		return fmt.Errorf("no such flag -%v", name)
	}
	if err := flag.Value.Set(value); err != nil {
		return err
	}
	f.markSet(flag)
	return nil
}

func (f *FlagSet) markSet(flag *Flag) {
	if f.set == nil {
		f.set = make(map[string]*Flag)
	}
	f.set[flag.Name] = flag
}

// VisitAll calls fn for all flags, sorted by name.
func (f *FlagSet) VisitAll(fn func(*Flag)) { visit(f.defined, fn) }

// Visit calls fn for the flags that were set, sorted by name.
func (f *FlagSet) Visit(fn func(*Flag)) { visit(f.set, fn) }

func visit(flags map[string]*Flag, fn func(*Flag)) {
	names := make([]string, 0, len(flags))
	for name := range flags {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fn(flags[name])
	}
}

// NFlag returns the number of flags that were set.
func (f *FlagSet) NFlag() int { return len(f.set) }

// --- parsing -----------------------------------------------------------------------------------------

// Parse parses a command line, without the program's name. The error is ErrHelp for -help or -h if there is
// no such flag.
func (f *FlagSet) Parse(arguments []string) error {
	f.parsed = true
	f.args = arguments
	for {
		more, err := f.parseOne()
		if err != nil {
			return f.handle(err)
		}
		if !more {
			return nil
		}
	}
}

func (f *FlagSet) handle(err error) error {
	switch {
	case f.handling == PanicOnError:
		panic(err)
	case f.handling == ExitOnError && err == ErrHelp:
		os.Exit(0)
	case f.handling == ExitOnError:
		os.Exit(2)
	}
	return err
}

// parseOne parses the next flag, if there is one.
func (f *FlagSet) parseOne() (more bool, err error) {
	if len(f.args) == 0 {
		return false, nil
	}
	arg := f.args[0]
	if len(arg) < 2 || arg[0] != '-' {
		return false, nil
	}
	if arg == "--" {
		f.args = f.args[1:]
		return false, nil
	}
	name := strings.TrimPrefix(arg[1:], "-")
	if name[0] == '-' || name[0] == '=' {
		return false, f.fail("bad flag syntax: %s", arg)
	}
	f.args = f.args[1:]
	name, value, hasValue := strings.Cut(name, "=")
	flag, ok := f.defined[name]
	switch {
	case !ok && (name == "help" || name == "h"):
		f.usage()
		return false, ErrHelp
	case !ok:
		return false, f.fail("flag provided but not defined: -%s", name)
	case isSwitch(flag.Value):
		err = f.setSwitch(flag, value, hasValue)
	default:
		err = f.setArgument(flag, value, hasValue)
	}
	if err != nil {
		return false, err
	}
	f.markSet(flag)
	return true, nil
}

func (f *FlagSet) setSwitch(flag *Flag, value string, hasValue bool) error {
	if !hasValue {
		if err := flag.Value.Set("true"); err != nil {
			return f.fail("invalid boolean flag %s: %v", flag.Name, err)
		}
		return nil
	}
	if err := flag.Value.Set(value); err != nil {
		return f.fail("invalid boolean value %q for -%s: %v", value, flag.Name, err)
	}
	return nil
}

func (f *FlagSet) setArgument(flag *Flag, value string, hasValue bool) error {
	if !hasValue {
		if len(f.args) == 0 {
			return f.fail("flag needs an argument: -%s", flag.Name)
		}
		value, f.args = f.args[0], f.args[1:]
	}
	if err := flag.Value.Set(value); err != nil {
		return f.fail("invalid value %q for flag -%s: %v", value, flag.Name, err)
	}
	return nil
}

// fail prints an error and the usage message, and returns the error.
func (f *FlagSet) fail(format string, args ...any) error {
	text := f.message(format, args...)
	f.usage()
	return errors.New(text)
}

// Parsed reports whether Parse was called.
func (f *FlagSet) Parsed() bool { return f.parsed }

// Args returns the arguments after the flags.
func (f *FlagSet) Args() []string { return f.args }

// NArg returns the number of arguments after the flags.
func (f *FlagSet) NArg() int { return len(f.args) }

// Arg returns the i'th argument after the flags, "" if there are not so many.
func (f *FlagSet) Arg(i int) string {
	if i < 0 || i >= len(f.args) {
		return ""
	}
	return f.args[i]
}

// --- the flags of the program ------------------------------------------------------------------------

// CommandLine is the set that the functions of the package work on. It is named as the program, and exits on
// errors.
var CommandLine = NewFlagSet(programName(), ExitOnError)

// Not a part of the declaration above: Usage refers to CommandLine.
func init() { CommandLine.Usage = func() { Usage() } }

func programName() string {
	if len(os.Args) == 0 {
		return ""
	}
	return os.Args[0]
}

// Parse parses the command line of the program.
func Parse() { CommandLine.Parse(os.Args[1:]) }

// Parsed reports whether Parse was called.
func Parsed() bool { return CommandLine.Parsed() }

// Lookup returns a flag, or nil if it is not defined.
func Lookup(name string) *Flag { return CommandLine.Lookup(name) }

// Set sets a flag.
func Set(name, value string) error { return CommandLine.setFrom(2, name, value) }

// VisitAll calls fn for all flags, sorted by name.
func VisitAll(fn func(*Flag)) { CommandLine.VisitAll(fn) }

// Visit calls fn for the flags that were set, sorted by name.
func Visit(fn func(*Flag)) { CommandLine.Visit(fn) }

// NFlag returns the number of flags that were set.
func NFlag() int { return CommandLine.NFlag() }

// Args returns the arguments after the flags.
func Args() []string { return CommandLine.Args() }

// NArg returns the number of arguments after the flags.
func NArg() int { return CommandLine.NArg() }

// Arg returns the i'th argument after the flags, "" if there are not so many.
func Arg(i int) string { return CommandLine.Arg(i) }
