package fmt

import (
	"reflect"
)

// An operand, or the part of it that is being printed: a value, or instead a reflect.Value. It is handed from
// function to function, not kept in the printer: what is printed is then not kept by anybody.
type operand struct {
	arg   any
	value reflect.Value
}

// badVerb shows an operand that verb cannot print.
func (p *printer) badVerb(o *operand, verb rune) {
	p.erroring = true
	p.buf.writeString("%!")
	p.buf.writeRune(verb)
	p.buf.writeByte('(')
	switch {
	case o.arg != nil:
		p.buf.writeString(reflect.TypeOf(o.arg).String())
		p.buf.writeByte('=')
		p.printArg(o.arg, 'v')
	case o.value.IsValid():
		p.buf.writeString(o.value.Type().String())
		p.buf.writeByte('=')
		p.printValue(o.value, 'v', 0)
	default:
		p.buf.writeString("<nil>")
	}
	p.buf.writeByte(')')
	p.erroring = false
}

// printArg prints an operand. Operands of basic types need no reflection.
func (p *printer) printArg(arg any, verb rune) {
	o := operand{arg: arg}
	if arg == nil {
		switch verb {
		case 'T', 'v':
			p.fmt.padString("<nil>")
		default:
			p.badVerb(&o, verb)
		}
		return
	}
	switch verb {
	case 'T':
		p.fmt.fmtS(reflect.TypeOf(arg).String())
		return
	case 'p':
		p.printPointer(&o, reflect.ValueOf(arg), 'p')
		return
	}
	switch f := arg.(type) {
	case bool:
		p.printBool(&o, f, verb)
	case float32:
		p.printFloat(&o, float64(f), 32, verb)
	case float64:
		p.printFloat(&o, f, 64, verb)
	case complex64:
		p.printComplex(&o, complex128(f), 64, verb)
	case complex128:
		p.printComplex(&o, f, 128, verb)
	case int:
		p.printInt(&o, uint64(f), true, verb)
	case int8:
		p.printInt(&o, uint64(f), true, verb)
	case int16:
		p.printInt(&o, uint64(f), true, verb)
	case int32:
		p.printInt(&o, uint64(f), true, verb)
	case int64:
		p.printInt(&o, uint64(f), true, verb)
	case uint:
		p.printInt(&o, uint64(f), false, verb)
	case uint8:
		p.printInt(&o, uint64(f), false, verb)
	case uint16:
		p.printInt(&o, uint64(f), false, verb)
	case uint32:
		p.printInt(&o, uint64(f), false, verb)
	case uint64:
		p.printInt(&o, f, false, verb)
	case uintptr:
		p.printInt(&o, uint64(f), false, verb)
	case string:
		p.printString(&o, f, verb)
	case []byte:
		p.printBytes(f, verb, "[]byte")
	case reflect.Value:
		// A Value stands for what it holds.
		if f.IsValid() && f.CanInterface() {
			o.arg = f.Interface()
			if p.handleMethods(&o, verb) {
				return
			}
		}
		p.printValue(f, verb, 0)
	default:
		if !p.handleMethods(&o, verb) {
			p.printValue(reflect.ValueOf(f), verb, 0)
		}
	}
}

func (p *printer) printBool(o *operand, v bool, verb rune) {
	switch verb {
	case 't', 'v':
		p.fmt.fmtBoolean(v)
	default:
		p.badVerb(o, verb)
	}
}

// printInt prints an integer, sign-extended to 64 bits if signed.
func (p *printer) printInt(o *operand, v uint64, signed bool, verb rune) {
	switch verb {
	case 'v':
		if p.fmt.sharpV && !signed {
			p.fmt.fmt0x(v, true)
		} else {
			p.fmt.fmtInteger(v, 10, signed, verb, lowerDigits)
		}
	case 'd':
		p.fmt.fmtInteger(v, 10, signed, verb, lowerDigits)
	case 'b':
		p.fmt.fmtInteger(v, 2, signed, verb, lowerDigits)
	case 'o', 'O':
		p.fmt.fmtInteger(v, 8, signed, verb, lowerDigits)
	case 'x':
		p.fmt.fmtInteger(v, 16, signed, verb, lowerDigits)
	case 'X':
		p.fmt.fmtInteger(v, 16, signed, verb, upperDigits)
	case 'c':
		p.fmt.fmtC(v)
	case 'q':
		p.fmt.fmtQc(v)
	case 'U':
		p.fmt.fmtUnicode(v)
	default:
		p.badVerb(o, verb)
	}
}

