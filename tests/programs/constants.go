package main

import "fmt"

const (
	A = iota
	B
	C = 1 << iota
	D
	_
	F
)

const (
	Big   = 1 << 100
	Small = Big >> 98
	Pi    = 3.14159265358979323846264338327950288419716939937510582097494459
	Third = 1.0 / 3
	Ru    = 'x' + 1
	Str   = "a" + "b"
	Cplx  = 1 + 2i
)

type Weekday int

const (
	Sunday Weekday = iota
	Monday
)

func (d Weekday) String() string { return [...]string{"Sun", "Mon"}[d] }

type Mask uint8

const (
	M0 Mask = 1 << iota
	M1
	M7 = M0 << 7
)

func main() {
	fmt.Println(A, B, C, D, F)
	fmt.Println(Small, Pi, Third, Ru, Str, Cplx)
	fmt.Println(Sunday, Monday, M1, M7, ^M0)
	fmt.Println(Big/Small == 1<<98, Pi*Big > 1e30)
	var f32 float32 = Pi
	var u8 uint8 = 255
	u8++
	fmt.Println(f32, u8, float64(f32) == Pi, -7/2, -7%2, 7&^5, 1<<3|1)
	const h = 0x1p-2 + 0b101 + 0o17 + 1_000
	fmt.Println(h, len("héllo"), '\u00e9', "\xff\u00e9\U0001F600\n"[1:3])
	var x int64 = -1 << 63
	fmt.Println(x, -x, x/-1, x%-1, uint64(1)<<63)
}
