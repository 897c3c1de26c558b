./bounds.go:12:14: leaking param: dst to result ~r0 level=0
./bounds.go:13:15: append escapes to heap
./bounds.go:17:12: dst does not escape
./bounds.go:18:14: leaking param: dst to result ~r0 level=0
./bounds.go:18:58: append escapes to heap
./bounds.go:19:16: leaking param: dst to result ~r0 level=0
./bounds.go:19:58: append escapes to heap
./bounds.go:20:12: leaking param content: dst
./bounds.go:20:12: leaking param: dst to result ~r0 level=0
./bounds.go:20:71: squares[b & byte(7)] escapes to heap
./bounds.go:20:58: append escapes to heap
./bounds.go:21:15: leaking param content: dst
./bounds.go:21:15: leaking param: dst to result ~r0 level=0
./bounds.go:21:58: append escapes to heap
./bounds.go:22:12: leaking param: dst to result ~r0 level=0
./bounds.go:22:58: append escapes to heap
./bounds.go:23:11: leaking param: dst to result ~r0 level=0
./bounds.go:23:58: append escapes to heap
./bounds.go:24:7: t does not escape
./bounds.go:25:7: t does not escape
./bounds.go:28:14: leaking param content: dst
./bounds.go:29:20: func literal escapes to heap
./bounds.go:29:14: append does not escape
./bounds.go:38:14: []byte{...} does not escape
./bounds.go:16:58: index bounds check elided
./bounds.go:16:72: index bounds check elided
./bounds.go:17:68: index bounds check elided
./bounds.go:17:82: index bounds check elided
./bounds.go:18:70: index bounds check elided
./bounds.go:19:76: index bounds check elided
./bounds.go:20:71: index bounds check elided
./bounds.go:21:72: index bounds check elided
./bounds.go:22:79: index bounds check elided
./bounds.go:23:71: index bounds check elided
./bounds.go:24:58: index bounds check elided
./bounds.go:24:63: index bounds check elided
./bounds.go:25:51: index bounds check elided
./bounds.go:26:59: index bounds check elided
./bounds.go:27:59: index bounds check elided
./bounds.go:29:47: index bounds check elided
