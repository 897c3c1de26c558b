package fuzz

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The file of an entry is lines of text, made so that Go could read them as expressions:
//
//	go test fuzz v1
//	string("x")
//	[]byte("\x00")
//	int(-3)
//	rune('é')
//	math.Float64frombits(0x7ff8000000000002)

const version1 = "go test fuzz v1"

// encode returns the text of an entry.
func encode(vals []any) []byte {
	b := new(bytes.Buffer)
	b.WriteString(version1 + "\n")
	for _, v := range vals {
		switch v := v.(type) {
		case float32:
			if math.IsNaN(float64(v)) && math.Float32bits(v) != math.Float32bits(float32(math.NaN())) {
				fmt.Fprintf(b, "math.Float32frombits(0x%x)\n", math.Float32bits(v))
			} else {
				fmt.Fprintf(b, "float32(%v)\n", v)
			}
		case float64:
			if math.IsNaN(v) && math.Float64bits(v) != math.Float64bits(math.NaN()) {
				fmt.Fprintf(b, "math.Float64frombits(0x%x)\n", math.Float64bits(v))
			} else {
				fmt.Fprintf(b, "float64(%v)\n", v)
			}
		case string:
			fmt.Fprintf(b, "string(%q)\n", v)
		case []byte:
			fmt.Fprintf(b, "[]byte(%q)\n", v)
		case byte:
			fmt.Fprintf(b, "byte(%q)\n", v)
		case rune:
			if utf8.ValidRune(v) {
				fmt.Fprintf(b, "rune(%q)\n", v)
			} else {
				fmt.Fprintf(b, "int32(%v)\n", v)
			}
		default:
			fmt.Fprintf(b, "%T(%v)\n", v, v)
		}
	}
	return b.Bytes()
}

// decode reads the text of an entry.
func decode(text []byte) ([]any, error) {
	if len(text) == 0 {
		return nil, errors.New("cannot unmarshal empty string")
	}
	lines := bytes.Split(text, []byte("\n"))
	if len(lines) < 2 {
		return nil, errors.New("must include version and at least one value")
	}
	if v := strings.TrimSuffix(string(lines[0]), "\r"); v != version1 {
		return nil, fmt.Errorf("unknown encoding version: %s", v)
	}
	var vals []any
	for _, line := range lines[1:] {
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		v, err := parseValue(string(line))
		if err != nil {
			return nil, fmt.Errorf("malformed line %q: %v", line, err)
		}
		vals = append(vals, v)
	}
	return vals, nil
}

// parseValue reads a line: a conversion of a literal.
func parseValue(line string) (any, error) {
	s := scanner{text: line}
	s.next()
	typ, err := s.typeName()
	if err != nil {
		return nil, err
	}
	if s.kind != "(" {
		return nil, errors.New("expected call expression")
	}
	s.next()
	sign := ""
	if s.kind == "-" || s.kind == "+" {
		sign = s.kind
		s.next()
	}
	kind, lit := s.kind, s.token
	s.next()
	if err := s.closeCall(kind); err != nil {
		return nil, err
	}
	return convert(typ, kind, sign, lit)
}

// closeCall checks that the call ends after its only argument, which was of the given kind, and the line too.
func (s *scanner) closeCall(kind string) error {
	switch {
	case s.err != nil:
		return s.err
	case s.kind == "" && kind != ")":
		return fmt.Errorf("(test):1:%d: missing ',' before newline in argument list", s.at+1)
	case kind == ")":
		return errors.New("expected call expression with 1 argument; got 0")
	case s.kind == ",":
		n := 1
		for s.kind == "," {
			s.next()
			if s.kind != ")" {
				n++
				s.next()
			}
		}
		if n > 1 {
			return fmt.Errorf("expected call expression with 1 argument; got %d", n)
		}
	case s.kind != ")":
		return errors.New("literal value required for primitive type")
	}
	if s.next(); s.kind != "" {
		return errors.New("expected call expression")
	}
	return s.err
}

// typeName takes what stands before the parenthesis.
func (s *scanner) typeName() (string, error) {
	if s.err != nil {
		return "", s.err
	}
	name := s.token
	switch s.kind {
	case "[":
		if s.next(); s.kind != "]" {
			return "", errors.New("expected []byte or primitive type")
		}
		if s.next(); s.token != "byte" {
			return "", errors.New("expected []byte")
		}
		name = "[]byte"
	case "name":
	default:
		return "", errors.New("expected call expression")
	}
	s.next()
	if s.kind != "." {
		return name, nil
	}
	s.next()
	member := s.token
	s.next()
	if name != "math" || member != "Float32frombits" && member != "Float64frombits" {
		return "", errors.New("invalid selector type")
	}
	return member, nil
}

