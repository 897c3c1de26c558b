package fmt

import (
	"strconv"
	"unicode/utf8"
	"unsafe"
)

const (
	lowerDigits = "0123456789abcdefx"
	upperDigits = "0123456789ABCDEFX"
)

// flags are the flags of a verb; %+v and %#v have their own, as they mean other things.
type flags struct {
	widPresent  bool
	precPresent bool
	minus       bool
	plus        bool
	sharp       bool
	space       bool
	zero        bool
	plusV       bool
	sharpV      bool
}

// A formatter writes basic values, padded and signed as the flags ask for.
type formatter struct {
	buf *buffer
	flags
	wid  int
	prec int
	// scratch holds an integer in base 2 with its prefix and sign.
	scratch [68]byte
}

func (f *formatter) clearFlags() {
	f.flags = flags{}
	f.wid = 0
	f.prec = 0
}

func (f *formatter) init(buf *buffer) {
	f.buf = buf
	f.clearFlags()
}

// stringOf views b as a string.
func stringOf(b []byte) string {
	return unsafe.String(unsafe.SliceData(b), len(b))
}

// writePadding writes n bytes of padding: zeros, on the left only, or spaces.
func (f *formatter) writePadding(n int) {
	c := byte(' ')
	if f.zero && !f.minus {
		c = '0'
	}
	for ; n > 0; n-- {
		f.buf.writeByte(c)
	}
}

// pad writes b, padded to the width.
func (f *formatter) pad(b []byte) {
	f.padString(stringOf(b))
}

// padString writes s, padded to the width, which counts characters.
func (f *formatter) padString(s string) {
	if !f.widPresent || f.wid == 0 {
		f.buf.writeString(s)
		return
	}
	n := f.wid - utf8.RuneCountInString(s)
	if f.minus {
		f.buf.writeString(s)
		f.writePadding(n)
	} else {
		f.writePadding(n)
		f.buf.writeString(s)
	}
}

// padSpaces is pad without zeros, for what has got its zeros already.
func (f *formatter) padSpaces(b []byte) {
	zero := f.zero
	f.zero = false
	f.pad(b)
	f.zero = zero
}

func (f *formatter) fmtBoolean(v bool) {
	if v {
		f.padString("true")
	} else {
		f.padString("false")
	}
}

// fmtUnicode writes U+0078, or with the flag # U+0078 'x'.
func (f *formatter) fmtUnicode(u uint64) {
	prec := 4
	if f.precPresent && f.prec > prec {
		prec = f.prec
	}
	buf := f.scratch[0:0]
	if n := prec + 20; n > len(f.scratch) {
		buf = make([]byte, 0, n)
	}
	buf = append(buf, "U+"...)
	n := 1
	for v := u >> 4; v != 0; v >>= 4 {
		n++
	}
	for i := n; i < prec; i++ {
		buf = append(buf, '0')
	}
	for n--; n >= 0; n-- {
		buf = append(buf, upperDigits[u>>uint(4*n)&0xF])
	}
	if f.sharp && u <= utf8.MaxRune && strconv.IsPrint(rune(u)) {
		buf = append(buf, " '"...)
		buf = utf8.AppendRune(buf, rune(u))
		buf = append(buf, '\'')
	}
	f.padSpaces(buf)
}

// fmtInteger writes an integer in the given base. A precision is the least number of digits; the flag 0
// makes one of the width.
func (f *formatter) fmtInteger(u uint64, base int, signed bool, verb rune, digits string) {
	negative := signed && int64(u) < 0
	if negative {
		u = -u
	}
	prec := 0
	if f.precPresent {
		prec = f.prec
		if prec == 0 && u == 0 { // nothing but padding
			f.padSpaces(nil)
			return
		}
	} else if f.zero && !f.minus && f.widPresent {
		prec = f.wid
		if negative || f.plus || f.space {
			prec-- // for the sign
		}
	}
	buf := f.scratch[:]
	if n := prec + 3; n > len(buf) { // prefix and sign
		buf = make([]byte, n)
	}
	i := writeDigits(buf, u, uint64(base), digits)
	for i > 0 && len(buf)-i < prec {
		i--
		buf[i] = '0'
	}
	i = f.prefix(buf, i, base, verb, digits)
	switch {
	case negative:
		i--
		buf[i] = '-'
	case f.plus:
		i--
		buf[i] = '+'
	case f.space:
		i--
		buf[i] = ' '
	}
	f.padSpaces(buf[i:])
}

// writeDigits writes u to the end of buf and returns where it begins.
func writeDigits(buf []byte, u, base uint64, digits string) int {
	i := len(buf)
	switch base {
	case 10:
		for u >= 10 {
			i--
			next := u / 10
			buf[i] = byte('0' + u - next*10)
			u = next
		}
	case 16:
		for u >= 16 {
			i--
			buf[i] = digits[u&0xF]
			u >>= 4
		}
	case 8:
		for u >= 8 {
			i--
			buf[i] = byte('0' + u&7)
			u >>= 3
		}
	case 2:
		for u >= 2 {
			i--
			buf[i] = byte('0' + u&1)
			u >>= 1
		}
	}
	i--
	buf[i] = digits[u]
	return i
}

// prefix writes 0b, 0, 0x or 0X before buf[i:] for the flag #, and 0o for %O.
func (f *formatter) prefix(buf []byte, i, base int, verb rune, digits string) int {
	letter := byte(0)
	if f.sharp {
		switch base {
		case 2:
			letter = 'b'
		case 8:
			if buf[i] != '0' {
				i--
				buf[i] = '0'
			}
		case 16:
			letter = digits[16]
		}
	}
	if verb == 'O' {
		letter = 'o'
	}
	if letter != 0 {
		i -= 2
		buf[i] = '0'
		buf[i+1] = letter
	}
	return i
}

