package time

import "errors"

// A ParseError says what Parse could not read.
type ParseError struct {
	Layout     string
	Value      string
	LayoutElem string // the part of the layout ...
	ValueElem  string // ... that this part of the value does not match
	Message    string // or another reason
}

func (e *ParseError) Error() string {
	if e.Message == "" {
		return "parsing time " + quote(e.Value) + " as " + quote(e.Layout) + ": cannot parse " +
			quote(e.ValueElem) + " as " + quote(e.LayoutElem)
	}
	return "parsing time " + quote(e.Value) + e.Message
}

var errBad = errors.New("bad value for field")

// Parse reads value, which shows a time as layout shows the reference time. Parts that the layout does
// not mention are zero, or one. Fractions of a second may follow the seconds even if the layout has none.
// Without a zone the time is taken as UTC. An offset that Local uses at that time gives a time in Local,
// another one in a made-up Location; so does an unknown abbreviation, with offset zero.
func Parse(layout, value string) (Time, error) {
	return parse(layout, value, UTC, Local)
}

// ParseInLocation is Parse for times in loc: without a zone the time is taken as loc's, and offsets and
// abbreviations are looked up there.
func ParseInLocation(layout, value string, loc *Location) (Time, error) {
	return parse(layout, value, loc, loc)
}

// A parser holds what has been read. -1: not yet.
type parser struct {
	year           int
	month, day     int
	yday           int
	hour, min, sec int
	nsec           int
	pm, am         bool
	utc            bool
	offset         int
	hasOffset      bool
	zoneName       string
	rangeErr       string // name of a part that is out of range
}

func parse(layout, value string, defaultLoc, local *Location) (Time, error) {
	fullLayout, fullValue := layout, value
	fail := func(elem, rest, message string) (Time, error) {
		return Time{}, &ParseError{copyOf(fullLayout), copyOf(fullValue), copyOf(elem), copyOf(rest), message}
	}
	p := parser{month: -1, day: -1, yday: -1}
	for {
		before, elem, text, after := findElement(layout)
		rest, ok := skipLiteral(value, before)
		if !ok {
			return fail(before, rest, "")
		}
		value = rest
		if elem == elemNone {
			if value != "" {
				return fail("", value, ": extra text: "+quote(value))
			}
			break
		}
		layout = after
		rest, err := p.element(elem, text, value, after)
		if p.rangeErr != "" {
			return fail(text, value, ": "+p.rangeErr+" out of range")
		}
		if err != nil {
			return fail(text, value, "")
		}
		value = rest
	}
	if message := p.finish(); message != "" {
		return fail("", value, message)
	}
	return p.time(defaultLoc, local), nil
}

func copyOf(s string) string { return string([]byte(s)) }

// skipLiteral takes literal off value. Spaces match any number of spaces.
func skipLiteral(value, literal string) (rest string, ok bool) {
	for literal != "" {
		if literal[0] == ' ' {
			if value != "" && value[0] != ' ' {
				return value, false
			}
			literal = trimSpaces(literal)
			value = trimSpaces(value)
			continue
		}
		if value == "" || value[0] != literal[0] {
			return value, false
		}
		literal = literal[1:]
		value = value[1:]
	}
	return value, true
}

func trimSpaces(s string) string {
	for s != "" && s[0] == ' ' {
		s = s[1:]
	}
	return s
}

// element reads one element from value; after is the layout that follows.
func (p *parser) element(elem element, text, value, after string) (rest string, err error) {
	switch elem {
	case elemYear:
		if len(value) < 2 {
			return value, errBad
		}
		if p.year, err = digitsOf(value[:2]); err != nil {
			return value, err
		}
		if p.year >= 69 { // Unix time begins on Dec 31, 1969 in some zones
			p.year += 1900
		} else {
			p.year += 2000
		}
		return value[2:], nil
	case elemLongYear:
		if len(value) < 4 || !isDigit(value, 0) {
			return value, errBad
		}
		p.year, err = digitsOf(value[:4])
		return value[4:], err
	case elemMonth, elemLongMonth:
		p.month, rest, err = lookName(monthNames[:], value, elem == elemMonth)
		p.month++
		return rest, err
	case elemNumMonth, elemZeroMonth:
		p.month, rest, err = p.number(value, elem == elemZeroMonth, 1, 12, "month")
		return rest, err
	case elemWeekday, elemLongWeekday:
		_, rest, err = lookName(dayNames[:], value, elem == elemWeekday)
		return rest, err
	case elemDay, elemSpaceDay, elemZeroDay:
		if elem == elemSpaceDay && value != "" && value[0] == ' ' {
			value = value[1:]
		}
		p.day, rest, err = twoDigits(value, elem == elemZeroDay)
		return rest, err
	case elemSpaceYearDay, elemZeroYearDay:
		for i := 0; i < 2 && elem == elemSpaceYearDay && value != "" && value[0] == ' '; i++ {
			value = value[1:]
		}
		p.yday, rest, err = threeDigits(value, elem == elemZeroYearDay)
		return rest, err
	case elemOffset:
		return p.zoneOffset(value, text)
	case elemZoneName:
		return p.zone(value)
	}
	return p.clockElement(elem, text, value, after)
}

