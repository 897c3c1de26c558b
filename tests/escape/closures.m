./closures.go:3:6: can inline counter
./closures.go:5:9: can inline counter.func1
./closures.go:11:6: can inline apply
./closures.go:13:6: can inline keep
./closures.go:17:6: can inline byValue
./closures.go:19:7: can inline byValue.func1
./closures.go:25:9: can inline byRef.func1
./closures.go:23:6: can inline byRef
./closures.go:32:6: can inline nested
./closures.go:34:9: can inline nested.func1
./closures.go:36:10: can inline nested.func1.1
./closures.go:47:19: can inline loopVars.func1
./closures.go:50:19: can inline loopVars.func2
./closures.go:53:19: can inline loopVars.func3
./closures.go:58:6: can inline loopAddr
./closures.go:74:6: can inline fact.func1
./closures.go:92:2: can inline deferred.deferwrap1
./closures.go:90:9: can inline deferred.func2
./closures.go:102:2: can inline goes.gowrap1
./closures.go:103:11: can inline goes.func2
./closures.go:98:5: can inline goes.func1
./closures.go:103:2: can inline goes.gowrap2
./closures.go:108:7: can inline main.func1
./closures.go:114:2: can inline main.func3
./closures.go:118:2: can inline main.func4
./closures.go:110:7: can inline main.func2
./closures.go:20:14: inlining call to apply
./closures.go:20:14: inlining call to byValue.func1
./closures.go:27:6: inlining call to byRef.func1
./closures.go:102:12: inlining call to counter
./closures.go:103:10: inlining call to apply
./closures.go:103:10: inlining call to goes.func2
./closures.go:107:17: inlining call to counter
./closures.go:5:9: can inline main.counter.func5
./closures.go:107:19: inlining call to main.counter.func5
./closures.go:107:30: inlining call to byValue
./closures.go:107:40: inlining call to byRef
./closures.go:107:51: inlining call to nested
./closures.go:34:9: can inline main.nested.func8
./closures.go:107:53: inlining call to main.nested.func8
./closures.go:36:10: can inline main.main.nested.func8.func9
./closures.go:107:55: inlining call to main.main.nested.func8.func9
./closures.go:108:6: inlining call to keep
./closures.go:110:6: inlining call to keep
./closures.go:111:39: inlining call to loopAddr
./closures.go:117:3: inlining call to main.func3
./closures.go:118:30: inlining call to main.func4
./closures.go:107:30: inlining call to apply
./closures.go:25:9: can inline main.byRef.func7
./closures.go:107:40: inlining call to main.byRef.func7
./closures.go:19:7: can inline main.byValue.func6
./closures.go:107:30: inlining call to main.byValue.func6
./closures.go:4:2: moved to heap: c
./closures.go:5:9: func literal escapes to heap
./closures.go:11:12: f does not escape
./closures.go:13:11: leaking param: f
./closures.go:33:2: moved to heap: a
./closures.go:35:3: moved to heap: b
./closures.go:34:9: func literal escapes to heap
./closures.go:36:10: func literal escapes to heap
./closures.go:49:6: moved to heap: j
./closures.go:47:19: func literal escapes to heap
./closures.go:47:14: append escapes to heap
./closures.go:50:19: func literal escapes to heap
./closures.go:50:14: append escapes to heap
./closures.go:52:25: []int{...} does not escape
./closures.go:53:19: func literal escapes to heap
./closures.go:53:14: append escapes to heap
./closures.go:60:6: moved to heap: i
./closures.go:63:9: moved to heap: v
./closures.go:66:6: moved to heap: k
./closures.go:61:14: append escapes to heap
./closures.go:63:25: []int{...} does not escape
./closures.go:64:14: append escapes to heap
./closures.go:67:14: append escapes to heap
./closures.go:74:6: func literal does not escape
./closures.go:84:8: func literal does not escape
./closures.go:90:9: func literal escapes to heap
./closures.go:102:12: func literal does not escape
./closures.go:96:11: leaking param: c
./closures.go:97:2: moved to heap: x
./closures.go:98:5: func literal escapes to heap
./closures.go:103:11: func literal escapes to heap
./closures.go:107:51: moved to heap: a
./closures.go:111:39: moved to heap: i
./closures.go:111:39: moved to heap: v
./closures.go:111:39: moved to heap: k
./closures.go:35:3: moved to heap: b
./closures.go:107:17: func literal does not escape
./closures.go:107:51: func literal does not escape
./closures.go:36:10: func literal escapes to heap
./closures.go:107:53: func literal does not escape
./closures.go:108:7: func literal escapes to heap
./closures.go:110:7: func literal escapes to heap
./closures.go:111:39: append does not escape
./closures.go:111:39: []int{...} does not escape
./closures.go:111:39: append does not escape
./closures.go:111:39: append does not escape
./closures.go:118:34: new(int) does not escape
./closures.go:118:7: p does not escape