func (p *printer) printFloat(o *operand, v float64, size int, verb rune) {
	switch verb {
	case 'v':
		p.fmt.fmtFloat(v, size, 'g', -1)
	case 'b', 'g', 'G', 'x', 'X':
		p.fmt.fmtFloat(v, size, verb, -1)
	case 'f', 'e', 'E':
		p.fmt.fmtFloat(v, size, verb, 6)
	case 'F':
		p.fmt.fmtFloat(v, size, 'f', 6)
	default:
		p.badVerb(o, verb)
	}
}

func (p *printer) printComplex(o *operand, v complex128, size int, verb rune) {
	switch verb {
	case 'v', 'b', 'g', 'G', 'x', 'X', 'f', 'F', 'e', 'E':
		plus := p.fmt.plus
		p.buf.writeByte('(')
		p.printFloat(o, real(v), size/2, verb)
		p.fmt.plus = true // the second part always has a sign
		p.printFloat(o, imag(v), size/2, verb)
		p.buf.writeString("i)")
		p.fmt.plus = plus
	default:
		p.badVerb(o, verb)
	}
}

func (p *printer) printString(o *operand, v string, verb rune) {
	switch verb {
	case 'v':
		if p.fmt.sharpV {
			p.fmt.fmtQ(v)
		} else {
			p.fmt.fmtS(v)
		}
	case 's':
		p.fmt.fmtS(v)
	case 'x':
		p.fmt.fmtHex(v, lowerDigits)
	case 'X':
		p.fmt.fmtHex(v, upperDigits)
	case 'q':
		p.fmt.fmtQ(v)
	default:
		p.badVerb(o, verb)
	}
}

func (p *printer) printBytes(v []byte, verb rune, typeName string) {
	switch verb {
	case 'v', 'd':
		if !p.fmt.sharpV {
			p.buf.writeByte('[')
			for i, c := range v {
				if i > 0 {
					p.buf.writeByte(' ')
				}
				p.fmt.fmtInteger(uint64(c), 10, false, verb, lowerDigits)
			}
			p.buf.writeByte(']')
			return
		}
		p.buf.writeString(typeName)
		if v == nil {
			p.buf.writeString("(nil)")
			return
		}
		p.buf.writeByte('{')
		for i, c := range v {
			if i > 0 {
				p.buf.writeString(", ")
			}
			p.fmt.fmt0x(uint64(c), true)
		}
		p.buf.writeByte('}')
	case 's':
		p.fmt.fmtBytes(v)
	case 'x':
		p.fmt.fmtHex(stringOf(v), lowerDigits)
	case 'X':
		p.fmt.fmtHex(stringOf(v), upperDigits)
	case 'q':
		p.fmt.fmtQ(string(v))
	default:
		p.printValue(reflect.ValueOf(v), verb, 0)
	}
}

func (p *printer) printPointer(o *operand, value reflect.Value, verb rune) {
	var u uintptr
	switch value.Kind() {
	case reflect.Chan, reflect.Func, reflect.Map, reflect.Pointer, reflect.Slice, reflect.UnsafePointer:
		u = uintptr(value.UnsafePointer())
	default:
		p.badVerb(o, verb)
		return
	}
	switch verb {
	case 'v':
		switch {
		case p.fmt.sharpV:
			p.buf.writeByte('(')
			p.buf.writeString(value.Type().String())
			p.buf.writeString(")(")
			if u == 0 {
				p.buf.writeString("nil")
			} else {
				p.fmt.fmt0x(uint64(u), true)
			}
			p.buf.writeByte(')')
		case u == 0:
			p.fmt.padString("<nil>")
		default:
			p.fmt.fmt0x(uint64(u), !p.fmt.sharp)
		}
	case 'p':
		p.fmt.fmt0x(uint64(u), !p.fmt.sharp)
	case 'b', 'o', 'd', 'x', 'X':
		p.printInt(o, uint64(u), false, verb)
	default:
		p.badVerb(o, verb)
	}
}

