package strconv

import (
	"internal/bytealg"
	"unicode/utf8"
)

const (
	lowerHex = "0123456789abcdef"
	upperHex = "0123456789ABCDEF"
)

// Quote returns s as a double-quoted Go string literal, with escapes for control characters and what
// IsPrint calls not printable.
func Quote(s string) string { return quoteWith(s, '"', false, false) }

// AppendQuote appends Quote(s) to dst.
func AppendQuote(dst []byte, s string) []byte { return appendQuotedWith(dst, s, '"', false, false) }

// QuoteToASCII is Quote with escapes for everything beyond ASCII as well.
func QuoteToASCII(s string) string { return quoteWith(s, '"', true, false) }

// AppendQuoteToASCII appends QuoteToASCII(s) to dst.
func AppendQuoteToASCII(dst []byte, s string) []byte {
	return appendQuotedWith(dst, s, '"', true, false)
}

// QuoteToGraphic is Quote that leaves graphic characters, as IsGraphic says, unescaped.
func QuoteToGraphic(s string) string { return quoteWith(s, '"', false, true) }

// AppendQuoteToGraphic appends QuoteToGraphic(s) to dst.
func AppendQuoteToGraphic(dst []byte, s string) []byte {
	return appendQuotedWith(dst, s, '"', false, true)
}

// QuoteRune returns r as a single-quoted Go character literal; an invalid r as the replacement character.
func QuoteRune(r rune) string { return quoteRuneWith(r, false, false) }

// AppendQuoteRune appends QuoteRune(r) to dst.
func AppendQuoteRune(dst []byte, r rune) []byte { return appendQuotedRune(dst, r, false, false) }

// QuoteRuneToASCII is QuoteRune with an escape for everything beyond ASCII.
func QuoteRuneToASCII(r rune) string { return quoteRuneWith(r, true, false) }

// AppendQuoteRuneToASCII appends QuoteRuneToASCII(r) to dst.
func AppendQuoteRuneToASCII(dst []byte, r rune) []byte { return appendQuotedRune(dst, r, true, false) }

// QuoteRuneToGraphic is QuoteRune that leaves graphic characters unescaped.
func QuoteRuneToGraphic(r rune) string { return quoteRuneWith(r, false, true) }

// AppendQuoteRuneToGraphic appends QuoteRuneToGraphic(r) to dst.
func AppendQuoteRuneToGraphic(dst []byte, r rune) []byte {
	return appendQuotedRune(dst, r, false, true)
}

func quoteWith(s string, quote byte, ASCIIonly, graphicOnly bool) string {
	return string(appendQuotedWith(make([]byte, 0, 3*len(s)/2), s, quote, ASCIIonly, graphicOnly))
}

func quoteRuneWith(r rune, ASCIIonly, graphicOnly bool) string {
	return string(appendQuotedRune(nil, r, ASCIIonly, graphicOnly))
}

func appendQuotedWith(buf []byte, s string, quote byte, ASCIIonly, graphicOnly bool) []byte {
	// Room for the quotes and a few escapes, so that most strings need one allocation.
	if cap(buf)-len(buf) < len(s) {
		grown := make([]byte, len(buf), len(buf)+1+len(s)+1)
		copy(grown, buf)
		buf = grown
	}
	buf = append(buf, quote)
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if size == 1 && r == utf8.RuneError {
			buf = append(buf, '\\', 'x', lowerHex[s[i]>>4], lowerHex[s[i]&0xF])
		} else {
			buf = appendEscaped(buf, r, quote, ASCIIonly, graphicOnly)
		}
		i += size
	}
	return append(buf, quote)
}

func appendQuotedRune(buf []byte, r rune, ASCIIonly, graphicOnly bool) []byte {
	buf = append(buf, '\'')
	if !utf8.ValidRune(r) {
		r = utf8.RuneError
	}
	buf = appendEscaped(buf, r, '\'', ASCIIonly, graphicOnly)
	return append(buf, '\'')
}

