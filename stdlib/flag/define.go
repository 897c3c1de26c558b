package flag

import (
	"encoding"
	"time"
)

// The functions that define flags: X returns a new variable, XVar takes one. name is without hyphens, usage the
// help text. Integers may have the prefixes of Go's.

// Var defines a flag that value holds. It panics if name cannot be a flag's or is taken.
func Var(value Value, name string, usage string) { CommandLine.Var(value, name, usage) }

// BoolVar defines a flag of a switch, kept in *p.
func (f *FlagSet) BoolVar(p *bool, name string, value bool, usage string) {
	f.Var(newBasic(p, value), name, usage)
}

// BoolVar defines a flag of a switch, kept in *p.
func BoolVar(p *bool, name string, value bool, usage string) {
	CommandLine.BoolVar(p, name, value, usage)
}

// Bool defines a flag of a switch, and returns where it is kept.
func (f *FlagSet) Bool(name string, value bool, usage string) *bool {
	p := new(bool)
	f.BoolVar(p, name, value, usage)
	return p
}

// Bool defines a flag of a switch, and returns where it is kept.
func Bool(name string, value bool, usage string) *bool {
	return CommandLine.Bool(name, value, usage)
}

// IntVar defines a flag that is an integer, kept in *p.
func (f *FlagSet) IntVar(p *int, name string, value int, usage string) {
	f.Var(newBasic(p, value), name, usage)
}

// IntVar defines a flag that is an integer, kept in *p.
func IntVar(p *int, name string, value int, usage string) {
	CommandLine.IntVar(p, name, value, usage)
}

// Int defines a flag that is an integer, and returns where it is kept.
func (f *FlagSet) Int(name string, value int, usage string) *int {
	p := new(int)
	f.IntVar(p, name, value, usage)
	return p
}

// Int defines a flag that is an integer, and returns where it is kept.
func Int(name string, value int, usage string) *int {
	return CommandLine.Int(name, value, usage)
}

// Int64Var defines a flag that is an integer, kept in *p.
func (f *FlagSet) Int64Var(p *int64, name string, value int64, usage string) {
	f.Var(newBasic(p, value), name, usage)
}

// Int64Var defines a flag that is an integer, kept in *p.
func Int64Var(p *int64, name string, value int64, usage string) {
	CommandLine.Int64Var(p, name, value, usage)
}

// Int64 defines a flag that is an integer, and returns where it is kept.
func (f *FlagSet) Int64(name string, value int64, usage string) *int64 {
	p := new(int64)
	f.Int64Var(p, name, value, usage)
	return p
}

// Int64 defines a flag that is an integer, and returns where it is kept.
func Int64(name string, value int64, usage string) *int64 {
	return CommandLine.Int64(name, value, usage)
}

// UintVar defines a flag that is an integer >= 0, kept in *p.
func (f *FlagSet) UintVar(p *uint, name string, value uint, usage string) {
	f.Var(newBasic(p, value), name, usage)
}

// UintVar defines a flag that is an integer >= 0, kept in *p.
func UintVar(p *uint, name string, value uint, usage string) {
	CommandLine.UintVar(p, name, value, usage)
}

// Uint defines a flag that is an integer >= 0, and returns where it is kept.
func (f *FlagSet) Uint(name string, value uint, usage string) *uint {
	p := new(uint)
	f.UintVar(p, name, value, usage)
	return p
}

// Uint defines a flag that is an integer >= 0, and returns where it is kept.
func Uint(name string, value uint, usage string) *uint {
	return CommandLine.Uint(name, value, usage)
}

// Uint64Var defines a flag that is an integer >= 0, kept in *p.
func (f *FlagSet) Uint64Var(p *uint64, name string, value uint64, usage string) {
	f.Var(newBasic(p, value), name, usage)
}

// Uint64Var defines a flag that is an integer >= 0, kept in *p.
func Uint64Var(p *uint64, name string, value uint64, usage string) {
	CommandLine.Uint64Var(p, name, value, usage)
}

