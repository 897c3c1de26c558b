package main

func concat(a, b string) string { return a + b }
func bytes(s string) []byte     { return []byte(s) }
func str(b []byte) string       { return string(b) }
func runes(s string) []rune     { return []rune(s) }
func fromRunes(r []rune) string { return string(r) }

var g string

func use(s string) int { return len(s) }

func hash(b []byte) int {
	h := 0
	for _, c := range b {
		h = h*31 + int(c)
	}
	return h
}

func fill(b []byte) {
	for i := range b {
		b[i] = 'x'
	}
}

func main() {
	s := "abc"
	t := s + "def"
	println(t, use(s+t+"x"))
	g = s + t
	b := []byte(s)
	b[0] = 'x'
	println(string(b), hash([]byte(s)), hash([]byte(t)))
	c := []byte("const")
	fill(c)
	m := map[string]int{}
	m[string(b)] = 1
	println(m[string(b)])
	for i, r := range "héllo" {
		println(i, string(r))
	}
	println(len(runes(s)), fromRunes([]rune{1, 2}), concat("a", "b"), str(bytes("q")))
	switch string(b) {
	case "abc":
		println("1")
	}
	if string(b) == "x" {
		println("y")
	}
	x := "a"
	x += s
	x += "b"
	println(x)
	copy(b, s)
	b = append(b, s...)
	b = append(b, 'c', 'd')
}
