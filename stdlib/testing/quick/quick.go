// Package quick looks for arguments with which a function does not do what it should, by trying many.
package quick

import (
	"flag"
	"fmt"
	"math"
	"math/rand"
	"reflect"
	"strings"
	"time"
)

var defaultCount = flag.Int("quickchecks", 100, "The default number of iterations for each check")

// A Generator makes values of its own type, instead of Value.
type Generator interface {
	// Generate returns a value; size says about how large it is to be.
	Generate(rand *rand.Rand, size int) reflect.Value
}

// complexSize is how long strings, slices and maps become at most.
const complexSize = 50

// Value returns some value of type t. ok is false if there is none: for functions, channels, interfaces, structs
// with fields that are not exported. A Generator is asked.
func Value(t reflect.Type, rand *rand.Rand) (value reflect.Value, ok bool) {
	return sized(t, rand, complexSize)
}

func sized(t reflect.Type, rng *rand.Rand, size int) (v reflect.Value, ok bool) {
	if g, ok := reflect.Zero(t).Interface().(Generator); ok {
		return g.Generate(rng, size), true
	}
	v = reflect.New(t).Elem()
	switch t.Kind() {
	case reflect.Bool:
		v.SetBool(rng.Int()&1 == 0)
	case reflect.Float32:
		v.SetFloat(float64(anyFloat32(rng)))
	case reflect.Float64:
		v.SetFloat(anyFloat64(rng))
	case reflect.Complex64:
		v.SetComplex(complex(float64(anyFloat32(rng)), float64(anyFloat32(rng))))
	case reflect.Complex128:
		v.SetComplex(complex(anyFloat64(rng), anyFloat64(rng)))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(rng.Uint64()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		v.SetUint(rng.Uint64())
	case reflect.String:
		v.SetString(anyString(rng))
	default:
		return v, fill(v, t, rng, size)
	}
	return v, true
}

// fill gives v, of a type that is made of others, a value.
func fill(v reflect.Value, t reflect.Type, rng *rand.Rand, size int) bool {
	switch t.Kind() {
	case reflect.Pointer:
		if rng.Intn(size) == 0 {
			v.SetZero()
			return true
		}
		elem, ok := sized(t.Elem(), rng, size)
		if ok {
			v.Set(reflect.New(t.Elem()))
			v.Elem().Set(elem)
		}
		return ok
	case reflect.Map:
		return fillMap(v, t, rng, size)
	case reflect.Slice:
		n := rng.Intn(size)
		v.Set(reflect.MakeSlice(t, n, n))
		return fillAll(n, v.Index, rng, size-n)
	case reflect.Array:
		return fillAll(v.Len(), v.Index, rng, size)
	case reflect.Struct:
		n := v.NumField()
		left := size
		if n > left {
			left = 1
		} else if n > 0 {
			left /= n
		}
		return fillAll(n, v.Field, rng, left)
	}
	return false
}

func fillAll(n int, at func(int) reflect.Value, rng *rand.Rand, size int) bool {
	for i := range n {
		elem, ok := sized(at(i).Type(), rng, size)
		if !ok {
			return false
		}
		at(i).Set(elem)
	}
	return true
}

func fillMap(v reflect.Value, t reflect.Type, rng *rand.Rand, size int) bool {
	n := rng.Intn(size)
	v.Set(reflect.MakeMap(t))
	for range n {
		key, ok1 := sized(t.Key(), rng, size)
		elem, ok2 := sized(t.Elem(), rng, size)
		if !ok1 || !ok2 {
			return false
		}
		v.SetMapIndex(key, elem)
	}
	return true
}

func anyFloat32(rng *rand.Rand) float32 {
	f := rng.Float64() * math.MaxFloat32
	if rng.Int()&1 == 1 {
		f = -f
	}
	return float32(f)
}

func anyFloat64(rng *rand.Rand) float64 {
	f := rng.Float64() * math.MaxFloat64
	if rng.Int()&1 == 1 {
		f = -f
	}
	return f
}

func anyString(rng *rand.Rand) string {
	runes := make([]rune, rng.Intn(complexSize))
	for i := range runes {
		runes[i] = rune(rng.Intn(0x10ffff))
	}
	return string(runes)
}

// A Config says how often a function is tried, and with what.
type Config struct {
	MaxCount      int                               // how often; 0: as MaxCountScale says
	MaxCountScale float64                           // times the default, which is 100 or the flag -quickchecks; 0: 1
	Rand          *rand.Rand                        // nil: one that differs from run to run
	Values        func([]reflect.Value, *rand.Rand) // makes the arguments; nil: Value does
}

var defaultConfig Config

func (c *Config) rng() *rand.Rand {
	if c.Rand == nil {
		return rand.New(rand.NewSource(time.Now().UnixNano()))
	}
	return c.Rand
}

func (c *Config) count() int {
	switch {
	case c.MaxCount != 0:
		return c.MaxCount
	case c.MaxCountScale != 0:
		return int(c.MaxCountScale * float64(*defaultCount))
	}
	return *defaultCount
}

// A SetupError says that Check or CheckEqual was used in a wrong way.
type SetupError string

func (s SetupError) Error() string { return string(s) }

// A CheckError says with what arguments a function failed.
type CheckError struct {
	Count int
	In    []any
}

func (s *CheckError) Error() string {
	return fmt.Sprintf("#%d: failed on input %s", s.Count, asText(s.In))
}

// A CheckEqualError says with what arguments two functions differed.
type CheckEqualError struct {
	CheckError
	Out1 []any
	Out2 []any
}

func (s *CheckEqualError) Error() string {
	return fmt.Sprintf("#%d: failed on input %s. Output 1: %s. Output 2: %s", s.Count, asText(s.In), asText(s.Out1),
		asText(s.Out2))
}

// Check calls f, a function that returns a bool, with many arguments. If it returns false, Check returns these as a
// *CheckError.
func Check(f any, config *Config) error {
	if config == nil {
		config = &defaultConfig
	}
	fn, t, ok := function(f)
	if !ok {
		return SetupError("argument is not a function")
	}
	if t.NumOut() != 1 {
		return SetupError("function does not return one value")
	}
	if t.Out(0).Kind() != reflect.Bool {
		return SetupError("function does not return a bool")
	}
	args := make([]reflect.Value, t.NumIn())
	rng := config.rng()
	for i := range config.count() {
		if err := arguments(args, t, config, rng); err != nil {
			return err
		}
		if !fn.Call(args)[0].Bool() {
			return &CheckError{i + 1, interfaces(args)}
		}
	}
	return nil
}

// CheckEqual calls f and g, functions of the same type, with many arguments. If they return different values,
// CheckEqual returns these and the arguments as a *CheckEqualError.
func CheckEqual(f, g any, config *Config) error {
	if config == nil {
		config = &defaultConfig
	}
	x, xt, ok := function(f)
	if !ok {
		return SetupError("f is not a function")
	}
	y, yt, ok := function(g)
	if !ok {
		return SetupError("g is not a function")
	}
	if xt != yt {
		return SetupError("functions have different types")
	}
	args := make([]reflect.Value, xt.NumIn())
	rng := config.rng()
	for i := range config.count() {
		if err := arguments(args, xt, config, rng); err != nil {
			return err
		}
		out1, out2 := interfaces(x.Call(args)), interfaces(y.Call(args))
		if !reflect.DeepEqual(out1, out2) {
			return &CheckEqualError{CheckError{i + 1, interfaces(args)}, out1, out2}
		}
	}
	return nil
}

func arguments(args []reflect.Value, f reflect.Type, config *Config, rng *rand.Rand) error {
	if config.Values != nil {
		config.Values(args, rng)
		return nil
	}
	for i := range args {
		var ok bool
		if args[i], ok = Value(f.In(i), rng); !ok {
			return SetupError(fmt.Sprintf("cannot create arbitrary value of type %s for argument %d", f.In(i), i))
		}
	}
	return nil
}

func function(f any) (v reflect.Value, t reflect.Type, ok bool) {
	v = reflect.ValueOf(f)
	if v.Kind() != reflect.Func {
		return v, nil, false
	}
	return v, v.Type(), true
}

func interfaces(vals []reflect.Value) []any {
	out := make([]any, len(vals))
	for i, v := range vals {
		out[i] = v.Interface()
	}
	return out
}

func asText(vals []any) string {
	text := make([]string, len(vals))
	for i, v := range vals {
		text[i] = fmt.Sprintf("%#v", v)
	}
	return strings.Join(text, ", ")
}
