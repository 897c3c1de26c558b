// Package encoding names the interfaces of values that turn themselves into bytes or text and back. What
// appends must not keep the slice, nor change what is in it; what reads must copy what it keeps.
package encoding

// A BinaryMarshaler returns itself as bytes.
type BinaryMarshaler interface {
	MarshalBinary() (data []byte, err error)
}

// A BinaryUnmarshaler becomes what MarshalBinary returned.
type BinaryUnmarshaler interface {
	UnmarshalBinary(data []byte) error
}

// A BinaryAppender appends what MarshalBinary would return.
type BinaryAppender interface {
	AppendBinary(b []byte) ([]byte, error)
}

// A TextMarshaler returns itself as UTF-8 text.
type TextMarshaler interface {
	MarshalText() (text []byte, err error)
}

// A TextUnmarshaler becomes what MarshalText returned.
type TextUnmarshaler interface {
	UnmarshalText(text []byte) error
}

// A TextAppender appends what MarshalText would return.
type TextAppender interface {
	AppendText(b []byte) ([]byte, error)
}
