// Rewrites of calls, of what is passed and of what is returned.
package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"math/rand/v2"
	"strings"
)

func callKinds() []kind {
	return []kind{
		{"call_method_value", 0, (*program).methodValueSites},
		{"call_method_expression", 0, (*program).methodExprSites},
		{"call_interface", 0, (*program).interfaceCallSites},
		{"call_tuple", 0, (*program).tupleArgumentSites},
		{"call_results", 0, (*program).tupleResultSites},
		{"return_variable", 0, (*program).returnVariableSites},
		{"return_named", 0, (*program).returnNamedSites},
		{"return_tuple", 0, (*program).returnTupleSites},
		{"assign_tuple", 0, (*program).assignTupleSites},
		{"defer_literal", 0, (*program).deferSites},
		{"go_literal", 0, (*program).goSites},
	}
}

// methodCalls calls f for each x.m(...) of a method, but those of go and defer, whose frame recover() looks at.
func (p *program) methodCalls(f func(call *ast.CallExpr, sel *ast.SelectorExpr, s *types.Selection)) {
	for _, n := range p.nodes {
		call, ok := n.(*ast.CallExpr)
		if !ok || isDeferred(p.parents[call]) {
			continue
		}
		sel, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			continue
		}
		if s := p.info.Selections[sel]; s != nil && s.Kind() == types.MethodVal && !p.recovers(call) {
			f(call, sel, s)
		}
	}
}

func isDeferred(n ast.Node) bool {
	switch n.(type) {
	case *ast.DeferStmt, *ast.GoStmt:
		return true
	}
	return false
}

// x.m(a) as mm_ID(x.m)(a).
func (p *program) methodValueSites() (list []site) {
	p.methodCalls(func(call *ast.CallExpr, sel *ast.SelectorExpr, s *types.Selection) {
		list = append(list, site{call, func(*rand.Rand) []edit { return []edit{p.around(sel, "mm_ID(", ")")} }})
	})
	return list
}

// receiver tells how to write the receiver as a value of a type with the method: "&" in front, or nothing.
func (p *program) receiver(sel *ast.SelectorExpr, s *types.Selection) (t types.Type, address string) {
	t = s.Recv()
	sig := s.Obj().Type().(*types.Signature)
	if isPointer(t) || types.IsInterface(t) || sig.Recv() == nil || !isPointer(sig.Recv().Type()) {
		return t, ""
	}
	if set := types.NewMethodSet(t); set.Lookup(s.Obj().Pkg(), s.Obj().Name()) != nil {
		return t, ""
	}
	return types.NewPointer(t), "&"
}

// x.m(a) as T.m(x, a).
func (p *program) methodExprSites() (list []site) {
	p.methodCalls(func(call *ast.CallExpr, sel *ast.SelectorExpr, s *types.Selection) {
		list = append(list, site{call, func(*rand.Rand) []edit {
			t, address := p.receiver(sel, s)
			spelling, ok := p.typeText(t, call.Pos())
			if !ok || isTypeParam(t) {
				return nil
			}
			comma := ", "
			if len(call.Args) == 0 {
				comma = ""
			}
			return []edit{p.around(sel.X, "("+spelling+")."+sel.Sel.Name+"("+address, comma),
				p.instead(sel.X.End(), call.Lparen+1, "")}
		}})
	})
	return list
}

// x.m(a) as interface{ m(A) }(x).m(a).
func (p *program) interfaceCallSites() (list []site) {
	p.methodCalls(func(call *ast.CallExpr, sel *ast.SelectorExpr, s *types.Selection) {
		list = append(list, site{call, func(*rand.Rand) []edit {
			_, address := p.receiver(sel, s)
			spelling, ok := p.typeText(p.typeOf(sel), call.Pos())
			if !ok || s.Obj().Pkg() != p.pkg && !s.Obj().Exported() {
				return nil
			}
			method := sel.Sel.Name + strings.TrimPrefix(spelling, "func")
			return []edit{p.around(sel.X, "interface{ "+method+" }("+address, ")")}
		}})
	})
	return list
}