// convert returns a literal as a value of the given type.
func convert(typ, kind, sign, lit string) (any, error) {
	switch typ {
	case "string", "[]byte":
		if kind != "string" || sign != "" {
			return nil, errors.New("string literal value required for type string")
		}
		s, err := strconv.Unquote(lit)
		if err != nil || typ == "string" {
			return s, err
		}
		return []byte(s), nil
	case "bool":
		if kind == "name" && lit == "true" || lit == "false" {
			return lit == "true", nil
		}
		return nil, errors.New("malformed bool")
	case "float32", "float64":
		return convertFloat(typ, kind, sign, lit)
	case "rune", "byte":
		if kind == "char" && sign == "" {
			return convertChar(typ, lit)
		}
	}
	if kind != "int" {
		switch {
		case kind == "name" || kind == ")" || kind == "(":
			return nil, errors.New("literal value required for primitive type")
		case typ == "rune" || typ == "byte":
			return nil, fmt.Errorf("character literal required for %s", typ)
		}
		if bitsOf(typ) == 0 {
			return nil, errors.New("expected []byte or primitive type")
		}
		return nil, errors.New("integer literal required for int types")
	}
	return convertInt(typ, sign, lit)
}

func convertFloat(typ, kind, sign, lit string) (any, error) {
	if kind != "float" && kind != "int" && !(kind == "name" && (lit == "NaN" || lit == "Inf")) {
		if kind == "name" {
			return nil, errors.New("literal value required for primitive type")
		}
		return nil, fmt.Errorf("float or integer literal required for %s type", typ)
	}
	bits := 64
	if typ == "float32" {
		bits = 32
	}
	v, err := strconv.ParseFloat(sign+lit, bits)
	if bits == 32 {
		return float32(v), err
	}
	return v, err
}

func convertChar(typ, lit string) (any, error) {
	r, _, rest, err := strconv.UnquoteChar(lit[1:len(lit)-1], '\'')
	if err != nil {
		return nil, err
	}
	if rest != "" {
		return nil, errors.New("illegal rune literal")
	}
	if typ == "rune" {
		return r, nil
	}
	if r >= 256 {
		return nil, fmt.Errorf("can only encode single byte to a byte type")
	}
	return byte(r), nil
}

func bitsOf(typ string) int {
	switch strings.TrimPrefix(typ, "u") {
	case "int8", "byte":
		return 8
	case "int16":
		return 16
	case "int32", "rune":
		return 32
	case "int", "int64":
		return 64
	}
	return 0
}

func convertInt(typ, sign, lit string) (any, error) {
	bits := bitsOf(typ)
	if strings.HasPrefix(typ, "Float") {
		return floatOfBits(typ, sign+lit)
	}
	if bits == 0 {
		return nil, errors.New("expected []byte or primitive type")
	}
	if typ[0] == 'u' || typ == "byte" {
		u, err := strconv.ParseUint(sign+lit, 0, bits)
		if err != nil {
			return nil, err
		}
		switch typ {
		case "uint8", "byte":
			return uint8(u), nil
		case "uint16":
			return uint16(u), nil
		case "uint32":
			return uint32(u), nil
		case "uint64":
			return u, nil
		}
		return uint(u), nil
	}
	i, err := strconv.ParseInt(sign+lit, 0, bits)
	if err != nil {
		return nil, err
	}
	switch typ {
	case "int8":
		return int8(i), nil
	case "int16":
		return int16(i), nil
	case "int32", "rune":
		return int32(i), nil
	case "int64":
		return i, nil
	}
	return int(i), nil
}

func floatOfBits(typ, lit string) (any, error) {
	if typ == "Float32frombits" {
		u, err := strconv.ParseUint(lit, 0, 32)
		return math.Float32frombits(uint32(u)), err
	}
	u, err := strconv.ParseUint(lit, 0, 64)
	return math.Float64frombits(u), err
}

// --- tokens -----------------------------------------------------------------------------------------------------

// A scanner cuts a line into tokens: name, int, float, char, string, and signs, whose kind is what they are. At the
// end the kind is empty.
type scanner struct {
	text  string
	at    int // behind the token
	kind  string
	token string
	err   error
}

