./numbers.go:29:2: can inline calls.deferwrap1
./numbers.go:33:6: can inline main
./numbers.go:10:10: what does not escape
./numbers.go:10:23: marking p as escaping uintptr
./numbers.go:13:11: p does not escape
./numbers.go:13:19: marking rest as escaping ...uintptr
./numbers.go:16:7: f does not escape
./numbers.go:16:34: marking p as escaping ...uintptr
./numbers.go:19:13: marking ~p0 as escaping uintptr
./numbers.go:19:22: marking ~p1 as escaping ...uintptr
./numbers.go:21:12: f does not escape
./numbers.go:22:6: moved to heap: a
./numbers.go:22:9: moved to heap: b
./numbers.go:22:15: moved to heap: d
./numbers.go:24:6: ... argument escapes to heap
./numbers.go:25:38: new(int) escapes to heap
./numbers.go:25:8: ... argument escapes to heap
./numbers.go:28:8: ... argument escapes to heap
./numbers.go:29:40: &struct { x int }{...} escapes to heap
./numbers.go:29:12: ... argument escapes to heap
./numbers.go:34:8: &file{} does not escape
