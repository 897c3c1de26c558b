// Rewrites of an expression whose value is wanted: the value takes a longer way.
package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"math/rand/v2"
)

// form is the text around an expression of type $T. Some forms hold the value in an interface and ask for its
// type again: not fit for interfaces and type parameters, where nil and identity differ.
type form struct {
	name        string
	open, close string
	concrete    bool
	limit       int
}

var forms = []form{
	{name: "closure", open: "func() $T { return ", close: " }()"},
	{name: "closure_argument", open: "func(mm_p $T) $T { return mm_p }(", close: ")"},
	{name: "closure_captured", open: "func(mm_p $T) $T { func() { mm_p = mm_p }(); return func() $T { return mm_p }() }(",
		close: ")"},
	{name: "closure_result", open: "func() (mm_r $T) { func() { mm_r = ", close: " }(); return }()"},
	{name: "closure_variable", open: "func() $T { mm_f := func() $T { return ", close: " }; return mm_f() }()"},
	{name: "closure_passed", open: "mm_Call(func() $T { return ", close: " })"},
	{name: "deferred", open: "func() (mm_r $T) { defer func() { mm_r = ", close: " }(); return }()"},
	{name: "deferred_argument", open: "func() (mm_r $T) { defer func(mm_p $T) { mm_r = mm_p }(", close: "); return }()"},
	{name: "deferred_method", open: "func() (mm_r $T) { defer mm_Cell[$T]{&mm_r}.set(", close: "); return }()"},
	{name: "deferred_value", open: "func() (mm_r $T) { mm_f := mm_Cell[$T]{&mm_r}.set; defer mm_f(", close: "); return }()"},
	{name: "deferred_loop", open: "func() (mm_r $T) { mm_r = ",
		close: "; for range 2 { defer func(mm_p $T) { mm_r = mm_p }(mm_r) }; return }()"},
	{name: "method_value", open: "mm_Call(mm_Box[$T]{", close: "}.get)"},
	{name: "method_value_pointer", open: "mm_Call((&mm_Box[$T]{", close: "}).load)"},
	{name: "method_expression", open: "mm_Box[$T].get(mm_Box[$T]{", close: "})"},
	{name: "method_promoted", open: "mm_Call(mm_Outer[$T]{&mm_Box[$T]{", close: "}}.load)"},
	{name: "method_dynamic", open: "mm_Getter[$T](mm_Box[$T]{", close: "}).get()"},
	{name: "generic", open: "mm_ID[$T](", close: ")"},
	{name: "generic_inline", open: "mm_Same[$T](", close: ")"},
	{name: "generic_pair", open: "mm_First[$T, string](", close: ", \"\")"},
	{name: "variadic", open: "mm_Last[$T](", close: ")"},
	{name: "interface", open: "any(", close: ").($T)", concrete: true},
	{name: "interface_opaque", open: "mm_ID[any](", close: ").($T)", concrete: true},
	{name: "type_switch", open: "func(mm_p any) $T { switch mm_v := mm_p.(type) { case $T: return mm_v }; panic(0) }(",
		close: ")", concrete: true},
	{name: "pointer", open: "(*mm_Pointer[$T](", close: "))"},
	{name: "pointer_new", open: "(*new($T(", close: ")))"},
	{name: "pointer_local", open: "func(mm_p $T) $T { mm_q := &mm_p; return *mm_q }(", close: ")"},
	{name: "slice_element", open: "([]$T{", close: "}[0])"},
	{name: "slice_appended", open: "append([]$T(nil), ", close: ")[0]"},
	{name: "array_element", open: "([1]$T{", close: "}[0])"},
	{name: "array_indexed", open: "([3]$T{mm_One: ", close: "}[mm_ID(1)])"},
	{name: "map_element", open: "(map[string]$T{\"\": ", close: "}[\"\"])"},
	{name: "struct_field", open: "(struct{ mm_a byte; mm_f $T }{mm_f: ", close: "}.mm_f)"},
	{name: "channel", open: "mm_Channel[$T](", close: ")", limit: 4},
	{name: "selected", open: "mm_Select[$T](", close: ")", limit: 4},
	{name: "goroutine", open: "mm_Go(func() $T { return ", close: " })", limit: 3},
	{name: "panic", open: "mm_Panic[$T](", close: ")", limit: 6},
	{name: "yielded", open: "mm_Yield[$T](", close: ")"},
	{name: "ranged", open: "func() (mm_r $T) { for mm_v := range mm_Seq(", close: ") { mm_r = mm_v }; return }()"},
	{name: "jump", open: "func() (mm_r $T) { goto mm_l; mm_l: mm_r = ", close: "; return mm_r }()"},
	{name: "both_ways", open: "func() $T { if mm_True { return ", close: " }; return *new($T) }()"},
	{name: "collected", open: "func() $T { mm_v := ", close: "; mm_GC(); return mm_v }()", limit: 6},
	{name: "stack_grown", open: "func() $T { mm_v := ", close: "; mm_Deep(600); return mm_v }()", limit: 6},
}

