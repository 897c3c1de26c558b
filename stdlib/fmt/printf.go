package fmt

import (
	"reflect"
	"unicode/utf8"
)

// Interpreting a format. A verb is
//
//	% flags [index] width . [index] precision [index] verb
//
// where width and precision are numbers or *, an operand. An index [n] says which operand comes next;
// without one it is the one after the last used. Mistakes are shown in the output, as %!verb(what).

const tooLarge = 1000000 // no width, precision or index is that large

// number reads decimal digits at s[i:]; ok is false if there are none. n is 0 for a number that is too
// large, and then ok is false as well.
func number(s string, i int) (n int, ok bool, next int) {
	for next = i; next < len(s) && '0' <= s[next] && s[next] <= '9'; next++ {
		if n > tooLarge {
			return 0, false, len(s)
		}
		n = n*10 + int(s[next]-'0')
		ok = true
	}
	return n, ok, next
}

// A cursor is where doPrintf stands. (The operands are not in it: the format does not escape with them.)
type cursor struct {
	format     string
	i          int
	arg        int  // the next operand
	afterIndex bool // an index was just read
}

func (p *printer) doPrintf(format string, a []any) {
	c := cursor{format: format}
	p.reordered = false
	for c.i < len(format) {
		p.goodIndex = true
		start := c.i
		for c.i < len(format) && format[c.i] != '%' {
			c.i++
		}
		if c.i > start {
			p.buf.writeString(format[start:c.i])
		}
		if c.i >= len(format) {
			break
		}
		c.i++
		p.fmt.clearFlags()
		if p.flags(&c, a) {
			continue // flags and a simple verb: done
		}
		p.index(&c, a)
		p.width(&c, a)
		p.precision(&c, a)
		if !c.afterIndex {
			p.index(&c, a)
		}
		if c.i >= len(format) {
			p.buf.writeString("%!(NOVERB)")
			break
		}
		verb, size := rune(format[c.i]), 1
		if verb >= utf8.RuneSelf {
			verb, size = utf8.DecodeRuneInString(format[c.i:])
		}
		c.i += size
		p.verb(&c, a, verb)
	}
	if !p.reordered && c.arg < len(a) {
		p.extra(a[c.arg:])
	}
}

// flags reads flags. If a plain ASCII verb follows, it prints the operand and returns true.
func (p *printer) flags(c *cursor, a []any) bool {
	c.afterIndex = false
	for ; c.i < len(c.format); c.i++ {
		switch b := c.format[c.i]; b {
		case '#':
			p.fmt.sharp = true
		case '0':
			p.fmt.zero = true
		case '+':
			p.fmt.plus = true
		case '-':
			p.fmt.minus = true
		case ' ':
			p.fmt.space = true
		default:
			if 'a' <= b && b <= 'z' && c.arg < len(a) {
				c.i++
				p.operand(c, a, rune(b))
				return true
			}
			return false
		}
	}
	return false
}

// operand prints the next operand, which exists, for verb.
func (p *printer) operand(c *cursor, a []any, verb rune) {
	switch verb {
	case 'w':
		p.wrapped = append(p.wrapped, c.arg)
		fallthrough
	case 'v':
		// Flags that mean something else for %v get names of their own.
		p.fmt.sharpV, p.fmt.sharp = p.fmt.sharp, false
		p.fmt.plusV, p.fmt.plus = p.fmt.plus, false
	}
	p.printArg(a[c.arg], verb)
	c.arg++
}

func (p *printer) verb(c *cursor, a []any, verb rune) {
	switch {
	case verb == '%':
		p.buf.writeByte('%') // it takes no operand, and no flags
	case !p.goodIndex:
		p.badText(verb, "BADINDEX")
	case c.arg >= len(a):
		p.badText(verb, "MISSING")
	default:
		p.operand(c, a, verb)
	}
}