// appendEscaped appends r, escaped as far as quote and the flags ask for it: ASCIIonly leaves only printable
// ASCII as it is, graphicOnly what IsGraphic accepts, neither what IsPrint does.
func appendEscaped(buf []byte, r rune, quote byte, ASCIIonly, graphicOnly bool) []byte {
	if r == rune(quote) || r == '\\' {
		return append(buf, '\\', byte(r))
	}
	if ASCIIonly {
		if r < utf8.RuneSelf && IsPrint(r) {
			return append(buf, byte(r))
		}
	} else if IsPrint(r) || graphicOnly && inGraphicOnly(r) {
		return utf8.AppendRune(buf, r)
	}
	switch r {
	case '\a':
		return append(buf, `\a`...)
	case '\b':
		return append(buf, `\b`...)
	case '\f':
		return append(buf, `\f`...)
	case '\n':
		return append(buf, `\n`...)
	case '\r':
		return append(buf, `\r`...)
	case '\t':
		return append(buf, `\t`...)
	case '\v':
		return append(buf, `\v`...)
	}
	switch {
	case r < ' ' || r == 0x7F:
		return appendHex(append(buf, `\x`...), r, 2)
	case !utf8.ValidRune(r):
		return append(buf, `\ufffd`...)
	case r < 0x10000:
		return appendHex(append(buf, `\u`...), r, 4)
	}
	return appendHex(append(buf, `\U`...), r, 8)
}

// appendHex appends r in n hexadecimal digits.
func appendHex(buf []byte, r rune, n int) []byte {
	for s := 4*n - 4; s >= 0; s -= 4 {
		buf = append(buf, lowerHex[r>>uint(s)&0xF])
	}
	return buf
}

// CanBackquote reports whether s can be written between back quotes on one line: no control characters
// except tab, no back quote, no invalid UTF-8, no byte order mark.
func CanBackquote(s string) bool {
	for i, r := range s {
		switch {
		case r == '\t':
		case r < ' ', r == '`', r == 0x7F, r == '\uFEFF':
			return false
		case r == utf8.RuneError:
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return false // not encoded so, but no encoding at all
			}
		}
	}
	return true
}

// UnquoteChar decodes the first character or escape of s, part of a literal between quotes: its value,
// whether that is to be encoded in UTF-8 (multibyte; \x and octal escapes are single bytes), and the
// rest of s. quote tells which quote must be escaped: ' or ", or 0 to allow both unescaped.
func UnquoteChar(s string, quote byte) (value rune, multibyte bool, tail string, err error) {
	if len(s) == 0 {
		return 0, false, "", ErrSyntax
	}
	switch c := s[0]; {
	case c == quote && (quote == '\'' || quote == '"'):
		return 0, false, "", ErrSyntax
	case c >= utf8.RuneSelf:
		r, size := utf8.DecodeRuneInString(s)
		return r, true, s[size:], nil
	case c != '\\':
		return rune(c), false, s[1:], nil
	}
	if len(s) < 2 {
		return 0, false, "", ErrSyntax
	}
	c := s[1]
	tail = s[2:]
	switch c {
	case 'a':
		value = '\a'
	case 'b':
		value = '\b'
	case 'f':
		value = '\f'
	case 'n':
		value = '\n'
	case 'r':
		value = '\r'
	case 't':
		value = '\t'
	case 'v':
		value = '\v'
	case '\\':
		value = '\\'
	case '\'', '"':
		if c != quote {
			return 0, false, "", ErrSyntax
		}
		value = rune(c)
	case 'x', 'u', 'U':
		n := 2
		if c == 'u' {
			n = 4
		} else if c == 'U' {
			n = 8
		}
		v, ok := digitsValue(tail, n, 16)
		if !ok || c != 'x' && !utf8.ValidRune(v) {
			return 0, false, "", ErrSyntax
		}
		return v, c != 'x', tail[n:], nil
	case '0', '1', '2', '3', '4', '5', '6', '7':
		v, ok := digitsValue(s[1:], 3, 8)
		if !ok || v > 255 {
			return 0, false, "", ErrSyntax
		}
		return v, false, s[4:], nil
	default:
		return 0, false, "", ErrSyntax
	}
	return value, false, tail, nil
}

// digitsValue reads exactly n digits; a value that overflows comes out as -1, no valid rune.
func digitsValue(s string, n int, base rune) (rune, bool) {
	if len(s) < n {
		return 0, false
	}
	v := int64(0)
	for i := 0; i < n; i++ {
		d := rune(digitValue(s[i]))
		if d >= base {
			return 0, false
		}
		v = v*int64(base) + int64(d)
	}
	if v > utf8.MaxRune {
		v = -1
	}
	return rune(v), true
}

