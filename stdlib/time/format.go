package time

import "errors"

// Format returns t shown as layout shows the reference time; see the constants for how that works.
func (t Time) Format(layout string) string {
	var buf [64]byte
	b := buf[:0]
	if n := len(layout) + 10; n > len(buf) {
		b = make([]byte, 0, n)
	}
	return string(t.AppendFormat(b, layout))
}

// AppendFormat appends Format(layout) to b.
func (t Time) AppendFormat(b []byte, layout string) []byte {
	z := t.loc.lookup(t.unixSec())
	local := t.sec() + int64(z.offset)
	days := floorDiv(local, secondsPerDay)
	s := shown{t: t, zone: z.zone, days: days}
	s.year, s.month, s.day = civil(days)
	clock := int(local - days*secondsPerDay)
	s.hour, s.min, s.sec = clock/secondsPerHour, clock%secondsPerHour/60, clock%60
	if layout == RFC3339 || layout == RFC3339Nano {
		return s.appendRFC3339(b, layout == RFC3339Nano)
	}
	for layout != "" {
		before, elem, text, rest := findElement(layout)
		b = append(b, before...)
		if elem == elemNone {
			break
		}
		b = s.append(b, elem, text)
		layout = rest
	}
	return b
}

// A shown is a time taken apart for Format.
type shown struct {
	t              Time
	zone           zone
	days           int64
	year           int
	month          Month
	day            int
	hour, min, sec int
}

// appendRFC3339 does what the loop over the elements of RFC3339 or RFC3339Nano would do.
func (s *shown) appendRFC3339(b []byte, nano bool) []byte {
	b = append(s.append(b, elemLongYear, ""), '-')
	b = append(appendNumber(b, int(s.month), 2), '-')
	b = append(appendNumber(b, s.day, 2), 'T')
	b = append(appendNumber(b, s.hour, 2), ':')
	b = append(appendNumber(b, s.min, 2), ':')
	b = appendNumber(b, s.sec, 2)
	if nano {
		b = s.append(b, elemFraction9, ".999999999")
	}
	return s.append(b, elemOffset, "Z07:00")
}

// append appends one element of a layout.
func (s *shown) append(b []byte, elem element, text string) []byte {
	switch elem {
	case elemYear:
		y := s.year
		if y < 0 {
			y = -y
		}
		return appendNumber(b, y%100, 2)
	case elemLongYear:
		return appendNumber(b, s.year, 4)
	case elemMonth:
		return append(b, s.month.String()[:3]...)
	case elemLongMonth:
		return append(b, s.month.String()...)
	case elemNumMonth:
		return appendNumber(b, int(s.month), 0)
	case elemZeroMonth:
		return appendNumber(b, int(s.month), 2)
	case elemWeekday:
		return append(b, weekday(s.days).String()[:3]...)
	case elemLongWeekday:
		return append(b, weekday(s.days).String()...)
	case elemDay:
		return appendNumber(b, s.day, 0)
	case elemSpaceDay:
		if s.day < 10 {
			b = append(b, ' ')
		}
		return appendNumber(b, s.day, 0)
	case elemZeroDay:
		return appendNumber(b, s.day, 2)
	case elemSpaceYearDay, elemZeroYearDay:
		yday := int(s.days-dayCount(int64(s.year), January, 1)) + 1
		if elem == elemZeroYearDay {
			return appendNumber(b, yday, 3)
		}
		for limit := 100; limit > 1 && yday < limit; limit /= 10 {
			b = append(b, ' ')
		}
		return appendNumber(b, yday, 0)
	}
	return s.appendClock(b, elem, text)
}

func (s *shown) appendClock(b []byte, elem element, text string) []byte {
	hour12 := s.hour % 12
	if hour12 == 0 {
		hour12 = 12
	}
	switch elem {
	case elemHour:
		return appendNumber(b, s.hour, 2)
	case elemHour12:
		return appendNumber(b, hour12, 0)
	case elemZeroHour12:
		return appendNumber(b, hour12, 2)
	case elemMinute:
		return appendNumber(b, s.min, 0)
	case elemZeroMinute:
		return appendNumber(b, s.min, 2)
	case elemSecond:
		return appendNumber(b, s.sec, 0)
	case elemZeroSecond:
		return appendNumber(b, s.sec, 2)
	case elemPM:
		if s.hour >= 12 {
			return append(b, "PM"...)
		}
		return append(b, "AM"...)
	case elempm:
		if s.hour >= 12 {
			return append(b, "pm"...)
		}
		return append(b, "am"...)
	case elemOffset:
		return appendOffset(b, s.zone.offset, text)
	case elemZoneName:
		if s.zone.name != "" {
			return append(b, s.zone.name...)
		}
		return appendOffset(b, s.zone.offset, "-0700")
	}
	return appendFraction(b, int(s.t.nsec()), text)
}

