// Rewrites of struct types, and of their literals.
package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"math/rand/v2"
	"strings"
)

func structKinds() []kind {
	return []kind{
		{"field_embedded", 0, func(p *program) []site { return p.embedSites(false) }},
		{"field_behind_pointer", 0, func(p *program) []site { return p.embedSites(true) }},
		{"literal_by_field", 0, (*program).literalSites},
	}
}

// A field of a struct type moved into a struct of its own that is embedded, by value or by pointer. Literals of
// the type are written to fit. By pointer, that is done only if every value of the type begins as a literal or
// by new, and none is copied.
func (p *program) embedSites(pointer bool) (list []site) {
	for _, n := range p.nodes {
		spec, ok := n.(*ast.TypeSpec)
		if !ok || spec.TypeParams != nil || spec.Assign.IsValid() {
			continue
		}
		st, ok := spec.Type.(*ast.StructType)
		if !ok || p.info.Defs[spec.Name] == nil || p.pkg.Scope().Lookup(spec.Name.Name) != p.info.Defs[spec.Name] {
			continue
		}
		if pointer && !p.alwaysPointer(spec) {
			continue
		}
		for i, field := range st.Fields.List {
			if len(field.Names) > 0 && field.Tag == nil && field.Names[0].Name != "_" {
				list = append(list, site{field, func(*rand.Rand) []edit { return p.embed(spec, st, i, pointer) }})
			}
		}
	}
	return list
}

func (p *program) embed(spec *ast.TypeSpec, st *ast.StructType, at int, pointer bool) []edit {
	field := st.Fields.List[at]
	name := "mm_E" + number(p.offset(field.Pos()))
	end := len(p.src)
	edits := []edit{p.instead(field.Pos(), field.End(), name),
		{start: end, end: end, close: "\ntype " + name + " struct { " + p.text(field) + " }\n"}}
	star := ""
	if pointer {
		star = "*"
		edits[0].open = star + name
	}
	moved := map[string]bool{}
	for _, id := range field.Names {
		moved[id.Name] = true
	}
	typ := p.info.Defs[spec.Name].Type()
	for _, n := range p.nodes {
		switch n := n.(type) {
		case *ast.CompositeLit:
			if t := p.typeOf(n); t != nil && (types.Identical(t, typ) || n.Type == nil && types.Identical(deref(t), typ)) {
				more, ok := p.embedLiteral(n, st, at, moved, name, pointer)
				if !ok {
					return nil
				}
				edits = append(edits, more...)
			}
		case *ast.CallExpr:
			if pointer && p.builtin(n) == "new" && p.info.Types[n.Args[0]].IsType() &&
				types.Identical(p.typeOf(n.Args[0]), typ) {
				spelling := p.text(n.Args[0])
				edits = append(edits, p.instead(n.Pos(), n.End(), "(&"+spelling+"{"+name+": &"+name+"{}})"))
			}
		}
	}
	return edits
}

// alwaysPointer: the type's name stands only in *T, T{...}, new(T) and receivers of pointers.
func (p *program) alwaysPointer(spec *ast.TypeSpec) bool {
	obj := p.info.Defs[spec.Name]
	for id, o := range p.info.Uses {
		if o != obj {
			continue
		}
		switch parent := p.parents[id].(type) {
		case *ast.StarExpr:
			if !p.info.Types[ast.Expr(parent)].IsType() {
				return false
			}
		case *ast.CompositeLit:
			if u, ok := p.parents[parent].(*ast.UnaryExpr); !ok || u.Op != token.AND || parent.Type != id {
				return false
			}
		case *ast.CallExpr:
			if p.builtin(parent) != "new" {
				return false
			}
		default:
			return false
		}
	}
	// A copy of *p would share what is behind the pointer.
	for e, tv := range p.info.Types {
		star, ok := e.(*ast.StarExpr)
		if ok && tv.IsValue() && types.Identical(tv.Type, obj.Type()) {
			if sel, isSel := p.parents[star].(*ast.SelectorExpr); !isSel || sel.X != star {
				if _, paren := p.parents[star].(*ast.ParenExpr); !paren {
					return false
				}
			}
		}
	}
	return true
}

