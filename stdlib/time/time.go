// Package time measures and shows time.
//
// Calendars are Gregorian, without leap seconds. A Time made by Now holds, beside the wall clock's
// reading, one of a monotonic clock, which knows no adjustments: subtracting and comparing two such
// Times uses it. Whatever computes a calendar date drops it; so does t.Round(0).
package time

// A Time is an instant with a resolution of nanoseconds, seen in a Location. Programs usually pass Times
// by value. Since == also compares Locations and monotonic readings, use Equal to compare instants. The
// zero value is January 1, year 1, 00:00:00 UTC.
//
// If the top bit of wall is 0, wall holds the nanoseconds, and ext the seconds since year 1. If it is 1,
// there is a monotonic reading in ext, and wall holds 33 bits of seconds since 1885 and 30 bits of
// nanoseconds: enough until 2157.
type Time struct {
	wall uint64
	ext  int64
	loc  *Location // nil is UTC
}

const (
	hasMonotonic = 1 << 63
	nsecBits     = 30
	nsecMask     = 1<<nsecBits - 1

	secondsPerMinute = 60
	secondsPerHour   = 60 * secondsPerMinute
	secondsPerDay    = 24 * secondsPerHour

	daysPer400Years = 365*400 + 97
	daysPer100Years = 365*100 + 24
	daysPer4Years   = 365*4 + 1

	// Seconds from the beginning of year 1 to other beginnings.
	wallToYear1 int64 = (1884*365 + 1884/4 - 1884/100 + 1884/400) * secondsPerDay
	unixToYear1 int64 = (1969*365 + 1969/4 - 1969/100 + 1969/400) * secondsPerDay

	minWall = wallToYear1 // first second that fits beside a monotonic reading; runtime_now knows it
)

// start is the monotonic reading at the start of the program: readings are relative to it.
var start = runtime_nano() - 1

// Now returns the current time, with Location Local. It is a call, as in Go, where it is too large to be inlined:
// so what -m says of programs is the same.
//
//go:noinline
func Now() Time {
	t := Time{loc: Local}
	runtime_now(&t, start)
	return t
}

// Unix returns the time sec seconds and nsec nanoseconds after the beginning of 1970 UTC, as local time.
// nsec may lie outside [0, 999999999].
func Unix(sec int64, nsec int64) Time {
	if nsec < 0 || nsec >= 1e9 {
		n := nsec / 1e9
		sec += n
		nsec -= n * 1e9
		if nsec < 0 {
			nsec += 1e9
			sec--
		}
	}
	return unixTime(sec, int32(nsec))
}

func unixTime(sec int64, nsec int32) Time {
	return Time{uint64(nsec), sec + unixToYear1, Local}
}

// UnixMilli returns the time msec milliseconds after the beginning of 1970 UTC, as local time.
func UnixMilli(msec int64) Time {
	return Unix(msec/1e3, (msec%1e3)*1e6)
}

// UnixMicro returns the time usec microseconds after the beginning of 1970 UTC, as local time.
func UnixMicro(usec int64) Time {
	return Unix(usec/1e6, (usec%1e6)*1e3)
}

// nsec returns the nanoseconds within the second.
func (t *Time) nsec() int32 { return int32(t.wall & nsecMask) }

// sec returns the seconds since year 1.
func (t *Time) sec() int64 {
	if t.wall&hasMonotonic != 0 {
		return minWall + int64(t.wall<<1>>(nsecBits+1))
	}
	return t.ext
}

func (t *Time) unixSec() int64 { return t.sec() - unixToYear1 }

// addSec adds d seconds, without overflow.
func (t *Time) addSec(d int64) {
	if t.wall&hasMonotonic != 0 {
		sec := int64(t.wall << 1 >> (nsecBits + 1))
		if moved := sec + d; 0 <= moved && moved <= 1<<33-1 {
			t.wall = t.wall&nsecMask | uint64(moved)<<nsecBits | hasMonotonic
			return
		}
		t.stripMono()
	}
	sum := t.ext + d
	switch {
	case sum > t.ext == (d > 0):
		t.ext = sum
	case d > 0:
		t.ext = 1<<63 - 1
	default:
		t.ext = -(1<<63 - 1)
	}
}