// catchPanic shows a panic of an operand's method in the output.
func (p *printer) catchPanic(arg any, verb rune, method string) {
	err := recover()
	if err == nil {
		return
	}
	// A nil pointer whose method did not expect it.
	if v := reflect.ValueOf(arg); v.Kind() == reflect.Pointer && v.IsNil() {
		p.buf.writeString("<nil>")
		return
	}
	if p.panicking {
		panic(err) // the value of a panic panics when printed
	}
	flags := p.fmt.flags
	p.fmt.clearFlags()
	p.buf.writeString("%!")
	p.buf.writeRune(verb)
	p.buf.writeString("(PANIC=")
	p.buf.writeString(method)
	p.buf.writeString(" method: ")
	p.panicking = true
	p.printArg(err, 'v')
	p.panicking = false
	p.buf.writeByte(')')
	p.fmt.flags = flags
}

// handleMethods lets the operand print itself, if it has a method for that, and reports whether it did.
func (p *printer) handleMethods(o *operand, verb rune) (handled bool) {
	if p.erroring {
		return false
	}
	if verb == 'w' {
		// Only Errorf knows %w, and only for errors.
		if _, ok := o.arg.(error); !ok || !p.wrapping {
			p.badVerb(o, verb)
			return true
		}
		verb = 'v'
	}
	// A method that panics has printed: handled is set before the call.
	if f, ok := o.arg.(Formatter); ok {
		handled = true
		defer p.catchPanic(o.arg, verb, "Format")
		f.Format(p, verb)
		return
	}
	if p.fmt.sharpV {
		if s, ok := o.arg.(GoStringer); ok {
			handled = true
			defer p.catchPanic(o.arg, verb, "GoString")
			p.fmt.fmtS(s.GoString())
		}
		return
	}
	switch verb {
	case 'v', 's', 'x', 'X', 'q':
		switch v := o.arg.(type) {
		case error:
			handled = true
			defer p.catchPanic(o.arg, verb, "Error")
			p.printString(o, v.Error(), verb)
		case Stringer:
			handled = true
			defer p.catchPanic(o.arg, verb, "String")
			p.printString(o, v.String(), verb)
		}
	}
	return
}

// printValue prints any value; depth 0 is an operand itself, whose methods have been tried already.
func (p *printer) printValue(value reflect.Value, verb rune, depth int) {
	o := operand{value: value}
	if depth > 0 && value.IsValid() && value.CanInterface() {
		o.arg = value.Interface()
		if p.handleMethods(&o, verb) {
			return
		}
		o.arg = nil
	}
	switch value.Kind() {
	case reflect.Invalid:
		switch {
		case depth == 0:
			p.buf.writeString("<invalid reflect.Value>")
		case verb == 'v':
			p.buf.writeString("<nil>")
		default:
			p.badVerb(&o, verb)
		}
	case reflect.Bool:
		p.printBool(&o, value.Bool(), verb)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		p.printInt(&o, uint64(value.Int()), true, verb)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		p.printInt(&o, value.Uint(), false, verb)
	case reflect.Float32:
		p.printFloat(&o, value.Float(), 32, verb)
	case reflect.Float64:
		p.printFloat(&o, value.Float(), 64, verb)
	case reflect.Complex64:
		p.printComplex(&o, value.Complex(), 64, verb)
	case reflect.Complex128:
		p.printComplex(&o, value.Complex(), 128, verb)
	case reflect.String:
		p.printString(&o, value.String(), verb)
	case reflect.Map:
		p.printMap(value, verb, depth)
	case reflect.Struct:
		p.printStruct(value, verb, depth)
	case reflect.Interface:
		elem := value.Elem()
		switch {
		case elem.IsValid():
			p.printValue(elem, verb, depth+1)
		case p.fmt.sharpV:
			p.buf.writeString(value.Type().String())
			p.buf.writeString("(nil)")
		default:
			p.buf.writeString("<nil>")
		}
	case reflect.Array, reflect.Slice:
		p.printList(value, verb, depth)
	case reflect.Pointer:
		// An operand that points to something composite shows that.
		if depth == 0 && value.UnsafePointer() != nil {
			switch elem := value.Elem(); elem.Kind() {
			case reflect.Array, reflect.Slice, reflect.Struct, reflect.Map:
				p.buf.writeByte('&')
				p.printValue(elem, verb, depth+1)
				return
			}
		}
		p.printPointer(&o, value, verb)
	case reflect.Chan, reflect.Func, reflect.UnsafePointer:
		p.printPointer(&o, value, verb)
	}
}

