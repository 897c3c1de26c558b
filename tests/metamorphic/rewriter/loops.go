// Rewrites of loops.
package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"math/rand/v2"
)

func loopKinds() []kind {
	return []kind{
		{"body_outlined", 0, func(p *program) []site { return p.bodySites("func() { ", " }()") }},
		{"body_passed", 0, func(p *program) []site { return p.bodySites("mm_Do(func() { ", " })") }},
		{"body_deferred", 0, func(p *program) []site { return p.bodySites("func() { defer func() { ", " }() }()") }},
		{"body_block", 0, (*program).bodyBlockSites},
		{"condition_inside", 0, (*program).conditionSites},
		{"range_iterator", 0, (*program).iteratorSites},
		{"range_counted", 0, (*program).countedSites},
		{"range_indexed", 0, (*program).indexedSites},
	}
}

// loops calls f for each loop with something in its body.
func (p *program) loops(f func(loop ast.Stmt, body *ast.BlockStmt)) {
	for _, n := range p.nodes {
		switch s := n.(type) {
		case *ast.ForStmt:
			if len(s.Body.List) > 0 {
				f(s, s.Body)
			}
		case *ast.RangeStmt:
			if len(s.Body.List) > 0 {
				f(s, s.Body)
			}
		}
	}
}

// The body of a loop as a function, where nothing leaves it but at its end.
func (p *program) bodySites(open, close string) (list []site) {
	p.loops(func(loop ast.Stmt, body *ast.BlockStmt) {
		if x := p.exitsOf(body); x.straight() && !x.labels {
			list = append(list, site{loop, func(*rand.Rand) []edit { return []edit{p.inside(body, open, close)} }})
		}
	})
	return list
}

// The body in a loop of its own that is left by a labelled continue of the outer one.
func (p *program) bodyBlockSites() (list []site) {
	p.loops(func(loop ast.Stmt, body *ast.BlockStmt) {
		x := p.exitsOf(body)
		if _, labelled := p.parents[loop].(*ast.LabeledStmt); labelled || x.breaks || x.continues || !isList(p.parents[loop]) {
			return
		}
		list = append(list, site{loop, func(*rand.Rand) []edit {
			label := "mm_L" + number(p.offset(loop.Pos()))
			return []edit{p.outside(loop, label+": ", ""),
				p.inside(body, "for { ", "; continue "+label+" }")}
		}})
	})
	return list
}

// for i; c; p { body } as for i; ; p { if !(c) { break }; body }.
func (p *program) conditionSites() (list []site) {
	p.loops(func(loop ast.Stmt, body *ast.BlockStmt) {
		s, ok := loop.(*ast.ForStmt)
		if !ok || s.Cond == nil || p.recovers(s.Cond) {
			return
		}
		list = append(list, site{loop, func(*rand.Rand) []edit {
			test := p.inside(body, "if !("+p.text(s.Cond)+") { break }; ", "")
			test.outer = true
			return []edit{p.instead(s.Cond.Pos(), s.Cond.End(), ""), test}
		}})
	})
	return list
}

// The range expression through a function iterator.
func (p *program) iteratorSites() (list []site) {
	p.loops(func(loop ast.Stmt, body *ast.BlockStmt) {
		s, ok := loop.(*ast.RangeStmt)
		if !ok || p.recovers(body) || p.typeOf(s.X) == nil {
			return
		}
		helper := ""
		switch t := p.typeOf(s.X).Underlying().(type) {
		case *types.Basic:
			if t.Info()&types.IsString != 0 {
				helper = "mm_Runes("
			} else if spelling, ok := p.typeText(types.Default(p.typeOf(s.X)), s.Pos()); ok {
				helper = "mm_Count[" + spelling + "]("
			}
		case *types.Slice:
			helper = "mm_Pairs("
		case *types.Map:
			helper = "mm_Entries("
		case *types.Chan:
			helper = "mm_Received("
		case *types.Signature:
			helper = "mm_ID("
		}
		if helper != "" {
			list = append(list, site{loop, func(*rand.Rand) []edit { return []edit{p.around(s.X, helper, ")")} }})
		}
	})
	return list
}

// for i := range n, n an int or a slice, as for i := 0; i < n; i++, n or its length evaluated once.
func (p *program) countedSites() (list []site) {
	p.loops(func(loop ast.Stmt, body *ast.BlockStmt) {
		s, ok := loop.(*ast.RangeStmt)
		if !ok || p.typeOf(s.X) == nil || s.Tok != token.DEFINE || s.Value != nil {
			return
		}
		key, isName := s.Key.(*ast.Ident)
		t := types.Default(p.typeOf(s.X))
		basic, _ := t.Underlying().(*types.Basic)
		_, isSlice := t.Underlying().(*types.Slice)
		if !isName || key.Name == "_" || !isSlice && (basic == nil || basic.Info()&types.IsInteger == 0) {
			return
		}
		// A body that changes its variable would change the count.
		if names(s.X)[key.Name] || p.assigned(key) {
			return
		}
		list = append(list, site{loop, func(*rand.Rand) []edit {
			x, convert := key.Name, "len"
			zero := "0"
			if !isSlice {
				if convert, ok = p.typeText(t, s.Pos()); !ok {
					return nil
				}
				zero = convert + "(0)"
			}
			return []edit{p.instead(key.Pos(), s.X.Pos(), x+", mm_n := "+zero+", "+convert+"("),
				p.outside(s.X, "", "); "+x+" < mm_n; "+x+"++")}
		}})
	})
	return list
}

// for i, v := range s, s a slice, as for i, t := 0, s; i < len(t); i++ { v := t[i]; ... }, the length taken first.
func (p *program) indexedSites() (list []site) {
	p.loops(func(loop ast.Stmt, body *ast.BlockStmt) {
		s, ok := loop.(*ast.RangeStmt)
		if !ok || p.typeOf(s.X) == nil || s.Tok != token.DEFINE {
			return
		}
		key, _ := s.Key.(*ast.Ident)
		value, _ := s.Value.(*ast.Ident)
		if _, isSlice := p.typeOf(s.X).Underlying().(*types.Slice); !isSlice || key == nil || value == nil ||
			value.Name == "_" || key.Name != "_" && (names(s.X)[key.Name] || p.assigned(key)) {
			return
		}
		list = append(list, site{loop, func(*rand.Rand) []edit {
			i := key.Name
			if i == "_" {
				i = "mm_i"
			}
			take := p.inside(body, value.Name+" := mm_t["+i+"]; ", "")
			take.outer = true
			return []edit{p.instead(key.Pos(), s.X.Pos(), i+", mm_t := 0, "),
				p.outside(s.X, "", "; "+i+" < len(mm_t); "+i+"++"), take}
		}})
	})
	return list
}
