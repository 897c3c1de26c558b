// check reads an execution trace and says whether it can be true.
//
//	check FILE CONDITION ...    such as "GoBlock(chan send)>=10"; generations, goroutines and samples are counts too
//	check -counts FILE          all there is to have conditions on
//	check -faults FILE DIR      copies of the trace with a fault each: DIR/NAME.trace
package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

func main() {
	args := os.Args[1:]
	option := ""
	if len(args) > 0 && strings.HasPrefix(args[0], "-") {
		option, args = args[0], args[1:]
	}
	data, err := os.ReadFile(args[0])
	if err != nil {
		die("%v", err)
	}
	if option == "-faults" {
		writeFaults(data, args[1])
		return
	}
	counts, err := check(data)
	if err != nil {
		die("%v", err)
	}
	if option == "-counts" {
		for _, name := range slices.Sorted(maps.Keys(counts)) {
			fmt.Println(counts[name], name)
		}
		return
	}
	for _, condition := range args[1:] {
		if !holds(condition, counts) {
			name, _, _ := strings.Cut(condition, ">=")
			name, _, _ = strings.Cut(name, "==")
			die("not %s: %d", condition, counts[name])
		}
	}
	fmt.Println("ok")
}

func die(format string, args ...any) {
	fmt.Printf(format+"\n", args...)
	os.Exit(1)
}

// check returns how often everything happens in the trace, or what is wrong with it.
func check(data []byte) (counts map[string]int, err error) {
	defer func() {
		if f, ok := recover().(fault); ok {
			err = fmt.Errorf("%s", string(f))
		}
	}()
	m := newMachine()
	generations := readFile(data)
	for i := range generations {
		m.run(&generations[i])
	}
	m.counts["generations"] = len(generations)
	m.counts["goroutines"] = m.goroutines
	m.counts["bytes"] = len(data)
	return m.counts, nil
}

func holds(condition string, counts map[string]int) bool {
	if name, n, ok := strings.Cut(condition, ">="); ok {
		want, err := strconv.Atoi(n)
		return err == nil && counts[name] >= want
	}
	name, n, ok := strings.Cut(condition, "==")
	want, err := strconv.Atoi(n)
	return ok && err == nil && counts[name] == want
}

func writeFaults(data []byte, dir string) {
	write := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name+".trace"), data, 0o666); err != nil {
			die("%v", err)
		}
	}
	for _, f := range faults {
		faulty, err := inject(readFile(data), f.event, f.change)
		if err != nil {
			die("%s: %v", f.name, err)
		}
		write(f.name, faulty)
	}
	write("cut", data[:len(data)*2/3])
	write("no-end", data[:len(data)-1])
	write("old", append([]byte("go 1.99"), data[7:]...))
	write("no-strings", without(readFile(data), kindStrings))
	write("no-stacks", without(readFile(data), kindStacks))
	write("no-sync", without(readFile(data), kindSync))
	write("sound", putAll(readFile(data)))
}
