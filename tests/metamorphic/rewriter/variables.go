// Rewrites of how variables are declared, and of how they are reached: by pointer, or by functions that
// have captured them.
package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"math/rand/v2"
	"strings"
)

func variableKinds() []kind {
	return []kind{
		{"declaration_split", 0, (*program).splitSites},
		{"declaration_joined", 0, (*program).joinSites},
		{"declaration_redeclared", 0, (*program).redeclaredSites},
		{"declaration_shadowed", 0, (*program).shadowSites},
		{"variable_captured", 0, func(p *program) []site { return p.reachSites(p.captured) }},
		{"variable_pointer", 0, func(p *program) []site { return p.reachSites(p.pointed) }},
		{"variable_struct", 0, func(p *program) []site { return p.reachSites(p.held) }},
		{"variable_address", 0, (*program).addressSites},
		{"variable_escapes", 0, (*program).escapeSites},
	}
}

// x := e as var x T; x = e.
func (p *program) splitSites() (list []site) {
	for _, st := range p.statements() {
		s, ok := st.(*ast.AssignStmt)
		if !ok || s.Tok != token.DEFINE || p.recovers(s) {
			continue
		}
		list = append(list, site{s, func(*rand.Rand) []edit {
			used := map[string]bool{}
			for _, e := range s.Rhs {
				for name := range names(e) {
					used[name] = true
				}
			}
			decls := ""
			for _, e := range s.Lhs {
				id := e.(*ast.Ident)
				if p.info.Defs[id] == nil {
					continue
				}
				spelling, ok := p.typeText(p.info.Defs[id].Type(), s.Pos())
				if !ok || used[id.Name] || mentions(decls+spelling, id.Name) {
					return nil
				}
				decls += "var " + id.Name + " " + spelling + "; "
			}
			return []edit{p.outside(s, decls, ""), p.instead(s.TokPos, s.TokPos+2, "=")}
		}})
	}
	return list
}

// x, y := f() as var x T; get := func() T { return x }; x, y := f(), where some later uses of x are get(); and
// x := e likewise, with a second variable.
func (p *program) redeclaredSites() (list []site) {
	for _, st := range p.statements() {
		s, ok := st.(*ast.AssignStmt)
		if !ok || s.Tok != token.DEFINE || p.recovers(s) || len(s.Lhs) != len(s.Rhs) && len(s.Rhs) != 1 {
			continue
		}
		var fresh []*ast.Ident
		for _, e := range s.Lhs {
			if id := e.(*ast.Ident); p.info.Defs[id] != nil && id.Name != "_" {
				fresh = append(fresh, id)
			}
		}
		for _, id := range fresh {
			list = append(list, site{s, func(r *rand.Rand) []edit { return p.redeclared(r, s, id, len(fresh) > 1) }})
		}
	}
	return list
}

func (p *program) redeclared(r *rand.Rand, s *ast.AssignStmt, id *ast.Ident, others bool) []edit {
	obj, x := p.info.Defs[id], id.Name
	spelling, ok := p.typeText(obj.Type(), s.Pos())
	for _, e := range s.Rhs {
		ok = ok && !names(e)[x]
	}
	if !ok || mentions(spelling, x) {
		return nil
	}
	get := "mm_g" + number(p.offset(id.Pos()))
	d := declared{obj: obj, at: s}
	edits := p.redirected(r, d, reach{read: get + "()", writeOpen: x + " = (", writeClose: ")"})
	edits = append(edits, p.outside(s, "var "+x+" "+spelling+"; "+get+" := func() "+spelling+" { return "+x+" }; _ = "+
		get+"; ", ""))
	if others {
		return edits
	}
	if len(s.Lhs) > 1 {
		return nil
	}
	more := "mm_y" + number(p.offset(id.Pos()))
	return append(edits, edit{start: p.offset(id.End()), end: p.offset(id.End()), open: ", " + more},
		edit{start: p.offset(s.Rhs[0].Pos()), end: p.offset(s.End()), close: ", 0; _ = " + more, outer: true})
}

// var x = e as x := e.
func (p *program) joinSites() (list []site) {
	for _, st := range p.statements() {
		s, ok := st.(*ast.DeclStmt)
		if !ok {
			continue
		}
		decl := s.Decl.(*ast.GenDecl)
		if decl.Tok != token.VAR || decl.Lparen.IsValid() || len(decl.Specs) != 1 {
			continue
		}
		spec := decl.Specs[0].(*ast.ValueSpec)
		if spec.Type != nil || len(spec.Values) == 0 {
			continue
		}
		list = append(list, site{s, func(*rand.Rand) []edit {
			assign := p.find(spec.Names[len(spec.Names)-1].End(), token.ASSIGN)
			return []edit{p.instead(decl.Pos(), spec.Names[0].Pos(), ""), p.instead(assign, assign+1, ":=")}
		}})
	}
	return list
}

