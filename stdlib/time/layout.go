package time

// Layouts for Format and Parse. A layout shows the reference time
//
//	Mon Jan 2 15:04:05 MST 2006     (1 2 3 4 5 6 -7: month, day, hour, minute, second, year, zone)
//
// the way other times are to be shown.
const (
	Layout      = "01/02 03:04:05PM '06 -0700"
	ANSIC       = "Mon Jan _2 15:04:05 2006"
	UnixDate    = "Mon Jan _2 15:04:05 MST 2006"
	RubyDate    = "Mon Jan 02 15:04:05 -0700 2006"
	RFC822      = "02 Jan 06 15:04 MST"
	RFC822Z     = "02 Jan 06 15:04 -0700"
	RFC850      = "Monday, 02-Jan-06 15:04:05 MST"
	RFC1123     = "Mon, 02 Jan 2006 15:04:05 MST"
	RFC1123Z    = "Mon, 02 Jan 2006 15:04:05 -0700"
	RFC3339     = "2006-01-02T15:04:05Z07:00"
	RFC3339Nano = "2006-01-02T15:04:05.999999999Z07:00"
	Kitchen     = "3:04PM"
	Stamp       = "Jan _2 15:04:05"
	StampMilli  = "Jan _2 15:04:05.000"
	StampMicro  = "Jan _2 15:04:05.000000"
	StampNano   = "Jan _2 15:04:05.000000000"
	DateTime    = "2006-01-02 15:04:05"
	DateOnly    = "2006-01-02"
	TimeOnly    = "15:04:05"
)

// An element is a part of a layout that stands for a part of a time.
type element uint8

const (
	elemNone         element = iota
	elemLongMonth            // January
	elemMonth                // Jan
	elemNumMonth             // 1
	elemZeroMonth            // 01
	elemLongWeekday          // Monday
	elemWeekday              // Mon
	elemDay                  // 2
	elemSpaceDay             // _2
	elemZeroDay              // 02
	elemSpaceYearDay         // __2
	elemZeroYearDay          // 002
	elemHour                 // 15
	elemHour12               // 3
	elemZeroHour12           // 03
	elemMinute               // 4
	elemZeroMinute           // 04
	elemSecond               // 5
	elemZeroSecond           // 05
	elemLongYear             // 2006
	elemYear                 // 06
	elemPM                   // PM
	elempm                   // pm
	elemZoneName             // MST
	elemOffset               // -0700 and its relatives; Z0700 shows Z for UTC
	elemFraction0            // .000: all digits
	elemFraction9            // .999: no trailing zeros
)

// plain lists the elements that need no more than their text, by first letter, the longer before the
// shorter. Jan and Mon must not begin a longer word, see findElement.
var plain = []struct {
	text string
	elem element
}{
	{"January", elemLongMonth}, {"Jan", elemMonth}, {"Monday", elemLongWeekday}, {"Mon", elemWeekday},
	{"MST", elemZoneName}, {"002", elemZeroYearDay}, {"01", elemZeroMonth}, {"02", elemZeroDay},
	{"03", elemZeroHour12}, {"04", elemZeroMinute}, {"05", elemZeroSecond}, {"06", elemYear},
	{"15", elemHour}, {"1", elemNumMonth}, {"2006", elemLongYear}, {"2", elemDay},
	{"__2", elemSpaceYearDay}, {"_2", elemSpaceDay}, {"3", elemHour12}, {"4", elemMinute},
	{"5", elemSecond}, {"PM", elemPM}, {"pm", elempm},
	{"-07:00:00", elemOffset}, {"-070000", elemOffset}, {"-07:00", elemOffset}, {"-0700", elemOffset}, {"-07", elemOffset},
	{"Z07:00:00", elemOffset}, {"Z070000", elemOffset}, {"Z07:00", elemOffset}, {"Z0700", elemOffset}, {"Z07", elemOffset},
}

// plainFrom holds where in plain the elements with a first letter begin.
var plainFrom = firstLetters()

func firstLetters() (from [128]uint8) {
	for i := len(plain) - 1; i >= 0; i-- {
		from[plain[i].text[0]] = uint8(i)
	}
	return
}

// findElement returns the first element of layout: what stands before it, its text, and the rest.
func findElement(layout string) (before string, elem element, text, rest string) {
	for i := 0; i < len(layout); i++ {
		n := 0
		switch c := layout[i]; c {
		case 'J', 'M', '0', '1', '2', '_', '3', '4', '5', 'P', 'p', '-', 'Z':
			elem, n = plainElement(layout[i:])
			if n == 0 && c == '_' && hasPrefix(layout[i+1:], "2006") {
				i++ // _2006 is a literal _ and the year
				elem, n = elemLongYear, 4
			}
		case '.', ',':
			elem, n = fraction(layout, i)
		}
		if n > 0 {
			return layout[:i], elem, layout[i : i+n], layout[i+n:]
		}
	}
	return layout, elemNone, "", ""
}

// plainElement returns the element of plain that s, which begins with the first letter of one, begins with.
func plainElement(s string) (element, int) {
	for i := int(plainFrom[s[0]]); i < len(plain); i++ {
		p := &plain[i]
		if s[0] != p.text[0] {
			break
		}
		if !hasPrefix(s, p.text) {
			continue
		}
		n := len(p.text)
		if (p.elem == elemMonth || p.elem == elemWeekday) && n < len(s) && 'a' <= s[n] && s[n] <= 'z' {
			continue
		}
		if p.elem == elemSpaceDay && hasPrefix(s[1:], "2006") {
			continue
		}
		return p.elem, n
	}
	return elemNone, 0
}

// fraction recognizes .000 or .999 of any length, not followed by another digit.
func fraction(s string, i int) (element, int) {
	if i+1 >= len(s) || s[i+1] != '0' && s[i+1] != '9' {
		return elemNone, 0
	}
	digit := s[i+1]
	j := i + 1
	for j < len(s) && s[j] == digit {
		j++
	}
	if isDigit(s, j) {
		return elemNone, 0
	}
	if digit == '0' {
		return elemFraction0, j - i
	}
	return elemFraction9, j - i
}

func hasPrefix(s, prefix string) bool {
	return len(s) >= len(prefix) && s[:len(prefix)] == prefix
}

func isDigit(s string, i int) bool {
	return i < len(s) && '0' <= s[i] && s[i] <= '9'
}
