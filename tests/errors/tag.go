package p

type T struct {
	a int 42 // ERROR "struct field tag must be a string"
	b int "ok"
}
