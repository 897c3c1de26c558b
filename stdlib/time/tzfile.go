package time

import "errors"

// Time zone files (RFC 8536): a header with six counts, then the changes with the zone each begins, the
// zones, their names, and tables of no interest here. In version 2 and later a second copy of all this
// follows with 64-bit times, and then a rule for times after the last change, between newlines.

var errBadData = errors.New("malformed time zone information")

// A reader takes big-endian data off a slice; bad is set when there is not enough.
type reader struct {
	p   []byte
	bad bool
}

func (r *reader) bytes(n int) []byte {
	if n < 0 || n > len(r.p) {
		r.bad = true
		return nil
	}
	b := r.p[:n]
	r.p = r.p[n:]
	return b
}

// int reads a signed number of size bytes; 0 if there is not enough data.
func (r *reader) int(size int) int64 {
	v := int64(0)
	for i, b := range r.bytes(size) {
		if i == 0 {
			v = int64(int8(b))
		} else {
			v = v<<8 | int64(b)
		}
	}
	return v
}

// counts are the numbers in the header, in its order.
type counts struct {
	isUT, isStd, leaps, changes, zones, names int
}

func (r *reader) header() (version byte, n counts) {
	if string(r.bytes(4)) != "TZif" {
		r.bad = true
		return 0, n
	}
	version = r.bytes(1 + 15)[0]
	for _, p := range []*int{&n.isUT, &n.isStd, &n.leaps, &n.changes, &n.zones, &n.names} {
		*p = int(uint32(r.int(4)))
	}
	return version, n
}

// LoadLocationFromTZData returns the Location with the given name that data, the contents of an IANA
// time zone file, describes.
func LoadLocationFromTZData(name string, data []byte) (*Location, error) {
	if len(data) < 44 {
		return nil, errBadData
	}
	r := &reader{p: data}
	version, n := r.header()
	if r.bad || version != 0 && (version < '2' || version > '4') {
		return nil, errBadData
	}
	size := 4
	if version >= '2' {
		// Skip the first copy.
		r.bytes(n.changes*5 + n.zones*6 + n.names + n.leaps*8 + n.isStd + n.isUT)
		_, n = r.header()
		size = 8
	}
	if r.bad || n.zones == 0 || n.changes > len(data) || n.zones > len(data) {
		return nil, errBadData
	}
	l := &Location{name: name, changes: make([]change, n.changes), zones: make([]zone, n.zones)}
	for i := range l.changes {
		l.changes[i].when = r.int(size)
	}
	for i := range l.changes {
		l.changes[i].index = uint8(r.int(1))
		if int(l.changes[i].index) >= n.zones {
			return nil, errBadData
		}
	}
	nameAt := make([]int, n.zones)
	for i := range l.zones {
		l.zones[i].offset = int(r.int(4))
		l.zones[i].isDST = r.int(1) != 0
		nameAt[i] = int(uint8(r.int(1)))
	}
	names := r.bytes(n.names)
	r.bytes(n.leaps*(size+4) + n.isStd + n.isUT)
	if r.bad {
		return nil, errBadData
	}
	for i := range l.zones {
		if nameAt[i] >= len(names) {
			return nil, errBadData
		}
		l.zones[i].name = upToNUL(names[nameAt[i]:])
	}
	if k := len(r.p); size == 8 && k > 2 && r.p[0] == '\n' && r.p[k-1] == '\n' {
		l.rule = string(r.p[1 : k-1])
	}
	if len(l.changes) == 0 {
		// One zone for ever; lookup wants a beginning.
		l.changes = []change{{minInstant, 0}}
	}
	return l, nil
}

func upToNUL(b []byte) string {
	for i, c := range b {
		if c == 0 {
			return string(b[:i])
		}
	}
	return string(b)
}

// A rule like CET-1CEST,M3.5.0,M10.5.0/3 names a zone with its offset (west is positive here), perhaps
// one for daylight saving time, and the days and times of the two changes: Jn is day n of the year
// without leap days, n the same from 0 on with them, Mm.w.d the w'th weekday d of month m (5: the last).

// applyRule returns the zone at sec by the rule; lastChange begins a zone that has no end.
func applyRule(rule string, lastChange, sec int64) (span, bool) {
	std, rule, ok := ruleZone(rule)
	if !ok {
		return span{}, false
	}
	if rule == "" || rule[0] == ',' {
		return span{std, lastChange, maxInstant}, true
	}
	dst, rest, ok := ruleName(rule)
	if !ok {
		return span{}, false
	}
	daylight := zone{dst, std.offset + secondsPerHour, true}
	if rest != "" && rest[0] != ',' {
		if daylight.offset, rest, ok = ruleOffset(rest); !ok {
			return span{}, false
		}
		daylight.offset = -daylight.offset
	}
	if rest == "" {
		rest = ",M3.2.0,M11.1.0"
	}
	begin, rest, ok := ruleDay(rest)
	if !ok {
		return span{}, false
	}
	end, rest, ok := ruleDay(rest)
	if !ok || rest != "" {
		return span{}, false
	}
	return yearSpan(std, daylight, begin, end, sec), true
}