// QuotedPrefix returns the quoted string at the start of s, of any kind Unquote understands.
func QuotedPrefix(s string) (string, error) {
	out, _, err := unquote(s, false)
	return out, err
}

// Unquote returns what s stands for, as a Go string literal between double or back quotes, or a
// character literal, of one character, between single quotes.
func Unquote(s string) (string, error) {
	out, rest, err := unquote(s, true)
	if len(rest) > 0 {
		return "", ErrSyntax
	}
	return out, err
}

// unquote finds the literal at the start of s and what follows; it returns the literal's value, or if
// decode is not set the literal as it stands.
func unquote(s string, decode bool) (out, rest string, err error) {
	if len(s) < 2 {
		return "", "", ErrSyntax
	}
	switch quote := s[0]; quote {
	case '`':
		end := bytealg.IndexByteString(s[1:], '`') + 2
		if end < 2 {
			return "", "", ErrSyntax
		}
		if !decode {
			return s[:end], s[end:], nil
		}
		return withoutReturns(s[1 : end-1]), s[end:], nil
	case '"', '\'':
		return unquoteEscaped(s, quote, decode)
	}
	return "", "", ErrSyntax
}

// withoutReturns drops carriage returns, which raw strings do not contain.
func withoutReturns(s string) string {
	if bytealg.IndexByteString(s, '\r') < 0 {
		return s
	}
	buf := make([]byte, 0, len(s)-1)
	for i := 0; i < len(s); i++ {
		if s[i] != '\r' {
			buf = append(buf, s[i])
		}
	}
	return string(buf)
}

func unquoteEscaped(s string, quote byte, decode bool) (out, rest string, err error) {
	in := s[1:]
	if plain := plainLen(in, quote); plain >= 0 {
		n := plain + 2
		if quote == '\'' && utf8.RuneCountInString(in[:plain]) > 1 {
			return "", "", ErrSyntax // Go accepts '' as an empty string
		}
		if decode {
			return in[:plain], s[n:], nil
		}
		return s[:n], s[n:], nil
	}
	var buf []byte
	for in != "" && in[0] != quote {
		r, multibyte, tail, err := UnquoteChar(in, quote)
		if in[0] == '\n' || err != nil {
			return "", "", ErrSyntax
		}
		in = tail
		if decode {
			if r < utf8.RuneSelf || !multibyte {
				buf = append(buf, byte(r))
			} else {
				buf = utf8.AppendRune(buf, r)
			}
		}
		if quote == '\'' {
			break // exactly one character
		}
	}
	if in == "" || in[0] != quote || len(in) == len(s)-1 && quote == '\'' {
		return "", "", ErrSyntax
	}
	in = in[1:]
	if decode {
		return string(buf), in, nil
	}
	return s[:len(s)-len(in)], in, nil
}

// plainLen returns the length of the text up to quote if it needs no decoding, else -1.
func plainLen(in string, quote byte) int {
	end := bytealg.IndexByteString(in, quote)
	if end < 0 {
		return -1
	}
	text := in[:end]
	if bytealg.IndexByteString(text, '\\') >= 0 || bytealg.IndexByteString(text, '\n') >= 0 || !utf8.ValidString(text) {
		return -1
	}
	return end
}

// IsPrint reports whether r is printable, as unicode.IsPrint says: letters, marks, numbers, punctuation,
// symbols and the ASCII space.
func IsPrint(r rune) bool {
	if r < utf8.RuneSelf {
		return ' ' <= r && r < 0x7F
	}
	if r <= 0xFFFF {
		// The number of bounds below r tells whether it is in a range; a bound itself is.
		u := uint16(r)
		lo, hi := 0, len(printable16)
		for lo < hi {
			m := int(uint(lo+hi) >> 1)
			if printable16[m] < u {
				lo = m + 1
			} else {
				hi = m
			}
		}
		return lo < len(printable16) && (lo&1 == 1 || printable16[lo] == u)
	}
	u := uint32(r)
	lo, hi := 0, len(printable32)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if printable32[m] < u {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo < len(printable32) && (lo&1 == 1 || printable32[lo] == u)
}

// IsGraphic reports whether r is graphic, as unicode.IsGraphic says: printable, or any space.
func IsGraphic(r rune) bool {
	return IsPrint(r) || inGraphicOnly(r)
}

func inGraphicOnly(r rune) bool {
	for _, g := range graphicOnly {
		if rune(g) == r {
			return true
		}
	}
	return false
}
