// flags: -lang=go1.12

package p

const (
	a = 1_000 // ERROR "underscore in numeric literal requires go1.13 or later .-lang was set to go1.12; check go.mod."
	b = 0b1   // ERROR "binary literal requires go1.13"
	c = 0o7   // ERROR "0o/0O-style octal literal requires go1.13"
	d = 0x1p0 // ERROR "hexadecimal floating-point literal requires go1.13"
	e = 0x1f
	f = '\x00'
)

func shift(i int, u uint) int {
	return i<<u +
		1<<i // ERROR "invalid operation: signed shift count i .variable of type int. requires go1.13"
}

type one interface{ m() }
type other interface{ m() }
type both interface {
	one
	other // ERROR "duplicate method m"
}