func (p *parser) clockElement(elem element, text, value, after string) (rest string, err error) {
	switch elem {
	case elemHour:
		p.hour, rest, err = p.number(value, false, 0, 23, "hour")
	case elemHour12, elemZeroHour12:
		p.hour, rest, err = p.number(value, elem == elemZeroHour12, 0, 12, "hour")
	case elemMinute, elemZeroMinute:
		p.min, rest, err = p.number(value, elem == elemZeroMinute, 0, 59, "minute")
	case elemSecond, elemZeroSecond:
		p.sec, rest, err = p.number(value, elem == elemZeroSecond, 0, 59, "second")
		if err != nil || p.rangeErr != "" {
			return rest, err
		}
		// A fraction may follow even if the layout shows none.
		if len(rest) >= 2 && isPoint(rest[0]) && isDigit(rest, 1) {
			if _, next, _, _ := findElement(after); next == elemFraction0 || next == elemFraction9 {
				return rest, nil
			}
			n := 2
			for isDigit(rest, n) {
				n++
			}
			err = p.fraction(rest[:n])
			rest = rest[n:]
		}
	case elemPM, elempm:
		if len(value) < 2 {
			return value, errBad
		}
		am, pm := "AM", "PM"
		if elem == elempm {
			am, pm = "am", "pm"
		}
		switch value[:2] {
		case pm:
			p.pm = true
		case am:
			p.am = true
		default:
			return value, errBad
		}
		rest = value[2:]
	case elemFraction0:
		if len(value) < len(text) {
			return value, errBad
		}
		return value[len(text):], p.fraction(value[:len(text)])
	case elemFraction9:
		if len(value) < 2 || !isPoint(value[0]) || !isDigit(value, 1) {
			return value, nil // none there
		}
		n := 1
		for isDigit(value, n) {
			n++
		}
		return value[n:], p.fraction(value[:n])
	}
	return rest, err
}

func isPoint(c byte) bool { return c == '.' || c == ',' }

// number reads one or two digits, or exactly two if fixed, and checks their range.
func (p *parser) number(s string, fixed bool, min, max int, name string) (n int, rest string, err error) {
	n, rest, err = twoDigits(s, fixed)
	if err == nil && (n < min || n > max) {
		p.rangeErr = name
	}
	return n, rest, err
}

func twoDigits(s string, fixed bool) (int, string, error) {
	if !isDigit(s, 0) {
		return 0, s, errBad
	}
	if !isDigit(s, 1) {
		if fixed {
			return 0, s, errBad
		}
		return int(s[0] - '0'), s[1:], nil
	}
	return int(s[0]-'0')*10 + int(s[1]-'0'), s[2:], nil
}

func threeDigits(s string, fixed bool) (int, string, error) {
	n, i := 0, 0
	for i < 3 && isDigit(s, i) {
		n = n*10 + int(s[i]-'0')
		i++
	}
	if i == 0 || fixed && i != 3 {
		return 0, s, errBad
	}
	return n, s[i:], nil
}

// digitsOf reads s, all digits with perhaps a sign.
func digitsOf(s string) (int, error) {
	negative := false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		negative = s[0] == '-'
		s = s[1:]
	}
	n := 0
	for i := range len(s) {
		if !isDigit(s, i) || n > 1<<31 {
			return 0, errBad
		}
		n = n*10 + int(s[i]-'0')
	}
	if s == "" {
		return 0, errBad
	}
	if negative {
		n = -n
	}
	return n, nil
}

// lookName finds the name, or its first three letters, that s begins with in any case.
func lookName(names []string, s string, short bool) (int, string, error) {
	for i, name := range names {
		if short {
			name = name[:3]
		}
		if len(s) >= len(name) && sameLetters(s[:len(name)], name) {
			return i, s[len(name):], nil
		}
	}
	return -1, s, errBad
}

func sameLetters(a, b string) bool {
	for i := range len(a) {
		x, y := a[i], b[i]
		if x != y {
			x |= 'a' - 'A'
			y |= 'a' - 'A'
			if x != y || x < 'a' || x > 'z' {
				return false
			}
		}
	}
	return true
}

// fraction reads a point and digits as nanoseconds; more than nine do not count.
func (p *parser) fraction(s string) error {
	if !isPoint(s[0]) {
		return errBad
	}
	if len(s) > 10 {
		s = s[:10]
	}
	n, err := digitsOf(s[1:])
	if err != nil {
		return errBad
	}
	if n < 0 {
		p.rangeErr = "fractional second"
		return nil
	}
	for i := len(s); i < 10; i++ {
		n *= 10
	}
	p.nsec = n
	return nil
}