// badText shows a mistake: %!verb(what).
func (p *printer) badText(verb rune, what string) {
	p.buf.writeString("%!")
	p.buf.writeRune(verb)
	p.buf.writeByte('(')
	p.buf.writeString(what)
	p.buf.writeByte(')')
}

func (p *printer) width(c *cursor, a []any) {
	if c.i < len(c.format) && c.format[c.i] == '*' {
		c.i++
		p.fmt.wid, p.fmt.widPresent = p.intOperand(c, a)
		if !p.fmt.widPresent {
			p.buf.writeString("%!(BADWIDTH)")
		}
		if p.fmt.wid < 0 {
			p.fmt.wid = -p.fmt.wid
			p.fmt.minus = true
		}
		c.afterIndex = false
		return
	}
	p.fmt.wid, p.fmt.widPresent, c.i = number(c.format, c.i)
	if c.afterIndex && p.fmt.widPresent { // "%[3]2d": the index belongs behind the width
		p.goodIndex = false
	}
}

func (p *printer) precision(c *cursor, a []any) {
	if c.i+1 >= len(c.format) || c.format[c.i] != '.' {
		return // a last one is the verb
	}
	c.i++
	if c.afterIndex { // "%[3].2d"
		p.goodIndex = false
	}
	p.index(c, a)
	if c.i < len(c.format) && c.format[c.i] == '*' {
		c.i++
		p.fmt.prec, p.fmt.precPresent = p.intOperand(c, a)
		if p.fmt.prec < 0 {
			p.fmt.prec = 0
			p.fmt.precPresent = false
		}
		if !p.fmt.precPresent {
			p.buf.writeString("%!(BADPREC)")
		}
		c.afterIndex = false
		return
	}
	p.fmt.prec, p.fmt.precPresent, c.i = number(c.format, c.i)
	if !p.fmt.precPresent { // "%.d" is "%.0d"
		p.fmt.prec = 0
		p.fmt.precPresent = true
	}
}

// index reads an argument index, if one stands here.
func (p *printer) index(c *cursor, a []any) {
	if c.i >= len(c.format) || c.format[c.i] != '[' {
		c.afterIndex = false
		return
	}
	p.reordered = true
	c.afterIndex = true
	rest := c.format[c.i:]
	for end := 1; end < len(rest) && len(rest) > len("[]"); end++ {
		if rest[end] != ']' {
			continue
		}
		n, ok, next := number(rest[:end], 1)
		c.i += end + 1
		if !ok || next != end || n < 1 || n > len(a) {
			p.goodIndex = false
			c.afterIndex = ok && next == end
			return
		}
		c.arg = n - 1
		return
	}
	p.goodIndex = false
	c.i++ // no closing bracket: skip the opening one
	c.afterIndex = false
}

// intOperand takes an operand as a width or precision; ok is false if it is no integer or too large.
func (p *printer) intOperand(c *cursor, a []any) (n int, ok bool) {
	if c.arg >= len(a) {
		return 0, false
	}
	arg := a[c.arg]
	c.arg++
	n, ok = arg.(int)
	if !ok {
		switch v := reflect.ValueOf(arg); v.Kind() {
		case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
			n = int(v.Int())
			ok = true
		case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
			if u := v.Uint(); u <= tooLarge {
				n, ok = int(u), true
			}
		}
	}
	if n > tooLarge || n < -tooLarge {
		return 0, false
	}
	return n, ok
}

// extra shows operands that no verb asked for.
func (p *printer) extra(a []any) {
	p.fmt.clearFlags()
	p.buf.writeString("%!(EXTRA ")
	for i, arg := range a {
		if i > 0 {
			p.buf.writeString(", ")
		}
		if arg == nil {
			p.buf.writeString("<nil>")
		} else {
			p.buf.writeString(reflect.TypeOf(arg).String())
			p.buf.writeByte('=')
			p.printArg(arg, 'v')
		}
	}
	p.buf.writeByte(')')
}
