// Integers, booleans and quoting.
package main

import (
	"fmt"
	"strconv"
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

func integers() {
	var r random = 1
	var h sum
	for i := 0; i < 100000; i++ {
		u := r.next() >> (r.next() % 64)
		base := int(r.next()%35) + 2
		if i%3 == 0 {
			base = 10
		}
		s := strconv.FormatInt(int64(u), base)
		h.add(s)
		h.add(strconv.FormatUint(u, base))
		h.add(string(strconv.AppendInt([]byte("x"), -int64(u), base)) + string(strconv.AppendUint(nil, u, base)) + strconv.Itoa(int(u)))
		for _, text := range []string{s, s + "0", "+" + s, "0x" + s, "0b" + s, "0o" + s, "0" + s, s + "_1", "_" + s} {
			bits := int(r.next() % 66)
			a, err := strconv.ParseInt(text, base, bits)
			h.add(fmt.Sprint(a, err))
			b, err := strconv.ParseUint(text, base, bits)
			h.add(fmt.Sprint(b, err))
			a, err = strconv.ParseInt(text, 0, 64)
			h.add(fmt.Sprint(a, err))
			c, err := strconv.Atoi(text)
			h.add(fmt.Sprint(c, err))
		}
		if i%10000 == 0 {
			fmt.Printf("%d %x %s\n", i, uint64(h), s)
		}
	}
	for _, s := range []string{"", "-", "+", "0", "-0", "007", "0x", "0b", "0b2", "0o8", "08", "1_000", "1__0", "_1", "1_", "0x_f", "0_7", "0xfF", "9223372036854775807", "9223372036854775808",
		"-9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616", "99999999999999999999", "12a", "é", "\x00"} {
		a, err := strconv.ParseInt(s, 0, 0)
		b, err2 := strconv.ParseUint(s, 0, 0)
		c, err3 := strconv.Atoi(s)
		d, err4 := strconv.ParseInt(s, 10, 8)
		fmt.Println(a, err, b, err2, c, err3, d, err4)
	}
	_, err := strconv.ParseInt("1", 1, 0)
	_, err2 := strconv.ParseInt("1", 10, 65)
	_, err3 := strconv.ParseUint("1", 37, 0)
	_, err4 := strconv.ParseUint("1", 10, -1)
	fmt.Println(err, err2, err3, err4, err.(*strconv.NumError).Func)
	for _, s := range []string{"1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False", "", "tRUE", "2"} {
		b, err := strconv.ParseBool(s)
		fmt.Println(b, err, strconv.FormatBool(b), string(strconv.AppendBool(nil, b)))
	}
}

func quoting() {
	var r random = 2
	var h sum
	for c := rune(-1); c <= 0x110001; c++ {
		if strconv.IsPrint(c) {
			h++
		}
		if strconv.IsGraphic(c) {
			h += 5
		}
		h = h * 31
		if c < 0x3000 || c%97 == 0 {
			h.add(strconv.QuoteRune(c) + strconv.QuoteRuneToASCII(c) + strconv.QuoteRuneToGraphic(c))
		}
	}
	fmt.Printf("%x\n", uint64(h))
	pieces := []string{"a", "\n", "\t", "\x00", "\x7f", "\\", "\"", "'", "`", "é", "世", "\U0001F600", "\xff", "\xc3", "\u2028", "\u00a0", "\ufeff", "\r", "\\n", "\\x4", "\\x41", "\\u12", "\\u1234", "\\ud800", "\\U00110000", "\\U0010ffff", "\\400", "\\377", "\\0", "\\a", "\\'", "\\\"", "\\q", " "}
	for i := 0; i < 100000; i++ {
		s := ""
		for n := r.next() % 5; n > 0; n-- {
			s += pieces[r.next()%uint64(len(pieces))]
		}
		q := strconv.Quote(s)
		h.add(q + strconv.QuoteToASCII(s) + strconv.QuoteToGraphic(s))
		h.add(string(strconv.AppendQuote([]byte("p"), s)) + string(strconv.AppendQuoteToASCII(nil, s)) + string(strconv.AppendQuoteToGraphic(nil, s)))
		if strconv.CanBackquote(s) {
			h++
		}
		back, err := strconv.Unquote(q)
		if back != s || err != nil {
			fmt.Println("does not read back", q)
		}
		for _, mark := range []string{"\"", "'", "`", "x"} {
			u, err := strconv.Unquote(mark + s + mark)
			h.add(fmt.Sprint(u, err))
			u, err = strconv.QuotedPrefix(mark + s + mark + "tail")
			h.add(fmt.Sprint(u, err))
			v, m, tail, err := strconv.UnquoteChar(s, mark[0])
			h.add(fmt.Sprint(v, m, tail, err))
		}
		if i%10000 == 0 {
			fmt.Printf("%d %x %s\n", i, uint64(h), q)
		}
	}
}

func main() {
	integers()
	quoting()
}
