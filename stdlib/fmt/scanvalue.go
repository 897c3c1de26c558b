package fmt

import (
	"errors"
	"io"
	"math"
	"reflect"
	"strconv"
)

// Sets of characters that tokens are made of.
const (
	binarySet  = "01"
	octalSet   = "01234567"
	decimalSet = "0123456789"
	hexSet     = "0123456789aAbBcCdDeEfF"
	signSet    = "+-"

	floatVerbs = "beEfFgGv"
)

var (
	errComplex = errors.New("syntax error scanning complex number")
	errBool    = errors.New("syntax error scanning boolean")
)

// checkVerb fails unless verb is one of those that can read the type.
func (s *scanner) checkVerb(verb rune, verbs, typ string) {
	if !contains(verbs, verb) {
		s.fail("bad verb '%" + string(verb) + "' for " + typ)
	}
}

// start skips white space; there must be something behind.
func (s *scanner) start() {
	s.SkipSpace()
	s.needInput()
}

// scanOne reads one operand.
func (s *scanner) scanOne(verb rune, arg any) {
	s.buf = s.buf[:0]
	if v, ok := arg.(Scanner); ok {
		err := v.Scan(s, verb)
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			s.failWith(err)
		}
		return
	}
	switch v := arg.(type) {
	case *bool:
		*v = s.scanBool(verb)
	case *int:
		*v = int(s.scanInt(verb, 64))
	case *int8:
		*v = int8(s.scanInt(verb, 8))
	case *int16:
		*v = int16(s.scanInt(verb, 16))
	case *int32:
		*v = int32(s.scanInt(verb, 32))
	case *int64:
		*v = s.scanInt(verb, 64)
	case *uint:
		*v = uint(s.scanUint(verb, 64))
	case *uint8:
		*v = uint8(s.scanUint(verb, 8))
	case *uint16:
		*v = uint16(s.scanUint(verb, 16))
	case *uint32:
		*v = uint32(s.scanUint(verb, 32))
	case *uint64:
		*v = s.scanUint(verb, 64)
	case *uintptr:
		*v = uintptr(s.scanUint(verb, 64))
	case *float32:
		s.checkVerb(verb, floatVerbs, "float32")
		*v = float32(s.scanFloat(32))
	case *float64:
		s.checkVerb(verb, floatVerbs, "float64")
		*v = s.scanFloat(64)
	case *complex64:
		*v = complex64(s.scanComplex(verb, 64))
	case *complex128:
		*v = s.scanComplex(verb, 128)
	case *string:
		*v = s.scanString(verb)
	case *[]byte:
		*v = []byte(s.scanString(verb))
	default:
		s.scanValue(verb, reflect.ValueOf(v))
	}
}

