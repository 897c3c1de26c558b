package flag

import (
	"fmt"
	"os"
	"reflect"
	"strings"
)

// Usage prints a usage message. A program may replace it.
var Usage = func() {
	fmt.Fprintf(CommandLine.Output(), "Usage of %s:\n", os.Args[0])
	PrintDefaults()
}

func (f *FlagSet) usage() {
	if f.Usage == nil {
		f.defaultUsage()
	} else {
		f.Usage()
	}
}

func (f *FlagSet) defaultUsage() {
	if f.name == "" {
		fmt.Fprintln(f.Output(), "Usage:")
	} else {
		fmt.Fprintf(f.Output(), "Usage of %s:\n", f.name)
	}
	f.PrintDefaults()
}

// UnquoteUsage returns the name of a flag's argument and the help text. The name is what the text has in back
// quotes, which are taken away; else one for the kind of value, "" for a switch.
func UnquoteUsage(flag *Flag) (name string, usage string) {
	before, rest, _ := strings.Cut(flag.Usage, "`")
	if name, after, ok := strings.Cut(rest, "`"); ok {
		return name, before + name + after
	}
	return kind(flag.Value), flag.Usage
}

// PrintDefaults prints the help texts of all flags, with the defaults that are not zero values:
//
//	-n int
//	  	how often (default 10)
func (f *FlagSet) PrintDefaults() {
	var problems []error
	f.VisitAll(func(flag *Flag) {
		zero, err := hasZeroDefault(flag)
		if err != nil {
			problems = append(problems, err)
		}
		fmt.Fprintln(f.Output(), help(flag, zero || err != nil))
	})
	if len(problems) == 0 {
		return
	}
	fmt.Fprintln(f.Output())
	for _, err := range problems {
		fmt.Fprintln(f.Output(), err)
	}
}

// PrintDefaults prints the help texts of all flags, with the defaults that are not zero values.
func PrintDefaults() { CommandLine.PrintDefaults() }

func help(flag *Flag, hideDefault bool) string {
	const indent = "\n    \t" // right for tabs of four columns and of eight
	name, usage := UnquoteUsage(flag)
	head := "  -" + flag.Name
	if name != "" {
		head += " " + name
	}
	if len(head) <= len("  -x") {
		head += "\t"
	} else {
		head += indent
	}
	text := head + strings.ReplaceAll(usage, "\n", indent)
	if hideDefault {
		return text
	}
	if _, ok := flag.Value.(*basic[string]); ok {
		return text + fmt.Sprintf(" (default %q)", flag.DefValue)
	}
	return text + " (default " + flag.DefValue + ")"
}

// hasZeroDefault reports whether the default is what the zero value of the flag's type looks like. err tells
// of a type that cannot be asked.
func hasZeroDefault(flag *Flag) (zero bool, err error) {
	t := reflect.TypeOf(flag.Value)
	v := reflect.Zero(t)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
		v = reflect.New(t)
	}
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("panic calling String method on zero %v for flag %s: %v", t, flag.Name, e)
		}
	}()
	return flag.DefValue == v.Interface().(Value).String(), nil
}