// embedLiteral writes the moved fields of a literal as a literal of the struct they are in now.
func (p *program) embedLiteral(lit *ast.CompositeLit, st *ast.StructType, at int, moved map[string]bool, name string,
	pointer bool) ([]edit, bool) {
	amp := ""
	if pointer {
		amp = "&"
	}
	if len(lit.Elts) == 0 {
		if !pointer {
			return nil, true
		}
		return []edit{{start: p.offset(lit.Lbrace) + 1, end: p.offset(lit.Rbrace), open: name + ": &" + name + "{}",
			outer: true}}, true
	}
	if _, keyed := lit.Elts[0].(*ast.KeyValueExpr); !keyed {
		first := 0
		for _, field := range st.Fields.List[:at] {
			first += max(1, len(field.Names))
		}
		last := first + len(moved) - 1
		return []edit{{start: p.offset(lit.Elts[first].Pos()), end: p.offset(lit.Elts[last].End()),
			open: amp + name + "{", close: "}", outer: true}}, true
	}
	var found []*ast.KeyValueExpr
	for _, e := range lit.Elts {
		if kv := e.(*ast.KeyValueExpr); moved[p.text(kv.Key)] {
			found = append(found, kv)
		}
	}
	switch {
	case len(found) == 1:
		return []edit{p.around(found[0], name+": "+amp+name+"{", "}")}, true
	case len(found) == 0 && pointer:
		return []edit{{start: p.offset(lit.Elts[0].Pos()), end: p.offset(lit.Rbrace), outer: true,
			open: name + ": &" + name + "{}, "}}, true
	}
	return nil, len(found) == 0
}

// T{a: 1} as func() (v T) { v.a = 1; return }(), and &T{a: 1} as func() *T { v := new(T); v.a = 1; return v }().
func (p *program) literalSites() (list []site) {
	for _, n := range p.nodes {
		lit, ok := n.(*ast.CompositeLit)
		if !ok || lit.Type == nil || len(lit.Elts) == 0 || p.typeOf(lit) == nil || p.recovers(lit) {
			continue
		}
		_, isStruct := p.typeOf(lit).Underlying().(*types.Struct)
		_, keyed := lit.Elts[0].(*ast.KeyValueExpr)
		if isStruct && keyed {
			list = append(list, site{lit, func(*rand.Rand) []edit { return p.byField(lit) }})
		}
	}
	return list
}

func (p *program) byField(lit *ast.CompositeLit) []edit {
	spelling, ok := p.typeText(p.typeOf(lit), lit.Pos())
	if !ok {
		return nil
	}
	var whole ast.Expr = lit
	head, tail := "func() (mm_v "+spelling+") { ", "; return }()"
	if u, address := p.parents[lit].(*ast.UnaryExpr); address && u.Op == token.AND {
		whole = u
		head, tail = "func() *"+spelling+" { mm_v := new("+spelling+"); ", "; return mm_v }()"
	} else if !p.isValue(lit) {
		return nil
	}
	edits := []edit{p.instead(whole.Pos(), lit.Lbrace+1, head), p.instead(lit.Rbrace, lit.Rbrace+1, tail)}
	for _, e := range lit.Elts {
		kv := e.(*ast.KeyValueExpr)
		edits = append(edits, p.around(kv, "mm_v.", ""), p.instead(kv.Colon, kv.Colon+1, " ="))
		if comma := p.find(kv.End(), token.COMMA); comma < lit.Rbrace &&
			strings.TrimSpace(p.src[p.offset(kv.End()):p.offset(comma)]) == "" {
			edits = append(edits, p.instead(comma, comma+1, ";"))
		}
	}
	return edits
}
