// Types of the library's packages as go/importer finds them, and sources that are checked against them.
package main

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"runtime"
)

// The packages import no others: the collector's checks make the reading of many take long.
const source = `package p

import (
	"cmp"
	"container/list"
	"unicode/utf8"
	"unsafe"
)

type T struct{ *list.List }

var (
	a    = utf8.RuneLen('x')
	b    = T{list.New()}
	c    = b.PushBack(1).Value
	d, e = utf8.DecodeRuneInString("x")
	f    = unsafe.Sizeof(b)
	g    = cmp.Compare[string]
)
`

func check(src string, imp types.Importer) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", src, 0)
	if err != nil {
		panic(err)
	}
	conf := types.Config{Importer: imp, Error: func(err error) { fmt.Println(err) }}
	p, err := conf.Check("p", fset, []*ast.File{f}, nil)
	fmt.Println(p, err)
	for _, name := range p.Scope().Names() {
		fmt.Println(p.Scope().Lookup(name))
	}
}

func main() {
	check(source, importer.Default())
	check(source, importer.ForCompiler(token.NewFileSet(), "source", nil))
	check("package p\n\nimport \"container/list\"\n\nvar a int = list.New()\n", importer.For(runtime.Compiler, nil))
	fmt.Println(importer.For("other", nil))
	from := importer.Default().(types.ImporterFrom)
	p, err := from.ImportFrom("unicode/utf8", ".", 0)
	fmt.Println(p, err)
	again, err := from.Import("unicode/utf8")
	fmt.Println(again == p, err)
	_, err = from.Import("no/such/package")
	fmt.Println(err != nil)
}
