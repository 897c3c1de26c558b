package strconv

import "math"

// A format of IEEE 754 numbers.
type floatInfo struct {
	mantBits uint
	expBits  uint
	bias     int
}

var (
	float32Info = floatInfo{23, 8, -127}
	float64Info = floatInfo{52, 11, -1023}
)

// A decimalFloat is 0.d[0]d[1]...d[nd-1] * 10**dp.
type decimalFloat struct {
	d      []byte
	nd, dp int
}

// FormatFloat converts f to text in one of the formats
//
//	'e' -d.dddde±dd    'E' -d.ddddE±dd    'f' -ddd.dddd
//	'g' like 'e' for large exponents, else 'f';  'G' like 'E' or 'f'
//	'b' -ddddp±ddd     'x' -0xd.ddddp±ddd     'X' -0Xd.ddddP±ddd
//
// prec is the number of digits after the point (e, E, f, x, X) or of significant digits (g, G); -1 asks
// for as few digits as ParseFloat needs to read f back. bitSize is 32 if f was a float32, else 64.
func FormatFloat(f float64, fmt byte, prec, bitSize int) string {
	return formatFloat(f, fmt, prec, bitSize)
}

func formatFloat(f float64, fmt byte, prec, bitSize int) string {
	var buf [32]byte
	return string(appendFloat(buf[:0], f, fmt, prec, bitSize))
}

// AppendFloat appends FormatFloat(f, fmt, prec, bitSize) to dst.
func AppendFloat(dst []byte, f float64, fmt byte, prec, bitSize int) []byte {
	return appendFloat(dst, f, fmt, prec, bitSize)
}

func appendFloat(dst []byte, f float64, fmt byte, prec, bitSize int) []byte {
	var b uint64
	var info *floatInfo
	switch bitSize {
	case 32:
		b = uint64(math.Float32bits(float32(f)))
		info = &float32Info
	case 64:
		b = math.Float64bits(f)
		info = &float64Info
	default:
		panic("strconv: illegal AppendFloat/FormatFloat bitSize")
	}
	negative := b>>(info.expBits+info.mantBits) != 0
	exp := int(b>>info.mantBits) & (1<<info.expBits - 1)
	mant := b & (1<<info.mantBits - 1)
	switch exp {
	case 1<<info.expBits - 1:
		switch {
		case mant != 0:
			return append(dst, "NaN"...)
		case negative:
			return append(dst, "-Inf"...)
		}
		return append(dst, "+Inf"...)
	case 0:
		exp++ // subnormal
	default:
		mant |= 1 << info.mantBits
	}
	exp += info.bias
	switch fmt {
	case 'b':
		return formatB(dst, negative, mant, exp, info)
	case 'x', 'X':
		return formatX(dst, prec, fmt, negative, mant, exp, info)
	case 'e', 'E', 'f', 'g', 'G':
		return formatDecimal(dst, prec, fmt, negative, mant, exp-int(info.mantBits), info)
	}
	return append(dst, '%', fmt)
}

// formatDecimal formats mant * 2**exp as e, f or g.
func formatDecimal(dst []byte, prec int, fmt byte, negative bool, mant uint64, exp int, info *floatInfo) []byte {
	var buf [32]byte
	d := decimalFloat{d: buf[:]}
	shortest := prec < 0
	if shortest {
		d.shortest(mant, exp, info)
		switch fmt {
		case 'e', 'E':
			prec = d.nd - 1
		case 'f':
			prec = max(d.nd-d.dp, 0)
		case 'g', 'G':
			prec = d.nd
		}
	} else {
		switch fmt {
		case 'e', 'E':
			d.rounded(mant, exp, prec+1)
		case 'f':
			d.fixed(mant, exp, prec)
		case 'g', 'G':
			if prec == 0 {
				prec = 1
			}
			d.rounded(mant, exp, prec)
		}
	}
	if negative {
		dst = append(dst, '-')
	}
	switch fmt {
	case 'e', 'E':
		return d.appendE(dst, prec, fmt)
	case 'f':
		return d.appendF(dst, prec)
	}
	return d.appendG(dst, prec, fmt, shortest)
}

