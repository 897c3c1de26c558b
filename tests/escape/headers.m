./headers.go:10:6: can inline storeSlice
./headers.go:11:6: can inline storeString
./headers.go:12:6: can inline storeOther
./headers.go:13:6: can inline storeValue
./headers.go:14:6: can inline loadSlice
./headers.go:15:6: can inline loadPast
./headers.go:16:6: can inline loadNumber
./headers.go:18:6: can inline bytesOf
./headers.go:26:6: can inline main
./headers.go:27:14: inlining call to bytesOf
./headers.go:29:12: inlining call to storeSlice
./headers.go:30:19: inlining call to loadSlice
./headers.go:10:17: h does not escape
./headers.go:10:41: leaking param: p
./headers.go:11:18: h does not escape
./headers.go:11:43: leaking param: p
./headers.go:12:17: h does not escape
./headers.go:12:44: p does not escape
./headers.go:13:40: p does not escape
./headers.go:14:16: leaking param: h to result ~r0 level=1
./headers.go:15:15: leaking param: h to result ~r0 level=1
./headers.go:16:17: h does not escape
./headers.go:18:14: leaking param: s
./headers.go:29:19: new(byte) escapes to heap
