./slices.go:5:6: can inline appendOne
./slices.go:6:6: can inline appendAll
./slices.go:7:6: can inline sub
./slices.go:8:6: can inline elem
./slices.go:9:6: can inline arrElem
./slices.go:10:6: can inline ptrArr
./slices.go:12:6: can inline grow
./slices.go:20:6: can inline noEscape
./slices.go:28:6: can inline matrix
./slices.go:36:6: can inline structs
./slices.go:41:6: can inline localStructs
./slices.go:48:6: can inline maps
./slices.go:65:6: can inline variadic
./slices.go:66:6: can inline variadicLeak
./slices.go:74:6: can inline (*ring).advance
./slices.go:75:6: can inline (*ring).reset
./slices.go:76:6: can inline (*ring).swap
./slices.go:80:16: inlining call to appendOne
./slices.go:81:15: inlining call to appendAll
./slices.go:82:14: inlining call to elem
./slices.go:82:26: inlining call to arrElem
./slices.go:82:46: inlining call to sub
./slices.go:82:72: inlining call to ptrArr
./slices.go:83:18: inlining call to grow
./slices.go:83:31: inlining call to noEscape
./slices.go:83:45: inlining call to matrix
./slices.go:83:62: inlining call to structs
./slices.go:83:79: inlining call to localStructs
./slices.go:83:91: inlining call to maps
./slices.go:85:18: inlining call to variadic
./slices.go:85:32: inlining call to variadic
./slices.go:87:26: inlining call to variadicLeak
./slices.go:89:9: inlining call to (*ring).reset
./slices.go:90:11: inlining call to (*ring).advance
./slices.go:91:8: inlining call to (*ring).swap
./slices.go:5:16: leaking param content: s
./slices.go:5:16: leaking param: s to result ~r0 level=0
./slices.go:5:26: leaking param: p
./slices.go:5:56: append escapes to heap
./slices.go:6:16: leaking param content: s
./slices.go:6:16: leaking param: s to result ~r0 level=0
./slices.go:6:19: leaking param content: t
./slices.go:6:56: append escapes to heap
./slices.go:7:10: leaking param: s to result ~r0 level=0
./slices.go:8:11: leaking param: s to result ~r0 level=1
./slices.go:9:14: leaking param: a to result ~r0 level=0
./slices.go:10:13: leaking param: a to result ~r0 level=0
./slices.go:15:13: append escapes to heap
./slices.go:21:12: []int{...} does not escape
./slices.go:22:12: append does not escape
./slices.go:23:11: make([]int, 0, 8) does not escape
./slices.go:24:12: append does not escape
./slices.go:29:11: make([][]int, n) escapes to heap
./slices.go:31:14: make([]int, n) escapes to heap
./slices.go:37:2: moved to heap: x
./slices.go:38:12: []P{...} escapes to heap
./slices.go:38:23: new(int) escapes to heap
./slices.go:43:11: []P{...} does not escape
./slices.go:43:22: new(int) does not escape
./slices.go:49:2: moved to heap: x
./slices.go:51:2: moved to heap: y
./slices.go:56:2: moved to heap: z
./slices.go:50:22: map[string]*int{...} escapes to heap
./slices.go:54:5: k + "1" escapes to heap
./slices.go:55:23: map[*int]int{} does not escape
./slices.go:65:15: xs does not escape
./slices.go:66:19: leaking param: xs to result ~r0 level=0
./slices.go:74:36: (*ring).advance ignoring self-assignment in r.buf = r.buf[1:]
./slices.go:74:7: r does not escape
./slices.go:75:7: leaking param: r
./slices.go:76:7: leaking param content: r
./slices.go:76:21: leaking param content: o
./slices.go:90:11: main ignoring self-assignment in r.buf = r.buf[1:]
./slices.go:79:2: moved to heap: a
./slices.go:79:5: moved to heap: b
./slices.go:88:6: moved to heap: r
./slices.go:83:91: moved to heap: x
./slices.go:83:91: moved to heap: y
./slices.go:83:91: moved to heap: z
./slices.go:80:16: append does not escape
./slices.go:81:25: []*int{...} does not escape
./slices.go:81:15: append does not escape
./slices.go:82:52: []int{...} does not escape
./slices.go:82:73: &[3]int{} does not escape
./slices.go:83:18: append does not escape
./slices.go:83:31: []int{...} does not escape
./slices.go:83:31: append does not escape
./slices.go:83:31: make([]int, 0, 8) does not escape
./slices.go:83:31: append does not escape
./slices.go:83:45: make([][]int, 3) does not escape
./slices.go:83:45: make([]int, 3) escapes to heap
./slices.go:83:62: []P{...} does not escape
./slices.go:83:62: new(int) does not escape
./slices.go:83:79: []P{...} does not escape
./slices.go:83:79: new(int) does not escape
./slices.go:83:91: map[string]*int{...} does not escape
./slices.go:83:91: k + "1" escapes to heap
./slices.go:83:91: map[*int]int{} does not escape
./slices.go:85:18: ... argument does not escape
./slices.go:87:26: ... argument does not escape
./slices.go:91:9: &ring{} does not escape
./slices.go:93:12: make([]int, 3) does not escape
./slices.go:94:24: []int{...} does not escape
