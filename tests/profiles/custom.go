package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime/pprof"
	"strings"
)

// Profiles of the program's own, and the functions for labels.

var files = pprof.NewProfile("tests.files")

//go:noinline
func open(name string) { files.Add(name, 0) }

//go:noinline
func openFor(name string) { add(name) }

//go:noinline
func add(name string) { files.Add(name, 2) }

func panics(f func()) (text string) {
	defer func() { text = fmt.Sprint(recover()) }()
	f()
	return ""
}

var names = strings.Fields("a b c")

type broken struct{}

func (broken) Write(b []byte) (int, error) { return 0, errors.New("disk full") }

func main() {
	expect("text", render(1), "tests.files profile: total 0\n")
	for _, name := range names {
		open(name)
	}
	openFor("d")
	files.Remove("c")
	files.Remove("never added")
	expect("count", files.Count(), 3)
	expect("name", pprof.Lookup("tests.files").Name(), "tests.files")
	p := read("tests.files")
	expect("types", p.sampleTypes, "[tests.files/count]")
	expect("opened", p.sum(0, "main.open:17", "main.main:40", "runtime.main"), 2)
	expect("with skip", p.sum(0, "main.openFor:20", "main.main:42"), 1)
	expect("not shown", p.sum(0, "main.add"), 0)
	for _, want := range []string{"tests.files profile: total 3\n2 @ 0x", "main.open+0x", "pprof.(*Profile).Add+0x", "custom.go:17\n"} {
		if !strings.Contains(render(1), want) {
			fail("no %q in\n%s", want, render(1))
		}
	}
	expect("twice", panics(func() { files.Add("a", 0) }), "pprof: Profile.Add of duplicate value")
	expect("name in use", panics(func() { pprof.NewProfile("heap") }), "pprof: NewProfile name already in use: heap")
	expect("no name", panics(func() { pprof.NewProfile("") }), "pprof: NewProfile with empty name")
	expect("built in", panics(func() { pprof.Lookup("heap").Add(1, 0) }), "pprof: Add called on built-in Profile heap")
	expect("zero", panics(func() { new(pprof.Profile).WriteTo(nil, 0) }), "pprof: use of zero Profile")
	expect("zero", panics(func() { new(pprof.Profile).Add(1, 0) }), "pprof: use of uninitialized Profile")
	expect("unknown", pprof.Lookup("nothing") == nil, true)
	all := []string{}
	for _, p := range pprof.Profiles() {
		all = append(all, p.Name())
		if err := p.WriteTo(broken{}, 0); err == nil || err.Error() != "disk full" {
			fail("%s to a full disk: %v", p.Name(), err)
		}
		if p.Name() == "block" || p.Name() == "mutex" {
			continue
		}
		if err := p.WriteTo(broken{}, 1); err == nil || err.Error() != "disk full" {
			fail("%s to a full disk as text: %v", p.Name(), err)
		}
	}
	expect("profiles", all, "[allocs block goroutine heap mutex tests.files threadcreate]")
	labels()
	fmt.Println("ok")
}

func render(debug int) string {
	var b bytes.Buffer
	files.WriteTo(&b, debug)
	return b.String()
}

func labels() {
	ctx := context.Background()
	expect("uneven", panics(func() { pprof.Labels("a") }), "uneven number of arguments to pprof.Labels")
	ctx = pprof.WithLabels(ctx, pprof.Labels("z", "1", "a", "2", "a", "3", "m", "4"))
	ctx = pprof.WithLabels(ctx, pprof.Labels("m", "5", "b", "6"))
	ctx = pprof.WithLabels(ctx, pprof.Labels())
	var list []string
	pprof.ForLabels(ctx, func(key, value string) bool {
		list = append(list, key+value)
		return true
	})
	expect("labels", list, "[a3 b6 m5 z1]")
	n := 0
	pprof.ForLabels(ctx, func(key, value string) bool {
		n++
		return n < 2
	})
	expect("stopped", n, 2)
	_, ok := pprof.Label(ctx, "c")
	expect("no such label", ok, false)
	_, ok = pprof.Label(context.Background(), "c")
	expect("no labels", ok, false)
}