func (t *Time) setLoc(loc *Location) {
	if loc == &utcLoc {
		loc = nil
	}
	t.stripMono()
	t.loc = loc
}

func (t *Time) stripMono() {
	if t.wall&hasMonotonic != 0 {
		t.ext = t.sec()
		t.wall &= nsecMask
	}
}

// After reports whether t is later than u.
func (t Time) After(u Time) bool {
	if t.wall&u.wall&hasMonotonic != 0 {
		return t.ext > u.ext
	}
	ts, us := t.sec(), u.sec()
	return ts > us || ts == us && t.nsec() > u.nsec()
}

// Before reports whether t is earlier than u.
func (t Time) Before(u Time) bool {
	if t.wall&u.wall&hasMonotonic != 0 {
		return t.ext < u.ext
	}
	ts, us := t.sec(), u.sec()
	return ts < us || ts == us && t.nsec() < u.nsec()
}

// Compare returns -1 if t is earlier than u, +1 if it is later, 0 if they are the same instant.
func (t Time) Compare(u Time) int {
	switch {
	case t.Before(u):
		return -1
	case t.After(u):
		return +1
	}
	return 0
}

// Equal reports whether t and u are the same instant, be it in different Locations.
func (t Time) Equal(u Time) bool {
	if t.wall&u.wall&hasMonotonic != 0 {
		return t.ext == u.ext
	}
	return t.sec() == u.sec() && t.nsec() == u.nsec()
}

// IsZero reports whether t is the zero instant.
func (t Time) IsZero() bool {
	return t.sec() == 0 && t.nsec() == 0
}

// Add returns t+d.
func (t Time) Add(d Duration) Time {
	sec := int64(d / 1e9)
	nsec := t.nsec() + int32(d%1e9)
	if nsec >= 1e9 {
		sec++
		nsec -= 1e9
	} else if nsec < 0 {
		sec--
		nsec += 1e9
	}
	t.wall = t.wall&^nsecMask | uint64(nsec)
	t.addSec(sec)
	if t.wall&hasMonotonic != 0 {
		mono := t.ext + int64(d)
		if d < 0 && mono > t.ext || d > 0 && mono < t.ext {
			t.stripMono()
		} else {
			t.ext = mono
		}
	}
	return t
}

// Sub returns t-u; if that does not fit, the largest or smallest Duration.
func (t Time) Sub(u Time) Duration {
	if t.wall&u.wall&hasMonotonic != 0 {
		return subMono(t.ext, u.ext)
	}
	d := Duration(t.sec()-u.sec())*Second + Duration(t.nsec()-u.nsec())
	switch {
	case u.Add(d).Equal(t):
		return d
	case t.Before(u):
		return minDuration
	}
	return maxDuration
}

func subMono(t, u int64) Duration {
	d := Duration(t - u)
	switch {
	case d < 0 && t > u:
		return maxDuration
	case d > 0 && t < u:
		return minDuration
	}
	return d
}

// Since returns the time passed since t: Now().Sub(t).
func Since(t Time) Duration {
	if t.wall&hasMonotonic != 0 && !inBubble() {
		return subMono(runtime_nano()-start, t.ext)
	}
	return Now().Sub(t)
}

// Until returns the time left until t: t.Sub(Now()).
func Until(t Time) Duration {
	if t.wall&hasMonotonic != 0 && !inBubble() {
		return subMono(t.ext, runtime_nano()-start)
	}
	return t.Sub(Now())
}

// UTC returns t in UTC.
func (t Time) UTC() Time {
	t.setLoc(&utcLoc)
	return t
}