// spellAll spells types as a list of results.
func (p *program) spellAll(pos token.Pos, list ...types.Type) (string, bool) {
	var texts []string
	for _, t := range list {
		text, ok := p.typeText(types.Default(t), pos)
		if !ok {
			return "", false
		}
		texts = append(texts, text)
	}
	return "(" + strings.Join(texts, ", ") + ")", true
}

// together wraps a list of expressions of these types in one call.
func (p *program) together(exprs []ast.Expr, list []types.Type) []edit {
	results, ok := p.spellAll(exprs[0].Pos(), list...)
	for _, e := range exprs {
		ok = ok && !p.recovers(e)
	}
	if !ok {
		return nil
	}
	return []edit{{start: p.offset(exprs[0].Pos()), end: p.offset(exprs[len(exprs)-1].End()), outer: true,
		open: "func() " + results + " { return ", close: " }()"}}
}

func tupleTypes(tuple *types.Tuple) (list []types.Type) {
	for v := range tuple.Variables() {
		list = append(list, v.Type())
	}
	return list
}

// f(a, b) as f(func() (A, B) { return a, b }()).
func (p *program) tupleArgumentSites() (list []site) {
	for _, n := range p.nodes {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) < 2 || call.Ellipsis.IsValid() || p.builtin(call) != "" {
			continue
		}
		sig, ok := p.typeOf(call.Fun).Underlying().(*types.Signature)
		if !ok || sig.Variadic() || sig.Params().Len() != len(call.Args) {
			continue
		}
		list = append(list, site{call, func(*rand.Rand) []edit {
			return p.together(call.Args, tupleTypes(sig.Params()))
		}})
	}
	return list
}

// a, b := f() as a, b := func() (A, B) { return f() }().
func (p *program) tupleResultSites() (list []site) {
	for _, n := range p.nodes {
		call, ok := n.(*ast.CallExpr)
		if !ok || isDeferred(p.parents[call]) || p.typeOf(call) == nil || p.recovers(call) {
			continue
		}
		tuple, ok := p.typeOf(call).(*types.Tuple)
		if !ok || tuple.Len() < 2 {
			continue
		}
		list = append(list, site{call, func(*rand.Rand) []edit {
			results, ok := p.spellAll(call.Pos(), tupleTypes(tuple)...)
			if !ok {
				return nil
			}
			return []edit{p.around(call, "func() "+results+" { return ", " }()")}
		}})
	}
	return list
}

// returns calls f for each return statement in a statement list, with the results of its function.
func (p *program) returns(f func(s *ast.ReturnStmt, ft *ast.FuncType)) {
	for _, n := range p.nodes {
		s, ok := n.(*ast.ReturnStmt)
		if !ok || len(s.Results) == 0 || !isList(p.parents[s]) || p.recovers(s) {
			continue
		}
		if ft, _ := p.enclosing(s); ft != nil && ft.Results != nil {
			f(s, ft)
		}
	}
}

// isList: the node holds statements one after the other.
func isList(n ast.Node) bool {
	switch n.(type) {
	case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
		return true
	}
	return false
}

func (p *program) resultTypes(ft *ast.FuncType) (list []types.Type) {
	for _, field := range ft.Results.List {
		for range max(1, len(field.Names)) {
			list = append(list, p.typeOf(field.Type))
		}
	}
	return list
}

// return e as { var v T = e; return v }.
func (p *program) returnVariableSites() (list []site) {
	p.returns(func(s *ast.ReturnStmt, ft *ast.FuncType) {
		results := p.resultTypes(ft)
		if len(results) != 1 {
			return
		}
		list = append(list, site{s, func(*rand.Rand) []edit {
			spelling, ok := p.typeText(results[0], s.Pos())
			if !ok {
				return nil
			}
			return []edit{p.outside(s, "{ ", "; return mm_v }"),
				p.instead(s.Pos(), s.Results[0].Pos(), "var mm_v "+spelling+" = ")}
		}})
	})
	return list
}

