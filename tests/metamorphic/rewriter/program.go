// A program: its text, its tree and its types, and the questions rewrites ask.
package main

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"strings"
)

// program is a source file that forms a package main of its own.
type program struct {
	name    string
	src     string
	file    *ast.File
	tok     *token.File
	info    *types.Info
	pkg     *types.Package
	parents map[ast.Node]ast.Node
	nodes   []ast.Node // all, in the order of the source
}

// exports maps an import path to the file with its export data; importCfg is the same for Go's compiler.
var (
	exports   = map[string]string{}
	importCfg string
	imp       types.Importer
)

// loadExports asks the go command for the standard library's export data, compiled if need be.
func loadExports() error {
	cmd := exec.Command("go", "list", "-export", "-f", "{{if .Export}}{{.ImportPath}}={{.Export}}{{end}}", "std")
	cmd.Env = append(os.Environ(), "GO111MODULE=off", "GOFLAGS=", "CGO_ENABLED=0")
	cmd.Stderr = os.Stderr
	list, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("go list -export std: %v", err)
	}
	var cfg strings.Builder
	for line := range strings.Lines(string(list)) {
		path, file, found := strings.Cut(strings.TrimSpace(line), "=")
		if found {
			exports[path] = file
			fmt.Fprintf(&cfg, "packagefile %s=%s\n", path, file)
		}
	}
	importCfg = cfg.String()
	imp = importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		if exports[path] == "" {
			return nil, fmt.Errorf("no package %s", path)
		}
		return os.Open(exports[path])
	})
	return nil
}

// load parses and checks src; all errors are returned.
func load(name, src string) (*program, []error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, []error{err}
	}
	p := &program{name: name, src: src, file: file, tok: fset.File(file.Pos()), info: &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{},
		Uses: map[*ast.Ident]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		Scopes: map[ast.Node]*types.Scope{}, Implicits: map[ast.Node]types.Object{},
		Instances: map[*ast.Ident]types.Instance{}}}
	var errs []error
	conf := types.Config{Importer: imp, Error: func(err error) { errs = append(errs, err) }}
	p.pkg, _ = conf.Check("main", fset, []*ast.File{file}, p.info)
	p.index()
	return p, errs
}

// index lists the nodes and their parents.
func (p *program) index() {
	p.parents = map[ast.Node]ast.Node{}
	var stack []ast.Node
	ast.Inspect(p.file, func(n ast.Node) bool {
		if n == nil {
			stack = stack[:len(stack)-1]
			return true
		}
		if len(stack) > 0 {
			p.parents[n] = stack[len(stack)-1]
		}
		stack = append(stack, n)
		p.nodes = append(p.nodes, n)
		return true
	})
}

func (p *program) offset(pos token.Pos) int { return p.tok.Offset(pos) }

func (p *program) text(n ast.Node) string { return p.src[p.offset(n.Pos()):p.offset(n.End())] }

// around is the edit that wraps a node.
func (p *program) around(n ast.Node, open, close string) edit {
	return edit{start: p.offset(n.Pos()), end: p.offset(n.End()), open: open, close: close}
}

// outside wraps a node, and whatever else is wrapped around it.
func (p *program) outside(n ast.Node, open, close string) edit {
	e := p.around(n, open, close)
	e.outer = true
	return e
}

// inside wraps what stands between the braces of a block that is not empty.
func (p *program) inside(b *ast.BlockStmt, open, close string) edit {
	return edit{start: p.offset(b.Lbrace) + 1, end: p.offset(b.Rbrace), open: open, close: close}
}

// instead replaces the source from one position to another.
func (p *program) instead(from, to token.Pos, text string) edit {
	return edit{start: p.offset(from), end: p.offset(to), open: text, replace: true}
}

// enclosing returns the function declaration or literal around n: its type and body, nil at package level.
func (p *program) enclosing(n ast.Node) (*ast.FuncType, *ast.BlockStmt) {
	for n = p.parents[n]; n != nil; n = p.parents[n] {
		switch f := n.(type) {
		case *ast.FuncDecl:
			return f.Type, f.Body
		case *ast.FuncLit:
			return f.Type, f.Body
		}
	}
	return nil, nil
}

func (p *program) typeOf(e ast.Expr) types.Type { return p.info.Types[e].Type }

// objectOf returns what an identifier defines or denotes.
func (p *program) objectOf(id *ast.Ident) types.Object {
	if obj := p.info.Defs[id]; obj != nil {
		return obj
	}
	return p.info.Uses[id]
}

