package runtime

import "unsafe"

// Numbers as print shows them. Package strconv would need this package.

func appendInt(b []byte, v int64) []byte {
	if v < 0 {
		return appendUint(append(b, '-'), -uint64(v))
	}
	return appendUint(b, uint64(v))
}

func appendUint(b []byte, v uint64) []byte {
	return appendBase(b, v, 10)
}

func appendPointer(b []byte, p unsafe.Pointer) []byte {
	return appendBase(append(b, "0x"...), uint64(uintptr(p)), 16)
}

func appendBase(b []byte, v uint64, base uint64) []byte {
	var buf [20]byte
	i := len(buf)
	for {
		i--
		buf[i] = "0123456789abcdef"[v%base]
		v /= base
		if v == 0 {
			return append(b, buf[i:]...)
		}
	}
}

// formatFloat writes v, of 32 or 64 bits, to text and returns the length.
//
//go:noescape
func formatFloat(v float64, bits int, text *[32]byte) int

func appendFloat(b []byte, v float64, bits int) []byte {
	var text [32]byte
	n := formatFloat(v, bits, &text)
	return append(b, text[:n]...)
}

func appendComplex(b []byte, re, im float64, bits int) []byte {
	b = appendFloat(append(b, '('), re, bits)
	at := len(b)
	b = appendFloat(append(b, '+'), im, bits)
	if sign := b[at+1]; sign == '-' || sign == '+' { // an infinity and a negative number bring their own sign
		b = append(b[:at], b[at+1:]...)
	}
	return append(b, "i)"...)
}
