./instances.go:13:6: can inline pick[go.shape.int]
./instances.go:8:6: can inline zero[go.shape.int]
./instances.go:20:6: can inline clamp[go.shape.int]
./instances.go:23:6: can inline down[go.shape.float64]
./instances.go:35:6: can inline (*stack[go.shape.int]).push
./instances.go:13:6: can inline pick[go.shape.float64]
./instances.go:13:6: can inline pick[float64]
./instances.go:51:6: can inline both[int]
./instances.go:20:6: can inline clamp[int]
./instances.go:45:6: can inline (*stack[int]).swap
./instances.go:35:6: can inline (*stack[int]).push
./instances.go:20:53: inlining call to zero[go.shape.int]
./instances.go:20:42: inlining call to pick[go.shape.int]
./instances.go:27:17: inlining call to down[go.shape.float64]
./instances.go:47:8: inlining call to (*stack[go.shape.int]).push
./instances.go:48:8: inlining call to (*stack[go.shape.int]).push
./instances.go:52:8: inlining call to (*stack[go.shape.int]).push
./instances.go:59:15: inlining call to clamp[go.shape.int]
./instances.go:59:24: inlining call to down[go.shape.float64]
./instances.go:60:14: inlining call to pick[go.shape.float64]
./instances.go:59:15: inlining call to zero[go.shape.int]
./instances.go:59:15: inlining call to pick[go.shape.int]
./instances.go:13:6: inlining call to pick[go.shape.float64]
./instances.go:23:6: inlining call to down[go.shape.float64]
./instances.go:20:6: inlining call to clamp[go.shape.int]
./instances.go:20:6: inlining call to zero[go.shape.int]
./instances.go:20:6: inlining call to pick[go.shape.int]
./instances.go:35:6: inlining call to (*stack[go.shape.int]).push
./instances.go:41:10: (*stack[go.shape.int]).pop ignoring self-assignment in s.elems = s.elems[:last]
./instances.go:47:8: append escapes to heap
./instances.go:48:8: append escapes to heap
./instances.go:31:19: moved to heap: x
./instances.go:52:8: append escapes to heap
./instances.go:31:19: moved to heap: x
./instances.go:58:7: &stack[int]{...} does not escape
./instances.go:58:31: []int{...} escapes to heap
./instances.go:35:48: append escapes to heap
./instances.go:35:6: append escapes to heap
