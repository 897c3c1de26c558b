// Package flag: every kind of flag, all ways to write them, errors, usage messages and the panics of
// definitions.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"
)

// list is a flag given any number of times.
type list []string

func (l *list) String() string     { return strings.Join(*l, "+") }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }

// careless has a String method that a zero value cannot stand.
type careless struct{ p *int }

func (c *careless) String() string   { return fmt.Sprint(*c.p) }
func (c *careless) Set(string) error { return nil }

type level int

func (l level) MarshalText() ([]byte, error) { return []byte(strings.Repeat("!", int(l))), nil }
func (l *level) UnmarshalText(b []byte) error {
	*l = level(len(b))
	if len(b) > 5 {
		return errors.New("too loud")
	}
	return nil
}

type flags struct {
	*flag.FlagSet
	b1, b2 *bool
	i      *int
	i64    *int64
	u      *uint
	u64    *uint64
	f      *float64
	s      *string
	d      *time.Duration
	l      list
	t      level
	calls  []string
}

func define() *flags {
	fs := flag.NewFlagSet("prog", flag.ContinueOnError)
	fs.SetOutput(os.Stdout)
	f := &flags{FlagSet: fs}
	f.b1 = fs.Bool("b", false, "a switch")
	f.b2 = fs.Bool("verbose", true, "another switch\nof two lines")
	f.i = fs.Int("i", 0, "an `amount` of things")
	f.i64 = fs.Int64("i64", -5, "an int64")
	f.u = fs.Uint("u", 7, "a uint with ` one quote")
	f.u64 = fs.Uint64("u64", 0, "")
	f.f = fs.Float64("f", 2.5e10, "a float")
	f.s = fs.String("s", "it's", "a string")
	f.d = fs.Duration("d", time.Minute, "a duration")
	fs.Var(&f.l, "l", "a list")
	fs.TextVar(&f.t, "level", level(2), "a text")
	fs.Func("call", "a function", func(s string) error {
		f.calls = append(f.calls, s)
		if s == "bad" {
			return errors.New("does not like it")
		}
		return nil
	})
	fs.BoolFunc("c", "a function without argument", func(s string) error {
		f.calls = append(f.calls, "c "+s)
		if s == "bad" {
			return errors.New("does not like it either")
		}
		return nil
	})
	return f
}

func (f *flags) show() {
	fmt.Println(*f.b1, *f.b2, *f.i, *f.i64, *f.u, *f.u64, *f.f, *f.s, *f.d, f.l, f.t, f.calls)
	fmt.Printf("%d set, %d args %q, %q %q\n", f.NFlag(), f.NArg(), f.Args(), f.Arg(0), f.Arg(-1))
	f.Visit(func(fl *flag.Flag) { fmt.Print(fl.Name, "=", fl.Value, " ") })
	fmt.Println()
}

func parse(args ...string) {
	f := define()
	f.Usage = func() { fmt.Println("(usage)") }
	fmt.Printf("--- %q %v\n", args, f.Parsed())
	err := f.Parse(args)
	fmt.Println(err, err == flag.ErrHelp, f.Parsed())
	f.show()
}

func caught(f func()) {
	defer func() { fmt.Println("panic:", recover()) }()
	f()
}

func main() {
	parse()
	parse("-b", "-verbose=false", "-i", "0x10", "--i64=-07", "-u=3", "--u64", "18446744073709551615", "-f", "1e-3", "-s=", "-d", "1h2m",
		"-l", "x", "-l=y=z", "-level", "!!!!", "-call", "1", "-c", "-c=2", "rest", "-b")
	parse("-s", "-b", "--", "-b")
	parse("-", "-b")
	parse("-b=false", "false")
	parse("-b", "false")
	parse("x", "-i", "1")
	for _, bad := range []string{"-i=x", "-i=9223372036854775808", "-u=-1", "-f=1e999", "-f=z", "-d=5", "-b=maybe", "-call=bad", "-c=bad", "-level=!!!!!!",
		"-none", "-=", "---b", "--=x", "-h", "--help", "-h=1", "-help=x", "-i64=1.5", "-u64=99999999999999999999"} {
		parse("-l=1", bad, "rest")
	}
	parse("-b", "-i")
	f := define()
	fmt.Println(f.Parse([]string{"-none"}))
	fmt.Println(f.Parse([]string{"-h"}))
	f.Usage = nil
	f.Init("", flag.ContinueOnError)
	fmt.Println(f.Parse([]string{"-h"}), f.Name() == "", f.ErrorHandling())

	fmt.Println(f.Set("i", "12"), f.Set("i", "z"), f.Set("nothing", "1"), *f.i)
	fl := f.Lookup("i")
	fmt.Println(fl.Name, fl.Usage, fl.Value, fl.DefValue, fl.Value.(flag.Getter).Get().(int), f.Lookup("nothing") == nil)
	fmt.Println(flag.UnquoteUsage(fl))
	f.VisitAll(func(fl *flag.Flag) {
		name, usage := flag.UnquoteUsage(fl)
		g, ok := fl.Value.(flag.Getter)
		fmt.Printf("%s %q %q %q %v", fl.Name, name, usage, fl.DefValue, ok)
		if ok && fl.Name != "level" {
			fmt.Printf(" %T", g.Get())
		}
		fmt.Println()
	})
	caught(func() { f.Bool("i", false, "") })
	caught(func() { f.Init("prog", flag.PanicOnError); f.Bool("i", false, "") })
	caught(func() { f.Bool("-x", false, "") })
	caught(func() { f.Bool("x=", false, "") })
	caught(func() { f.Parse([]string{"-zzz"}) })
	caught(func() { f.TextVar(new(level), "t2", new(moment), "") })

	g := flag.NewFlagSet("careless", flag.ContinueOnError)
	g.SetOutput(os.Stdout)
	g.Var(&careless{new(int)}, "x", "cannot be shown")
	g.Int("y", 1, "can")
	g.PrintDefaults()

	flag.CommandLine.SetOutput(os.Stdout)
	n := flag.Int("n", 3, "number")
	var d time.Duration
	flag.DurationVar(&d, "wait", 0, "`time` to wait")
	flag.Parse()
	fmt.Println(*n, d, flag.NArg(), flag.NFlag(), flag.Args(), flag.Arg(0), flag.Parsed(), flag.Set("n", "4"), *n, flag.Lookup("n").Value)
	flag.PrintDefaults()
	flag.Usage = func() { fmt.Println("own usage") }
	flag.CommandLine.Init("x", flag.ContinueOnError)
	fmt.Println(flag.CommandLine.Parse([]string{"-q"}))
}

type moment struct{}

func (moment) MarshalText() ([]byte, error) { return nil, nil }
