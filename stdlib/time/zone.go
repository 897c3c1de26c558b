package time

import (
	"errors"
	"sync"
	"syscall"
	_ "unsafe" // for linkname
)

// A Location maps instants to the time zones in use somewhere. UTC and Local are always there.
type Location struct {
	name    string
	zones   []zone
	changes []change
	rule    string // for times after the last change, as in the TZ variable of POSIX
}

// A zone is an offset from UTC with a name, like CET.
type zone struct {
	name   string
	offset int // seconds east of UTC
	isDST  bool
}

// A change is the beginning of a zone.
type change struct {
	when  int64 // seconds since 1970
	index uint8
}

// A span is a zone and when it is in effect: start <= t < end.
type span struct {
	zone
	start, end int64
}

const (
	minInstant = -1 << 63
	maxInstant = 1<<63 - 1
)

// UTC is Universal Coordinated Time.
var UTC *Location = &utcLoc

var utcLoc = Location{name: "UTC"}

// Local is the system's local time zone: the one that the environment variable TZ names, or that of
// /etc/localtime if it is not set; TZ="" is UTC.
var Local *Location = &localLoc

var (
	localLoc  Location
	localOnce sync.Once
)

// get makes sure that l is loaded; nil is UTC.
func (l *Location) get() *Location {
	if l == nil {
		return &utcLoc
	}
	if l == &localLoc {
		localOnce.Do(initLocal)
	}
	return l
}

// String returns the name of l: that given to LoadLocation or FixedZone.
func (l *Location) String() string {
	return l.get().name
}

// FixedZone returns a Location that always uses the zone name, offset seconds east of UTC.
func FixedZone(name string, offset int) *Location {
	return &Location{name: name, zones: []zone{{name, offset, false}}, changes: []change{{minInstant, 0}}}
}

// lookup returns the zone in effect at sec, in seconds since 1970.
func (l *Location) lookup(sec int64) span {
	l = l.get()
	if len(l.zones) == 0 {
		return span{zone{"UTC", 0, false}, minInstant, maxInstant}
	}
	if len(l.changes) == 0 || sec < l.changes[0].when {
		s := span{l.firstZone(), minInstant, maxInstant}
		if len(l.changes) > 0 {
			s.end = l.changes[0].when
		}
		return s
	}
	lo, hi := 0, len(l.changes) // the last change that is not after sec
	for hi-lo > 1 {
		m := int(uint(lo+hi) >> 1)
		if sec < l.changes[m].when {
			hi = m
		} else {
			lo = m
		}
	}
	s := span{l.zones[l.changes[lo].index], l.changes[lo].when, maxInstant}
	if hi < len(l.changes) {
		s.end = l.changes[hi].when
	} else if l.rule != "" {
		if byRule, ok := applyRule(l.rule, s.start, sec); ok {
			return byRule
		}
	}
	return s
}

// firstZone returns the zone before the first change: the first that is not daylight saving time.
func (l *Location) firstZone() zone {
	for _, z := range l.zones {
		if !z.isDST {
			return z
		}
	}
	return l.zones[0]
}

// lookupName returns the offset of the zone called name, preferably when the local clock shows unix.
func (l *Location) lookupName(name string, unix int64) (offset int, ok bool) {
	l = l.get()
	for _, z := range l.zones {
		if z.name == name {
			s := l.lookup(unix - int64(z.offset))
			if s.name == z.name {
				return s.offset, true
			}
		}
	}
	for _, z := range l.zones {
		if z.name == name {
			return z.offset, true
		}
	}
	return 0, false
}

func initLocal() {
	tz, ok := syscall.Getenv("TZ")
	switch {
	case !ok:
		if data, err := readFile("/etc/localtime"); err == nil {
			if l, err := LoadLocationFromTZData("Local", data); err == nil {
				localLoc = *l
				return
			}
		}
	case tz != "" && tz != ":":
		if tz[0] == ':' {
			tz = tz[1:]
		}
		if tz[0] == '/' {
			if data, err := readFile(tz); err == nil {
				if l, err := LoadLocationFromTZData(tz, data); err == nil {
					localLoc = *l
					localLoc.name = tz
					if tz == "/etc/localtime" {
						localLoc.name = "Local"
					}
					return
				}
			}
		} else if l, err := loadZone(tz); err == nil && tz != "UTC" {
			localLoc = *l
			return
		}
	}
	localLoc.name = "UTC"
	if !ok {
		localLoc.name = "Local"
	}
}

var zoneFolders = []string{"/usr/share/zoneinfo/", "/usr/share/lib/zoneinfo/", "/usr/lib/locale/TZ/", "/etc/zoneinfo/"}

// loadEmbedded finds a zone in what package time/tzdata has brought; nil without it.
var loadEmbedded func(name string) (string, error)

//go:linkname registerLoadFromEmbeddedTZData
func registerLoadFromEmbeddedTZData(load func(name string) (string, error)) { loadEmbedded = load }

var errLocation = errors.New("time: invalid location name")

// LoadLocation returns the Location with the given name: "" or "UTC" is UTC, "Local" is Local, others
// are names of the IANA Time Zone database, like "America/New_York", looked for in the folder of the
// environment variable ZONEINFO and the system's usual places.
func LoadLocation(name string) (*Location, error) {
	switch name {
	case "", "UTC":
		return UTC, nil
	case "Local":
		return Local, nil
	}
	if name[0] == '/' || name[0] == '\\' || hasDotDot(name) {
		return nil, errLocation
	}
	if folder, ok := syscall.Getenv("ZONEINFO"); ok && folder != "" {
		if data, err := readFile(folder + "/" + name); err == nil {
			if l, err := LoadLocationFromTZData(name, data); err == nil {
				return l, nil
			}
		}
	}
	return loadZone(name)
}

func hasDotDot(s string) bool {
	for i := 0; i+1 < len(s); i++ {
		if s[i] == '.' && s[i+1] == '.' {
			return true
		}
		if s[i] == '\\' {
			return true
		}
	}
	return false
}

// loadZone loads a zone from the system's folders, or from what is embedded.
func loadZone(name string) (*Location, error) {
	var first error
	for _, folder := range zoneFolders {
		data, err := readFile(folder + name)
		if err == nil {
			var l *Location
			if l, err = LoadLocationFromTZData(name, data); err == nil {
				return l, nil
			}
		}
		if first == nil && err != syscall.ENOENT {
			first = err
		}
	}
	if loadEmbedded != nil {
		data, err := loadEmbedded(name)
		if err == nil {
			return LoadLocationFromTZData(name, []byte(data))
		}
		if first == nil && err != syscall.ENOENT {
			first = err
		}
	}
	if first != nil {
		return nil, first
	}
	return nil, errors.New("unknown time zone " + name)
}

// readFile reads a file of moderate size. (Package os needs this one.)
func readFile(name string) ([]byte, error) {
	const limit = 10 << 20
	fd, err := syscall.Open(name, syscall.O_RDONLY|syscall.O_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	defer syscall.Close(fd)
	var data []byte
	buf := make([]byte, 4096)
	for {
		n, err := syscall.Read(fd, buf)
		if err == syscall.EINTR {
			continue
		}
		if err != nil {
			return nil, err
		}
		if n == 0 {
			return data, nil
		}
		data = append(data, buf[:n]...)
		if len(data) > limit {
			return nil, errors.New("time: file " + name + " is too large")
		}
	}
}
