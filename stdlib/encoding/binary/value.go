package binary

import (
	"errors"
	"io"
	"math"
	"reflect"
	"slices"
	"sync"
)

var errTooSmall = errors.New("buffer too small")

// Size returns how many bytes Write makes of v, -1 if v is not of fixed size: neither that nor a slice of
// such nor a pointer to one.
func Size(v any) int { return sizeOf(reflect.Indirect(reflect.ValueOf(v))) }

func sizeOf(v reflect.Value) int {
	if !v.IsValid() {
		return -1
	}
	if v.Kind() != reflect.Slice {
		return typeSize(v.Type())
	}
	if n := typeSize(v.Type().Elem()); n >= 0 {
		return n * v.Len()
	}
	return -1
}

func typeSize(t reflect.Type) int {
	switch t.Kind() {
	case reflect.Bool,
		reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64,
		reflect.Float32, reflect.Float64, reflect.Complex64, reflect.Complex128:
		return int(t.Size())
	case reflect.Array:
		if n := typeSize(t.Elem()); n >= 0 {
			return n * t.Len()
		}
	case reflect.Struct:
		if n, ok := structSizes.Load(t); ok {
			return n.(int)
		}
		n := structSize(t)
		structSizes.Store(t, n)
		return n
	}
	return -1
}

// structSizes holds what structSize has found: asking a type for its fields allocates.
var structSizes sync.Map // from reflect.Type to int

func structSize(t reflect.Type) int {
	sum := 0
	for i := range t.NumField() {
		n := typeSize(t.Field(i).Type)
		if n < 0 {
			return -1
		}
		sum += n
	}
	return sum
}

// Write writes data to w, without the padding that is in memory. Fields named _ are zeros.
func Write(w io.Writer, order ByteOrder, data any) error {
	v, size, err := source("Write", data)
	if err != nil {
		return err
	}
	buf := make([]byte, size)
	(&coder{order, buf}).write(v)
	_, err = w.Write(buf)
	return err
}

// Append appends to buf what Write would write.
func Append(buf []byte, order ByteOrder, data any) ([]byte, error) {
	v, size, err := source("Append", data)
	if err != nil {
		return nil, err
	}
	n := len(buf)
	buf = slices.Grow(buf, size)[:n+size]
	clear(buf[n:])
	(&coder{order, buf[n:]}).write(v)
	return buf, nil
}

// Encode puts into buf what Write would write, and returns how many bytes that is.
func Encode(buf []byte, order ByteOrder, data any) (int, error) {
	v, size, err := source("Encode", data)
	if err != nil {
		return 0, err
	}
	if len(buf) < size {
		return 0, errTooSmall
	}
	clear(buf[:size])
	(&coder{order, buf[:size]}).write(v)
	return size, nil
}

// source returns data, or what it points to, and its size.
func source(op string, data any) (v reflect.Value, size int, err error) {
	v = reflect.Indirect(reflect.ValueOf(data))
	size = sizeOf(v)
	if size < 0 {
		err = errors.New("binary." + op + ": some values are not fixed-sized in type " + reflect.TypeOf(data).String())
	}
	return v, size, err
}

// Read reads data, a pointer to a value of fixed size or a slice of such, from r. Fields named _ stay. The
// error is io.EOF only if nothing could be read.
func Read(r io.Reader, order ByteOrder, data any) error {
	v, size, err := destination("Read", data)
	if err != nil {
		return err
	}
	buf := make([]byte, size)
	if _, err := io.ReadFull(r, buf); err != nil {
		return err
	}
	(&coder{order, buf}).read(v)
	return nil
}

// Decode is Read from the beginning of buf. It returns how many bytes that took.
func Decode(buf []byte, order ByteOrder, data any) (int, error) {
	v, size, err := destination("Decode", data)
	if err != nil {
		return 0, err
	}
	if len(buf) < size {
		return 0, errTooSmall
	}
	(&coder{order, buf}).read(v)
	return size, nil
}

// destination returns the value to be set and its size.
func destination(op string, data any) (v reflect.Value, size int, err error) {
	v = reflect.ValueOf(data)
	size = -1
	switch v.Kind() {
	case reflect.Pointer:
		v = v.Elem()
		size = sizeOf(v)
	case reflect.Slice:
		size = sizeOf(v)
	}
	if size < 0 {
		err = errors.New("binary." + op + ": invalid type " + reflect.TypeOf(data).String())
	}
	return v, size, err
}

// A coder writes to buf, which is zero and long enough, or reads from it.
type coder struct {
	order ByteOrder
	buf   []byte // what is left of it
}

func (c *coder) next(n int) []byte {
	b := c.buf[:n]
	c.buf = c.buf[n:]
	return b
}

func (c *coder) put(size int, u uint64) {
	switch b := c.next(size); size {
	case 1:
		b[0] = byte(u)
	case 2:
		c.order.PutUint16(b, uint16(u))
	case 4:
		c.order.PutUint32(b, uint32(u))
	case 8:
		c.order.PutUint64(b, u)
	}
}

func (c *coder) get(size int) uint64 {
	switch b := c.next(size); size {
	case 1:
		return uint64(b[0])
	case 2:
		return uint64(c.order.Uint16(b))
	case 4:
		return uint64(c.order.Uint32(b))
	default:
		return c.order.Uint64(b)
	}
}

// putFloat writes a float of 4 or 8 bytes.
func (c *coder) putFloat(size int, f float64) {
	if size == 4 {
		c.put(size, uint64(math.Float32bits(float32(f))))
	} else {
		c.put(size, math.Float64bits(f))
	}
}

func (c *coder) getFloat(size int) float64 {
	if size == 4 {
		return float64(math.Float32frombits(uint32(c.get(size))))
	}
	return math.Float64frombits(c.get(size))
}

func (c *coder) write(v reflect.Value) {
	size := int(v.Type().Size())
	switch v.Kind() {
	case reflect.Bool:
		if v.Bool() {
			c.buf[0] = 1
		}
		c.next(1)
	case reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		c.put(size, uint64(v.Int()))
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		c.put(size, v.Uint())
	case reflect.Float32, reflect.Float64:
		c.putFloat(size, v.Float())
	case reflect.Complex64, reflect.Complex128:
		c.putFloat(size/2, real(v.Complex()))
		c.putFloat(size/2, imag(v.Complex()))
	default:
		c.parts(v, true)
	}
}

func (c *coder) read(v reflect.Value) {
	size := int(v.Type().Size())
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(c.get(1) != 0)
	case reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		unused := 64 - 8*size
		v.SetInt(int64(c.get(size)<<unused) >> unused)
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(c.get(size))
	case reflect.Float32, reflect.Float64:
		v.SetFloat(c.getFloat(size))
	case reflect.Complex64, reflect.Complex128:
		re := c.getFloat(size / 2)
		v.SetComplex(complex(re, c.getFloat(size/2)))
	default:
		c.parts(v, false)
	}
}

func (c *coder) part(v reflect.Value, writes bool) {
	if writes {
		c.write(v)
	} else {
		c.read(v)
	}
}

// parts writes or reads the parts of v, and passes over fields named _. A function given would hide from escape
// analysis what becomes of them.
func (c *coder) parts(v reflect.Value, writes bool) {
	if v.Kind() != reflect.Struct {
		for i := range v.Len() {
			c.part(v.Index(i), writes)
		}
		return
	}
	for i := range v.NumField() {
		field := v.Field(i)
		if !field.CanSet() && v.Type().Field(i).Name == "_" { // asking for the name allocates
			c.next(typeSize(field.Type()))
			continue
		}
		c.part(field, writes)
	}
}
