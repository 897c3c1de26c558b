// Rewrites of whole functions.
package main

import (
	"go/ast"
	"math/rand/v2"
	"strings"
)

func functionKinds() []kind {
	return []kind{
		{"function_outlined", 0, (*program).outlinedSites},
		{"function_variable", 0, (*program).funcVariableSites},
		{"function_recovers", 0, (*program).recoveringSites},
		{"function_defers", 0, (*program).deferringSites},
	}
}

// functions calls f for each function with statements whose text no directive speaks of.
func (p *program) functions(f func(n ast.Node, ft *ast.FuncType, body *ast.BlockStmt)) {
	for _, n := range p.nodes {
		switch d := n.(type) {
		case *ast.FuncDecl:
			if d.Body != nil && len(d.Body.List) > 0 && !directed(d.Doc) {
				f(d, d.Type, d.Body)
			}
		case *ast.FuncLit:
			if len(d.Body.List) > 0 {
				f(d, d.Type, d.Body)
			}
		}
	}
}

func directed(doc *ast.CommentGroup) bool {
	if doc == nil {
		return false
	}
	for _, c := range doc.List {
		if strings.HasPrefix(c.Text, "//go:") {
			return true
		}
	}
	return false
}

// The body as a function in the function. recover() would not be called by the deferred function any more.
func (p *program) outlinedSites() (list []site) {
	p.functions(func(n ast.Node, ft *ast.FuncType, body *ast.BlockStmt) {
		if p.recovers(body) {
			return
		}
		list = append(list, site{n, func(*rand.Rand) []edit {
			if ft.Results == nil {
				return []edit{p.inside(body, "func() {", "}()")}
			}
			results := p.text(ft.Results)
			if strings.Contains(results, "\n") || p.shadowed(ft, results) {
				return nil
			}
			return []edit{p.inside(body, "return func() "+results+" {", "}()")}
		}})
	})
	return list
}

// shadowed: a parameter has the name of something in the types of the results.
func (p *program) shadowed(ft *ast.FuncType, results string) bool {
	for _, field := range ft.Params.List {
		for _, id := range field.Names {
			if mentions(results, id.Name) {
				return true
			}
		}
	}
	return false
}

// func f() {} as var f = func() {}, where nothing initialises itself by that.
func (p *program) funcVariableSites() (list []site) {
	p.functions(func(n ast.Node, ft *ast.FuncType, body *ast.BlockStmt) {
		d, ok := n.(*ast.FuncDecl)
		if !ok || d.Recv != nil || ft.TypeParams != nil || d.Name.Name == "main" || d.Name.Name == "init" ||
			d.Name.Name == "_" {
			return
		}
		list = append(list, site{n, func(*rand.Rand) []edit {
			return []edit{p.instead(ft.Func, d.Name.Pos(), "var "), p.around(d.Name, "", " = func")}
		}})
	})
	return list
}

// A deferred function that recovers and panics anew: what the callers recover is the same.
func (p *program) recoveringSites() (list []site) {
	p.functions(func(n ast.Node, ft *ast.FuncType, body *ast.BlockStmt) {
		if p.recovers(body) {
			return
		}
		list = append(list, site{n, func(*rand.Rand) []edit {
			return []edit{p.inside(body, "defer func() { if mm_e := recover(); mm_e != nil { panic(mm_e) } }(); ", "")}
		}})
	})
	return list
}

// A deferred function that does nothing.
func (p *program) deferringSites() (list []site) {
	p.functions(func(n ast.Node, ft *ast.FuncType, body *ast.BlockStmt) {
		list = append(list, site{n, func(r *rand.Rand) []edit {
			text := "defer mm_Zero(); "
			if r.IntN(2) == 0 {
				text = "for range 3 { defer mm_Zero() }; "
			}
			return []edit{p.inside(body, text, "")}
		}})
	})
	return list
}
