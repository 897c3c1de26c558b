// Package time without the clock: random times and durations through every function, and texts right and wrong
// through Parse and ParseDuration.
package main

import (
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"strings"
	"time"
)

func init() { os.Setenv("TZ", "UTC") }

type random uint64

func (r *random) next() uint64 {
	*r = *r*6364136223846793005 + 1442695040888963407
	return uint64(*r) ^ uint64(*r>>31)
}

func (r *random) below(n int) int { return int(r.next() % uint64(n)) }

var zones = []*time.Location{time.UTC, time.Local, time.FixedZone("CET", 3600), time.FixedZone("", -12345), time.FixedZone("XYZ", 14*3600), time.FixedZone("-03", -3*3600)}

func (r *random) time() time.Time {
	sec := int64(r.next()%20000000000) - 5000000000
	switch r.below(10) {
	case 0:
		sec = int64(r.next()>>20) - 1<<43
	case 1:
		sec = int64(r.below(3)-1) * 86400 * int64(r.below(100000))
	}
	nsec := int64(r.below(1e9))
	switch r.below(4) {
	case 0:
		nsec = 0
	case 1:
		nsec = nsec / 1e6 * 1e6
	}
	return time.Unix(sec, nsec).In(zones[r.below(len(zones))])
}

func (r *random) duration() time.Duration {
	d := time.Duration(r.next() >> uint(r.below(63)))
	if r.below(2) == 0 {
		d = d / time.Second * time.Second
	}
	if r.below(2) == 0 {
		d = -d
	}
	return d
}

var layouts = []string{time.ANSIC, time.UnixDate, time.RubyDate, time.RFC822, time.RFC822Z, time.RFC850, time.RFC1123, time.RFC1123Z, time.RFC3339,
	time.RFC3339Nano, time.Kitchen, time.Stamp, time.StampMilli, time.StampMicro, time.StampNano, time.DateTime, time.DateOnly, time.TimeOnly,
	"2006-002 Monday Jan _2 1 02 3:4:5 pm PM 06 .000 ,999 __2", "January 2, 2006 at 15h 04m 05.000000s MST -07 Z07:00:00", "20060102150405.999999999-0700",
	"2006/1/2 03:04:05.00PM Z0700", "Mon, Jan 02 '06 \"quoted\" 0 2 x", ""}

func main() {
	h := fnv.New64a()
	var r random = 9
	parsed, failed := 0, 0
	for i := range 4000 {
		t := r.time()
		for j, layout := range layouts {
			s := t.Format(layout)
			fmt.Fprintln(h, s)
			back, err := time.Parse(layout, s)
			fmt.Fprintln(h, back, err)
			inZone, err := time.ParseInLocation(layout, s, zones[2])
			fmt.Fprintln(h, inZone, err)
			if err == nil {
				parsed++
			} else {
				failed++
			}
			// The text damaged.
			if s != "" && i%4 == 0 {
				at := r.below(len(s))
				s = s[:at] + []string{"", "x", "9", " ", "99"}[r.below(5)] + s[at+r.below(2):]
				back, err = time.Parse(layout, s)
				fmt.Fprintln(h, back, err)
				if i < 8 && j%5 == 0 {
					fmt.Println(back, err)
				}
			}
		}
		if i%500 == 0 {
			fmt.Println(i, t, parsed, failed, h.Sum64())
		}
	}
	for range 4000 {
		t, u, d := r.time(), r.time(), r.duration()
		year, week := t.ISOWeek()
		hour, min, sec := t.Clock()
		y, m, day := t.Date()
		name, offset := t.Zone()
		fmt.Fprintln(h, year, week, hour, min, sec, y, m, day, name, offset, t.YearDay(), t.Weekday(), t.Nanosecond(), t.Hour(), t.Minute(), t.Second())
		fmt.Fprintln(h, t.Add(d), t.Sub(u), t.Before(u), t.After(u), t.Compare(u), t.Equal(t.UTC()), t.Unix(), t.UnixMilli(), t.UnixMicro(), t.IsZero())
		fmt.Fprintln(h, t.AddDate(r.below(9)-4, r.below(40)-20, r.below(100)-50), t.Truncate(d), t.Round(d), t.Truncate(time.Hour), t.Round(time.Minute*7))
		fmt.Fprintln(h, d, d.Hours(), d.Minutes(), d.Seconds(), d.Milliseconds(), d.Microseconds(), d.Round(time.Second), d.Truncate(time.Millisecond), d.Abs(), d.Round(r.duration()))
		fmt.Fprintln(h, time.Date(r.below(4000)-1000, time.Month(r.below(40)-20), r.below(100)-50, r.below(60)-30, r.below(200)-100, r.below(200)-100, r.below(4e9)-2e9, zones[r.below(len(zones))]))
		again, err := time.ParseDuration(d.String())
		fmt.Fprintln(h, again == d, err)
		text, err := t.MarshalText()
		fmt.Fprintf(h, "%s %v\n", text, err)
		json, err := t.MarshalJSON()
		var v time.Time
		fmt.Fprintf(h, "%s %v %v %v\n", json, err, v.UnmarshalJSON(json), v)
		fmt.Fprintf(h, "%#v %v\n", t, v.UnmarshalText(text))
	}
	fmt.Println(h.Sum64())
	for _, s := range []string{"", "0", "1", "+1s", "-1.5h", ".5m", "1.s", ".s", "1h2m3s4ms5us6ns", "1µs", "1μs", "1d", "1h-2m", "9223372036854775807ns", "9223372036854775808ns",
		"-9223372036854775808ns", "2562047h47m16.854775807s", "3000000h", "0.100000000000000000000h", "1e3s", " 1s", "1s ", "--1s", "0.9223372036854775808s", "1hh"} {
		d, err := time.ParseDuration(s)
		fmt.Println(s, d, err)
	}
	for _, c := range [][2]string{{time.RFC3339, "2006-01-02T15:04:05+07:00"}, {time.RFC3339, "2006-13-02T15:04:05Z"}, {time.RFC3339, "2006-02-30T15:04:05Z"},
		{time.RFC3339, "2006-01-02T24:04:05Z"}, {time.RFC3339, "2006-01-02T15:04:05.123456789012Z"}, {time.RFC3339, "2006-01-02t15:04:05z"}, {time.Kitchen, "3:04AM"},
		{time.Kitchen, "13:04PM"}, {time.ANSIC, "Mon Jan 02 15:04:05 2006"}, {time.ANSIC, "Foo Jan  2 15:04:05 2006"}, {"2006-002", "2004-366"}, {"2006-002", "2005-366"},
		{"Jan _2", "feb 29"}, {"MST", "WXYZ"}, {"MST", "GMT+3"}, {"MST", "CEST"}, {"MST", "abc"}, {"-07:00", "+25:00"}, {"05.000", "05.12"}, {"05,000", "05,123"}, {"15:04", "15:04 "}} {
		t, err := time.Parse(c[0], c[1])
		fmt.Println(c, t, err)
	}
	fmt.Println(time.Duration(math.MaxInt64), time.Duration(math.MinInt64), time.Duration(1), -time.Microsecond, time.Duration(math.MinInt64).Abs(), time.Month(13), time.Weekday(9))
	fmt.Printf("%v %d %s %q\n", time.March, time.Sunday, time.Nanosecond*1500, time.Time{})
	fmt.Println(strings.Repeat("=", 10), time.Unix(1, -5).UTC(), time.UnixMilli(-1).UTC(), time.UnixMicro(-1).UTC())
}
