// Where an expression stands: whether its value alone is wanted, so that any other expression with that value and
// type may stand in its place.
package main

import (
	"go/ast"
	"go/token"
	"go/types"
)

// values lists the expressions that a wrap of any form may replace: not constant, or constant where
// nothing asks for a constant.
func (p *program) values() []ast.Expr {
	var list []ast.Expr
	for _, n := range p.nodes {
		if e, ok := n.(ast.Expr); ok && p.isValue(e) && !p.recovers(e) {
			list = append(list, e)
		}
	}
	return list
}

func (p *program) isValue(e ast.Expr) bool {
	tv, ok := p.info.Types[e]
	if !ok || !tv.IsValue() || tv.IsNil() || tv.Type == nil {
		return false
	}
	if _, tuple := tv.Type.(*types.Tuple); tuple {
		return false
	}
	if basic, ok := tv.Type.(*types.Basic); ok && basic.Kind() == types.Invalid {
		return false
	}
	if lit, ok := e.(*ast.CompositeLit); ok && lit.Type == nil {
		return false
	}
	if kv, ok := p.parents[e].(*ast.KeyValueExpr); ok && kv.Key == e && p.keyIsName(kv) {
		return false
	}
	if tv.Value != nil && !p.constantMayVary(e) {
		return false
	}
	return p.valueWanted(e)
}

// keyIsName: a field's name, or a constant index.
func (p *program) keyIsName(kv *ast.KeyValueExpr) bool {
	lit, ok := p.parents[kv].(*ast.CompositeLit)
	if !ok {
		return true
	}
	t := p.typeOf(lit)
	if t == nil {
		return true
	}
	_, isMap := deref(t).Underlying().(*types.Map)
	return !isMap
}

// constantMayVary: no constant is asked for in e's place, and e's type does not depend on its being one.
func (p *program) constantMayVary(e ast.Expr) bool {
	switch parent := p.parents[e].(type) {
	case *ast.CallExpr:
		return parent.Fun != e && p.builtin(parent) == "" && !p.info.Types[parent.Fun].IsType()
	case *ast.AssignStmt:
		return parent.Tok == token.ASSIGN || parent.Tok == token.DEFINE
	case *ast.ReturnStmt, *ast.SendStmt:
		return true
	case *ast.BinaryExpr:
		tv := p.info.Types[ast.Expr(parent)]
		shift := parent.Op == token.SHL || parent.Op == token.SHR
		return tv.Value == nil && !shift && parent.Op != token.QUO && parent.Op != token.REM
	}
	return false
}

// valueWanted: e is read where it stands, neither stored to nor its address taken.
func (p *program) valueWanted(e ast.Expr) bool {
	switch parent := p.parents[e].(type) {
	case *ast.ParenExpr:
		return p.valueWanted(parent)
	case *ast.AssignStmt:
		return !contains(parent.Lhs, e)
	case *ast.RangeStmt:
		return parent.X == e && !isArray(p.typeOf(e)) && !isArray(deref(p.typeOf(e)))
	case *ast.UnaryExpr:
		return parent.Op != token.AND
	case *ast.SelectorExpr:
		return p.selectorTakesValue(parent)
	case *ast.IndexExpr:
		if parent.X != e {
			return true
		}
		_, generic := p.typeOf(e).Underlying().(*types.Signature)
		return !generic && (!isArray(p.typeOf(e)) || p.valueWanted(parent))
	case *ast.IndexListExpr:
		return false
	case *ast.SliceExpr:
		return parent.X != e || !isArray(p.typeOf(e))
	case *ast.CallExpr:
		return p.callTakesValue(parent, e)
	case *ast.ExprStmt:
		call, ok := e.(*ast.CallExpr)
		return ok && p.builtin(call) == ""
	case *ast.IncDecStmt, *ast.GoStmt, *ast.DeferStmt, *ast.CommClause, *ast.ArrayType, *ast.Field, *ast.Ellipsis:
		return false
	case *ast.CompositeLit:
		return parent.Type != e
	case *ast.TypeAssertExpr:
		return parent.X == e
	case *ast.ValueSpec:
		decl, ok := p.parents[parent].(*ast.GenDecl)
		return ok && decl.Tok == token.VAR && contains(parent.Values, e)
	case *ast.KeyValueExpr, *ast.BinaryExpr, *ast.StarExpr, *ast.ReturnStmt, *ast.SendStmt, *ast.IfStmt,
		*ast.ForStmt, *ast.SwitchStmt, *ast.CaseClause:
		return true
	}
	return false
}