// appendG chooses between e and f by the exponent.
func (d *decimalFloat) appendG(dst []byte, prec int, fmt byte, shortest bool) []byte {
	limit := prec
	if limit > d.nd && d.nd >= d.dp {
		limit = d.nd
	}
	if shortest {
		limit = 6
	}
	if exp := d.dp - 1; exp < -4 || exp >= limit {
		if prec > d.nd {
			prec = d.nd
		}
		return d.appendE(dst, prec-1, fmt+'e'-'g')
	}
	if prec > d.dp {
		prec = d.nd
	}
	return d.appendF(dst, max(prec-d.dp, 0))
}

// appendE writes d.ddde±dd with prec digits after the point.
func (d *decimalFloat) appendE(dst []byte, prec int, fmt byte) []byte {
	first := byte('0')
	if d.nd != 0 {
		first = d.d[0]
	}
	dst = append(dst, first)
	if prec > 0 {
		dst = append(dst, '.')
		n := min(d.nd, prec+1)
		if n > 1 {
			dst = append(dst, d.d[1:n]...)
		}
		for n = max(n, 1); n <= prec; n++ {
			dst = append(dst, '0')
		}
	}
	exp := d.dp - 1
	if d.nd == 0 {
		exp = 0
	}
	return appendExp(append(dst, fmt), exp)
}

// appendExp writes a sign and at least two digits.
func appendExp(dst []byte, exp int) []byte {
	sign := byte('+')
	if exp < 0 {
		sign = '-'
		exp = -exp
	}
	dst = append(dst, sign)
	if exp < 10 {
		dst = append(dst, '0')
	}
	return AppendInt(dst, int64(exp), 10)
}

// appendF writes ddd.ddd with prec digits after the point.
func (d *decimalFloat) appendF(dst []byte, prec int) []byte {
	if d.dp > 0 {
		n := min(d.nd, d.dp)
		dst = append(dst, d.d[:n]...)
		for ; n < d.dp; n++ {
			dst = append(dst, '0')
		}
	} else {
		dst = append(dst, '0')
	}
	if prec <= 0 {
		return dst
	}
	dst = append(dst, '.')
	for i := 0; i < prec; i++ {
		c := byte('0')
		if j := d.dp + i; 0 <= j && j < d.nd {
			c = d.d[j]
		}
		dst = append(dst, c)
	}
	return dst
}

// formatB writes the mantissa and the binary exponent.
func formatB(dst []byte, negative bool, mant uint64, exp int, info *floatInfo) []byte {
	if negative {
		dst = append(dst, '-')
	}
	dst = AppendUint(dst, mant, 10)
	dst = append(dst, 'p')
	exp -= int(info.mantBits)
	if exp >= 0 {
		dst = append(dst, '+')
	}
	return AppendInt(dst, int64(exp), 10)
}

// formatX writes a hexadecimal mantissa, 1.xxx, and the binary exponent.
func formatX(dst []byte, prec int, fmt byte, negative bool, mant uint64, exp int, info *floatInfo) []byte {
	if mant == 0 {
		exp = 0
	}
	// Bring the leading 1 to bit 60, so that 15 digits follow it.
	mant <<= 60 - info.mantBits
	for mant != 0 && mant&(1<<60) == 0 {
		mant <<= 1
		exp--
	}
	if prec >= 0 && prec < 15 {
		shift := uint(prec * 4)
		rest := mant << shift & (1<<60 - 1)
		mant >>= 60 - shift
		if rest|mant&1 > 1<<59 {
			mant++
		}
		mant <<= 60 - shift
		if mant&(1<<61) != 0 { // the carry made it 2
			mant >>= 1
			exp++
		}
	}
	hex := "0123456789abcdef"
	if fmt == 'X' {
		hex = "0123456789ABCDEF"
	}
	if negative {
		dst = append(dst, '-')
	}
	dst = append(dst, '0', fmt, '0'+byte(mant>>60&1))
	mant <<= 4 // drop the leading digit
	if prec < 0 && mant != 0 {
		dst = append(dst, '.')
		for ; mant != 0; mant <<= 4 {
			dst = append(dst, hex[mant>>60])
		}
	} else if prec > 0 {
		dst = append(dst, '.')
		for i := 0; i < prec; i++ {
			dst = append(dst, hex[mant>>60])
			mant <<= 4
		}
	}
	return appendExp(append(dst, fmt-('x'-'p')), exp)
}
