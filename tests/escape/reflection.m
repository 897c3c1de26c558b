./reflection.go:15:13: x does not escape
./reflection.go:15:58: x does not escape
./reflection.go:16:13: x does not escape
./reflection.go:17:18: x does not escape
./reflection.go:18:59: x does not escape
./reflection.go:19:13: leaking param: p
./reflection.go:20:14: leaking param: p
./reflection.go:21:12: leaking param: x to result ~r0 level=0
./reflection.go:22:12: p does not escape
./reflection.go:23:12: leaking param: p
./reflection.go:24:11: leaking param: p to result ~r0 level=0
./reflection.go:25:64: []int{...} does not escape
./reflection.go:27:11: leaking param: p to result ~r0 level=0
./reflection.go:28:13: p does not escape
./reflection.go:28:60: p does not escape
./reflection.go:29:12: leaking param: b
./reflection.go:29:60: b escapes to heap
./reflection.go:31:12: m does not escape
./reflection.go:31:30: leaking param: k
./reflection.go:33:36: k escapes to heap
./reflection.go:36:13: m does not escape
./reflection.go:36:32: leaking param: k
./reflection.go:36:42: leaking param: e
./reflection.go:37:49: k escapes to heap
./reflection.go:40:11: c does not escape
./reflection.go:40:24: leaking param: p
./reflection.go:42:14: c does not escape
./reflection.go:50:2: moved to heap: n
./reflection.go:49:22: map[string]*int{} does not escape
./reflection.go:53:7: &point{...} escapes to heap
./reflection.go:53:24: point{} escapes to heap
./reflection.go:54:73: 2 does not escape
./reflection.go:55:85: ([]byte)("b") escapes to heap
./reflection.go:56:30: map[string]int{...} does not escape