// yearSpan finds the half of the year that sec is in.
func yearSpan(std, daylight zone, begin, end ruleDate, sec int64) span {
	year, _, _ := civil(floorDiv(sec+unixToYear1, secondsPerDay))
	on := begin.in(year) - int64(std.offset)
	off := end.in(year) - int64(daylight.offset)
	first, second := std, daylight // before the first change and between the two
	if off < on {
		on, off = off, on
		first, second = daylight, std
	}
	nextYear := dayCount(int64(year)+1, January, 1)*secondsPerDay - unixToYear1
	thisYear := dayCount(int64(year), January, 1)*secondsPerDay - unixToYear1
	switch {
	case sec < on:
		return span{first, thisYear, on}
	case sec >= off:
		return span{first, off, nextYear}
	}
	return span{second, on, off}
}

// ruleZone reads a name and an offset.
func ruleZone(s string) (z zone, rest string, ok bool) {
	if z.name, s, ok = ruleName(s); !ok {
		return
	}
	z.offset, rest, ok = ruleOffset(s)
	z.offset = -z.offset
	return
}

// ruleName reads letters, at least three, or anything between < and >.
func ruleName(s string) (name, rest string, ok bool) {
	if s != "" && s[0] == '<' {
		for i := range s {
			if s[i] == '>' {
				return s[1:i], s[i+1:], true
			}
		}
		return "", "", false
	}
	i := 0
	for i < len(s) && s[i] != ',' && s[i] != '-' && s[i] != '+' && (s[i] < '0' || s[i] > '9') {
		i++
	}
	return s[:i], s[i:], i >= 3
}

// ruleOffset reads [+-]hh[:mm[:ss]] as seconds.
func ruleOffset(s string) (seconds int, rest string, ok bool) {
	negative := false
	if s != "" && (s[0] == '+' || s[0] == '-') {
		negative = s[0] == '-'
		s = s[1:]
	}
	scale := secondsPerHour
	for part := 0; part < 3; part++ {
		n, r, ok := ruleNumber(s, 0, 24*7)
		if !ok {
			return 0, "", false
		}
		seconds += n * scale
		scale /= 60
		s = r
		if s == "" || s[0] != ':' || part == 2 {
			break
		}
		s = s[1:]
	}
	if negative {
		seconds = -seconds
	}
	return seconds, s, true
}

func ruleNumber(s string, min, max int) (n int, rest string, ok bool) {
	i := 0
	for ; i < len(s) && '0' <= s[i] && s[i] <= '9'; i++ {
		n = n*10 + int(s[i]-'0')
		if n > max {
			return 0, "", false
		}
	}
	return n, s[i:], i > 0 && n >= min
}

// A ruleDate is a day of the year, as its kind says, and a time of that day.
type ruleDate struct {
	kind             byte // 'J', '0' or 'M'
	day, week, month int
	time             int
}

// ruleDay reads ,date[/time].
func ruleDay(s string) (d ruleDate, rest string, ok bool) {
	if s == "" || s[0] != ',' {
		return d, "", false
	}
	s = s[1:]
	switch {
	case s != "" && s[0] == 'J':
		d.kind = 'J'
		d.day, s, ok = ruleNumber(s[1:], 1, 365)
	case s != "" && s[0] == 'M':
		d.kind = 'M'
		if d.month, s, ok = ruleNumber(s[1:], 1, 12); !ok || s == "" || s[0] != '.' {
			return d, "", false
		}
		if d.week, s, ok = ruleNumber(s[1:], 1, 5); !ok || s == "" || s[0] != '.' {
			return d, "", false
		}
		d.day, s, ok = ruleNumber(s[1:], 0, 6)
	default:
		d.kind = '0'
		d.day, s, ok = ruleNumber(s, 0, 365)
	}
	if !ok {
		return d, "", false
	}
	d.time = 2 * secondsPerHour
	if s != "" && s[0] == '/' {
		d.time, s, ok = ruleOffset(s[1:])
	}
	return d, s, ok
}

// in returns the date in a year, as local seconds since 1970.
func (d ruleDate) in(year int) int64 {
	jan1 := dayCount(int64(year), January, 1)
	var days int64
	switch d.kind {
	case 'J':
		days = jan1 + int64(d.day) - 1
		if isLeap(year) && d.day >= 60 {
			days++
		}
	case '0':
		days = jan1 + int64(d.day)
	default:
		first := dayCount(int64(year), Month(d.month), 1)
		offset := (d.day - int(weekday(first)) + 7) % 7
		offset += 7 * (d.week - 1)
		if offset >= daysIn(Month(d.month), year) {
			offset -= 7
		}
		days = first + int64(offset)
	}
	return days*secondsPerDay + int64(d.time) - unixToYear1
}
