package p

func f(x, y int, c chan int, v any) {
	if x = y {
	}
	if x = - -y {
	}
	if x + 1 = 0x10 {
	}
	if x := 1 {
	}
	if x++ {
	}
	if x += 0b11 * (y + 2) {
	}
	if c <- 1 {
	}
	if x, y = 1, 2*y {
	}
	if x := v.(type) {
	}
	if x = func() int { return 1 }() {
	}
	if x = len([]struct{ X int }{{1}}) {
	}
	if x = 'a' {
	}
	if x = y + x*2 {
	}
	if v = "a\\tb" {
	}
	if v = (T{1}) {
	}
	if v = func(a int) (b int) {} {
	}
	if v = map[string]func(int, ...string) interface{ M(); ~int | string }{} {
	}
	if v = [...]int{1}[0:2:3] {
	}
	if v = m[a+b] {
	}
	if v = chan<- int(nil) {
	}
	if v = chan (<-chan int)(nil) {
	}
}