// open writes what stands before the parts of a composite value: its type and { for %#v, else plain.
func (p *printer) open(value reflect.Value, plain string) {
	if p.fmt.sharpV {
		p.buf.writeString(value.Type().String())
		p.buf.writeByte('{')
	} else {
		p.buf.writeString(plain)
	}
}

// next writes what stands between two parts.
func (p *printer) next() {
	if p.fmt.sharpV {
		p.buf.writeString(", ")
	} else {
		p.buf.writeByte(' ')
	}
}

func (p *printer) close(plain byte) {
	if p.fmt.sharpV {
		plain = '}'
	}
	p.buf.writeByte(plain)
}

// nilValue shows a nil map or slice for %#v.
func (p *printer) nilValue(value reflect.Value) bool {
	if !p.fmt.sharpV || !value.IsNil() {
		return false
	}
	p.buf.writeString(value.Type().String())
	p.buf.writeString("(nil)")
	return true
}

func (p *printer) printMap(value reflect.Value, verb rune, depth int) {
	if p.nilValue(value) {
		return
	}
	p.open(value, "map[")
	for i, e := range sortedEntries(value) {
		if i > 0 {
			p.next()
		}
		p.printValue(e.key, verb, depth+1)
		p.buf.writeByte(':')
		p.printValue(e.elem, verb, depth+1)
	}
	p.close(']')
}

func (p *printer) printStruct(value reflect.Value, verb rune, depth int) {
	p.open(value, "{")
	for i := 0; i < value.NumField(); i++ {
		if i > 0 {
			p.next()
		}
		if p.fmt.plusV || p.fmt.sharpV {
			if name := value.Type().Field(i).Name; name != "" {
				p.buf.writeString(name)
				p.buf.writeByte(':')
			}
		}
		field := value.Field(i)
		if field.Kind() == reflect.Interface && !field.IsNil() {
			field = field.Elem()
		}
		p.printValue(field, verb, depth+1)
	}
	p.close('}')
}

func (p *printer) printList(value reflect.Value, verb rune, depth int) {
	switch verb {
	case 's', 'q', 'x', 'X':
		if t := value.Type(); t.Elem().Kind() == reflect.Uint8 {
			p.printBytes(bytesOf(value), verb, t.String())
			return
		}
	}
	if value.Kind() == reflect.Slice && p.nilValue(value) {
		return
	}
	p.open(value, "[")
	for i := 0; i < value.Len(); i++ {
		if i > 0 {
			p.next()
		}
		p.printValue(value.Index(i), verb, depth+1)
	}
	p.close(']')
}

// bytesOf returns the elements of a list of bytes, copied if there is no other way.
func bytesOf(value reflect.Value) []byte {
	if value.Kind() == reflect.Slice || value.CanAddr() {
		return value.Bytes()
	}
	b := make([]byte, value.Len())
	for i := range b {
		b[i] = byte(value.Index(i).Uint())
	}
	return b
}
