// Prints what of Go's exported identifiers the packages in stdlib/ lack, one a line: "bytes Buffer.Peek".
//
//	missing STDLIB GOROOT/api/go1*.txt
//
// What there should be is in Go's lists of its API; what there is says go/types of the sources.
package main

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// A library imports packages from their sources in a folder.
type library struct {
	root string
	fset *token.FileSet
	done map[string]*types.Package
}

func (l *library) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if p := l.done[path]; p != nil {
		return p, nil
	}
	dir := filepath.Join(l.root, path)
	listed, err := build.ImportDir(dir, 0)
	if err != nil {
		return nil, err
	}
	var files []*ast.File
	for _, name := range listed.GoFiles {
		f, err := parser.ParseFile(l.fset, filepath.Join(dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	config := types.Config{Importer: l, IgnoreFuncBodies: true, Error: func(error) {}, Sizes: types.SizesFor("gc", "amd64")}
	p, _ := config.Check(path, l.fset, files, nil)
	l.done[path] = p
	return p, nil
}

var (
	line   = regexp.MustCompile(`^pkg (\S+?)(?: \((\S+?)\))?, (.*?)(?: //deprecated)?(?: #\d+)?$`)
	simple = regexp.MustCompile(`^(?:func|var|const|type) (\w+)`)
	method = regexp.MustCompile(`^method \(\*?(\w+)(?:\[.*?\])?\) (\w+)`)
	member = regexp.MustCompile(`^type (\w+)(?:\[.*?\])? (?:struct|interface), (\w+)`)
)

// wanted returns the identifiers of each package: a name, or Type.Member.
func wanted(files []string) map[string]map[string]bool {
	all := map[string]map[string]bool{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		for s := range strings.Lines(string(text)) {
			m := line.FindStringSubmatch(strings.TrimSpace(s))
			if m == nil || m[2] != "" && m[2] != "linux-amd64" {
				continue
			}
			name := ""
			if f := method.FindStringSubmatch(m[3]); f != nil {
				name = f[1] + "." + f[2]
			} else if f := member.FindStringSubmatch(m[3]); f != nil {
				name = f[1] + "." + f[2]
			} else if f := simple.FindStringSubmatch(m[3]); f != nil {
				name = f[1]
			}
			last := name[strings.LastIndexByte(name, '.')+1:]
			if name == "" || !token.IsExported(last) || last == "embedded" {
				continue
			}
			if all[m[1]] == nil {
				all[m[1]] = map[string]bool{}
			}
			all[m[1]][name] = true
		}
	}
	return all
}

func has(p *types.Package, name string) bool {
	name, part, isPart := strings.Cut(name, ".")
	object := p.Scope().Lookup(name)
	if object == nil || !isPart {
		return object != nil
	}
	found, _, _ := types.LookupFieldOrMethod(types.NewPointer(object.Type()), true, p, part)
	if found == nil {
		found, _, _ = types.LookupFieldOrMethod(object.Type(), true, p, part)
	}
	return found != nil
}

func main() {
	l := &library{os.Args[1], token.NewFileSet(), map[string]*types.Package{}}
	var missing []string
	for path, names := range wanted(os.Args[2:]) {
		if _, err := os.Stat(filepath.Join(l.root, path)); err != nil {
			continue
		}
		p, err := l.Import(path)
		if err != nil {
			continue // only a folder of packages
		}
		for name := range names {
			typ, _, isPart := strings.Cut(name, ".")
			if !has(p, name) && !(isPart && !has(p, typ)) {
				missing = append(missing, path+" "+name)
			}
		}
	}
	slices.Sort(missing)
	for _, s := range missing {
		fmt.Println(s)
	}
}