// builtin returns the name of the builtin function that is called, or "".
func (p *program) builtin(call *ast.CallExpr) string {
	if tv := p.info.Types[call.Fun]; !tv.IsBuiltin() {
		return ""
	}
	switch f := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// recovers tells whether n calls recover() itself, not in a function literal.
func (p *program) recovers(n ast.Node) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && p.builtin(call) == "recover" {
			found = true
		}
		_, literal := n.(*ast.FuncLit)
		return !literal && !found
	})
	return found
}

// visible tells whether obj's name means obj at pos.
func (p *program) visible(obj types.Object, pos token.Pos) bool {
	if p.pkg == nil {
		return false
	}
	scope := p.pkg.Scope().Innermost(pos)
	if scope == nil {
		return false
	}
	_, found := scope.LookupParent(obj.Name(), pos)
	return found == obj
}

// importName returns the name of a package at pos, "" if it has none.
func (p *program) importName(pkg *types.Package, pos token.Pos) string {
	for _, spec := range p.file.Imports {
		obj := p.info.Implicits[spec]
		if spec.Name != nil {
			obj = p.info.Defs[spec.Name]
		}
		name, ok := obj.(*types.PkgName)
		if ok && name.Imported() == pkg && name.Name() != "." && name.Name() != "_" && p.visible(name, pos) {
			return name.Name()
		}
	}
	return ""
}

// typeText spells a type as it can be written at pos; not ok if it cannot.
func (p *program) typeText(t types.Type, pos token.Pos) (text string, ok bool) {
	if t == nil || !p.spellable(t, pos) {
		return "", false
	}
	text = types.TypeString(t, func(pkg *types.Package) string {
		if pkg == p.pkg {
			return ""
		}
		return p.importName(pkg, pos)
	})
	return text, !strings.Contains(text, "\n")
}

func (p *program) nameable(obj types.Object, pos token.Pos) bool {
	if obj.Pkg() == nil || obj.Pkg() == p.pkg {
		return p.visible(obj, pos)
	}
	return obj.Exported() && p.importName(obj.Pkg(), pos) != ""
}

func (p *program) spellable(t types.Type, pos token.Pos) bool {
	all := func(n int, at func(int) types.Type) bool {
		for i := range n {
			if !p.spellable(at(i), pos) {
				return false
			}
		}
		return true
	}
	switch t := t.(type) {
	case *types.Basic:
		if t.Kind() == types.UnsafePointer {
			return p.importName(types.Unsafe, pos) != ""
		}
		name := types.Universe.Lookup(t.Name())
		return t.Info()&types.IsUntyped == 0 && name != nil && p.visible(name, pos)
	case *types.Named:
		args := t.TypeArgs()
		return p.nameable(t.Obj(), pos) && all(args.Len(), args.At)
	case *types.Alias:
		args := t.TypeArgs()
		return p.nameable(t.Obj(), pos) && all(args.Len(), args.At)
	case *types.TypeParam:
		return p.visible(t.Obj(), pos)
	case *types.Pointer:
		return p.spellable(t.Elem(), pos)
	case *types.Slice:
		return p.spellable(t.Elem(), pos)
	case *types.Array:
		return p.spellable(t.Elem(), pos)
	case *types.Chan:
		return p.spellable(t.Elem(), pos)
	case *types.Map:
		return p.spellable(t.Key(), pos) && p.spellable(t.Elem(), pos)
	case *types.Tuple:
		return all(t.Len(), func(i int) types.Type { return t.At(i).Type() })
	case *types.Signature:
		return t.TypeParams().Len() == 0 && p.spellable(t.Params(), pos) && p.spellable(t.Results(), pos)
	case *types.Struct:
		return all(t.NumFields(), func(i int) types.Type { return t.Field(i).Type() })
	case *types.Interface:
		return all(t.NumExplicitMethods(), func(i int) types.Type { return t.ExplicitMethod(i).Type() }) &&
			all(t.NumEmbeddeds(), t.EmbeddedType)
	case *types.Union:
		return all(t.Len(), func(i int) types.Type { return t.Term(i).Type() })
	}
	return false
}

// names reports the identifiers written in n.
func names(n ast.Node) map[string]bool {
	found := map[string]bool{}
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			found[id.Name] = true
		}
		return true
	})
	return found
}
