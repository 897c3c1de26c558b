package time

// Calendar arithmetic. Days are counted from March 1 of year 0 on: then a leap day is the last day of
// its year, 400 years and the parts of them have fixed lengths, and the month follows from the day of
// such a year by (5*day + 2) / 153.

// A Month is a month of the year; January is 1.
type Month int

const (
	January Month = 1 + iota
	February
	March
	April
	May
	June
	July
	August
	September
	October
	November
	December
)

var monthNames = [...]string{"January", "February", "March", "April", "May", "June", "July", "August",
	"September", "October", "November", "December"}

// String returns the English name of the month.
func (m Month) String() string {
	if January <= m && m <= December {
		return monthNames[m-1]
	}
	return "%!Month(" + decimal(uint64(m)) + ")"
}

// A Weekday is a day of the week; Sunday is 0.
type Weekday int

const (
	Sunday Weekday = iota
	Monday
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
)

var dayNames = [...]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}

// String returns the English name of the day.
func (d Weekday) String() string {
	if Sunday <= d && d <= Saturday {
		return dayNames[d]
	}
	return "%!Weekday(" + decimal(uint64(d)) + ")"
}

func decimal(v uint64) string {
	var buf [20]byte
	return string(buf[formatInt(buf[:], v):])
}

// March 1 of year 0 lies that many days before January 1 of year 1.
const daysToYear1 = 306

// floorDiv and floorMod round towards minus infinity.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func floorMod(a, b int64) int64 {
	r := a % b
	if r < 0 {
		r += b
	}
	return r
}

// civil returns the date of a day counted from year 1.
func civil(days int64) (year int, month Month, day int) {
	days += daysToYear1
	era := floorDiv(days, daysPer400Years)
	d := int(days - era*daysPer400Years) // 0 ... 146096
	y := (d - d/(daysPer4Years-1) + d/daysPer100Years - d/(daysPer400Years-1)) / 365
	d -= 365*y + y/4 - y/100 // day of the year that begins in March
	m := (5*d + 2) / 153
	day = d - (153*m+2)/5 + 1
	year = int(era)*400 + y
	if m < 10 {
		return year, Month(m + 3), day
	}
	return year + 1, Month(m - 9), day
}

// dayCount is the inverse of civil; month and day must be in range.
func dayCount(year int64, month Month, day int) int64 {
	m := int64(month) - 3
	if m < 0 {
		m += 12
		year--
	}
	era := floorDiv(year, 400)
	y := year - era*400
	d := (153*m+2)/5 + int64(day) - 1
	return era*daysPer400Years + 365*y + y/4 - y/100 + d - daysToYear1
}

func isLeap(year int) bool {
	return year%4 == 0 && (year%100 != 0 || year%400 == 0)
}

var monthDays = [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

func daysIn(m Month, year int) int {
	if m == February && isLeap(year) {
		return 29
	}
	return monthDays[m-1]
}

// localSec returns the seconds since year 1 as t's Location shows them.
func (t *Time) localSec() int64 {
	sec := t.sec()
	if t.loc != nil {
		sec += int64(t.loc.lookup(sec - unixToYear1).offset)
	}
	return sec
}

func (t *Time) localDays() int64 { return floorDiv(t.localSec(), secondsPerDay) }

// Date returns the year, month and day of t.
func (t Time) Date() (year int, month Month, day int) { return civil(t.localDays()) }

// Year returns the year of t.
func (t Time) Year() int {
	year, _, _ := t.Date()
	return year
}

// Month returns the month of t.
func (t Time) Month() Month {
	_, month, _ := t.Date()
	return month
}

// Day returns the day of the month of t.
func (t Time) Day() int {
	_, _, day := t.Date()
	return day
}

// Weekday returns the day of the week of t.
func (t Time) Weekday() Weekday { return weekday(t.localDays()) }

// weekday: January 1 of year 1 was a Monday.
func weekday(days int64) Weekday { return Weekday(floorMod(days+1, 7)) }

// YearDay returns the day of the year of t, from 1 on.
func (t Time) YearDay() int {
	days := t.localDays()
	year, _, _ := civil(days)
	return int(days-dayCount(int64(year), January, 1)) + 1
}

// ISOWeek returns the ISO 8601 year and week number of t. Weeks begin on Monday, and belong to the year
// their Thursday is in.
func (t Time) ISOWeek() (year, week int) {
	days := t.localDays()
	days += 3 - int64(weekday(days)+6)%7 // that week's Thursday
	year, _, _ = civil(days)
	return year, int(days-dayCount(int64(year), January, 1))/7 + 1
}

// Clock returns the hour, minute and second within the day of t.
func (t Time) Clock() (hour, min, sec int) {
	s := int(floorMod(t.localSec(), secondsPerDay))
	return s / secondsPerHour, s % secondsPerHour / 60, s % 60
}

// Hour returns the hour of t, 0 to 23.
func (t Time) Hour() int {
	hour, _, _ := t.Clock()
	return hour
}

// Minute returns the minute of t, 0 to 59.
func (t Time) Minute() int {
	_, min, _ := t.Clock()
	return min
}

// Second returns the second of t, 0 to 59.
func (t Time) Second() int {
	_, _, sec := t.Clock()
	return sec
}

// Nanosecond returns the nanosecond of t, 0 to 999999999.
func (t Time) Nanosecond() int { return int(t.nsec()) }

// AddDate returns t moved by years, months and days on the calendar, normalized as Date does: one month
// after October 31 is December 1.
func (t Time) AddDate(years int, months int, days int) Time {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	return Date(year+years, month+Month(months), day+days, hour, min, sec, int(t.nsec()), t.Location())
}

// carry moves what exceeds 0 ... base-1 of lo into hi.
func carry(hi, lo, base int) (int, int) {
	n := int(floorDiv(int64(lo), int64(base)))
	return hi + n, lo - n*base
}

// Date returns the time that a calendar and a clock in loc show. Values out of their range are carried
// over: October 32 is November 1. Where clocks are changed, a time that does not exist or exists twice
// is taken in one of the two zones. It panics if loc is nil.
func Date(year int, month Month, day, hour, min, sec, nsec int, loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Date")
	}
	year, m := carry(year, int(month)-1, 12)
	sec, nsec = carry(sec, nsec, 1e9)
	min, sec = carry(min, sec, 60)
	hour, min = carry(hour, min, 60)
	day, hour = carry(day, hour, 24)
	days := dayCount(int64(year), Month(m+1), 1) + int64(day) - 1
	unix := days*secondsPerDay + int64(hour*secondsPerHour+min*secondsPerMinute+sec) - unixToYear1
	if loc != &utcLoc {
		unix -= int64(loc.offsetAt(unix))
	}
	t := unixTime(unix, int32(nsec))
	t.setLoc(loc)
	return t
}

// offsetAt returns the offset in effect when the local clock shows local.
func (l *Location) offsetAt(local int64) int {
	z := l.lookup(local)
	if z.offset == 0 {
		return 0
	}
	// The guess took local for UTC. If the right instant lies outside the zone found, try the next one.
	utc := local - int64(z.offset)
	if utc < z.start || utc >= z.end {
		return l.lookup(utc).offset
	}
	return z.offset
}