// scanValue reads an operand of a defined type.
func (s *scanner) scanValue(verb rune, ptr reflect.Value) {
	if ptr.Kind() != reflect.Pointer {
		s.fail("type not a pointer: " + ptr.Type().String())
	}
	switch v := ptr.Elem(); v.Kind() {
	case reflect.Bool:
		v.SetBool(s.scanBool(verb))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(s.scanInt(verb, v.Type().Bits()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		v.SetUint(s.scanUint(verb, v.Type().Bits()))
	case reflect.Float32, reflect.Float64:
		v.SetFloat(s.scanFloat(v.Type().Bits()))
	case reflect.Complex64, reflect.Complex128:
		v.SetComplex(s.scanComplex(verb, v.Type().Bits()))
	case reflect.String:
		v.SetString(s.scanString(verb))
	case reflect.Slice:
		if v.Type().Elem().Kind() != reflect.Uint8 {
			s.fail("can't scan type: " + ptr.Type().String())
		}
		str := s.scanString(verb)
		v.Set(reflect.MakeSlice(v.Type(), len(str), len(str)))
		for i := 0; i < len(str); i++ {
			v.Index(i).SetUint(uint64(str[i]))
		}
	default:
		s.fail("can't scan type: " + ptr.Type().String())
	}
}

func (s *scanner) scanBool(verb rune) bool {
	s.start()
	s.checkVerb(verb, "tv", "boolean")
	switch s.next() {
	case '1':
		return true
	case 't', 'T':
		if s.accept("rR") && (!s.accept("uU") || !s.accept("eE")) {
			s.failWith(errBool)
		}
		return true
	case 'f', 'F':
		if s.accept("aA") && (!s.accept("lL") || !s.accept("sS") || !s.accept("eE")) {
			s.failWith(errBool)
		}
	}
	return false
}

// scanChar reads one character for %c.
func (s *scanner) scanChar(bits int) int64 {
	s.needInput()
	r := int64(s.next())
	if spare := uint(64 - bits); r<<spare>>spare != r {
		s.fail("overflow on character value " + string(rune(r)))
	}
	return r
}

// integer reads the text of an integer and returns it with its base, 0 if its prefix tells.
func (s *scanner) integer(verb rune, signed bool) (text string, base int) {
	s.start()
	s.checkVerb(verb, "bdoUxXv", "integer")
	base, set := 10, decimalSet
	switch verb {
	case 'b':
		base, set = 2, binarySet
	case 'o':
		base, set = 8, octalSet
	case 'x', 'X', 'U':
		base, set = 16, hexSet
	}
	some := false
	if verb == 'U' {
		if !s.skip("U") || !s.skip("+") {
			s.fail("bad unicode format ")
		}
	} else {
		if signed {
			s.accept(signSet)
		}
		if verb == 'v' {
			base = 0
			set, some = s.basePrefix()
		}
	}
	if !some {
		s.needInput()
		if !s.accept(set) {
			s.fail("expected integer")
		}
	}
	for s.accept(set) {
	}
	return string(s.buf), base
}

// basePrefix reads 0b, 0o, 0x or 0 and returns the digits that may follow, and whether one was read.
func (s *scanner) basePrefix() (set string, some bool) {
	if !s.accept("0") {
		return decimalSet + "_", false
	}
	switch {
	case s.accept("bB"):
		return binarySet + "_", true
	case s.accept("xX"):
		return hexSet + "_", true
	}
	s.accept("oO")
	return octalSet + "_", true
}

func (s *scanner) scanInt(verb rune, bits int) int64 {
	if verb == 'c' {
		return s.scanChar(bits)
	}
	text, base := s.integer(verb, true)
	i, err := strconv.ParseInt(text, base, 64)
	if err != nil {
		s.failWith(err)
	}
	if spare := uint(64 - bits); i<<spare>>spare != i {
		s.fail("integer overflow on token " + text)
	}
	return i
}

func (s *scanner) scanUint(verb rune, bits int) uint64 {
	if verb == 'c' {
		return uint64(s.scanChar(bits))
	}
	text, base := s.integer(verb, false)
	i, err := strconv.ParseUint(text, base, 64)
	if err != nil {
		s.failWith(err)
	}
	if spare := uint(64 - bits); i<<spare>>spare != i {
		s.fail("unsigned integer overflow on token " + text)
	}
	return i
}

// floatText reads the text of a floating-point number.
func (s *scanner) floatText() string {
	s.buf = s.buf[:0]
	if s.accept("nN") && s.accept("aA") && s.accept("nN") {
		return string(s.buf)
	}
	s.accept(signSet)
	if s.accept("iI") && s.accept("nN") && s.accept("fF") {
		return string(s.buf)
	}
	digits, exp := decimalSet+"_", "eEpP"
	if s.accept("0") && s.accept("xX") {
		digits, exp = hexSet+"_", "pP"
	}
	for s.accept(digits) {
	}
	if s.accept(".") {
		for s.accept(digits) {
		}
	}
	if s.accept(exp) {
		s.accept(signSet)
		for s.accept(decimalSet + "_") {
		}
	}
	return string(s.buf)
}

func (s *scanner) scanFloat(bits int) float64 {
	s.start()
	return s.parseFloat(s.floatText(), bits)
}

// parseFloat converts text; it may have a decimal mantissa with a binary exponent, as %b prints it.
func (s *scanner) parseFloat(text string, bits int) float64 {
	p := -1
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case 'x', 'X':
			p = len(text)
		case 'p':
			if p < 0 {
				p = i
			}
		}
	}
	if p < 0 || p == len(text) {
		f, err := strconv.ParseFloat(text, bits)
		if err != nil {
			s.failWith(err)
		}
		return f
	}
	f, err := strconv.ParseFloat(text[:p], bits)
	var exp int
	if err == nil {
		exp, err = strconv.Atoi(text[p+1:])
	}
	if err != nil {
		if e, ok := err.(*strconv.NumError); ok {
			e.Num = text // the whole of it
		}
		s.failWith(err)
	}
	return math.Ldexp(f, exp)
}

// scanComplex reads a+bi, perhaps in parentheses.
func (s *scanner) scanComplex(verb rune, bits int) complex128 {
	s.checkVerb(verb, floatVerbs, "complex")
	s.start()
	parens := s.accept("(")
	re := s.floatText()
	s.buf = s.buf[:0]
	if !s.accept(signSet) {
		s.failWith(errComplex)
	}
	im := string(s.buf)
	im += s.floatText()
	if !s.accept("i") || parens && !s.accept(")") {
		s.failWith(errComplex)
	}
	return complex(s.parseFloat(re, bits/2), s.parseFloat(im, bits/2))
}

func (s *scanner) scanString(verb rune) string {
	s.checkVerb(verb, "svqxX", "string")
	s.start()
	switch verb {
	case 'q':
		return s.quoted()
	case 'x', 'X':
		return s.hexBytes()
	}
	return string(s.token(true, notSpace))
}

// quoted reads a Go string literal.
func (s *scanner) quoted() string {
	switch s.next() {
	case '`':
		for {
			r := s.mustNext()
			if r == '`' {
				return string(s.buf)
			}
			s.buf.writeRune(r)
		}
	case '"':
		s.buf.writeByte('"')
		for {
			r := s.mustNext()
			s.buf.writeRune(r)
			if r == '\\' {
				s.buf.writeRune(s.mustNext())
			} else if r == '"' {
				break
			}
		}
		text, err := strconv.Unquote(string(s.buf))
		if err != nil {
			s.failWith(err)
		}
		return text
	}
	s.fail("expected quoted string")
	return ""
}

// hexBytes reads bytes in hexadecimal.
func (s *scanner) hexBytes() string {
	for {
		r := s.next()
		if r == endOfInput {
			break
		}
		high, ok := hexValue(r)
		if !ok {
			s.UnreadRune()
			break
		}
		low, ok := hexValue(s.mustNext())
		if !ok {
			s.fail("illegal hex digit")
		}
		s.buf.writeByte(high<<4 | low)
	}
	if len(s.buf) == 0 {
		s.fail("no hex data for %x string")
	}
	return string(s.buf)
}

func hexValue(r rune) (byte, bool) {
	switch {
	case '0' <= r && r <= '9':
		return byte(r - '0'), true
	case 'a' <= r && r <= 'f':
		return byte(r - 'a' + 10), true
	case 'A' <= r && r <= 'F':
		return byte(r - 'A' + 10), true
	}
	return 0, false
}
