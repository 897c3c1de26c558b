// Formatting and parsing of floating-point numbers: random bits, short decimals, ties, extremes.
package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

type random uint64

func (r *random) next() uint64 {
	*r = *r*6364136223846793005 + 1442695040888963407
	return uint64(*r) ^ uint64(*r>>29)
}

type sum uint64

func (h *sum) add(s string) {
	for i := 0; i < len(s); i++ {
		*h = *h*1000003 + sum(s[i])
	}
	*h = *h*31 + 7
}

func (r *random) float() float64 {
	switch r.next() % 5 {
	case 0:
		return float64(int64(r.next()>>(r.next()%64))) / []float64{1, 2, 4, 8, 10, 100, 1000}[r.next()%7]
	case 1:
		return math.Ldexp(1, int(r.next()%2098)-1074)
	case 2:
		return float64(r.next()%1000000) / 1000
	case 3:
		return math.Float64frombits(r.next() % (1 << 52)) // subnormal
	}
	return math.Float64frombits(r.next())
}

func (r *random) decimal() string {
	n := int(r.next() % 25)
	if r.next()%50 == 0 {
		n += int(r.next() % 900)
	}
	var b strings.Builder
	point := int(r.next() % uint64(n+1))
	for i := 0; i <= n; i++ {
		if i == point && r.next()%2 == 0 {
			b.WriteByte('.')
		}
		b.WriteByte(byte('0' + r.next()%10))
	}
	if r.next()%2 == 0 {
		fmt.Fprintf(&b, "e%d", int(r.next()%700)-350)
	}
	return b.String()
}

func formats() {
	var r random = 11
	var h sum
	for i := 0; i < 300000; i++ {
		f := r.float()
		h.add(strconv.FormatFloat(f, "eEfgGbxX"[r.next()%8], -1, 64))
		h.add(strconv.FormatFloat(float64(float32(f)), "eEfgGbxX"[r.next()%8], -1, 32))
		verb, prec := "eEfgGxX"[r.next()%7], int(r.next()%25)
		if i%100 == 0 {
			prec *= 20
		}
		s := strconv.FormatFloat(f, verb, prec, 64)
		h.add(s)
		h.add(strconv.FormatFloat(float64(float32(f)), verb, prec, 32))
		if i%10000 == 0 {
			fmt.Printf("%d %x %c %d %.60s\n", i, uint64(h), verb, prec, s)
		}
	}
}

func parses() {
	var r random = 12
	var h sum
	for i := 0; i < 200000; i++ {
		s := r.decimal()
		f, err := strconv.ParseFloat(s, 64)
		h.add(fmt.Sprint(math.Float64bits(f), err))
		g, err := strconv.ParseFloat(s, 32)
		h.add(fmt.Sprint(math.Float64bits(g), err))
		if i%10000 == 0 {
			fmt.Printf("%d %x %.60s %x\n", i, uint64(h), s, math.Float64bits(f))
		}
	}
	// Exact halves between two neighbours, and a digit more or less.
	for i := 0; i < 20000; i++ {
		f := math.Abs(r.float())
		if math.IsInf(f, 0) || math.IsNaN(f) {
			continue
		}
		g := math.Nextafter(f, math.Inf(1))
		if math.IsInf(g, 0) {
			continue
		}
		mid := half(f, g)
		for _, s := range []string{mid, mid + "1", mid[:len(mid)-1], mid + strings.Repeat("0", 900) + "1"} {
			x, err := strconv.ParseFloat(s+exponent, 64)
			h.add(fmt.Sprint(math.Float64bits(x), err))
		}
		x, err := strconv.ParseFloat(strconv.FormatFloat(f, 'x', -1, 64), 64)
		if err != nil || x != f {
			fmt.Println("hex does not read back", f)
		}
	}
	fmt.Printf("ties %x\n", uint64(h))
}

const exponent = ""

// half returns the exact decimal value of (f+g)/2: an integer multiple of 2**-1075.
func half(f, g float64) string {
	sf, sg := strconv.FormatFloat(f, 'f', 1080, 64), strconv.FormatFloat(g, 'f', 1080, 64)
	n := max(len(sf), len(sg))
	sf, sg = strings.Repeat("0", n-len(sf))+sf, strings.Repeat("0", n-len(sg))+sg
	out := make([]byte, n+1)
	carry := 0
	total := make([]byte, n)
	for i := n - 1; i >= 0; i-- {
		if sf[i] == '.' {
			total[i] = '.'
			continue
		}
		v := int(sf[i]-'0') + int(sg[i]-'0') + carry
		total[i] = byte(v % 10)
		carry = v / 10
	}
	rem := carry
	for i := 0; i < n; i++ {
		if total[i] == '.' {
			out[i] = '.'
			continue
		}
		v := rem*10 + int(total[i])
		out[i] = byte('0' + v/2)
		rem = v % 2
	}
	out[n] = '0' + byte(rem*5)
	return string(out)
}

func main() {
	formats()
	parses()
	for _, s := range []string{"", "+", "-", ".", "1.", ".5", "+.5e1", "1e", "1e+", "1e5x", "inf", "-Inf", "+INFINITY", "infi", "nan", "NaN", "+nan",
		"0x1p4", "0x1.8p-1", "0x", "0x1", "0x.p1", "0x1p", "0x_1p2", "1_0", "0x1_0p0", "0x1__0p0", "0x10_p0", "1_0.5", "0x1.fffffffffffff8p0", "0x1.fffffffffffff7p0", "0x1p-1075", "0x1.8p-1075", "0x1p-1074", "0x1p1024", "0x1.fffffffffffff8p1023",
		"1e309", "-1e309", "1e400", "1.7976931348623157e308", "1.7976931348623159e308", "4.9e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "0e99999", "-0", "1e-99999", "100000000000000016777215", "100000000000000016777216",
		"1" + strings.Repeat("0", 400), "0." + strings.Repeat("0", 400) + "1", "1e23", "8.41e+21", "9007199254740993", "5e-324", "3.4e38", "3.5e38", "1.1754943508222875e-38", "0x1p-149", "0x1p-150", "0x1.00000101p0"} {
		f, err := strconv.ParseFloat(s, 64)
		g, err32 := strconv.ParseFloat(s, 32)
		fmt.Printf("%.30q %v %v %v %v\n", s, f, err, g, err32)
	}
	for _, s := range []string{"1", "2i", "(1+2i)", "1-2i", "1+2", "i", "(i)", "1e400+2i", "nan+nani", "NaN-NaNi", "inf+infi", "1+-2i", "()", "(1", "0x1p1+0x2p0i", "1++2i"} {
		c, err := strconv.ParseComplex(s, 128)
		d, err64 := strconv.ParseComplex(s, 64)
		fmt.Println(s, c, err, d, err64)
	}
	fmt.Println(strconv.FormatComplex(1+2i, 'g', -1, 128), strconv.FormatComplex(complex(math.NaN(), math.Inf(-1)), 'f', 2, 64))
}
