// Rewrites of statements: others before them, that do nothing or are never reached, and others around them.
package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"math/rand/v2"
	"strings"
)

// around is the text around a statement that is run once, by another way. Those that are loops or functions
// give break, continue, return, defer and recover another meaning: the fields tell what the statement may have.
type around struct {
	name        string
	open, close string
	function    bool // a function of its own: nothing may leave it
	breaks      bool // break would leave the text
	continues   bool
	limit       int
}

var arounds = []around{
	{name: "stmt_block", open: "{ ", close: " }"},
	{name: "stmt_if", open: "if mm_True { ", close: " }"},
	{name: "stmt_else", open: "if mm_False { mm_Sink = 0 } else { ", close: " }"},
	{name: "stmt_switch", open: "switch { default: ", close: " }", breaks: true},
	{name: "stmt_type_switch", open: "switch any(mm_True).(type) { case bool: ", close: " }", breaks: true},
	{name: "stmt_select", open: "select { default: ", close: " }", breaks: true},
	{name: "stmt_for", open: "for mm_b := mm_True; mm_b; mm_b = false { ", close: " }", breaks: true, continues: true},
	{name: "stmt_for_break", open: "for { ", close: "; break }", breaks: true, continues: true},
	{name: "stmt_range_int", open: "for range 1 { ", close: " }", breaks: true, continues: true},
	{name: "stmt_range_func", open: "for range mm_Once { ", close: " }", breaks: true, continues: true},
	{name: "stmt_closure", open: "func() { ", close: " }()", function: true},
	{name: "stmt_passed", open: "mm_Do(func() { ", close: " })", function: true},
	{name: "stmt_variable", open: "{ mm_f := func() { ", close: " }; mm_f() }", function: true},
	{name: "stmt_method", open: "mm_Runner{func() { ", close: " }}.run()", function: true},
	{name: "stmt_method_value", open: "mm_Do(mm_Runner{func() { ", close: " }}.run)", function: true},
	{name: "stmt_deferred", open: "func() { defer func() { ", close: " }() }()", function: true},
	{name: "stmt_goroutine", open: "mm_Go(func() int { ", close: "; return 0 })", function: true, limit: 2},
}

// before is a text in front of a statement.
type before struct {
	name, text string
	limit      int
	inLoop     bool
}

var befores = []before{
	{"fence_gc", "mm_GC(); ", 6, false},
	{"fence_yield", "mm_Yielding(); ", 6, false},
	{"fence_stack", "mm_Deep(300); ", 6, false},
	{"dead_panic", `if mm_False { panic("dead") }; `, 0, false},
	{"dead_loop", "for mm_False { mm_Sink = mm_Zero() }; ", 0, false},
	{"dead_switch", "switch mm_Zero() { case 1: mm_Sink = 1; fallthrough; case 2: mm_Sink = 2 }; ", 0, false},
	{"dead_defer", "if mm_False { defer mm_Do(nil) }; ", 0, false},
	{"dead_recover", "if mm_False { mm_Sink = recover() }; ", 0, false},
	{"dead_break", "if mm_False { break }; ", 0, true},
	{"dead_continue", "if mm_False { continue }; ", 0, true},
	{"dead_goto", "if mm_False { goto mm_L$N }; mm_L$N: ", 0, false},
}

func statementKinds() []kind {
	var list []kind
	for _, a := range arounds {
		list = append(list, kind{a.name, a.limit, func(p *program) []site { return p.aroundSites(a) }})
	}
	for _, b := range befores {
		list = append(list, kind{b.name, b.limit, func(p *program) []site { return p.beforeSites(b) }})
	}
	return append(list, kind{"dead_return", 0, (*program).deadReturnSites},
		kind{"dead_copy", 0, (*program).deadCopySites}, kind{"dead_variable", 0, (*program).deadVariableSites},
		kind{"select_one", 0, (*program).selectSites})
}

// statements are those of statement lists inside functions, in the order of the source.
func (p *program) statements() (list []ast.Stmt) {
	for _, n := range p.nodes {
		if s, ok := n.(ast.Stmt); ok && isList(p.parents[s]) && !isClause(s) {
			list = append(list, s)
		}
	}
	return list
}

func isClause(s ast.Stmt) bool {
	switch s.(type) {
	case *ast.CaseClause, *ast.CommClause:
		return true
	}
	return false
}

// declares: what the statement declares is seen by those after it; or it is a place to jump to.
func declares(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.DeclStmt, *ast.LabeledStmt:
		return true
	case *ast.AssignStmt:
		return s.Tok == token.DEFINE
	}
	return false
}

func (p *program) aroundSites(a around) (list []site) {
	for _, s := range p.statements() {
		if _, empty := s.(*ast.EmptyStmt); empty || declares(s) {
			continue
		}
		if branch, ok := s.(*ast.BranchStmt); ok && branch.Tok == token.FALLTHROUGH {
			continue
		}
		x := p.exitsOf(s)
		if a.breaks && x.breaks || a.continues && x.continues || a.function && !x.straight() || a.function && x.labels ||
			x.recovers && a.name == "stmt_range_func" {
			continue
		}
		list = append(list, site{s, func(*rand.Rand) []edit { return []edit{p.outside(s, a.open, a.close)} }})
	}
	return list
}

