// A method that is only in tables stays if an interface method of its name and type is called
// somewhere in the program, however its value got into the interface.
//
// kept: main.(*file).WriteTo
// kept: main.temperature.String
// kept: main.point.Format
// kept: main.failure.Error
// kept: main.failure.Unwrap
// kept: main.cat.speak
// kept: main.dog.Speak
// kept: main.base.Promoted
// kept: main.box[int].Get
// kept: main.box[string].Get
// kept: main.late.Call
// gone: main.(*file).Sync
// gone: main.temperature.Fahrenheit
// gone: main.cat.Sleep
// gone: main.dog.speak
// gone: main.base.Unpromoted
// gone: main.box[int].Set
// gone: main.asked.Answer
// gone: main.differs.Call
// gone: reflect.Value.MethodByName
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"sort"
)

// Asserted to io.WriterTo by package io.
type file struct{ text string }

func (f *file) Read(p []byte) (int, error) { panic("WriteTo is better") }
func (f *file) WriteTo(w io.Writer) (int64, error) {
	n, err := io.WriteString(w, f.text)
	return int64(n), err
}
func (f *file) Sync() { println("sync") }

// fmt's three ways.
type temperature float64

func (t temperature) String() string          { return fmt.Sprintf("%.1f°", float64(t)) }
func (t temperature) Fahrenheit() temperature { return t*9/5 + 32 }

type point struct{ x, y int }

func (p point) Format(s fmt.State, verb rune) { fmt.Fprintf(s, "<%d|%d>", p.x, p.y) }

type failure struct{ cause error }

func (f failure) Error() string { return "failure" }
func (f failure) Unwrap() error { return f.cause }

// An unexported method and an exported one that differ in case only; reached by a type switch.
type speaker interface{ speak() string }
type Speaker interface{ Speak() string }
type cat struct{}
type dog struct{}

func (cat) speak() string { return "meow" }
func (cat) Sleep()        { println("zzz") }
func (dog) Speak() string { return "woof" }
func (dog) speak(int)     {}

func sound(x any) string {
	switch x := x.(type) {
	case speaker:
		return x.speak()
	case Speaker:
		return x.Speak()
	}
	return "-"
}

// Promoted through an embedded pointer and an embedded interface.
type base struct{ n int }

func (b base) Promoted() int   { return b.n }
func (b base) Unpromoted() int { return -b.n }

type promoter interface{ Promoted() int }
type byPointer struct{ *base }
type byInterface struct{ promoter }

// Instances of a generic type.
type box[T any] struct{ v T }

func (b box[T]) Get() T   { return b.v }
func (b *box[T]) Set(v T) { b.v = v }

func get[T any](x any) T { return x.(interface{ Get() T }).Get() }

// Asked for, never called: it must answer, but needs no code.
type asked struct{}

func (asked) Answer() int { return 42 }

// Called through a method value; and the same name with another type.
type late struct{}
type differs struct{}

func (late) Call(int) string    { return "called" }
func (differs) Call(int) []byte { return nil }

type caller interface{ Call(int) string }

//go:noinline
func hide(x any) any { return x }

func main() {
	n, err := io.Copy(os.Stdout, hide(&file{"written\n"}).(io.Reader))
	fmt.Println(n, err)
	fmt.Println(temperature(36.6), point{1, 2})
	fmt.Println(errors.Unwrap(fmt.Errorf("more: %w", failure{io.EOF})), errors.Is(failure{io.EOF}, io.EOF))
	fmt.Println(sound(cat{}), sound(dog{}), sound(1))
	fmt.Println(hide(byPointer{&base{3}}).(promoter).Promoted(), hide(byInterface{base{4}}).(promoter).Promoted())
	fmt.Println(get[int](hide(box[int]{5})), get[string](hide(&box[string]{"six"})))
	_, yes := hide(asked{}).(interface{ Answer() int })
	_, no := hide(asked{}).(interface{ Answer() string })
	fmt.Println(yes, no)
	f := hide(late{}).(caller).Call
	_, differ := hide(differs{}).(caller)
	fmt.Println(f(1), differ)
	s := sort.Interface(sort.Reverse(sort.IntSlice{1, 2, 3}))
	sort.Sort(s)
	fmt.Println(s)
}