// x := e as x := e; { x := x; mm_Sink = x }: a second variable of the same name, in a block of its own.
func (p *program) shadowSites() (list []site) {
	for _, st := range p.statements() {
		s, ok := st.(*ast.AssignStmt)
		if !ok || s.Tok != token.DEFINE {
			continue
		}
		for _, e := range s.Lhs {
			if id := e.(*ast.Ident); id.Name != "_" {
				list = append(list, site{s, func(*rand.Rand) []edit {
					x := id.Name
					return []edit{p.outside(s, "", "; { "+x+" := "+x+"; func() { mm_Clear(&"+x+") }() }")}
				}})
			}
		}
	}
	return list
}

// declared is a variable with the place where it begins to live, in a statement list or at a function's head.
type declared struct {
	obj  types.Object
	at   ast.Node
	edit func(text string) edit // puts text right after that place
}

// variables lists those whose declaration text can follow.
func (p *program) variables() (list []declared) {
	after := func(s ast.Stmt, id *ast.Ident) {
		if obj := p.info.Defs[id]; obj != nil && id.Name != "_" {
			list = append(list, declared{obj, s, func(text string) edit { return p.outside(s, "", "; "+text) }})
		}
	}
	for _, st := range p.statements() {
		switch s := st.(type) {
		case *ast.AssignStmt:
			if s.Tok == token.DEFINE {
				for _, e := range s.Lhs {
					after(s, e.(*ast.Ident))
				}
			}
		case *ast.DeclStmt:
			for _, spec := range s.Decl.(*ast.GenDecl).Specs {
				if v, ok := spec.(*ast.ValueSpec); ok && s.Decl.(*ast.GenDecl).Tok == token.VAR {
					for _, id := range v.Names {
						after(s, id)
					}
				}
			}
		}
	}
	return append(list, p.atHeads()...)
}

// atHeads lists parameters, receivers, results and range variables.
func (p *program) atHeads() (list []declared) {
	head := func(id *ast.Ident, body *ast.BlockStmt) {
		if obj := p.info.Defs[id]; obj != nil && id.Name != "_" && body != nil && len(body.List) > 0 {
			list = append(list, declared{obj, body, func(text string) edit {
				e := p.inside(body, text+"; ", "")
				e.outer = true
				return e
			}})
		}
	}
	fields := func(fl *ast.FieldList, body *ast.BlockStmt) {
		if fl != nil {
			for _, f := range fl.List {
				for _, id := range f.Names {
					head(id, body)
				}
			}
		}
	}
	for _, n := range p.nodes {
		switch n := n.(type) {
		case *ast.FuncDecl:
			fields(n.Recv, n.Body)
			fields(n.Type.Params, n.Body)
			fields(n.Type.Results, n.Body)
		case *ast.FuncLit:
			fields(n.Type.Params, n.Body)
			fields(n.Type.Results, n.Body)
		case *ast.RangeStmt:
			for _, e := range []ast.Expr{n.Key, n.Value} {
				if id, ok := e.(*ast.Ident); ok && n.Tok == token.DEFINE {
					head(id, n.Body)
				}
			}
		}
	}
	return list
}

// reach tells how to reach a variable: what follows its declaration, what is read, what is written before and
// after a value that is assigned (or, if that is empty, the reading text is assigned to).
type reach struct {
	setup, read, writeOpen, writeClose string
}

func (p *program) captured(d declared, spelling string) reach {
	n := number(p.offset(d.obj.Pos()))
	get, set, x := "mm_g"+n, "mm_s"+n, d.obj.Name()
	return reach{get + ", " + set + " := func() " + spelling + " { return " + x + " }, func(mm_v " + spelling + ") { " +
		x + " = mm_v }; _, _ = " + get + ", " + set, get + "()", set + "(", ")"}
}

func (p *program) pointed(d declared, _ string) reach {
	ptr := "mm_p" + number(p.offset(d.obj.Pos()))
	return reach{setup: ptr + " := &" + d.obj.Name() + "; _ = " + ptr, read: "(*" + ptr + ")"}
}

