// flags: -m -l
package main

// Indices that cannot be out of range; of elements appended as they are nothing is said.

const digits = "0123456789abcdef"

var squares = [16]int{1, 4, 9}

type table struct{ rows [8][4]byte }

func hexByte(dst []byte, b byte) []byte {
	return append(dst, '%', digits[b>>4], digits[b&15])
}

func hexPair(b byte) (byte, byte)         { return digits[b>>4], digits[b&15] }
func store(dst []byte, b byte)            { dst[0], dst[1] = digits[b>>4], digits[b%16] }
func changed(dst []byte, b byte) []byte   { return append(dst, digits[b>>4]+1) }
func converted(dst []byte, b byte) []byte { return append(dst, byte(squares[b&7])) }
func boxed(dst []any, b byte) []any       { return append(dst, squares[b&7]) }
func pointers(dst []*int, b byte) []*int  { return append(dst, &squares[b>>5]) }
func index(dst []int, b byte) []int       { return append(dst, squares[squares[b>>4]&3]) }
func tail(dst []byte, b byte) []byte      { return append(dst[:squares[b>>4]], digits...) }
func (t *table) at(i, j uint8) byte       { return t.rows[i%8][j&3] }
func (t *table) set(i uint16, v byte)     { t.rows[i>>13][0] = v }
func unknown(i int, u uint8) int          { return squares[i&15] + squares[u] + squares[u>>1] }
func inverted(u uint8) int                { return squares[u&^0xf0] }
func closure(dst []func() int, b byte) func() int {
	dst = append(dst, func() int { return squares[b>>4] })
	return dst[0]
}

func main() {
	var t table
	t.set(1, 2)
	println(len(hexByte(nil, 1)), t.at(0, 0), unknown(1, 2), inverted(3), closure(nil, 4)())
	println(hexPair(5))
	store([]byte{0, 0}, 6)
	println(len(changed(nil, 1)), len(converted(nil, 1)), len(boxed(nil, 1)), len(pointers(nil, 1)))
	println(len(index(nil, 1)), len(tail(nil, 0)))
}