func (p *program) beforeSites(b before) (list []site) {
	for _, s := range p.statements() {
		if b.inLoop && !p.inLoop(s) {
			continue
		}
		text := strings.ReplaceAll(b.text, "$N", number(p.offset(s.Pos())))
		list = append(list, site{s, func(*rand.Rand) []edit { return []edit{p.outside(s, text, "")} }})
	}
	return list
}

// inLoop: a loop of the same function is around s.
func (p *program) inLoop(s ast.Stmt) bool {
	for n := p.parents[s]; n != nil; n = p.parents[n] {
		switch n.(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			return true
		case *ast.FuncLit, *ast.FuncDecl:
			return false
		}
	}
	return false
}

func number(n int) string {
	text := ""
	for ; n > 0 || text == ""; n /= 10 {
		text = string(rune('0'+n%10)) + text
	}
	return text
}

// A return that is never reached, with zero values.
func (p *program) deadReturnSites() (list []site) {
	for _, s := range p.statements() {
		list = append(list, site{s, func(*rand.Rand) []edit {
			ft, _ := p.enclosing(s)
			text := ""
			if ft != nil && ft.Results != nil && len(ft.Results.List[0].Names) == 0 {
				var zeros []string
				for _, t := range p.resultTypes(ft) {
					spelling, ok := p.typeText(t, s.Pos())
					if !ok {
						return nil
					}
					zeros = append(zeros, "*new("+spelling+")")
				}
				text = " " + strings.Join(zeros, ", ")
			}
			return []edit{p.outside(s, "if mm_False { return"+text+" }; ", "")}
		}})
	}
	return list
}

// The statement itself, once more, never reached.
func (p *program) deadCopySites() (list []site) {
	for _, s := range p.statements() {
		if strings.Contains(p.text(s), "\n") || declares(s) && p.exitsOf(s).labels || p.recovers(s) {
			continue
		}
		switch d := s.(type) {
		case *ast.DeclStmt, *ast.EmptyStmt, *ast.LabeledStmt, *ast.BranchStmt:
			continue
		case *ast.AssignStmt:
			if d.Tok == token.DEFINE {
				continue
			}
		}
		list = append(list, site{s, func(*rand.Rand) []edit {
			return []edit{p.outside(s, "if mm_False { "+p.text(s)+" }; ", "")}
		}})
	}
	return list
}

// What is never done with a variable, but would cost the compiler what it knows of it.
var deadUses = []string{
	"mm_Clear(&$X)",
	"mm_Sink = &$X",
	"mm_Sink = func() { mm_Clear(&$X) }",
	"go mm_Clear(&$X)",
	"defer mm_Clear(&$X)",
	"func() { $X, mm_Sink = $X, $X }()",
	"$X = $X",
}

func (p *program) deadVariableSites() (list []site) {
	for _, s := range p.statements() {
		list = append(list, site{s, func(r *rand.Rand) []edit {
			vars := p.variablesAt(s.Pos())
			if len(vars) == 0 {
				return nil
			}
			use := deadUses[r.IntN(len(deadUses))]
			use = strings.ReplaceAll(use, "$X", vars[r.IntN(len(vars))].Name())
			return []edit{p.outside(s, "if mm_False { "+use+" }; ", "")}
		}})
	}
	return list
}

// variablesAt lists the variables of functions that can be named at pos.
func (p *program) variablesAt(pos token.Pos) (list []types.Object) {
	for scope := p.pkg.Scope().Innermost(pos); scope != nil && scope != p.pkg.Scope(); scope = scope.Parent() {
		for _, name := range scope.Names() {
			obj, ok := scope.Lookup(name).(*types.Var)
			if ok && name != "_" && p.visible(obj, pos) && obj.Pos() < pos {
				list = append(list, obj)
			}
		}
	}
	return list
}

// c <- v, v = <-c and <-c as a select statement with that one case.
func (p *program) selectSites() (list []site) {
	for _, s := range p.statements() {
		fits := false
		switch s := s.(type) {
		case *ast.SendStmt:
			fits = true
		case *ast.ExprStmt:
			fits = receives(s.X)
		case *ast.AssignStmt:
			fits = s.Tok == token.ASSIGN && len(s.Rhs) == 1 && receives(s.Rhs[0])
		}
		if fits {
			list = append(list, site{s, func(*rand.Rand) []edit {
				return []edit{p.outside(s, "select { case ", ": }")}
			}})
		}
	}
	return list
}

func receives(e ast.Expr) bool {
	u, ok := ast.Unparen(e).(*ast.UnaryExpr)
	return ok && u.Op == token.ARROW
}