// held: the pointer is a field of a struct that is on the heap.
func (p *program) held(d declared, spelling string) reach {
	h := "mm_h" + number(p.offset(d.obj.Pos()))
	return reach{setup: h + " := mm_Pointer(struct{ mm_p *" + bracketed(spelling, d.obj.Type()) + " }{&" +
		d.obj.Name() + "}); _ = " + h, read: "(*" + h + ".mm_p)"}
}

// reachSites: some of the uses of a variable take the other way.
func (p *program) reachSites(how func(declared, string) reach) (list []site) {
	for _, d := range p.variables() {
		list = append(list, site{d.at, func(r *rand.Rand) []edit {
			spelling, ok := p.typeText(d.obj.Type(), d.at.Pos())
			if !ok {
				return nil
			}
			way := how(d, spelling)
			return append(p.redirected(r, d, way), d.edit(way.setup))
		}})
	}
	return list
}

// redirected are the edits of uses.
func (p *program) redirected(r *rand.Rand, d declared, way reach) (list []edit) {
	share := 1 + r.IntN(4)
	for _, n := range p.nodes {
		id, ok := n.(*ast.Ident)
		if !ok || p.info.Uses[id] != d.obj || r.IntN(4) >= share || id.Pos() < d.at.Pos() || p.within(id, d.at) {
			continue
		}
		if s, ok := p.parents[id].(*ast.AssignStmt); ok && way.writeOpen != "" && len(s.Lhs) == 1 && s.Lhs[0] == id {
			if s.Tok == token.ASSIGN && len(s.Rhs) == 1 {
				list = append(list, p.instead(s.Pos(), s.Rhs[0].Pos(), ""), p.outside(s, way.writeOpen, way.writeClose))
			}
			continue
		}
		if p.isValue(id) || way.writeOpen == "" && p.storable(id) {
			list = append(list, p.instead(id.Pos(), id.End(), way.read))
		}
	}
	return list
}

// within: n is part of the statement after which the variable's text stands.
func (p *program) within(n, at ast.Node) bool {
	if _, body := at.(*ast.BlockStmt); body {
		return false
	}
	return at.Pos() <= n.Pos() && n.End() <= at.End()
}

// storable: a variable's name where any addressable expression may stand.
func (p *program) storable(id *ast.Ident) bool {
	switch parent := p.parents[id].(type) {
	case *ast.AssignStmt:
		return parent.Tok != token.DEFINE
	case *ast.IncDecStmt:
		return true
	case *ast.SelectorExpr:
		return parent.X == id
	case *ast.IndexExpr, *ast.SliceExpr:
		return true
	case *ast.UnaryExpr:
		return parent.Op == token.AND
	}
	return false
}

// x as (*mm_Address(&x)), for any variable.
func (p *program) addressSites() (list []site) {
	for _, n := range p.nodes {
		id, ok := n.(*ast.Ident)
		if !ok {
			continue
		}
		obj, ok := p.info.Uses[id].(*types.Var)
		if ok && !obj.IsField() && obj.Pkg() == p.pkg && (p.isValue(id) || p.storable(id)) {
			list = append(list, site{id, func(*rand.Rand) []edit {
				return []edit{p.instead(id.Pos(), id.End(), "(*mm_Address(&"+id.Name+"))")}
			}})
		}
	}
	return list
}

// The variable's address, or a function that has captured it, outlives the frame.
func (p *program) escapeSites() (list []site) {
	for _, d := range p.variables() {
		list = append(list, site{d.at, func(r *rand.Rand) []edit {
			text := "mm_Sink = &$X"
			if r.IntN(2) == 0 {
				text = "mm_Sink = func() { mm_Clear(&$X) }"
			}
			return []edit{d.edit(strings.ReplaceAll(text, "$X", d.obj.Name()))}
		}})
	}
	return list
}

// assigned: the variable is stored to after its declaration, or its address is taken.
func (p *program) assigned(id *ast.Ident) bool {
	obj := p.info.Defs[id]
	for use, o := range p.info.Uses {
		if o != obj {
			continue
		}
		switch parent := p.parents[use].(type) {
		case *ast.AssignStmt:
			if contains(parent.Lhs, ast.Expr(use)) {
				return true
			}
		case *ast.IncDecStmt, *ast.SelectorExpr, *ast.ParenExpr, *ast.RangeStmt:
			return true
		case *ast.UnaryExpr:
			if parent.Op == token.AND {
				return true
			}
		}
	}
	return false
}