// Uint64 defines a flag that is an integer >= 0, and returns where it is kept.
func (f *FlagSet) Uint64(name string, value uint64, usage string) *uint64 {
	p := new(uint64)
	f.Uint64Var(p, name, value, usage)
	return p
}

// Uint64 defines a flag that is an integer >= 0, and returns where it is kept.
func Uint64(name string, value uint64, usage string) *uint64 {
	return CommandLine.Uint64(name, value, usage)
}

// Float64Var defines a flag that is a number, kept in *p.
func (f *FlagSet) Float64Var(p *float64, name string, value float64, usage string) {
	f.Var(newBasic(p, value), name, usage)
}

// Float64Var defines a flag that is a number, kept in *p.
func Float64Var(p *float64, name string, value float64, usage string) {
	CommandLine.Float64Var(p, name, value, usage)
}

// Float64 defines a flag that is a number, and returns where it is kept.
func (f *FlagSet) Float64(name string, value float64, usage string) *float64 {
	p := new(float64)
	f.Float64Var(p, name, value, usage)
	return p
}

// Float64 defines a flag that is a number, and returns where it is kept.
func Float64(name string, value float64, usage string) *float64 {
	return CommandLine.Float64(name, value, usage)
}

// StringVar defines a flag that is any text, kept in *p.
func (f *FlagSet) StringVar(p *string, name string, value string, usage string) {
	f.Var(newBasic(p, value), name, usage)
}

// StringVar defines a flag that is any text, kept in *p.
func StringVar(p *string, name string, value string, usage string) {
	CommandLine.StringVar(p, name, value, usage)
}

// String defines a flag that is any text, and returns where it is kept.
func (f *FlagSet) String(name string, value string, usage string) *string {
	p := new(string)
	f.StringVar(p, name, value, usage)
	return p
}

// String defines a flag that is any text, and returns where it is kept.
func String(name string, value string, usage string) *string {
	return CommandLine.String(name, value, usage)
}

// DurationVar defines a flag that time.ParseDuration reads, kept in *p.
func (f *FlagSet) DurationVar(p *time.Duration, name string, value time.Duration, usage string) {
	f.Var(newBasic(p, value), name, usage)
}

// DurationVar defines a flag that time.ParseDuration reads, kept in *p.
func DurationVar(p *time.Duration, name string, value time.Duration, usage string) {
	CommandLine.DurationVar(p, name, value, usage)
}

// Duration defines a flag that time.ParseDuration reads, and returns where it is kept.
func (f *FlagSet) Duration(name string, value time.Duration, usage string) *time.Duration {
	p := new(time.Duration)
	f.DurationVar(p, name, value, usage)
	return p
}

// Duration defines a flag that time.ParseDuration reads, and returns where it is kept.
func Duration(name string, value time.Duration, usage string) *time.Duration {
	return CommandLine.Duration(name, value, usage)
}

// TextVar defines a flag that p reads from text. value is the default, of the type that p points to.
func (f *FlagSet) TextVar(p encoding.TextUnmarshaler, name string, value encoding.TextMarshaler, usage string) {
	f.Var(newText(p, value), name, usage)
}

// TextVar defines a flag that p reads from text. value is the default, of the type that p points to.
func TextVar(p encoding.TextUnmarshaler, name string, value encoding.TextMarshaler, usage string) {
	CommandLine.TextVar(p, name, value, usage)
}

// Func defines a flag for each occurrence of which fn is called, with the argument.
func (f *FlagSet) Func(name, usage string, fn func(string) error) { f.Var(call(fn), name, usage) }

// Func defines a flag for each occurrence of which fn is called, with the argument.
func Func(name, usage string, fn func(string) error) { CommandLine.Func(name, usage, fn) }

// BoolFunc defines a flag without argument for each occurrence of which fn is called, with "true" or what
// follows an equals sign.
func (f *FlagSet) BoolFunc(name, usage string, fn func(string) error) {
	f.Var(switchCall(fn), name, usage)
}

// BoolFunc defines a flag without argument for each occurrence of which fn is called, with "true" or what
// follows an equals sign.
func BoolFunc(name, usage string, fn func(string) error) { CommandLine.BoolFunc(name, usage, fn) }
