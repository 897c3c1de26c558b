// Rewrites of if and switch into each other, and of assignments with an operator.
package main

import (
	"go/ast"
	"go/scanner"
	"go/token"
	"math/rand/v2"
)

func branchKinds() []kind {
	return []kind{
		{"if_to_switch", 0, (*program).ifSites},
		{"switch_to_if", 0, (*program).switchSites},
		{"operator_expanded", 0, (*program).operatorSites},
		{"operator_folded", 0, (*program).foldSites},
	}
}

// if c { A } else { B } as switch { case c: A; default: B }, if no break in A or B leaves more than that.
func (p *program) ifSites() (list []site) {
	for _, n := range p.nodes {
		s, ok := n.(*ast.IfStmt)
		if _, nested := p.parents[n].(*ast.IfStmt); !ok || nested || p.exitsOf(s).breaks {
			continue
		}
		list = append(list, site{s, func(*rand.Rand) []edit {
			head := "switch "
			if s.Init == nil {
				head = "switch {case "
			}
			edits := []edit{p.instead(s.If, s.If+2, head), p.instead(s.Body.Lbrace, s.Body.Lbrace+1, ":")}
			if s.Init != nil {
				edits = append(edits, p.outside(s.Cond, "{case ", ""))
			}
			switch other := s.Else.(type) {
			case *ast.BlockStmt:
				edits = append(edits, p.instead(s.Body.Rbrace, other.Lbrace+1, "; default: "))
			case *ast.IfStmt:
				edits = append(edits, p.instead(s.Body.Rbrace, other.Pos(), "; default: "), p.outside(other, "", " }"))
			}
			return edits
		}})
	}
	return list
}

// switch t { case a, b: A; default: B } as { v := t; if v == a || v == b { A } else { B } }.
func (p *program) switchSites() (list []site) {
	for _, n := range p.nodes {
		s, ok := n.(*ast.SwitchStmt)
		if !ok || !isList(p.parents[s]) || !p.becomesIf(s) {
			continue
		}
		list = append(list, site{s, func(*rand.Rand) []edit { return p.chain(s) }})
	}
	return list
}

// becomesIf: default comes last, after a case; nothing falls through or breaks out.
func (p *program) becomesIf(s *ast.SwitchStmt) bool {
	for i, c := range s.Body.List {
		clause := c.(*ast.CaseClause)
		if clause.List == nil && (i == 0 || i < len(s.Body.List)-1) {
			return false
		}
		for _, st := range clause.Body {
			if branch, ok := st.(*ast.BranchStmt); ok && branch.Tok == token.FALLTHROUGH {
				return false
			}
			if p.exitsOf(st).breaks {
				return false
			}
		}
	}
	return len(s.Body.List) > 0
}

func (p *program) chain(s *ast.SwitchStmt) []edit {
	head, test := "{", ""
	var edits []edit
	if s.Tag != nil {
		test = "mm_t == "
		edits = append(edits, p.outside(s.Tag, "mm_t := ", ""))
	}
	edits = append(edits, p.instead(s.Switch, s.Switch+6, head), p.instead(s.Body.Lbrace, s.Body.Lbrace+1, ";"))
	for i, c := range s.Body.List {
		clause := c.(*ast.CaseClause)
		word := "} else if "
		if i == 0 {
			word = "if "
		}
		if clause.List == nil {
			edits = append(edits, p.instead(clause.Case, clause.Case+7, "} else "))
		} else {
			edits = append(edits, p.instead(clause.Case, clause.Case+4, word))
		}
		for j, e := range clause.List {
			edits = append(edits, p.outside(e, test+"(", ")"))
			if j > 0 {
				comma := p.find(clause.List[j-1].End(), token.COMMA)
				edits = append(edits, p.instead(comma, comma+1, " ||"))
			}
		}
		edits = append(edits, p.instead(clause.Colon, clause.Colon+1, "{"))
	}
	return append(edits, p.instead(s.Body.Rbrace, s.Body.Rbrace+1, "}}"))
}

// find returns the position of the first token of that kind from pos on.
func (p *program) find(pos token.Pos, want token.Token) token.Pos {
	from := p.offset(pos)
	fset := token.NewFileSet()
	file := fset.AddFile("", -1, len(p.src)-from)
	var s scanner.Scanner
	s.Init(file, []byte(p.src[from:]), nil, 0)
	for {
		at, tok, _ := s.Scan()
		if tok == want || tok == token.EOF {
			return pos + token.Pos(file.Offset(at))
		}
	}
}

// x op= y as x = x op (y), and x++ as x += 1.
func (p *program) operatorSites() (list []site) {
	for _, st := range p.statements() {
		switch s := st.(type) {
		case *ast.IncDecStmt:
			list = append(list, site{s, func(*rand.Rand) []edit {
				return []edit{p.instead(s.TokPos, s.TokPos+2, " "+s.Tok.String()[:1]+"= 1")}
			}})
		case *ast.AssignStmt:
			if s.Tok == token.ASSIGN || s.Tok == token.DEFINE || !simple(s.Lhs[0]) {
				continue
			}
			op := s.Tok.String()
			list = append(list, site{s, func(*rand.Rand) []edit {
				text := "= " + p.text(s.Lhs[0]) + " " + op[:len(op)-1] + " "
				return []edit{p.instead(s.TokPos, s.TokPos+token.Pos(len(op)), text), p.around(s.Rhs[0], "(", ")")}
			}})
		}
	}
	return list
}

// simple: evaluated twice, it is the same place and nothing else happens.
func simple(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return true
	case *ast.SelectorExpr:
		return simple(e.X)
	case *ast.ParenExpr:
		return simple(e.X)
	case *ast.StarExpr:
		return simple(e.X)
	case *ast.IndexExpr:
		_, literal := e.Index.(*ast.BasicLit)
		return simple(e.X) && (literal || simple(e.Index))
	}
	return false
}

// x = x op y as x op= y.
func (p *program) foldSites() (list []site) {
	for _, st := range p.statements() {
		s, ok := st.(*ast.AssignStmt)
		if !ok || s.Tok != token.ASSIGN || len(s.Lhs) != 1 || !simple(s.Lhs[0]) {
			continue
		}
		b, ok := s.Rhs[0].(*ast.BinaryExpr)
		if !ok || !b.Op.IsOperator() || b.Op.Precedence() < 4 || p.text(b.X) != p.text(s.Lhs[0]) {
			continue
		}
		list = append(list, site{s, func(*rand.Rand) []edit {
			return []edit{p.instead(s.TokPos, b.OpPos+token.Pos(len(b.Op.String())), b.Op.String()+"=")}
		}})
	}
	return list
}