func valueKinds() []kind {
	var list []kind
	for _, f := range forms {
		list = append(list, kind{f.name, f.limit, func(p *program) []site { return p.formSites(f) }})
	}
	return append(list, kind{"negated", 0, (*program).negatedSites}, kind{"logic_closure", 0, (*program).logicSites})
}

func (p *program) formSites(f form) []site {
	var list []site
	for _, e := range p.values() {
		t := p.typeOf(e)
		if f.concrete && (types.IsInterface(t) || isTypeParam(t)) {
			continue
		}
		list = append(list, site{e, func(*rand.Rand) []edit {
			spelling, ok := p.typeText(types.Default(t), e.Pos())
			if !ok {
				return nil
			}
			return []edit{p.around(e, fill(f.open, bracketed(spelling, t)), fill(f.close, bracketed(spelling, t)))}
		}})
	}
	return list
}

// bracketed puts parentheses round a type that would read otherwise in front of a parenthesis or brace.
func bracketed(spelling string, t types.Type) string {
	switch t.(type) {
	case *types.Chan, *types.Signature:
		return "(" + spelling + ")"
	}
	return spelling
}

var opposite = map[string]string{"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}

// a < b as !(a >= b), for numbers without NaN and strings.
func (p *program) negatedSites() []site {
	var list []site
	for _, e := range p.values() {
		b, ok := e.(*ast.BinaryExpr)
		if !ok || opposite[b.Op.String()] == "" {
			continue
		}
		basic, ok := p.typeOf(b.X).Underlying().(*types.Basic)
		other, isBasic := p.typeOf(b.Y).Underlying().(*types.Basic)
		exact := types.IsInteger | types.IsString | types.IsBoolean
		if !ok || !isBasic || basic.Info()&exact == 0 || other.Info()&exact == 0 {
			continue
		}
		list = append(list, site{e, func(*rand.Rand) []edit {
			op := p.instead(b.OpPos, b.OpPos+token.Pos(len(b.Op.String())), opposite[b.Op.String()])
			return []edit{p.around(e, "(!(", "))"), op}
		}})
	}
	return list
}

// a && b and a || b as an if statement in a closure.
func (p *program) logicSites() []site {
	var list []site
	for _, e := range p.values() {
		b, ok := e.(*ast.BinaryExpr)
		if !ok || b.Op != token.LAND && b.Op != token.LOR {
			continue
		}
		list = append(list, site{e, func(*rand.Rand) []edit {
			spelling, ok := p.typeText(types.Default(p.typeOf(e)), e.Pos())
			if !ok {
				return nil
			}
			head, tail, end := "if ", " { return ", " }; return false }()"
			if b.Op == token.LOR {
				head, tail, end = "if ", " { return true }; return ", " }()"
			}
			return []edit{p.around(e, "func() "+spelling+" { "+head, end), p.instead(b.OpPos, b.OpPos+2, tail)}
		}})
	}
	return list
}
