package time

// A Duration is the time between two instants in nanoseconds; the largest is about 290 years.
type Duration int64

// Common durations. To count units in a Duration, divide; to make one from a number, multiply:
// Duration(n) * Second.
const (
	Nanosecond  Duration = 1
	Microsecond          = 1000 * Nanosecond
	Millisecond          = 1000 * Microsecond
	Second               = 1000 * Millisecond
	Minute               = 60 * Second
	Hour                 = 60 * Minute
)

const (
	minDuration Duration = -1 << 63
	maxDuration Duration = 1<<63 - 1
)

// String returns d like "72h3m0.5s": leading zero units are left out, and a duration below one second
// has a smaller unit, so that its first digit is not zero. The zero duration is "0s".
func (d Duration) String() string {
	// The longest one is -2562047h47m16.854775808s.
	var arr [32]byte
	n := d.format(&arr)
	return string(arr[n:])
}

// format writes d to the end of buf and returns where it begins.
func (d Duration) format(buf *[32]byte) int {
	w := len(buf)
	u := uint64(d)
	if d < 0 {
		u = -u
	}
	w--
	buf[w] = 's'
	if u < uint64(Second) {
		if u == 0 {
			w--
			buf[w] = '0'
			return w
		}
		digits := 0
		switch {
		case u < uint64(Microsecond):
			w--
			buf[w] = 'n'
		case u < uint64(Millisecond):
			digits = 3
			w -= 2
			copy(buf[w:], "µ")
		default:
			digits = 6
			w--
			buf[w] = 'm'
		}
		w, u = formatFrac(buf[:w], u, digits)
		w = formatInt(buf[:w], u)
	} else {
		w, u = formatFrac(buf[:w], u, 9)
		w = formatInt(buf[:w], u%60)
		if u /= 60; u > 0 {
			w--
			buf[w] = 'm'
			w = formatInt(buf[:w], u%60)
			if u /= 60; u > 0 {
				w--
				buf[w] = 'h'
				w = formatInt(buf[:w], u)
			}
		}
	}
	if d < 0 {
		w--
		buf[w] = '-'
	}
	return w
}

// formatFrac writes the last n decimal digits of v as a fraction, without trailing zeros, to the end of
// buf. It returns where that begins and the rest of v.
func formatFrac(buf []byte, v uint64, n int) (int, uint64) {
	w := len(buf)
	show := false
	for i := 0; i < n; i++ {
		digit := v % 10
		show = show || digit != 0
		if show {
			w--
			buf[w] = byte(digit) + '0'
		}
		v /= 10
	}
	if show {
		w--
		buf[w] = '.'
	}
	return w, v
}

// formatInt writes v to the end of buf and returns where it begins.
func formatInt(buf []byte, v uint64) int {
	w := len(buf)
	for {
		w--
		buf[w] = byte(v%10) + '0'
		v /= 10
		if v == 0 {
			return w
		}
	}
}

// Nanoseconds returns d as a number of nanoseconds.
func (d Duration) Nanoseconds() int64 { return int64(d) }

// Microseconds returns d in microseconds, rounded towards zero.
func (d Duration) Microseconds() int64 { return int64(d) / 1e3 }

// Milliseconds returns d in milliseconds, rounded towards zero.
func (d Duration) Milliseconds() int64 { return int64(d) / 1e6 }

// Seconds returns d in seconds.
func (d Duration) Seconds() float64 {
	return float64(d/Second) + float64(d%Second)/1e9
}

// Minutes returns d in minutes.
func (d Duration) Minutes() float64 {
	return float64(d/Minute) + float64(d%Minute)/(60*1e9)
}

// Hours returns d in hours.
func (d Duration) Hours() float64 {
	return float64(d/Hour) + float64(d%Hour)/(60*60*1e9)
}

// Truncate rounds d towards zero to a multiple of m; m <= 0 leaves it as it is.
func (d Duration) Truncate(m Duration) Duration {
	if m <= 0 {
		return d
	}
	return d - d%m
}

// Round rounds d to the nearest multiple of m, halves away from zero; m <= 0 leaves it as it is. A result
// out of range becomes the largest or smallest Duration.
func (d Duration) Round(m Duration) Duration {
	if m <= 0 {
		return d
	}
	r := d % m
	if d < 0 {
		r = -r
		if uint64(r)+uint64(r) < uint64(m) {
			return d + r
		}
		if rounded := d - m + r; rounded < d {
			return rounded
		}
		return minDuration
	}
	if uint64(r)+uint64(r) < uint64(m) {
		return d - r
	}
	if rounded := d + m - r; rounded > d {
		return rounded
	}
	return maxDuration
}