// return e, in a function whose results have names, as { r = e; return }.
func (p *program) returnNamedSites() (list []site) {
	p.returns(func(s *ast.ReturnStmt, ft *ast.FuncType) {
		var results []string
		for _, field := range ft.Results.List {
			for _, id := range field.Names {
				if obj := p.info.Defs[id]; obj == nil || id.Name != "_" && !p.visible(obj, s.Pos()) {
					return
				}
				results = append(results, id.Name)
			}
		}
		if len(results) == 0 {
			return
		}
		list = append(list, site{s, func(*rand.Rand) []edit {
			return []edit{p.outside(s, "{ ", "; return }"),
				p.instead(s.Pos(), s.Results[0].Pos(), strings.Join(results, ", ")+" = ")}
		}})
	})
	return list
}

// return a, b as return func() (A, B) { return a, b }().
func (p *program) returnTupleSites() (list []site) {
	p.returns(func(s *ast.ReturnStmt, ft *ast.FuncType) {
		if len(s.Results) > 1 {
			list = append(list, site{s, func(*rand.Rand) []edit { return p.together(s.Results, p.resultTypes(ft)) }})
		}
	})
	return list
}

// a, b = c, d with the right side as one call.
func (p *program) assignTupleSites() (list []site) {
	for _, n := range p.nodes {
		s, ok := n.(*ast.AssignStmt)
		if !ok || len(s.Rhs) < 2 {
			continue
		}
		list = append(list, site{s, func(*rand.Rand) []edit {
			var targets []types.Type
			for i, rhs := range s.Rhs {
				t := p.typeOf(rhs)
				if id, ok := s.Lhs[i].(*ast.Ident); ok && id.Name != "_" && p.objectOf(id) != nil {
					t = p.objectOf(id).Type()
				} else if left := p.typeOf(s.Lhs[i]); left != nil {
					t = left
				}
				targets = append(targets, t)
			}
			return p.together(s.Rhs, targets)
		}})
	}
	return list
}

// wrapped makes the call of a go or defer statement one of a literal that makes it with the same arguments.
func (p *program) wrapped(call *ast.CallExpr) []edit {
	if p.builtin(call) != "" || call.Ellipsis.IsValid() {
		return nil
	}
	sig, ok := p.typeOf(call.Fun).Underlying().(*types.Signature)
	if !ok || sig.Variadic() || sig.Params().Len() != len(call.Args) {
		return nil
	}
	fun, ok := p.typeText(p.typeOf(call.Fun), call.Pos())
	if !ok {
		return nil
	}
	params, args := "mm_f "+fun, []string{}
	for i, t := range tupleTypes(sig.Params()) {
		spelling, ok := p.typeText(t, call.Pos())
		if !ok {
			return nil
		}
		name := "mm_" + string(rune('a'+i%26)) + strings.Repeat("a", i/26)
		params += ", " + name + "_ " + spelling
		args = append(args, name+"_")
	}
	comma := ", "
	if len(args) == 0 {
		comma = ""
	}
	return []edit{p.around(call.Fun, "func("+params+") { mm_f("+strings.Join(args, ", ")+") }(", comma),
		p.instead(call.Fun.End(), call.Lparen+1, "")}
}

// defer f(a) as defer func(f F, a A) { f(a) }(f, a), where f is known not to call recover.
func (p *program) deferSites() (list []site) {
	for _, n := range p.nodes {
		if s, ok := n.(*ast.DeferStmt); ok && p.cannotRecover(s.Call.Fun) {
			list = append(list, site{s, func(*rand.Rand) []edit { return p.wrapped(s.Call) }})
		}
	}
	return list
}

// cannotRecover: what is called is known and does not call recover itself.
func (p *program) cannotRecover(fun ast.Expr) bool {
	switch f := ast.Unparen(fun).(type) {
	case *ast.FuncLit:
		return !p.recovers(f.Body)
	case *ast.Ident:
		obj, ok := p.info.Uses[f].(*types.Func)
		if !ok {
			return false
		}
		for _, decl := range p.file.Decls {
			if d, ok := decl.(*ast.FuncDecl); ok && p.info.Defs[d.Name] == obj && d.Body != nil {
				return !p.recovers(d.Body)
			}
		}
	}
	return false
}

// go f(a) as go func(f F, a A) { f(a) }(f, a).
func (p *program) goSites() (list []site) {
	for _, n := range p.nodes {
		if s, ok := n.(*ast.GoStmt); ok {
			list = append(list, site{s, func(*rand.Rand) []edit { return p.wrapped(s.Call) }})
		}
	}
	return list
}
