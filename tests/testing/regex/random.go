// Random expressions and texts: which match, and what is wrong with those that are mistaken. The same program
// is built with Go's regexp and with Vole's internal/regex.

package main

import (
	"bufio"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
)

var state uint64

func random(n int) int {
	state ^= state << 13
	state ^= state >> 7
	state ^= state << 17
	return int(state >> 33 % uint64(n))
}

func pick(s ...string) string { return s[random(len(s))] }

func atom(depth int) string {
	switch random(14) {
	case 0:
		return pick(".", "^", "$", `\b`, `\B`, `\A`, `\z`)
	case 1, 2:
		return class()
	case 3:
		return pick(`\d`, `\D`, `\s`, `\S`, `\w`, `\W`, `\pL`, `\PL`, `\p{Greek}`, `\p{^Greek}`, `\P{Lu}`, `\pN`,
			`\p{Any}`, `\p{lu}`, `\p{Letter}`, `\pZ`, `\p{Co}`, `\p{L_}`, `\p{Cn}`, `\p{Assigned}`, `\p{ASCII}`)
	case 4:
		return pick(`\.`, `\x41`, `\x{3b1}`, `\x{10FFFF}`, `\012`, `\n`, `\t`, `\a`, `\\`, `\-`, `\_`, `\071`, `\Qa+b\E`, `\0`)
	case 5, 6:
		if depth > 0 {
			return pick("(", "(", "(?:", "(?i)(", "(?i:", "(?s:", "(?m:", "(?P<n"+strconv.Itoa(random(50))+">", "(?<x>",
				"(?U:", "(?im-s:", "(?-i:") + expr(depth-1) + ")"
		}
	}
	return pick("a", "b", "c", "A", "B", "k", "é", "α", "0", "_", " ", "-", "K", "s", "日", "ab")
}

func class() string {
	s := pick("[", "[", "[^")
	for range 1 + random(3) {
		s += pick("a", "b-d", "A-C", "é", "α-ω", "0-9", `\d`, `\S`, `[:alpha:]`, `[:^space:]`, `\pL`, "_", "k", "S", "^", "]", `\]`,
			`\-`, "K", "a-zA-Z", `\x00-\x7f`, "😀-😂")
	}
	return s + "]"
}

func expr(depth int) string {
	var b strings.Builder
	for range random(4) {
		b.WriteString(atom(depth))
		switch random(8) {
		case 0:
			b.WriteString(pick("*", "+", "?", "*?", "+?", "??"))
		case 1:
			b.WriteString(pick("{2}", "{0,1}", "{1,}", "{0}", "{1,2}?", "{0,}"))
		case 2:
			b.WriteString("|")
		}
	}
	return b.String()
}

// Some mistakes, and what might be one.
func spoil(s string) string {
	for range 1 + random(2) {
		at := random(len(s) + 1)
		bit := pick("(", ")", "[", "]", "*", "+", "?", "{", "}", `\`, "|", "(?", "(?P<", "(?P<a>", "{2,1}", "{1001}", "{1000}", "**", "+*",
			"[z-a]", `\x{110000}`, `\8`, `\xg`, `\p{Nope}`, `\pX`, "\xff", `\p`, `\C`, "(?i", "(?i-", "(?x)", "(?=a)", "[[:foo:]]", "a-", "-",
			"{,2}", "{02}", "{2,", "(?<a b>x)", "(?P=n)", "(?P>", `\Z`, `\y`, `\Q`, `\E`, "^*", "$+", `\b*`, "(|a)*", "x{2}{3}", "(a{500}){3}", "[a-\\d]", "[a--b]", "[]a]", "[^]a]")
		s = s[:at] + bit + s[at:]
	}
	return s
}

func text() string {
	var b strings.Builder
	for range random(8) {
		b.WriteString(pick("a", "b", "c", "A", "B", "k", "é", "α", "0", "_", " ", "-", "\n", "K", "ſ", "日", "É", "Σ", "\xff", "😁", "d", "Z", ".", "\u212a", "\x00"))
	}
	return b.String()
}

func main() {
	seed, _ := strconv.ParseUint(os.Args[1], 10, 64)
	count, _ := strconv.Atoi(os.Args[2])
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	fmt.Fprintln(w, "seed", seed)
	for i := range count {
		// Each expression by itself: a difference is not to make all that follow differ.
		state = (seed<<32+uint64(i))*2862933555777941757 + 3037000493
		random(1)
		e := expr(3)
		if random(4) == 0 {
			e = spoil(e)
		}
		re, err := regexp.Compile(e)
		fmt.Fprintf(w, "%q", e)
		if err != nil {
			fmt.Fprintf(w, " %q\n", err)
			continue
		}
		for range 12 {
			t := text()
			fmt.Fprintf(w, " %q:%v", t, re.MatchString(t))
		}
		fmt.Fprintln(w)
	}
}
