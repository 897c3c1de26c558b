// Function literals as methods: what a literal captures becomes a field with the variable's address, its body that of
// a method. recover() in it means what it meant, since a deferred method value is called by the panic as the
// literal was.
package main

import (
	"go/ast"
	"go/types"
	"math/rand/v2"
	"strings"
)

// methodForms are ways to write a method value; $D stands for the type, $V for a value of it.
var methodForms = []struct {
	name, text string
	pointer    bool // of the type *$D
}{
	{"literal_method", "$V.run", false},
	{"literal_method_pointer", "(&$V).run", true},
	{"literal_method_deref", "(&$V).run", false},
	{"literal_method_opaque", "mm_ID($V.run)", false},
	{"literal_method_dynamic", "interface{ run$S }($V).run", false},
	{"literal_method_dynamic_pointer", "mm_ID[interface{ run$S }](&$V).run", false},
	{"literal_method_promoted", "struct{ $D }{$V}.run", false},
	{"literal_method_embedded", "struct{ *$D }{&$V}.run", false},
	{"literal_method_embedded_interface", "struct{ mm_a int; mm_$D }{1, &$V}.run", true},
}

func literalKinds() []kind {
	var list []kind
	for i := range methodForms {
		list = append(list, kind{methodForms[i].name, 0, func(p *program) []site { return p.literalMethodSites(i) }})
	}
	return append(list, kind{"literal_method_expression", 0, (*program).methodExpressionSites})
}

func (p *program) literalMethodSites(form int) (list []site) {
	f := methodForms[form]
	for _, n := range p.nodes {
		lit, ok := n.(*ast.FuncLit)
		if !ok {
			continue
		}
		list = append(list, site{lit, func(*rand.Rand) []edit {
			name, value, decl := p.methodOf(lit, f.pointer)
			if name == "" {
				return nil
			}
			signature := strings.TrimPrefix(p.text(lit.Type), "func")
			if strings.Contains(f.text, "mm_$D") {
				decl += "\ntype mm_" + name + " interface{ run" + signature + " }\n"
			}
			text := strings.NewReplacer("$D", name, "$V", value, "$S", signature).Replace(f.text)
			return []edit{p.wholly(lit, "("+text+")"), p.atEnd(decl)}
		}})
	}
	return list
}

// defer func(a A) {}(x) as defer D.run(D{}, x).
func (p *program) methodExpressionSites() (list []site) {
	for _, n := range p.nodes {
		lit, ok := n.(*ast.FuncLit)
		if !ok {
			continue
		}
		call, ok := p.parents[lit].(*ast.CallExpr)
		if !ok || call.Fun != lit {
			continue
		}
		list = append(list, site{lit, func(r *rand.Rand) []edit {
			pointer := r.IntN(2) == 0
			name, value, decl := p.methodOf(lit, pointer)
			if name == "" {
				return nil
			}
			if len(call.Args) > 0 {
				value += ", "
			}
			callee := name + ".run"
			if pointer {
				callee, value = "(*"+name+").run", "&"+value
			}
			open := p.offset(call.Lparen)
			return []edit{p.wholly(lit, "("+callee+")"), {start: open, end: open + 1, open: "(" + value, replace: true}, p.atEnd(decl)}
		}})
	}
	return list
}

func (p *program) atEnd(text string) edit {
	return edit{start: len(p.src), end: len(p.src), close: text}
}

// wholly replaces a node that may have several lines by a text with a brace or parenthesis after which they go.
func (p *program) wholly(n ast.Node, text string) edit {
	e := p.instead(n.Pos(), n.End(), text)
	e.lines = true
	return e
}

// methodOf returns the name of a type with a method run that does what the literal does, how to write a value of it,
// and its declaration; no name if the literal needs something that is not to be had at package level.
func (p *program) methodOf(lit *ast.FuncLit, pointer bool) (name, value, decl string) {
	end := p.file.End()
	if _, ok := p.typeText(p.typeOf(lit), end); !ok || strings.Contains(p.text(lit.Type), "\n") {
		return
	}
	fields := map[types.Object]string{}
	var decls, values []string
	var edits []edit
	fits := true
	start := p.offset(lit.Body.Pos())
	ast.Inspect(lit, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		obj := p.info.Uses[id]
		if !ok || obj == nil || !p.isLocal(obj) || lit.Pos() <= obj.Pos() && obj.Pos() < lit.End() {
			return true
		}
		v, isVar := obj.(*types.Var)
		if !isVar || v.IsField() {
			fits = false
			return true
		}
		if fields[obj] == "" {
			spelling, ok := p.typeText(v.Type(), end)
			fits = fits && ok
			fields[obj] = "mm_" + number(len(fields))
			decls = append(decls, fields[obj]+" *"+bracketed(spelling, v.Type()))
			values = append(values, "&"+id.Name)
		}
		at := p.offset(id.Pos()) - start
		edits = append(edits, edit{start: at, end: at + len(id.Name), open: "(*mm_d." + fields[obj] + ")", replace: true})
		return true
	})
	if !fits {
		return
	}
	name = "mm_D" + number(p.offset(lit.Pos()))
	receiver := name
	if pointer {
		receiver = "*" + name
	}
	body := apply(p.text(lit.Body), edits)
	decl = "\ntype " + name + " struct { " + strings.Join(decls, "; ") + " }\n\nfunc (mm_d " + receiver + ") run" +
		strings.TrimPrefix(p.text(lit.Type), "func") + " " + body + "\n"
	return name, name + "{" + strings.Join(values, ", ") + "}", decl
}

// isLocal: declared in a function, a type parameter included; a field or method is not.
func (p *program) isLocal(obj types.Object) bool {
	if obj.Pkg() != p.pkg || obj.Parent() == nil {
		return false
	}
	return obj.Parent() != p.pkg.Scope() && obj.Parent() != p.pkg.Scope().Innermost(p.file.End())
}
