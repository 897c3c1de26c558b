// Package regex tells if a text has a match of a regular expression, in time proportional to the text.
//
// It knows the language of package regexp, and that only: no submatches, no positions. Package testing uses it for
// the patterns of -run and its kin, since a program must not need a library that is not there without Go.
//
// Compile goes from text to tree (parse.go, class.go) to a program (program.go), which MatchString runs.
package regex

// A Regexp is an expression that can be matched. Several goroutines may use it at once.
type Regexp struct {
	prog []instr
}

// Compile reads an expression.
func Compile(expr string) (*Regexp, error) {
	n, err := parse(expr)
	if err != nil {
		return nil, err
	}
	return &Regexp{compile(n)}, nil
}

// MatchString tells if a part of s matches.
func (re *Regexp) MatchString(s string) bool { return run(re.prog, s) }

// An Error says what is wrong with an expression: a part of it, and why.
type Error struct{ why, part string }

func (e *Error) Error() string {
	return "error parsing regexp: " + e.why + ": `" + e.part + "`"
}
