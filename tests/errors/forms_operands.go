package main

const c = 1
const big = 1 << 100

type T struct{ x int }

func (t T) M()  {}
func (t *T) P() {}
func body()

func main() {
	c.x
	"a".len
	nil.x
	'a'.b
	true.t
	big.x
	var a int = "s"
	var b string = 1
	var d int = 1.5
	var e uint8 = 256
	var f int8 = -129
	var g float32 = 1e100
	var h rune = "a"
	var i = nil
	j := nil
	var k []int = 5
	var l [2]int = [3]int{}
	var m map[string]int = nil + 1
	var n bool = 1
	n = 1 == "a"
	n = 1 + "a"
	n = !1
	n = -"a"
	n = ^1.5
	a = 1 << 1.5
	a = 1 << -1
	a = "a" << 1
	a = 1.0 << 3
	a += "x"
	a++
	b++
	T.M()
	T.P(T{})
	(&T{}).x()
	T{}.P()
	T{1, 2}
	_ = T{y: 1}
	_ = T{x: 1, x: 2}
	_ = T{1, x: 2}
	_ = []int{0: 1, 0: 2}
	_ = []int{-1: 2}
	_ = [2]int{1, 2, 3}
	_ = map[string]int{"a": 1, "a": 2}
	_ = 10 / 0
	_ = 10 % 0.0
	_ = a / 0
	_ = [...]int{1}[5]
	_ = "abc"[5]
	_ = "abc"[2:1]
	_ = big
	_ = int(big)
	_ = string(1.5)
	_ = []byte(1)
	_ = T(1)
	_ = (*T)(1)
	_ = func() {} == func() {}
	_ = []int{} == []int{}
	_ = T{} == 1
	_ = &1
	_ = &c
	_ = *a
	_ = a()
	_ = a[0]
	_ = a.b
	_ = a.(int)
	_ = len(1)
	_ = cap(map[int]int{})
	_ = make(int)
	_ = make([]int)
	_ = make([]int, -1)
	_ = make([]int, 2, 1)
	_ = new(1)
	_ = append(1, 2)
	_ = append([]int{}, "a")
	copy(1, 2)
	delete(1, 2)
	close(1)
	panic()
	_ = complex(1, "a")
	_ = real("a")
	print(nil)
	_ = min()
	_ = min(1, "a")
	clear(1)
	_ = recover(1)
}
