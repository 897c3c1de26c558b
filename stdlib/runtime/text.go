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

func appendComplex(b []byte, re, im float64) []byte {
	b = appendFloat(append(b, '('), re)
	return append(appendFloat(b, im), "i)"...)
}

// appendFloat writes +d.dddddde±ddd.
func appendFloat(b []byte, v float64) []byte {
	switch {
	case v != v:
		return append(b, "NaN"...)
	case v+v == v && v > 0:
		return append(b, "+Inf"...)
	case v+v == v && v < 0:
		return append(b, "-Inf"...)
	}
	const digits = 7
	sign := byte('+')
	if v < 0 || v == 0 && 1/v < 0 {
		sign = '-'
		v = -v
	}
	exp := 0
	if v != 0 {
		for v >= 10 {
			exp++
			v /= 10
		}
		for v < 1 {
			exp--
			v *= 10
		}
		half := 5.0
		for i := 0; i < digits; i++ {
			half /= 10
		}
		v += half
		if v >= 10 {
			exp++
			v /= 10
		}
	}
	b = append(b, sign)
	for i := 0; i < digits; i++ {
		if i == 1 {
			b = append(b, '.')
		}
		d := int(v)
		b = append(b, byte(d)+'0')
		v = (v - float64(d)) * 10
	}
	sign = '+'
	if exp < 0 {
		sign = '-'
		exp = -exp
	}
	return append(b, 'e', sign, byte(exp/100)+'0', byte(exp/10%10)+'0', byte(exp%10)+'0')
}