// Abs returns the absolute value of d; that of the smallest Duration is the largest.
func (d Duration) Abs() Duration {
	switch {
	case d >= 0:
		return d
	case d == minDuration:
		return maxDuration
	}
	return -d
}

// units holds what may follow a number in ParseDuration.
func unit(s string) (uint64, bool) {
	switch s {
	case "ns":
		return uint64(Nanosecond), true
	case "us", "µs", "μs": // two code points look like mu
		return uint64(Microsecond), true
	case "ms":
		return uint64(Millisecond), true
	case "s":
		return uint64(Second), true
	case "m":
		return uint64(Minute), true
	case "h":
		return uint64(Hour), true
	}
	return 0, false
}

// ParseDuration reads a duration: an optional sign and numbers with units, like "300ms", "-1.5h" or
// "2h45m". Units are ns, us or µs, ms, s, m, h.
func ParseDuration(s string) (Duration, error) {
	input := s
	invalid := func() error { return &durationError{"time: invalid duration " + quote(input)} }
	negative := false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		negative = s[0] == '-'
		s = s[1:]
	}
	if s == "0" {
		return 0, nil
	}
	if s == "" {
		return 0, invalid()
	}
	total := uint64(0)
	for s != "" {
		var n number
		rest, ok := n.read(s)
		if !ok {
			return 0, invalid()
		}
		end := 0
		for end < len(rest) && rest[end] != '.' && (rest[end] < '0' || rest[end] > '9') {
			end++
		}
		if end == 0 {
			return 0, &durationError{"time: missing unit in duration " + quote(input)}
		}
		name := rest[:end]
		s = rest[end:]
		per, ok := unit(name)
		if !ok {
			return 0, &durationError{"time: unknown unit " + quote(name) + " in duration " + quote(input)}
		}
		v, ok := n.times(per)
		if !ok {
			return 0, invalid()
		}
		total += v
		if total > 1<<63 {
			return 0, invalid()
		}
	}
	if negative {
		return -Duration(total), nil
	}
	if total > 1<<63-1 {
		return 0, invalid()
	}
	return Duration(total), nil
}

type durationError struct{ msg string }

func (e *durationError) Error() string { return e.msg }

// A number is what ParseDuration reads before a unit: whole + frac/scale.
type number struct {
	whole, frac uint64
	scale       float64
}

// read reads digits with an optional fraction; false if there are none or too many.
func (n *number) read(s string) (rest string, ok bool) {
	i := 0
	for ; i < len(s) && '0' <= s[i] && s[i] <= '9'; i++ {
		if n.whole > 1<<63/10 {
			return "", false
		}
		n.whole = n.whole*10 + uint64(s[i]-'0')
		if n.whole > 1<<63 {
			return "", false
		}
	}
	digits := i
	n.scale = 1
	if i < len(s) && s[i] == '.' {
		full := false // more digits do not matter
		for i++; i < len(s) && '0' <= s[i] && s[i] <= '9'; i++ {
			digits++
			if full || n.frac > (1<<63-1)/10 {
				full = true
				continue
			}
			y := n.frac*10 + uint64(s[i]-'0')
			if y > 1<<63 {
				full = true
				continue
			}
			n.frac = y
			n.scale *= 10
		}
	}
	return s[i:], digits > 0
}

// times returns the number multiplied by per; false if it is too large.
func (n *number) times(per uint64) (uint64, bool) {
	if n.whole > 1<<63/per {
		return 0, false
	}
	v := n.whole * per
	if n.frac > 0 {
		v += uint64(float64(n.frac) * (float64(per) / n.scale))
		if v > 1<<63 {
			return 0, false
		}
	}
	return v, true
}

// quote quotes s for a message. (Package strconv would do, but is not needed otherwise.)
func quote(s string) string {
	const hex = "0123456789abcdef"
	buf := append(make([]byte, 0, len(s)+2), '"')
	for i, c := range s {
		switch {
		case c == '"' || c == '\\':
			buf = append(buf, '\\', byte(c))
		case c >= 0x80 || c < ' ':
			// Show the bytes, of an invalid encoding just one.
			n := len(string(c))
			if c == 0xFFFD && (i+3 > len(s) || s[i:i+3] != "\uFFFD") {
				n = 1
			}
			for j := i; j < i+n; j++ {
				buf = append(buf, '\\', 'x', hex[s[j]>>4], hex[s[j]&0xF])
			}
		default:
			buf = append(buf, byte(c))
		}
	}
	return string(append(buf, '"'))
}
