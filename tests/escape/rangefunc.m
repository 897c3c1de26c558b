./rangefunc.go:14:6: can inline (*tree).all
./rangefunc.go:15:9: can inline (*tree).all.func1
./rangefunc.go:18:6: can inline twice
./rangefunc.go:20:6: can inline three
./rangefunc.go:25:2: can inline plain-range1
./rangefunc.go:28:2: can inline plain-range2
./rangefunc.go:35:2: can inline keep-range1
./rangefunc.go:45:2: can inline assigned-range1
./rangefunc.go:50:2: can inline assigned-range2
./rangefunc.go:53:2: can inline assigned-range3
./rangefunc.go:60:2: can inline some-range1
./rangefunc.go:63:2: can inline some-range2
./rangefunc.go:70:2: can inline find-range1
./rangefunc.go:79:2: can inline nested-range1
./rangefunc.go:80:3: can inline nested-range2
./rangefunc.go:88:2: can inline pointers-range1
./rangefunc.go:98:2: can inline deferred.deferwrap1
./rangefunc.go:109:2: can inline deferred.deferwrap5
./rangefunc.go:100:3: can inline deferred.deferwrap2
./rangefunc.go:102:4: can inline deferred.deferwrap3
./rangefunc.go:105:4: can inline deferred.func1.deferwrap1
./rangefunc.go:107:3: can inline deferred.gowrap4
./rangefunc.go:112:6: can inline collect[go.shape.int]
./rangefunc.go:113:2: can inline collect[go.shape.int]-range1
./rangefunc.go:112:6: can inline collect[int]
./rangefunc.go:25:2: inlining call to twice
./rangefunc.go:28:2: inlining call to three
./rangefunc.go:25:2: inlining call to plain-range1
./rangefunc.go:25:2: inlining call to plain-range1
./rangefunc.go:28:2: inlining call to plain-range2
./rangefunc.go:28:2: inlining call to plain-range2
./rangefunc.go:28:2: inlining call to plain-range2
./rangefunc.go:35:28: inlining call to (*tree).all
./rangefunc.go:15:9: can inline keep.(*tree).all.func1
./rangefunc.go:35:2: inlining call to keep.(*tree).all.func1
./rangefunc.go:45:27: inlining call to (*tree).all
./rangefunc.go:15:9: can inline assigned.(*tree).all.func1
./rangefunc.go:45:2: inlining call to assigned.(*tree).all.func1
./rangefunc.go:50:24: inlining call to (*tree).all
./rangefunc.go:15:9: can inline assigned.(*tree).all.func2
./rangefunc.go:50:2: inlining call to assigned.(*tree).all.func2
./rangefunc.go:53:2: inlining call to twice
./rangefunc.go:53:2: inlining call to assigned-range3
./rangefunc.go:53:2: inlining call to assigned-range3
./rangefunc.go:60:25: inlining call to (*tree).all
./rangefunc.go:15:9: can inline some.(*tree).all.func1
./rangefunc.go:60:2: inlining call to some.(*tree).all.func1
./rangefunc.go:63:25: inlining call to (*tree).all
./rangefunc.go:15:9: can inline some.(*tree).all.func2
./rangefunc.go:63:2: inlining call to some.(*tree).all.func2
./rangefunc.go:70:28: inlining call to (*tree).all
./rangefunc.go:15:9: can inline find.(*tree).all.func1
./rangefunc.go:70:2: inlining call to find.(*tree).all.func1
./rangefunc.go:79:2: inlining call to twice
./rangefunc.go:79:2: inlining call to nested-range1
./rangefunc.go:79:2: inlining call to nested-range1
./rangefunc.go:79:2: inlining call to (*tree).all
./rangefunc.go:15:9: can inline nested.twice.nested-range1.(*tree).all.func1
./rangefunc.go:79:2: inlining call to nested.twice.nested-range1.(*tree).all.func1
./rangefunc.go:79:2: inlining call to (*tree).all
./rangefunc.go:15:9: can inline nested.twice.nested-range1.(*tree).all.func2
./rangefunc.go:79:2: inlining call to nested.twice.nested-range1.(*tree).all.func2
./rangefunc.go:80:26: inlining call to (*tree).all
./rangefunc.go:15:9: can inline nested.(*tree).all.func3
./rangefunc.go:80:3: inlining call to nested.(*tree).all.func3
./rangefunc.go:88:2: inlining call to twice
./rangefunc.go:88:2: inlining call to pointers-range1
./rangefunc.go:88:2: inlining call to pointers-range1
./rangefunc.go:99:2: inlining call to twice
./rangefunc.go:101:3: inlining call to three
./rangefunc.go:125:21: inlining call to collect[go.shape.int]
./rangefunc.go:125:21: inlining call to twice
./rangefunc.go:113:2: can inline main.collect[go.shape.int]-range1
./rangefunc.go:125:21: inlining call to main.collect[go.shape.int]-range1
./rangefunc.go:125:21: inlining call to main.collect[go.shape.int]-range1
./rangefunc.go:112:6: inlining call to collect[go.shape.int]
./rangefunc.go:10:7: leaking param: t
./rangefunc.go:10:21: yield does not escape
./rangefunc.go:14:7: leaking param: t
./rangefunc.go:15:14: yield does not escape
./rangefunc.go:15:9: func literal escapes to heap
./rangefunc.go:18:12: yield does not escape
./rangefunc.go:20:12: yield does not escape
./rangefunc.go:34:11: leaking param: t
./rangefunc.go:34:20: want does not escape
./rangefunc.go:35:6: name does not escape
./rangefunc.go:35:12: leaking param: u
./rangefunc.go:15:14: yield does not escape
./rangefunc.go:35:2: func literal does not escape
./rangefunc.go:35:28: func literal does not escape
./rangefunc.go:42:15: leaking param: t
./rangefunc.go:45:2: leaking param: #p1
./rangefunc.go:45:2: leaking param: #p2
./rangefunc.go:15:14: yield does not escape
./rangefunc.go:50:2: #p1 does not escape
./rangefunc.go:50:2: leaking param: #p2
./rangefunc.go:15:14: yield does not escape
./rangefunc.go:45:2: func literal does not escape
./rangefunc.go:45:27: func literal does not escape
./rangefunc.go:50:2: func literal does not escape
./rangefunc.go:50:24: func literal does not escape
./rangefunc.go:59:11: leaking param: t
./rangefunc.go:60:6: leaking param: name
./rangefunc.go:60:2: #p2 does not escape
./rangefunc.go:15:14: yield does not escape
./rangefunc.go:63:9: leaking param content: u
./rangefunc.go:15:14: yield does not escape
./rangefunc.go:60:2: func literal does not escape
./rangefunc.go:61:17: append escapes to heap
./rangefunc.go:60:25: func literal does not escape
./rangefunc.go:63:2: func literal does not escape
./rangefunc.go:64:17: append escapes to heap
./rangefunc.go:63:25: func literal does not escape
./rangefunc.go:69:11: leaking param: t
./rangefunc.go:69:20: want does not escape
./rangefunc.go:70:6: name does not escape
./rangefunc.go:70:12: leaking param: u
./rangefunc.go:15:14: yield does not escape
./rangefunc.go:70:2: func literal does not escape
./rangefunc.go:70:28: func literal does not escape
./rangefunc.go:78:13: leaking param: t
./rangefunc.go:80:7: name does not escape
./rangefunc.go:80:3: #p2 does not escape
./rangefunc.go:15:14: yield does not escape
./rangefunc.go:80:7: name does not escape
./rangefunc.go:80:3: #p2 does not escape
./rangefunc.go:15:14: yield does not escape
./rangefunc.go:79:2: func literal does not escape
./rangefunc.go:79:2: func literal does not escape
./rangefunc.go:79:2: func literal does not escape
./rangefunc.go:79:2: func literal does not escape
./rangefunc.go:88:2: moved to heap: i
./rangefunc.go:88:2: moved to heap: i
./rangefunc.go:88:2: append escapes to heap
./rangefunc.go:88:2: append escapes to heap
./rangefunc.go:99:2: func literal does not escape
./rangefunc.go:101:3: func literal does not escape
./rangefunc.go:104:3: func literal does not escape
./rangefunc.go:120:7: &tree{...} escapes to heap
./rangefunc.go:120:33: &tree{...} escapes to heap
./rangefunc.go:125:21: append does not escape
./rangefunc.go:125:21: append does not escape
./rangefunc.go:112:46: moved to heap: all
./rangefunc.go:113:2: moved to heap: #state1
./rangefunc.go:113:2: func literal escapes to heap
./rangefunc.go:114:15: append escapes to heap
./rangefunc.go:112:6: moved to heap: all
./rangefunc.go:112:6: moved to heap: #state1
./rangefunc.go:112:6: func literal escapes to heap
./rangefunc.go:114:15: append escapes to heap
