// What a reduction may take from a program, and how what is left is made to compile.
package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// cut is a set of replacements by something shorter.
type cut []edit

func (c cut) gain() int {
	n := 0
	for _, e := range c {
		n += e.end - e.start - len(e.open)
	}
	return n
}

// cuts lists what may go. Whether the types still fit is seen afterwards.
func (p *program) cuts() (list []cut) {
	add := func(from, to token.Pos, text string) {
		if from.IsValid() && from < to && text != p.src[p.offset(from):p.offset(to)] {
			list = append(list, cut{p.instead(from, to, text)})
		}
	}
	for _, n := range p.nodes {
		switch n := n.(type) {
		case *ast.FuncDecl:
			from := n.Pos()
			if n.Doc != nil {
				from = n.Doc.Pos()
			}
			add(from, n.End(), "")
		case *ast.GenDecl:
			if _, local := p.parents[n].(*ast.DeclStmt); !local && n.Tok != token.IMPORT {
				add(n.Pos(), n.End(), "")
			}
			if len(n.Specs) > 1 {
				for _, spec := range n.Specs {
					add(spec.Pos(), spec.End(), "")
				}
			}
		case *ast.BlockStmt:
			p.cutList(n.List, add)
		case *ast.CaseClause:
			p.cutList(n.Body, add)
			add(n.Pos(), n.End(), "")
		case *ast.CommClause:
			p.cutList(n.Body, add)
			add(n.Pos(), n.End(), "")
		case *ast.Field:
			if st, ok := p.parents[p.parents[n]].(*ast.StructType); ok && len(st.Fields.List) > 1 {
				add(n.Pos(), n.End(), "")
			}
		case ast.Stmt:
			p.cutStmt(n, add)
		case ast.Expr:
			p.cutExpr(n, add)
		}
	}
	return list
}

// cutList offers runs of statements.
func (p *program) cutList(stmts []ast.Stmt, add func(from, to token.Pos, text string)) {
	for size := len(stmts); size > 0; size /= 2 {
		for at := 0; at < len(stmts); at += size {
			last := stmts[min(at+size, len(stmts))-1]
			add(stmts[at].Pos(), last.End(), "")
		}
	}
}

// cutStmt offers the inner part of a statement in its place.
func (p *program) cutStmt(s ast.Stmt, add func(from, to token.Pos, text string)) {
	block := func(b *ast.BlockStmt) { add(s.Pos(), s.End(), p.text(b)) }
	switch s := s.(type) {
	case *ast.IfStmt:
		block(s.Body)
		if s.Else != nil {
			add(s.Body.End(), s.End(), "")
			add(s.Pos(), s.End(), p.text(s.Else))
		}
		if s.Init != nil {
			add(s.Init.Pos(), s.Cond.Pos(), "")
		}
	case *ast.ForStmt:
		block(s.Body)
	case *ast.RangeStmt:
		block(s.Body)
	case *ast.LabeledStmt:
		add(s.Pos(), s.End(), p.text(s.Stmt))
	case *ast.SwitchStmt:
		for _, c := range s.Body.List {
			p.cutClause(s, c.(*ast.CaseClause).Body, add)
		}
	case *ast.DeferStmt:
		add(s.Pos(), s.End(), p.text(s.Call))
	case *ast.ExprStmt:
		if call, ok := s.X.(*ast.CallExpr); ok {
			for _, e := range append([]ast.Expr{call.Fun}, call.Args...) {
				if lit, ok := e.(*ast.FuncLit); ok {
					block(lit.Body)
				}
			}
		}
	}
}

func (p *program) cutClause(s ast.Stmt, body []ast.Stmt, add func(from, to token.Pos, text string)) {
	if len(body) > 0 {
		text := p.src[p.offset(body[0].Pos()):p.offset(body[len(body)-1].End())]
		add(s.Pos(), s.End(), "{ "+text+" }")
	}
}