// zoneOffset reads an offset of the form that text shows.
func (p *parser) zoneOffset(value, text string) (string, error) {
	if text[0] == 'Z' && value != "" && value[0] == 'Z' {
		p.utc = true
		return value[1:], nil
	}
	if len(value) < len(text) {
		return value, errBad
	}
	colon := len(text) > 3 && text[3] == ':'
	n := [3]string{"00", "00", "00"}
	at := 1
	for i := range n {
		if i > 0 && colon && at < len(text) {
			if value[at] != ':' {
				return value, errBad
			}
			at++
		}
		if at < len(text) {
			n[i] = value[at : at+2]
			at += 2
		}
	}
	var min, sec int
	hour, _, err := twoDigits(n[0], true)
	if err == nil {
		min, _, err = twoDigits(n[1], true)
	}
	if err == nil {
		sec, _, err = twoDigits(n[2], true)
	}
	// Loose bounds: some data have +24.
	if hour > 24 {
		p.rangeErr = "time zone offset hour"
	}
	if min > 60 {
		p.rangeErr = "time zone offset minute"
	}
	if sec > 60 {
		p.rangeErr = "time zone offset second"
	}
	if err != nil {
		return value, errBad
	}
	p.offset = (hour*60+min)*60 + sec
	switch value[0] {
	case '+':
	case '-':
		p.offset = -p.offset
	default:
		return value, errBad
	}
	p.hasOffset = true
	return value[at:], nil
}

// zone reads an abbreviation.
func (p *parser) zone(value string) (string, error) {
	if hasPrefix(value, "UTC") {
		p.utc = true
		return value[3:], nil
	}
	n := zoneNameLen(value)
	if n == 0 {
		return value, errBad
	}
	p.zoneName = copyOf(value[:n])
	return value[n:], nil
}

// zoneNameLen returns the length of the abbreviation that value begins with, or 0: three or four capital
// letters, five ending in T, GMT with an offset, or just an offset; and the two odd ones ChST and MeST.
func zoneNameLen(value string) int {
	if len(value) < 3 {
		return 0
	}
	if hasPrefix(value, "ChST") || hasPrefix(value, "MeST") {
		return 4
	}
	if hasPrefix(value, "GMT") {
		return 3 + signedHour(value[3:])
	}
	if value[0] == '+' || value[0] == '-' {
		return signedHour(value)
	}
	n := 0
	for n < 6 && n < len(value) && 'A' <= value[n] && value[n] <= 'Z' {
		n++
	}
	switch n {
	case 5:
		if value[4] == 'T' {
			return 5
		}
	case 4:
		if value[3] == 'T' || value[:4] == "WITA" {
			return 4
		}
	case 3:
		return 3
	}
	return 0
}

// signedHour returns the length of a sign and a number of hours within [-23, 23], or 0.
func signedHour(value string) int {
	if value == "" || value[0] != '-' && value[0] != '+' {
		return 0
	}
	n, i := 0, 1
	for isDigit(value, i) {
		n = n*10 + int(value[i]-'0')
		if n > 23 {
			return 0
		}
		i++
	}
	if i == 1 {
		return 0
	}
	return i
}

// finish completes the date and checks it; it returns a message if that fails.
func (p *parser) finish() string {
	if p.pm && p.hour < 12 {
		p.hour += 12
	} else if p.am && p.hour == 12 {
		p.hour = 0
	}
	if p.yday >= 0 {
		last := 365
		if isLeap(p.year) {
			last = 366
		}
		if p.yday < 1 || p.yday > last {
			return ": day-of-year out of range"
		}
		_, m, d := civil(dayCount(int64(p.year), January, 1) + int64(p.yday) - 1)
		if p.month >= 0 && p.month != int(m) {
			return ": day-of-year does not match month"
		}
		if p.day >= 0 && p.day != d {
			return ": day-of-year does not match day"
		}
		p.month, p.day = int(m), d
	}
	if p.month < 0 {
		p.month = int(January)
	}
	if p.day < 0 {
		p.day = 1
	}
	if p.day < 1 || p.day > daysIn(Month(p.month), p.year) {
		return ": day out of range"
	}
	return ""
}

// time makes the Time, in the zone that was read.
func (p *parser) time(defaultLoc, local *Location) Time {
	in := func(loc *Location) Time {
		return Date(p.year, Month(p.month), p.day, p.hour, p.min, p.sec, p.nsec, loc)
	}
	switch {
	case p.utc:
		return in(UTC)
	case p.hasOffset:
		t := in(UTC)
		t.addSec(-int64(p.offset))
		z := local.lookup(t.unixSec())
		if z.offset == p.offset && (p.zoneName == "" || z.name == p.zoneName) {
			t.setLoc(local)
		} else {
			t.setLoc(FixedZone(copyOf(p.zoneName), p.offset))
		}
		return t
	case p.zoneName != "":
		t := in(UTC)
		if offset, ok := local.lookupName(p.zoneName, t.unixSec()); ok {
			t.addSec(-int64(offset))
			t.setLoc(local)
			return t
		}
		offset := 0
		if len(p.zoneName) > 3 && p.zoneName[:3] == "GMT" {
			offset, _ = digitsOf(p.zoneName[3:])
			offset *= 3600
		}
		// The clock is taken for UTC's whatever the offset, as in Go.
		t.setLoc(FixedZone(copyOf(p.zoneName), offset))
		return t
	}
	return in(defaultLoc)
}
