./bodyless.go:18:6: can inline choose
./bodyless.go:9:11: leaking param: ~p0
./bodyless.go:9:19: leaking param: q
./bodyless.go:9:27: assuming at is unsafe uintptr
./bodyless.go:13:12: p does not escape
./bodyless.go:13:15: ~p1 does not escape
./bodyless.go:13:23: assuming n is unsafe uintptr
./bodyless.go:16:26: assuming ~p2 is unsafe uintptr
./bodyless.go:18:13: leaking param: p to result ~r0 level=0
./bodyless.go:18:16: leaking param: q to result ~r0 level=0
./bodyless.go:26:6: moved to heap: a
./bodyless.go:26:9: moved to heap: b
./bodyless.go:26:21: moved to heap: f
