./typeswitch.go:13:6: can inline clauses
./typeswitch.go:33:6: can inline functions
./typeswitch.go:47:6: can inline parts
./typeswitch.go:63:6: can inline some
./typeswitch.go:75:6: can inline generic[go.shape.int]
./typeswitch.go:75:6: can inline generic[int]
./typeswitch.go:86:30: inlining call to parts
./typeswitch.go:86:24: inlining call to functions
./typeswitch.go:86:14: inlining call to clauses
./typeswitch.go:86:6: inlining call to some
./typeswitch.go:87:19: inlining call to generic[go.shape.int]
./typeswitch.go:87:6: inlining call to some
./typeswitch.go:75:6: inlining call to generic[go.shape.int]
./typeswitch.go:13:14: leaking param: x
./typeswitch.go:15:19: moved to heap: v
./typeswitch.go:17:7: moved to heap: v
./typeswitch.go:21:9: moved to heap: v
./typeswitch.go:24:28: moved to heap: v
./typeswitch.go:26:7: moved to heap: v
./typeswitch.go:28:2: moved to heap: v
./typeswitch.go:33:16: leaking param: x
./typeswitch.go:35:17: moved to heap: v
./typeswitch.go:37:12: moved to heap: v
./typeswitch.go:39:11: moved to heap: v
./typeswitch.go:41:26: moved to heap: v
./typeswitch.go:47:12: leaking param: x
./typeswitch.go:49:12: moved to heap: v
./typeswitch.go:51:25: moved to heap: v
./typeswitch.go:53:11: moved to heap: v
./typeswitch.go:55:16: moved to heap: v
./typeswitch.go:57:7: moved to heap: v
./typeswitch.go:63:11: leaking param: x
./typeswitch.go:67:7: moved to heap: v
./typeswitch.go:86:30: moved to heap: v
./typeswitch.go:86:30: moved to heap: v
./typeswitch.go:86:30: moved to heap: v
./typeswitch.go:86:30: moved to heap: v
./typeswitch.go:86:30: moved to heap: v
./typeswitch.go:86:24: moved to heap: v
./typeswitch.go:86:24: moved to heap: v
./typeswitch.go:86:24: moved to heap: v
./typeswitch.go:86:24: moved to heap: v
./typeswitch.go:86:14: moved to heap: v
./typeswitch.go:86:14: moved to heap: v
./typeswitch.go:86:14: moved to heap: v
./typeswitch.go:86:14: moved to heap: v
./typeswitch.go:86:14: moved to heap: v
./typeswitch.go:86:14: moved to heap: v
./typeswitch.go:86:6: moved to heap: v
./typeswitch.go:87:19: moved to heap: v
./typeswitch.go:87:6: moved to heap: v
./typeswitch.go:86:31: 1 escapes to heap
./typeswitch.go:87:20: 2 does not escape
./typeswitch.go:87:19: v escapes to heap
./typeswitch.go:77:9: moved to heap: v
./typeswitch.go:80:10: v escapes to heap
./typeswitch.go:75:6: moved to heap: v
./typeswitch.go:75:6: v escapes to heap
