package pprof

import (
	"encoding/binary"
	"encoding/hex"
	"os"
	"strconv"
	"strings"
)

// A mapping is a part of the address space where code of a file lies.
type mapping struct {
	start, limit uintptr
	offset       uint64 // in the file
	file         string
	buildID      string
}

// readMappings returns the executable mappings of the process, that of the program first.
func readMappings() []mapping {
	text, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		return nil
	}
	var all []mapping
	for line := range strings.Lines(string(text)) {
		if m, ok := parseMapping(strings.TrimSuffix(line, "\n")); ok {
			m.buildID = buildID(m.file)
			all = append(all, m)
		}
	}
	return all
}

// parseMapping takes a line apart, as in
//
//	00400000-0040b000 r-xp 00001000 fe:01 123 /bin/cat
//
// and returns it if it is about code.
func parseMapping(line string) (m mapping, ok bool) {
	var field [5]string
	for i := range field {
		field[i], line, _ = strings.Cut(strings.TrimLeft(line, " "), " ")
	}
	from, to, _ := strings.Cut(field[0], "-")
	start, err1 := strconv.ParseUint(from, 16, 64)
	limit, err2 := strconv.ParseUint(to, 16, 64)
	offset, err3 := strconv.ParseUint(field[2], 16, 64)
	m.file = strings.TrimLeft(line, " ")
	if err1 != nil || err2 != nil || err3 != nil || len(field[1]) < 3 || field[1][2] != 'x' || m.file == "" {
		return m, false
	}
	if m.file == "[vsyscall]" {
		return m, false // never called; its address is beyond what the tools take
	}
	m.start, m.limit, m.offset = uintptr(start), uintptr(limit), offset
	return m, true
}

// buildID returns the identifier that the linker gave file, in hexadecimal digits; "" if it has none.
func buildID(file string) string {
	if !strings.HasPrefix(file, "/") {
		return ""
	}
	f, err := os.Open(file)
	if err != nil {
		return ""
	}
	defer f.Close()
	var header [64]byte
	if _, err := f.ReadAt(header[:], 0); err != nil || string(header[:6]) != "\x7fELF\x02\x01" {
		return ""
	}
	le := binary.LittleEndian
	at, size, n := int64(le.Uint64(header[32:])), int64(le.Uint16(header[54:])), int(le.Uint16(header[56:]))
	for range n {
		var segment [56]byte
		if _, err := f.ReadAt(segment[:], at); err != nil {
			return ""
		}
		at += size
		const noteSegment, maxNotes = 4, 1 << 16
		if le.Uint32(segment[:]) != noteSegment {
			continue
		}
		notes := make([]byte, min(le.Uint64(segment[32:]), maxNotes))
		if _, err := f.ReadAt(notes, int64(le.Uint64(segment[8:]))); err != nil {
			return ""
		}
		if id := buildIDNote(notes); id != "" {
			return id
		}
	}
	return ""
}

// buildIDNote looks through a row of notes: sizes of name and content, type, name, content, each of the
// latter two filled up to four bytes.
func buildIDNote(notes []byte) string {
	const buildIDType = 3
	le := binary.LittleEndian
	for len(notes) >= 12 {
		nameSize, size, typ := uint64(le.Uint32(notes)), uint64(le.Uint32(notes[4:])), le.Uint32(notes[8:])
		content := 12 + (nameSize+3)&^3
		end := content + (size+3)&^3
		if end > uint64(len(notes)) {
			return ""
		}
		if typ == buildIDType && string(notes[12:12+nameSize]) == "GNU\x00" {
			return hex.EncodeToString(notes[content : content+size])
		}
		notes = notes[end:]
	}
	return ""
}