// Local returns t in local time.
func (t Time) Local() Time {
	t.setLoc(Local)
	return t
}

// In returns t in the Location loc; it panics if loc is nil.
func (t Time) In(loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Time.In")
	}
	t.setLoc(loc)
	return t
}

// Location returns the Location of t.
func (t Time) Location() *Location {
	if t.loc == nil {
		return UTC
	}
	return t.loc
}

// Zone returns the abbreviation of t's time zone, and its offset in seconds east of UTC.
func (t Time) Zone() (name string, offset int) {
	z := t.loc.lookup(t.unixSec())
	return z.name, z.offset
}

// ZoneBounds returns when the time zone in effect at t begins and ends: zero if it always did or will.
func (t Time) ZoneBounds() (start, end Time) {
	z := t.loc.lookup(t.unixSec())
	if z.start != minInstant {
		start = unixTime(z.start, 0)
		start.setLoc(t.loc)
	}
	if z.end != maxInstant {
		end = unixTime(z.end, 0)
		end.setLoc(t.loc)
	}
	return
}

// IsDST reports whether daylight saving time is in effect at t.
func (t Time) IsDST() bool {
	return t.loc.lookup(t.unixSec()).isDST
}

// Unix returns the seconds since the beginning of 1970 UTC.
func (t Time) Unix() int64 { return t.unixSec() }

// UnixMilli returns the milliseconds since the beginning of 1970 UTC.
func (t Time) UnixMilli() int64 { return t.unixSec()*1e3 + int64(t.nsec())/1e6 }

// UnixMicro returns the microseconds since the beginning of 1970 UTC.
func (t Time) UnixMicro() int64 { return t.unixSec()*1e6 + int64(t.nsec())/1e3 }

// UnixNano returns the nanoseconds since the beginning of 1970 UTC; they fit from 1678 to 2262.
func (t Time) UnixNano() int64 { return t.unixSec()*1e9 + int64(t.nsec()) }

// Truncate returns t rounded down to a multiple of d since the zero time; for d <= 0 it only drops the
// monotonic reading.
func (t Time) Truncate(d Duration) Time {
	t.stripMono()
	if d <= 0 {
		return t
	}
	return t.Add(-t.modulo(d))
}

// Round returns t rounded to the nearest multiple of d since the zero time, halves up; for d <= 0 it only
// drops the monotonic reading.
func (t Time) Round(d Duration) Time {
	t.stripMono()
	if d <= 0 {
		return t
	}
	r := t.modulo(d)
	if uint64(r)+uint64(r) < uint64(d) {
		return t.Add(-r)
	}
	return t.Add(d - r)
}

// modulo returns how far t is behind a multiple of d: (sec*1e9 + nsec) mod d, bit by bit since the
// product may need 96 bits.
func (t Time) modulo(d Duration) Duration {
	sec, nsec := t.sec(), int64(t.nsec())
	negative := sec < 0
	if negative {
		// Work on the absolute value.
		sec = -sec
		if nsec > 0 {
			nsec = 1e9 - nsec
			sec--
		}
	}
	m := uint64(d)
	r := uint64(0)
	for i := 63; i >= 0; i-- {
		r = addMod(r, r, m)
		if uint64(sec)>>uint(i)&1 != 0 {
			r = addMod(r, 1%m, m)
		}
	}
	// Now r = sec mod m; multiply by 1e9.
	product := uint64(0)
	for i := 29; i >= 0; i-- {
		product = addMod(product, product, m)
		if 1000000000>>uint(i)&1 != 0 {
			product = addMod(product, r, m)
		}
	}
	r = addMod(product, uint64(nsec)%m, m)
	if negative && r != 0 {
		r = m - r
	}
	return Duration(r)
}

// addMod returns (a+b) mod m for a, b < m < 2**63.
func addMod(a, b, m uint64) uint64 {
	s := a + b
	if s >= m {
		s -= m
	}
	return s
}
