package strconv

import "errors"

// ErrRange says that a value is out of range for the target type.
var ErrRange = errors.New("value out of range")

// ErrSyntax says that a text does not have the right syntax for the target type.
var ErrSyntax = errors.New("invalid syntax")

// A NumError records a conversion that failed.
type NumError struct {
	Func string // the function: ParseInt, Atoi ...
	Num  string // its input
	Err  error  // why: ErrRange, ErrSyntax ...
}

// Error returns a message that names the function and quotes the input.
func (e *NumError) Error() string {
	return "strconv." + e.Func + ": " + "parsing " + Quote(e.Num) + ": " + e.Err.Error()
}

// Unwrap returns e.Err.
func (e *NumError) Unwrap() error { return e.Err }

// The errors hold a copy of the input, so that the parsers do not let their argument escape.

func syntaxError(fn, str string) *NumError {
	return &NumError{fn, clone(str), ErrSyntax}
}

func rangeError(fn, str string) *NumError {
	return &NumError{fn, clone(str), ErrRange}
}

func baseError(fn, str string, base int) *NumError {
	return &NumError{fn, clone(str), errors.New("invalid base " + Itoa(base))}
}

func bitSizeError(fn, str string, bitSize int) *NumError {
	return &NumError{fn, clone(str), errors.New("invalid bit size " + Itoa(bitSize))}
}

func clone(s string) string {
	return string([]byte(s))
}

// lower makes an ASCII letter lower-case; it maps no other byte to a letter.
func lower(c byte) byte {
	return c | ('x' ^ 'X')
}

// digitValue returns the value of c as a digit; 99 if it is none in any base.
func digitValue(c byte) byte {
	switch {
	case '0' <= c && c <= '9':
		return c - '0'
	case 'a' <= lower(c) && lower(c) <= 'z':
		return lower(c) - 'a' + 10
	}
	return 99
}

// ParseUint is ParseInt for unsigned numbers: no sign is allowed.
//
//go:noinline
func ParseUint(s string, base int, bitSize int) (uint64, error) {
	return parseUint("ParseUint", s, s, base, bitSize)
}

// splitPrefix takes the prefix off a literal and returns the base it asks for.
func splitPrefix(s string) (base int, rest string) {
	if s[0] != '0' {
		return 10, s
	}
	if len(s) >= 3 {
		switch lower(s[1]) {
		case 'b':
			return 2, s[2:]
		case 'o':
			return 8, s[2:]
		case 'x':
			return 16, s[2:]
		}
	}
	return 8, s[1:]
}

// parseUint parses s; errors name the function fn and its input.
func parseUint(fn, input, s string, base, bitSize int) (uint64, error) {
	if s == "" {
		return 0, syntaxError(fn, input)
	}
	literal := base == 0
	digits := s
	switch {
	case literal:
		base, digits = splitPrefix(s)
	case base < 2 || base > 36:
		return 0, baseError(fn, input, base)
	}
	if bitSize == 0 {
		bitSize = IntSize
	} else if bitSize < 0 || bitSize > 64 {
		return 0, bitSizeError(fn, input, bitSize)
	}
	limit := uint64(1)<<bitSize - 1
	cutoff := (1<<64-1)/uint64(base) + 1 // n >= cutoff: n*base overflows
	underscores := false
	n := uint64(0)
	for i := 0; i < len(digits); i++ {
		c := digits[i]
		if c == '_' && literal {
			underscores = true
			continue
		}
		d := uint64(digitValue(c))
		if d >= uint64(base) {
			return 0, syntaxError(fn, input)
		}
		if n >= cutoff {
			return limit, rangeError(fn, input)
		}
		n *= uint64(base)
		if n+d < n || n+d > limit {
			return limit, rangeError(fn, input)
		}
		n += d
	}
	if underscores && !underscoresFine(s) {
		return 0, syntaxError(fn, input)
	}
	return n, nil
}

// ParseInt interprets s, with an optional sign, in the given base, 2 to 36. Base 0 reads Go's integer
// literals: the prefix tells the base (0b, 0, 0o, 0x), and underscores may separate digits. The result
// must fit bitSize bits (0: an int); if it does not, the nearest value is returned with ErrRange.
//
//go:noinline
func ParseInt(s string, base int, bitSize int) (i int64, err error) {
	return parseInt("ParseInt", s, base, bitSize)
}

func parseInt(fn, s string, base, bitSize int) (int64, error) {
	if s == "" {
		return 0, syntaxError(fn, s)
	}
	digits := s
	negative := s[0] == '-'
	if negative || s[0] == '+' {
		digits = s[1:]
	}
	u, err := parseUint(fn, s, digits, base, bitSize)
	if err != nil && err.(*NumError).Err != ErrRange {
		return 0, err
	}
	if bitSize == 0 {
		bitSize = IntSize
	}
	limit := uint64(1) << uint(bitSize-1)
	switch {
	case !negative && u >= limit:
		return int64(limit - 1), rangeError(fn, s)
	case negative && u > limit:
		return -int64(limit), rangeError(fn, s)
	case negative:
		return -int64(u), nil
	}
	return int64(u), nil
}

// Atoi is ParseInt(s, 10, 0) as an int.
func Atoi(s string) (int, error) {
	// Up to 18 digits cannot overflow.
	if 0 < len(s) && len(s) < 19 {
		digits := s
		if s[0] == '-' || s[0] == '+' {
			digits = s[1:]
			if digits == "" {
				return 0, syntaxError("Atoi", s)
			}
		}
		n := 0
		for i := 0; i < len(digits); i++ {
			d := digits[i] - '0'
			if d > 9 {
				return 0, syntaxError("Atoi", s)
			}
			n = n*10 + int(d)
		}
		if s[0] == '-' {
			n = -n
		}
		return n, nil
	}
	i, err := parseInt("Atoi", s, 10, 0)
	return int(i), err
}

// underscoresFine reports whether each underscore of a literal stands between digits, or between the
// base prefix and a digit.
func underscoresFine(s string) bool {
	if s != "" && (s[0] == '-' || s[0] == '+') {
		s = s[1:]
	}
	// What came before: '0' a digit or prefix, '_' an underscore, '!' something else, '^' nothing.
	before := byte('^')
	hex := false
	if len(s) >= 2 && s[0] == '0' {
		switch lower(s[1]) {
		case 'b', 'o', 'x':
			hex = lower(s[1]) == 'x'
			before = '0'
			s = s[2:]
		}
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case '0' <= c && c <= '9' || hex && 'a' <= lower(c) && lower(c) <= 'f':
			before = '0'
		case c == '_':
			if before != '0' {
				return false
			}
			before = '_'
		default:
			if before == '_' {
				return false
			}
			before = '!'
		}
	}
	return before != '_'
}