func (s *scanner) next() {
	t := s.text
	for s.at < len(t) && (t[s.at] == ' ' || t[s.at] == '\t' || t[s.at] == '\r') {
		s.at++
	}
	start := s.at
	s.kind, s.token = "", ""
	if s.err != nil || start == len(t) || strings.HasPrefix(t[start:], "//") {
		return
	}
	switch c := t[start]; {
	case c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
		s.kind = "name"
		s.at += spanOf(t[start:], isNamePart)
	case '0' <= c && c <= '9' || c == '.' && start+1 < len(t) && '0' <= t[start+1] && t[start+1] <= '9':
		s.number()
	case c == '"' || c == '`' || c == '\'':
		s.quoted(c)
	default:
		s.kind = string(c)
		s.at++
	}
	s.token = t[start:s.at]
}

func isNamePart(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// spanOf returns how many bytes at the begin of t are f.
func spanOf(t string, f func(byte) bool) int {
	n := 0
	for n < len(t) && f(t[n]) {
		n++
	}
	return n
}

func (s *scanner) number() {
	start := s.at
	s.at += spanOf(s.text[s.at:], func(c byte) bool { return isNamePart(c) || c == '.' })
	lit := s.text[start:s.at]
	hex := strings.HasPrefix(lit, "0x") || strings.HasPrefix(lit, "0X")
	// The sign of an exponent.
	if e := lit[len(lit)-1] | 0x20; s.at+1 < len(s.text) && (e == 'e' && !hex || e == 'p') &&
		(s.text[s.at] == '-' || s.text[s.at] == '+') {
		s.at++
		s.at += spanOf(s.text[s.at:], isNamePart)
		lit = s.text[start:s.at]
	}
	s.kind = "int"
	if strings.Contains(lit, ".") || !hex && strings.ContainsAny(lit, "eE") || strings.ContainsAny(lit, "pP") {
		s.kind = "float"
	}
}

func (s *scanner) quoted(quote byte) {
	start := s.at
	for s.at++; s.at < len(s.text) && s.text[s.at] != quote; s.at++ {
		if s.text[s.at] == '\\' && quote != '`' {
			s.at++
		}
	}
	if s.at >= len(s.text) {
		what := map[byte]string{'"': "string", '`': "raw string", '\'': "rune"}[quote]
		s.err = fmt.Errorf("(test):1:%d: %s literal not terminated", start+1, what)
		s.at = len(s.text)
		return
	}
	s.at++
	s.kind = "string"
	if quote == '\'' {
		s.kind = "char"
	}
}

// --- directories -----------------------------------------------------------------------------------------------

// A malformed is the error of files that are no entries.
type malformed []error

func (m malformed) Error() string {
	var text []string
	for _, err := range m {
		text = append(text, err.Error())
	}
	return strings.Join(text, "\n")
}

// ReadCorpus reads the files of a directory, which may be missing, as entries with values of the given types.
func ReadCorpus(dir string, types []reflect.Type) ([]Entry, error) {
	files, err := os.ReadDir(dir)
	if os.IsNotExist(err) {
		return nil, nil
	} else if err != nil {
		return nil, fmt.Errorf("reading seed corpus from testdata: %v", err)
	}
	var corpus []Entry
	var errs malformed
	for _, file := range files {
		if file.IsDir() {
			continue
		}
		name := filepath.Join(dir, file.Name())
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("failed to read corpus file: %v", err)
		}
		vals, err := decode(text)
		if err != nil {
			errs = append(errs, fmt.Errorf("%q: unmarshal: %v", name, err))
			continue
		}
		if err := CheckCorpus(vals, types); err != nil {
			errs = append(errs, fmt.Errorf("%q: %v", name, err))
			continue
		}
		corpus = append(corpus, Entry{Path: name, Values: vals})
	}
	if errs != nil {
		return corpus, errs
	}
	return corpus, nil
}

// CheckCorpus returns an error if the values do not have the given types.
func CheckCorpus(vals []any, types []reflect.Type) error {
	if len(vals) != len(types) {
		return fmt.Errorf("wrong number of values in corpus entry: %d, want %d", len(vals), len(types))
	}
	have := make([]reflect.Type, len(vals))
	for i, v := range vals {
		have[i] = reflect.TypeOf(v)
	}
	for i := range types {
		if have[i] != types[i] {
			return fmt.Errorf("mismatched types in corpus entry: %v, want %v", have, types)
		}
	}
	return nil
}

// writeEntry writes an entry to a directory; its name says what is in it.
func writeEntry(dir string, vals []any) (path string, err error) {
	text := encode(vals)
	path = filepath.Join(dir, contentName(text))
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return "", err
	}
	if err := os.WriteFile(path, text, 0o666); err != nil {
		os.Remove(path)
		return "", err
	}
	return path, nil
}