func (p *program) selectorTakesValue(sel *ast.SelectorExpr) bool {
	s := p.info.Selections[sel]
	if s == nil || s.Kind() == types.MethodExpr {
		return false
	}
	if isPointer(s.Recv()) || types.IsInterface(s.Recv()) {
		return true
	}
	if s.Kind() == types.FieldVal {
		return p.valueWanted(sel)
	}
	recv := s.Obj().Type().(*types.Signature).Recv()
	return recv != nil && !isPointer(recv.Type())
}

func (p *program) callTakesValue(call *ast.CallExpr, e ast.Expr) bool {
	name := p.builtin(call)
	if call.Fun == e {
		return name == "" && !p.info.Types[e].IsType()
	}
	if name == "len" || name == "cap" {
		return !isArray(deref(p.typeOf(e)))
	}
	if sel, ok := call.Fun.(*ast.SelectorExpr); ok && name != "" {
		pkg, ok := sel.X.(*ast.Ident)
		return !ok || pkg.Name != "unsafe"
	}
	return true
}

func contains[E comparable](list []E, e E) bool {
	for _, x := range list {
		if x == e {
			return true
		}
	}
	return false
}

func deref(t types.Type) types.Type {
	if t == nil {
		return types.Typ[types.Invalid]
	}
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		return ptr.Elem()
	}
	return t
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

func isArray(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Array)
	return ok
}

func isTypeParam(t types.Type) bool {
	_, ok := types.Unalias(t).(*types.TypeParam)
	return ok
}

// leaves tells whether a statement among stmts would end or leave them other than at their end: by return, goto,
// fallthrough, or by break or continue of a loop, switch or select around them.
type exits struct {
	returns, jumps, breaks, continues, defers, recovers, labels bool
}

// exitsOf looks for the ways to leave n, not into function literals.
func (p *program) exitsOf(n ast.Node) exits {
	var x exits
	own := map[string]bool{}
	ast.Inspect(n, func(n ast.Node) bool {
		if l, ok := n.(*ast.LabeledStmt); ok {
			own[l.Label.Name] = true
			x.labels = true
		}
		_, literal := n.(*ast.FuncLit)
		return !literal
	})
	x.recovers = p.recovers(n)
	x.look(n, own, false, false)
	return x
}

// look: inLoop and inSwitch tell what a plain continue and break would mean within the node.
func (x *exits) look(n ast.Node, own map[string]bool, inLoop, inSwitch bool) {
	root := n
	ast.Inspect(n, func(n ast.Node) bool {
		switch s := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ForStmt, *ast.RangeStmt:
			if n != root {
				x.look(n, own, true, true)
				return false
			}
			inLoop, inSwitch = true, true
		case *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
			if n != root {
				x.look(n, own, inLoop, true)
				return false
			}
			inSwitch = true
		case *ast.ReturnStmt:
			x.returns = true
		case *ast.DeferStmt:
			x.defers = true
		case *ast.BranchStmt:
			x.branch(s, own, inLoop, inSwitch)
		}
		return true
	})
}

func (x *exits) branch(s *ast.BranchStmt, own map[string]bool, inLoop, inSwitch bool) {
	switch {
	case s.Label != nil:
		x.jumps = x.jumps || !own[s.Label.Name]
	case s.Tok == token.BREAK:
		x.breaks = x.breaks || !inSwitch
	case s.Tok == token.CONTINUE:
		x.continues = x.continues || !inLoop
	case s.Tok == token.FALLTHROUGH:
		x.jumps = x.jumps || !inSwitch
	}
}

// straight: control enters at the top and leaves at the bottom, and no deferred call is made.
func (x exits) straight() bool {
	return !x.returns && !x.jumps && !x.breaks && !x.continues && !x.defers && !x.recovers
}
