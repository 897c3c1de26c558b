package pprof

import (
	"internal/frames"
	"io"
	"time"
)

// Numbers of the fields, from github.com/google/pprof/proto/profile.proto.
const (
	profileSampleType        = 1
	profileSample            = 2
	profileMapping           = 3
	profileLocation          = 4
	profileFunction          = 5
	profileStringTable       = 6
	profileTimeNanos         = 9
	profileDurationNanos     = 10
	profilePeriodType        = 11
	profilePeriod            = 12
	profileDefaultSampleType = 14

	valueTypeType = 1
	valueTypeUnit = 2

	sampleLocation = 1
	sampleValue    = 2
	sampleLabel    = 3

	labelKey = 1
	labelStr = 2
	labelNum = 3

	mappingID           = 1
	mappingStart        = 2
	mappingLimit        = 3
	mappingOffset       = 4
	mappingFilename     = 5
	mappingBuildID      = 6
	mappingHasFunctions = 7

	locationID        = 1
	locationMappingID = 2
	locationAddress   = 3
	locationLine      = 4

	lineFunctionID = 1
	lineLine       = 2

	functionID         = 1
	functionName       = 2
	functionSystemName = 3
	functionFilename   = 4
	functionStartLine  = 5
)

// A builder makes a profile. Strings, functions and locations are numbered as they first appear; their
// tables may follow the samples.
type builder struct {
	out        message
	tables     message // locations and functions
	strings    map[string]int64
	stringList []string
	functions  map[functionKey]uint64
	locations  map[uintptr]uint64 // 0: not to be shown
	mappings   []mapping
	// skip, if set, leaves out functions that a stack begins with.
	skip func(name string) bool

	a, b, c message // scratch: a message, one in it, and one in that
	ids     []uint64
}

type functionKey struct{ name, file string }

func newBuilder() *builder {
	b := &builder{
		strings:   map[string]int64{},
		functions: map[functionKey]uint64{},
		locations: map[uintptr]uint64{},
		mappings:  readMappings(),
	}
	b.string("")
	return b
}

func (b *builder) string(s string) int64 {
	id, ok := b.strings[s]
	if !ok {
		id = int64(len(b.stringList))
		b.strings[s] = id
		b.stringList = append(b.stringList, s)
	}
	return id
}

func (b *builder) valueType(field int, typ, unit string) {
	b.a.int(valueTypeType, b.string(typ))
	b.a.int(valueTypeUnit, b.string(unit))
	b.out.message(field, &b.a)
}

// sampleTypes says what the values of samples are: pairs of type and unit.
func (b *builder) sampleTypes(pairs ...string) {
	for i := 0; i+1 < len(pairs); i += 2 {
		b.valueType(profileSampleType, pairs[i], pairs[i+1])
	}
}

func (b *builder) period(typ, unit string, period int64) {
	b.valueType(profilePeriodType, typ, unit)
	b.out.int(profilePeriod, period)
}

// A sample is a call stack with its values, and what else is known of it.
type sample struct {
	stack  []uintptr
	values []int64
	labels *labelMap
	bytes  int64 // size of the objects, if not 0
}

func (b *builder) sample(s sample) {
	b.ids = b.ids[:0]
	for _, pc := range s.stack {
		if id := b.location(pc, len(b.ids) == 0); id != 0 {
			b.ids = append(b.ids, id)
		}
	}
	m := &b.a
	m.uints(sampleLocation, b.ids)
	m.ints(sampleValue, s.values)
	if s.labels != nil {
		for _, l := range s.labels.list {
			b.label(m, l.key, l.value, 0)
		}
	}
	if s.bytes != 0 {
		b.label(m, "bytes", "", s.bytes)
	}
	b.out.message(profileSample, m)
}

func (b *builder) label(m *message, key, text string, number int64) {
	b.b.int(labelKey, b.string(key))
	b.b.int(labelStr, b.string(text))
	b.b.int(labelNum, number)
	m.message(sampleLabel, &b.b)
}

// location returns the number of the place that pc, a return address, is about, with all functions inlined
// there; 0: it is not to be shown. first: nothing was shown of the stack yet.
func (b *builder) location(pc uintptr, first bool) uint64 {
	if id, ok := b.locations[pc]; ok {
		return id
	}
	at := frames.At(pc)
	for first && b.skip != nil && len(at) > 0 && b.skip(at[0].Name) {
		at = at[1:]
	}
	if len(at) == 0 {
		b.locations[pc] = 0
		return 0
	}
	id := uint64(len(b.locations) + 1)
	b.locations[pc] = id
	m := &b.b
	m.uint(locationID, id)
	m.uint(locationMappingID, b.mappingOf(frames.Address(pc)))
	m.uint(locationAddress, uint64(frames.Address(pc)))
	for _, f := range at {
		if f.Name == "" {
			continue
		}
		b.c.uint(lineFunctionID, b.function(&f))
		b.c.int(lineLine, int64(f.Line))
		m.message(locationLine, &b.c)
	}
	b.tables.message(profileLocation, m)
	return id
}

func (b *builder) function(f *frames.Frame) uint64 {
	key := functionKey{f.Name, f.File}
	if id, ok := b.functions[key]; ok {
		return id
	}
	id := uint64(len(b.functions) + 1)
	b.functions[key] = id
	var m message
	m.uint(functionID, id)
	m.int(functionName, b.string(f.Name))
	m.int(functionSystemName, b.string(f.Name))
	m.int(functionFilename, b.string(f.File))
	m.int(functionStartLine, int64(f.Start))
	b.tables.message(profileFunction, &m)
	return id
}

func (b *builder) mappingOf(addr uintptr) uint64 {
	for i, m := range b.mappings {
		if m.start <= addr && addr < m.limit {
			return uint64(i + 1)
		}
	}
	return 0
}

// writeTo writes the whole profile, which is one of the time at.
func (b *builder) writeTo(w io.Writer, at time.Time) error {
	out := &b.out
	for i, mp := range b.mappings {
		m := &b.a
		m.uint(mappingID, uint64(i+1))
		m.uint(mappingStart, uint64(mp.start))
		m.uint(mappingLimit, uint64(mp.limit))
		m.uint(mappingOffset, mp.offset)
		m.int(mappingFilename, b.string(mp.file))
		m.int(mappingBuildID, b.string(mp.buildID))
		m.int(mappingHasFunctions, 1)
		out.message(profileMapping, m)
	}
	out.b = append(out.b, b.tables.b...)
	out.int(profileTimeNanos, at.UnixNano())
	for _, s := range b.stringList {
		out.string(profileStringTable, s)
	}
	return writeGzip(w, out.b)
}