// cutExpr offers a part of an expression that has its type, and the simplest value of the type.
func (p *program) cutExpr(e ast.Expr, add func(from, to token.Pos, text string)) {
	tv, ok := p.info.Types[e]
	if !ok || !tv.IsValue() || tv.Type == nil {
		return
	}
	for _, part := range p.parts(e) {
		if t := p.typeOf(part); t != nil && types.Identical(t, tv.Type) {
			add(e.Pos(), e.End(), p.text(part))
		}
	}
	if lit, ok := e.(*ast.CompositeLit); ok {
		for i, elt := range lit.Elts {
			to := elt.End()
			if i+1 < len(lit.Elts) {
				to = lit.Elts[i+1].Pos()
			}
			add(elt.Pos(), to, "")
		}
	}
	if _, literal := e.(*ast.BasicLit); literal || !p.isValue(e) {
		return
	}
	switch t := tv.Type.Underlying().(type) {
	case *types.Basic:
		switch {
		case t.Info()&types.IsNumeric != 0:
			add(e.Pos(), e.End(), "1")
		case t.Info()&types.IsString != 0:
			add(e.Pos(), e.End(), `""`)
		case t.Info()&types.IsBoolean != 0:
			add(e.Pos(), e.End(), "true")
		}
	case *types.Pointer, *types.Slice, *types.Map, *types.Interface, *types.Signature:
		add(e.Pos(), e.End(), "nil")
	}
}

// parts are what an expression is made of.
func (p *program) parts(e ast.Expr) (list []ast.Expr) {
	switch e := e.(type) {
	case *ast.ParenExpr:
		list = append(list, e.X)
	case *ast.BinaryExpr:
		list = append(list, e.X, e.Y)
	case *ast.UnaryExpr:
		list = append(list, e.X)
	case *ast.StarExpr:
		list = append(list, e.X)
	case *ast.IndexExpr:
		list = append(list, e.X, e.Index)
	case *ast.SelectorExpr:
		list = append(list, e.X)
	case *ast.CallExpr:
		list = append(list, e.Args...)
		if lit, ok := e.Fun.(*ast.FuncLit); ok {
			for _, s := range lit.Body.List {
				if ret, ok := s.(*ast.ReturnStmt); ok {
					list = append(list, ret.Results...)
				}
			}
		}
	}
	return list
}

// mended takes away imports, variables and labels that are not used any more; not ok if other errors remain.
func mended(src string) (string, bool) {
	for range 8 {
		p, errs := load("small.go", src)
		if len(errs) == 0 {
			return src, true
		}
		if p == nil {
			return src, false
		}
		var edits []edit
		for _, err := range errs {
			te, ok := err.(types.Error)
			if !ok || !te.Soft {
				return src, false
			}
			e, ok := p.unused(te)
			if !ok {
				return src, false
			}
			if !overlaps(edits, cut{e}) {
				edits = append(edits, e)
			}
		}
		src = apply(src, edits)
	}
	return src, false
}

// unused is the edit that does away with an error on something that is not used.
func (p *program) unused(te types.Error) (edit, bool) {
	for _, n := range p.nodes {
		if n.Pos() != te.Pos {
			continue
		}
		switch n := n.(type) {
		case *ast.ImportSpec:
			if decl, ok := p.parents[n].(*ast.GenDecl); ok && !decl.Lparen.IsValid() {
				return p.instead(decl.Pos(), decl.End(), ""), true
			}
			return p.instead(n.Pos(), n.End(), ""), true
		case *ast.LabeledStmt:
			return p.instead(n.Pos(), n.Colon+1, ""), true
		case *ast.Ident:
			return p.blank(n)
		}
	}
	return edit{}, false
}

// blank writes _ for a variable, and = for := if nothing else is new.
func (p *program) blank(id *ast.Ident) (edit, bool) {
	s, ok := p.parents[id].(*ast.AssignStmt)
	if !ok || s.Tok != token.DEFINE {
		return p.instead(id.Pos(), id.End(), "_"), true
	}
	if len(s.Lhs) == 1 {
		return p.instead(s.Pos(), s.TokPos+2, "_ ="), true
	}
	others := 0
	var targets []string
	for _, e := range s.Lhs {
		name := p.text(e)
		if e == id {
			name = "_"
		} else if other, ok := e.(*ast.Ident); ok && p.info.Defs[other] != nil && name != "_" {
			others++
		}
		targets = append(targets, name)
	}
	if others > 0 {
		return p.instead(id.Pos(), id.End(), "_"), true
	}
	return p.instead(s.Pos(), s.TokPos+2, strings.Join(targets, ", ")+" ="), true
}
