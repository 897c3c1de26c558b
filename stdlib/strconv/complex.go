package strconv

// FormatComplex returns c as (a+bi), its parts formatted as FormatFloat does. bitSize is 64 for a
// complex64, 128 for a complex128.
func FormatComplex(c complex128, fmt byte, prec, bitSize int) string {
	return formatComplex(c, fmt, prec, bitSize)
}

func formatComplex(c complex128, fmt byte, prec, bitSize int) string {
	if bitSize != 64 && bitSize != 128 {
		panic("invalid bitSize")
	}
	im := FormatFloat(imag(c), fmt, prec, bitSize/2)
	if im[0] != '+' && im[0] != '-' {
		im = "+" + im
	}
	return "(" + FormatFloat(real(c), fmt, prec, bitSize/2) + im + "i)"
}

// ParseComplex converts s, of the form N, Ni or N±Ni, perhaps in parentheses, to a complex number whose
// parts have bitSize/2 bits. N is what ParseFloat reads.
func ParseComplex(s string, bitSize int) (complex128, error) {
	partSize := 64
	if bitSize == 64 {
		partSize = 32
	}
	text := s
	if n := len(s); n >= 2 && s[0] == '(' && s[n-1] == ')' {
		text = s[1 : n-1]
	}
	var pending error // a part out of range does not end the parsing
	part := func(from string) (f float64, n int, ok bool) {
		f, n, err := parseFloatPrefix(from, partSize)
		if err != nil && err.(*NumError).Err != ErrRange {
			return 0, 0, false
		}
		if err != nil {
			pending = rangeError("ParseComplex", s)
		}
		return f, n, true
	}
	re, n, ok := part(text)
	if !ok {
		return 0, syntaxError("ParseComplex", s)
	}
	text = text[n:]
	if text == "" {
		return complex(re, 0), pending
	}
	if text == "i" {
		return complex(0, re), pending
	}
	switch {
	case text[0] == '+':
		// The sign only joins the parts, unless a second one shows that it is misplaced.
		if len(text) > 1 && text[1] != '+' {
			text = text[1:]
		}
	case text[0] != '-':
		return 0, syntaxError("ParseComplex", s)
	}
	im, n, ok := part(text)
	if !ok || text[n:] != "i" {
		return 0, syntaxError("ParseComplex", s)
	}
	return complex(re, im), pending
}
