package time

import (
	"errors"
	"internal/byteorder"
)

// A time as bytes: a version, the seconds since year 1 (8 bytes), the nanoseconds (4), minutes east of UTC (2;
// -1 is UTC itself), highest byte first. In version 2 the seconds beyond the minutes follow.
const (
	versionMinutes = 1
	versionSeconds = 2

	binaryLen = 1 + 8 + 4 + 2
)

// AppendBinary appends what MarshalBinary returns to b.
func (t Time) AppendBinary(b []byte) ([]byte, error) {
	version, minutes, seconds := versionMinutes, -1, 0
	if t.Location() != UTC {
		_, offset := t.Zone()
		minutes, seconds = offset/60, offset%60
		if seconds != 0 {
			version = versionSeconds
		}
		if minutes != int(int16(minutes)) || minutes == -1 {
			return b, errors.New("Time.MarshalBinary: unexpected zone offset")
		}
	}
	b = append(b, byte(version))
	b = byteorder.BEAppendUint64(b, uint64(t.sec()))
	b = byteorder.BEAppendUint32(b, uint32(t.nsec()))
	b = byteorder.BEAppendUint16(b, uint16(minutes))
	if version == versionSeconds {
		b = append(b, byte(seconds))
	}
	return b, nil
}

// MarshalBinary returns t as bytes, without the name of its zone. The offset of that, in minutes, must not be -1.
func (t Time) MarshalBinary() ([]byte, error) {
	b, err := t.AppendBinary(nil)
	if err != nil {
		return nil, err
	}
	return b, nil
}

// UnmarshalBinary sets t to a time that MarshalBinary returned. Its Location is UTC, Local if the offset is
// Local's at that time, or else one without a name.
func (t *Time) UnmarshalBinary(data []byte) error {
	if len(data) == 0 {
		return errors.New("Time.UnmarshalBinary: no data")
	}
	n := binaryLen
	switch data[0] {
	case versionMinutes:
	case versionSeconds:
		n++
	default:
		return errors.New("Time.UnmarshalBinary: unsupported version")
	}
	if len(data) != n {
		return errors.New("Time.UnmarshalBinary: invalid length")
	}
	sec, nsec := int64(byteorder.BEUint64(data[1:])), byteorder.BEUint32(data[9:])
	offset := int(int16(byteorder.BEUint16(data[13:]))) * 60
	if n > binaryLen {
		offset += int(data[binaryLen])
	}
	*t = Time{wall: uint64(nsec), ext: sec}
	_, local := t.In(Local).Zone()
	switch offset {
	case -60:
		t.setLoc(UTC)
	case local:
		t.setLoc(Local)
	default:
		t.setLoc(FixedZone("", offset))
	}
	return nil
}

// GobEncode is MarshalBinary under the name that package encoding/gob knows.
func (t Time) GobEncode() ([]byte, error) { return t.MarshalBinary() }

// GobDecode is UnmarshalBinary under the name that package encoding/gob knows.
func (t *Time) GobDecode(data []byte) error { return t.UnmarshalBinary(data) }