// appendNumber appends n with at least width digits.
func appendNumber(b []byte, n, width int) []byte {
	u := uint64(n)
	if n < 0 {
		b = append(b, '-')
		u = -u
	}
	var buf [20]byte
	at := formatInt(buf[:], u)
	for i := len(buf) - at; i < width; i++ {
		b = append(b, '0')
	}
	return append(b, buf[at:]...)
}

// appendOffset shows an offset like the element text does.
func appendOffset(b []byte, offset int, text string) []byte {
	if text[0] == 'Z' && offset == 0 {
		return append(b, 'Z')
	}
	sign := byte('+')
	if offset/60 < 0 { // seconds alone keep their own sign, as in Go
		sign = '-'
		offset = -offset
	}
	b = appendNumber(append(b, sign), offset/3600, 2)
	colon := len(text) > 3 && text[3] == ':'
	digits := len(text) - 1
	if colon {
		digits -= (len(text) - 3) / 3
	}
	if digits >= 4 {
		if colon {
			b = append(b, ':')
		}
		b = appendNumber(b, offset%3600/60, 2)
	}
	if digits >= 6 {
		if colon {
			b = append(b, ':')
		}
		b = appendNumber(b, offset%60, 2)
	}
	return b
}

// appendFraction shows nanoseconds like the element text, .000 or .999, does.
func appendFraction(b []byte, nsec int, text string) []byte {
	n := len(text) - 1
	start := len(b)
	b = append(b, text[0])
	b = appendNumber(b, nsec, 9)
	if n > 9 {
		for i := 9; i < n; i++ {
			b = append(b, '0')
		}
	} else {
		b = b[:start+1+n]
	}
	if text[1] == '9' {
		for len(b) > start+1 && b[len(b)-1] == '0' {
			b = b[:len(b)-1]
		}
		if len(b) == start+1 {
			b = b[:start]
		}
	}
	return b
}

// String returns t as "2006-01-02 15:04:05.999999999 -0700 MST", and "m=±seconds" if it has a monotonic
// reading. It is meant for people; use Format for anything else.
func (t Time) String() string {
	s := t.Format("2006-01-02 15:04:05.999999999 -0700 MST")
	if t.wall&hasMonotonic == 0 {
		return s
	}
	m := t.ext
	sign := byte('+')
	if m < 0 {
		sign = '-'
		m = -m
	}
	b := append([]byte(s), " m="...)
	b = append(b, sign)
	b = appendNumber(b, int(m/1e9), 0)
	b = append(b, '.')
	return string(appendNumber(b, int(m%1e9), 9))
}

// GoString returns a call of Date that makes t.
func (t Time) GoString() string {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	b := appendNumber([]byte("time.Date("), year, 0)
	b = append(b, ", "...)
	if January <= month && month <= December {
		b = append(append(b, "time."...), month.String()...)
	} else {
		b = appendNumber(b, int(month), 0)
	}
	for _, n := range []int{day, hour, min, sec, t.Nanosecond()} {
		b = appendNumber(append(b, ", "...), n, 0)
	}
	b = append(b, ", "...)
	switch loc := t.Location(); loc {
	case UTC:
		b = append(b, "time.UTC"...)
	case Local:
		b = append(b, "time.Local"...)
	default:
		b = append(append(append(b, "time.Location("...), quote(loc.name)...), ')')
	}
	return string(append(b, ')'))
}

// MarshalText returns t in RFC 3339 format with nanoseconds; the year must be within [0, 9999].
func (t Time) MarshalText() ([]byte, error) { return t.appendStrict(nil, "Time.MarshalText: ") }

// AppendText appends what MarshalText returns to b.
func (t Time) AppendText(b []byte) ([]byte, error) { return t.appendStrict(b, "Time.AppendText: ") }

// MarshalJSON returns what MarshalText returns, quoted.
func (t Time) MarshalJSON() ([]byte, error) {
	b, err := t.appendStrict([]byte{'"'}, "Time.MarshalJSON: ")
	if err != nil {
		return nil, err
	}
	return append(b, '"'), nil
}

func (t Time) appendStrict(b []byte, caller string) ([]byte, error) {
	if y := t.Year(); y < 0 || y > 9999 {
		return nil, errors.New(caller + "year outside of range [0,9999]")
	}
	if _, offset := t.Zone(); offset <= -24*3600 || offset >= 24*3600 {
		return nil, errors.New(caller + "timezone hour outside of range [0,23]")
	}
	return t.AppendFormat(b, RFC3339Nano), nil
}

// UnmarshalText sets t from a text in RFC 3339 format.
func (t *Time) UnmarshalText(data []byte) error {
	parsed, err := Parse(RFC3339, string(data))
	if err == nil {
		*t = parsed
	}
	return err
}

// UnmarshalJSON sets t from a quoted text in RFC 3339 format; null leaves it as it is.
func (t *Time) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil
	}
	if len(data) < 2 || data[0] != '"' || data[len(data)-1] != '"' {
		return errors.New("Time.UnmarshalJSON: input is not a JSON string")
	}
	return t.UnmarshalText(data[1 : len(data)-1])
}
