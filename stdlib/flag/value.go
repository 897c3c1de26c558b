package flag

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"time"
)

// A Value holds what a flag was set to. String is also called on the zero value of the type, to see whether
// a default is worth telling. If there is a method IsBoolFlag() bool and it returns true, -name alone means
// -name=true.
type Value interface {
	String() string
	Set(string) error
}

// A Getter is a Value that returns what it holds; all of this package but those of Func and BoolFunc are.
type Getter interface {
	Value
	Get() any
}

type boolFlag interface {
	Value
	IsBoolFlag() bool
}

// isSwitch reports whether v needs no argument.
func isSwitch(v Value) bool {
	b, ok := v.(boolFlag)
	return ok && b.IsBoolFlag()
}

// What a number or the like may fail with.
var (
	errParse = errors.New("parse error")
	errRange = errors.New("value out of range")
)

// A basic is the Value of a variable of a basic type or time.Duration.
type basic[T any] struct{ p *T }

func newBasic[T any](p *T, value T) *basic[T] {
	*p = value
	return &basic[T]{p}
}

func (b *basic[T]) Get() any { return *b.p }

func (b *basic[T]) String() string {
	if b.p == nil {
		var zero T
		return fmt.Sprint(zero)
	}
	return fmt.Sprint(*b.p)
}

func (b *basic[T]) IsBoolFlag() bool {
	_, ok := any(b.p).(*bool)
	return ok
}

// Set sets the variable even if it fails, to what is nearest.
func (b *basic[T]) Set(s string) (err error) {
	switch p := any(b.p).(type) {
	case *bool:
		*p, err = strconv.ParseBool(s)
	case *int:
		var wide int64
		wide, err = strconv.ParseInt(s, 0, strconv.IntSize)
		*p = int(wide)
	case *int64:
		*p, err = strconv.ParseInt(s, 0, 64)
	case *uint:
		var wide uint64
		wide, err = strconv.ParseUint(s, 0, strconv.IntSize)
		*p = uint(wide)
	case *uint64:
		*p, err = strconv.ParseUint(s, 0, 64)
	case *float64:
		*p, err = strconv.ParseFloat(s, 64)
	case *string:
		*p = s
	case *time.Duration:
		*p, err = time.ParseDuration(s)
	}
	switch {
	case err == nil:
		return nil
	case errors.Is(err, strconv.ErrRange):
		return errRange
	}
	return errParse
}

// kind returns what a usage message calls the argument.
func kind(v Value) string {
	if isSwitch(v) {
		return ""
	}
	switch v.(type) {
	case *basic[int], *basic[int64]:
		return "int"
	case *basic[uint], *basic[uint64]:
		return "uint"
	case *basic[float64]:
		return "float"
	case *basic[string]:
		return "string"
	case *basic[time.Duration]:
		return "duration"
	}
	return "value"
}

// A text is the Value of a variable that reads text itself.
type text struct{ p encoding.TextUnmarshaler }

func newText(p encoding.TextUnmarshaler, value encoding.TextMarshaler) text {
	to := reflect.ValueOf(p)
	if to.Kind() != reflect.Pointer {
		panic("variable value type must be a pointer")
	}
	from := reflect.ValueOf(value)
	if from.Kind() == reflect.Pointer {
		from = from.Elem()
	}
	if from.Type() != to.Type().Elem() {
		panic("default type does not match variable type: " + from.Type().String() + " != " + to.Type().Elem().String())
	}
	to.Elem().Set(from)
	return text{p}
}

func (t text) Set(s string) error { return t.p.UnmarshalText([]byte(s)) }
func (t text) Get() any           { return t.p }

func (t text) String() string {
	if m, ok := t.p.(encoding.TextMarshaler); ok {
		if b, err := m.MarshalText(); err == nil {
			return string(b)
		}
	}
	return ""
}

// A call is the Value of Func, a switchCall that of BoolFunc.
type call func(string) error

func (c call) Set(s string) error { return c(s) }
func (c call) String() string     { return "" }

type switchCall func(string) error

func (c switchCall) Set(s string) error { return c(s) }
func (c switchCall) String() string     { return "" }
func (c switchCall) IsBoolFlag() bool   { return true }
