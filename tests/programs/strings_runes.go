package main

import "fmt"

func main() {
	s := "héllo, 世界\xff!"
	for i, r := range s {
		fmt.Print(i, ":", r, " ")
	}
	fmt.Println(len(s))
	rs := []rune(s)
	bs := []byte(s)
	fmt.Println(len(rs), len(bs), string(rs) == s, string(bs) == s, string(rs[7:9]))
	fmt.Println(string(rune(65)), string(rune(0x4e16)), string(rune(-1)))
	t := s[:6] + "|" + s[6:]
	t += "end"
	fmt.Println(t, t > s, t == s, "a" < "b", "ab" < "a", "" < "a")
	bs[0] = 'H'
	fmt.Println(string(bs[:1]), s[:1])
	raw := `a\n
b`
	fmt.Println(raw, len(raw), "\a\b\f\n\r\t\v\\\"\x41\101\u0041"[7:])
	var b byte = s[1]
	fmt.Println(b, s[1:3])
	sum := 0
	for i := range len(s) {
		sum += int(s[i])
	}
	fmt.Println(sum)
	switch s[:1] + "x" {
	case "hx":
		fmt.Println("hx")
	default:
		fmt.Println("no")
	}
	for i := 0; i < 3; i++ {
		defer fmt.Println("deferred", i)
	}
	type str string
	var x str = "named"
	fmt.Println(string(x)+"!", len(x), []byte(x), x[1:])
	concat := ""
	for i := 0; i < 10; i++ {
		concat = concat + string(rune('a'+i)) + "-"
	}
	fmt.Println(concat)
}