// fmt0x writes u in hexadecimal, with 0x or without.
func (f *formatter) fmt0x(u uint64, with0x bool) {
	sharp := f.sharp
	f.sharp = with0x
	f.fmtInteger(u, 16, false, 'v', lowerDigits)
	f.sharp = sharp
}

// truncate cuts s to the precision, in characters.
func (f *formatter) truncate(s string) string {
	if f.precPresent {
		n := f.prec
		for i := range s {
			n--
			if n < 0 {
				return s[:i]
			}
		}
	}
	return s
}

func (f *formatter) fmtS(s string) {
	f.padString(f.truncate(s))
}

func (f *formatter) fmtBytes(b []byte) {
	f.padString(f.truncate(stringOf(b)))
}

// fmtHex writes the bytes of s in hexadecimal; the flags ask for spaces between them and for 0x, before
// each byte or once.
func (f *formatter) fmtHex(s string, digits string) {
	n := len(s)
	if f.precPresent && f.prec < n {
		n = f.prec
	}
	if n <= 0 {
		if f.widPresent {
			f.writePadding(f.wid)
		}
		return
	}
	width := 2 * n
	if f.space {
		if f.sharp {
			width *= 2
		}
		width += n - 1
	} else if f.sharp {
		width += 2
	}
	pad := 0
	if f.widPresent {
		pad = f.wid - width
	}
	if !f.minus {
		f.writePadding(pad)
	}
	for i := 0; i < n; i++ {
		if f.space && i > 0 {
			f.buf.writeByte(' ')
		}
		if f.sharp && (f.space || i == 0) {
			f.buf.writeByte('0')
			f.buf.writeByte(digits[16])
		}
		f.buf.writeByte(digits[s[i]>>4])
		f.buf.writeByte(digits[s[i]&0xF])
	}
	if f.minus {
		f.writePadding(pad)
	}
}

// fmtQ writes s as a Go string literal: between back quotes for the flag # if it can be, in ASCII for +.
func (f *formatter) fmtQ(s string) {
	s = f.truncate(s)
	if f.sharp && strconv.CanBackquote(s) {
		f.padString("`" + s + "`")
		return
	}
	buf := f.scratch[:0]
	if f.plus {
		f.pad(strconv.AppendQuoteToASCII(buf, s))
	} else {
		f.pad(strconv.AppendQuote(buf, s))
	}
}

// validRune makes a character of an integer.
func validRune(c uint64) rune {
	if c > utf8.MaxRune {
		return utf8.RuneError
	}
	return rune(c)
}

func (f *formatter) fmtC(c uint64) {
	f.pad(utf8.AppendRune(f.scratch[:0], validRune(c)))
}

// fmtQc writes a Go character literal, in ASCII for the flag +.
func (f *formatter) fmtQc(c uint64) {
	if f.plus {
		f.pad(strconv.AppendQuoteRuneToASCII(f.scratch[:0], validRune(c)))
	} else {
		f.pad(strconv.AppendQuoteRune(f.scratch[:0], validRune(c)))
	}
}

// fmtFloat writes a number of size bits; verb is one that strconv knows, prec what holds if the verb has
// none.
func (f *formatter) fmtFloat(v float64, size int, verb rune, prec int) {
	if f.precPresent {
		prec = f.prec
	}
	num := strconv.AppendFloat(f.scratch[:1], v, byte(verb), prec, size) // one byte for the sign
	if num[1] == '-' || num[1] == '+' {
		num = num[1:]
	} else {
		num[0] = '+'
	}
	if f.space && num[0] == '+' && !f.plus {
		num[0] = ' '
	}
	if num[1] == 'I' || num[1] == 'N' { // no zeros before Inf and NaN
		if num[1] == 'N' && !f.space && !f.plus {
			num = num[1:]
		}
		f.padSpaces(num)
		return
	}
	if f.sharp && verb != 'b' {
		num = withPoint(num, verb, prec)
	}
	if !f.plus && num[0] == '+' {
		f.pad(num[1:])
		return
	}
	// The sign comes before padding zeros.
	if f.zero && !f.minus && f.widPresent && f.wid > len(num) {
		f.buf.writeByte(num[0])
		f.writePadding(f.wid - len(num))
		f.buf.write(num[1:])
		return
	}
	f.pad(num)
}

// withPoint does what the flag # asks for: a point in any case, and for %g all digits.
func withPoint(num []byte, verb rune, prec int) []byte {
	missing := 0 // digits to add
	hex := verb == 'x' || verb == 'X'
	if verb == 'g' || verb == 'G' || verb == 'x' { // as Go does, not for X
		missing = prec
		if missing == -1 {
			missing = 6
		}
	}
	end := len(num) // of the digits
	point, significant := false, false
	for i := 1; i < end; i++ {
		switch c := num[i]; {
		case c == '.':
			point = true
		case c == 'p' || c == 'P' || (c == 'e' || c == 'E') && !hex:
			end = i
		default:
			significant = significant || c != '0'
			if significant {
				missing--
			}
		}
	}
	exp := string(num[end:])
	num = num[:end]
	if !point {
		if len(num) == 2 && num[1] == '0' {
			missing-- // a single zero is a digit
		}
		num = append(num, '.')
	}
	for ; missing > 0; missing-- {
		num = append(num, '0')
	}
	return append(num, exp...)
}
