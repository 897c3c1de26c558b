./generic.go:5:6: can inline Max[go.shape.int]
./generic.go:5:6: can inline Max[go.shape.float64]
./generic.go:12:6: can inline Map[go.shape.int,go.shape.float64]
./generic.go:39:25: can inline main.func1
./generic.go:33:6: can inline New[go.shape.int]
./generic.go:22:6: can inline (*Stack[go.shape.int]).Push
./generic.go:23:6: can inline (*Stack[go.shape.int]).Pop
./generic.go:35:6: can inline Ptr[go.shape.int]
./generic.go:33:6: can inline New[go.shape.*uint8]
./generic.go:22:6: can inline (*Stack[go.shape.*uint8]).Push
./generic.go:23:6: can inline (*Stack[go.shape.*uint8]).Pop
./generic.go:33:6: can inline New[*int]
./generic.go:23:6: can inline (*Stack[*int]).Pop
./generic.go:22:6: can inline (*Stack[*int]).Push
./generic.go:35:6: can inline Ptr[int]
./generic.go:33:6: can inline New[int]
./generic.go:23:6: can inline (*Stack[int]).Pop
./generic.go:22:6: can inline (*Stack[int]).Push
./generic.go:12:6: can inline Map[int,float64]
./generic.go:5:6: can inline Max[float64]
./generic.go:5:6: can inline Max[int]
./generic.go:38:13: inlining call to Max[go.shape.int]
./generic.go:38:24: inlining call to Max[go.shape.float64]
./generic.go:39:11: inlining call to Map[go.shape.int,go.shape.float64]
./generic.go:41:15: inlining call to New[go.shape.int]
./generic.go:42:8: inlining call to (*Stack[go.shape.int]).Push
./generic.go:43:16: inlining call to (*Stack[go.shape.int]).Pop
./generic.go:44:21: inlining call to Ptr[go.shape.int]
./generic.go:45:16: inlining call to New[go.shape.*uint8]
./generic.go:46:8: inlining call to (*Stack[go.shape.*uint8]).Push
./generic.go:39:11: inlining call to main.func1
./generic.go:33:6: inlining call to New[go.shape.*uint8]
./generic.go:23:6: inlining call to (*Stack[go.shape.*uint8]).Pop
./generic.go:22:6: inlining call to (*Stack[go.shape.*uint8]).Push
./generic.go:35:6: inlining call to Ptr[go.shape.int]
./generic.go:33:6: inlining call to New[go.shape.int]
./generic.go:23:6: inlining call to (*Stack[go.shape.int]).Pop
./generic.go:22:6: inlining call to (*Stack[go.shape.int]).Push
./generic.go:12:6: inlining call to Map[go.shape.int,go.shape.float64]
./generic.go:5:6: inlining call to Max[go.shape.float64]
./generic.go:5:6: inlining call to Max[go.shape.int]
./generic.go:43:16: main ignoring self-assignment in s.items = s.items[:len(s.items) - 1]
./generic.go:43:2: moved to heap: v
./generic.go:39:17: []int{...} does not escape
./generic.go:39:11: make([]go.shape.float64, 0, 2) does not escape
./generic.go:39:11: append does not escape
./generic.go:41:15: &Stack[go.shape.int]{} does not escape
./generic.go:42:8: append escapes to heap
./generic.go:45:16: &Stack[go.shape.*uint8]{} does not escape
./generic.go:46:8: append escapes to heap
./generic.go:33:38: &Stack[go.shape.*uint8]{} escapes to heap
./generic.go:29:10: (*Stack[go.shape.*uint8]).Pop ignoring self-assignment in s.items = s.items[:len(s.items) - 1]
./generic.go:22:48: append escapes to heap
./generic.go:33:6: &Stack[go.shape.*uint8]{} escapes to heap
./generic.go:23:6: (*Stack[*int]).Pop ignoring self-assignment in s.items = s.items[:len(s.items) - 1]
./generic.go:22:6: append escapes to heap
./generic.go:35:17: moved to heap: x
./generic.go:35:6: moved to heap: x
./generic.go:33:38: &Stack[go.shape.int]{} escapes to heap
./generic.go:29:10: (*Stack[go.shape.int]).Pop ignoring self-assignment in s.items = s.items[:len(s.items) - 1]
./generic.go:22:48: append escapes to heap
./generic.go:33:6: &Stack[go.shape.int]{} escapes to heap
./generic.go:23:6: (*Stack[int]).Pop ignoring self-assignment in s.items = s.items[:len(s.items) - 1]
./generic.go:22:6: append escapes to heap
./generic.go:13:11: make([]go.shape.float64, 0, len(xs)) escapes to heap
./generic.go:15:13: append escapes to heap
./generic.go:12:6: make([]go.shape.float64, 0, len(xs)) escapes to heap
./generic.go:12:6: append escapes to heap
