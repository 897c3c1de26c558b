./control.go:22:6: can inline even
./control.go:35:6: can inline gotoLoop
./control.go:48:6: can inline gotoLocal
./control.go:61:6: can inline labels
./control.go:78:6: can inline switches
./control.go:99:6: can inline selects
./control.go:118:6: can inline dead
./control.go:132:6: can inline multi
./control.go:133:6: can inline take
./control.go:134:6: can inline pass
./control.go:136:6: can inline panics
./control.go:32:13: inlining call to even
./control.go:134:47: inlining call to multi
./control.go:146:30: inlining call to even
./control.go:146:44: inlining call to gotoLoop
./control.go:146:57: inlining call to gotoLocal
./control.go:146:67: inlining call to labels
./control.go:148:18: inlining call to switches
./control.go:148:34: inlining call to selects
./control.go:148:50: inlining call to dead
./control.go:149:20: inlining call to multi
./control.go:149:14: inlining call to take
./control.go:150:17: inlining call to pass
./control.go:152:8: inlining call to panics
./control.go:150:17: inlining call to multi
./control.go:12:9: &node{...} escapes to heap
./control.go:15:7: n does not escape
./control.go:39:2: moved to heap: x
./control.go:52:2: moved to heap: y
./control.go:78:22: leaking param: p to result ~r0 level=0
./control.go:83:11: new(int) escapes to heap
./control.go:86:11: new(int) does not escape
./control.go:99:14: a does not escape
./control.go:99:17: b does not escape
./control.go:100:2: moved to heap: x
./control.go:132:49: new(int) escapes to heap
./control.go:133:18: leaking param: p to result ~r0 level=0
./control.go:133:26: s does not escape
./control.go:134:47: new(int) escapes to heap
./control.go:138:9: "too big" escapes to heap
./control.go:141:9: n escapes to heap
./control.go:146:44: moved to heap: x
./control.go:146:57: moved to heap: y
./control.go:148:34: moved to heap: x
./control.go:148:18: new(int) does not escape
./control.go:148:18: new(int) does not escape
./control.go:149:20: new(int) does not escape
./control.go:150:17: new(int) does not escape
./control.go:152:8: "too big" escapes to heap
./control.go:152:8: 2 escapes to heap
./control.go:163:21: map[string]int{...} does not escape
./control.go:167:14: 1 does not escape
