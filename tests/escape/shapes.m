./shapes.go:15:6: can inline take[go.shape.struct { main.val }]
./shapes.go:15:6: can inline take[go.shape.struct { *main.val }]
./shapes.go:15:6: can inline take[go.shape.struct { main.iface }]
./shapes.go:15:6: can inline take[go.shape.struct { main.alias = int }]
./shapes.go:15:6: can inline take[go.shape.struct { fmt.Stringer }]
./shapes.go:15:6: can inline take[go.shape.struct { main.error = error }]
./shapes.go:15:6: can inline take[go.shape.struct { main.gen = main.gen[int] }]
./shapes.go:15:6: can inline take[go.shape.struct { T1 string; *main.val }]
./shapes.go:15:6: can inline take[go.shape.struct { *main.val; main.y int "k:\"v\""; Z string; main._ string }]
./shapes.go:15:6: can inline take[go.shape.[]struct { main.val }]
./shapes.go:17:6: can inline two[go.shape.struct { main.val },go.shape.struct { main.a int }]
./shapes.go:17:6: can inline two[struct { main.val },struct { main.a int }]
./shapes.go:15:6: can inline take[[]struct { main.val }]
./shapes.go:15:6: can inline take[struct { *main.val; main.y int "k:\"v\""; Z string; main._ string }]
./shapes.go:15:6: can inline take[main.gen[string]]
./shapes.go:15:6: can inline take[struct { main.gen = main.gen[int] }]
./shapes.go:15:6: can inline take[struct { main.error = error }]
./shapes.go:15:6: can inline take[struct { fmt.Stringer }]
./shapes.go:15:6: can inline take[struct { main.alias = int }]
./shapes.go:15:6: can inline take[struct { main.iface }]
./shapes.go:15:6: can inline take[struct { *main.val }]
./shapes.go:15:6: can inline take[struct { main.val }]
./shapes.go:20:6: inlining call to take[go.shape.struct { main.val }]
./shapes.go:21:6: inlining call to take[go.shape.struct { *main.val }]
./shapes.go:22:6: inlining call to take[go.shape.struct { main.iface }]
./shapes.go:23:6: inlining call to take[go.shape.struct { main.alias = int }]
./shapes.go:24:6: inlining call to take[go.shape.struct { fmt.Stringer }]
./shapes.go:25:6: inlining call to take[go.shape.struct { main.error = error }]
./shapes.go:26:6: inlining call to take[go.shape.struct { main.gen = main.gen[int] }]
./shapes.go:27:6: inlining call to take[go.shape.struct { T1 string; *main.val }]
./shapes.go:28:6: inlining call to take[go.shape.struct { *main.val; main.y int "k:\"v\""; Z string; main._ string }]
./shapes.go:33:6: inlining call to take[go.shape.[]struct { main.val }]
./shapes.go:34:5: inlining call to two[go.shape.struct { main.val },go.shape.struct { main.a int }]
./shapes.go:17:6: inlining call to two[go.shape.struct { main.val },go.shape.struct { main.a int }]
./shapes.go:15:6: inlining call to take[go.shape.[]struct { main.val }]
./shapes.go:15:6: inlining call to take[go.shape.struct { *main.val; main.y int "k:\"v\""; Z string; main._ string }]
./shapes.go:15:6: inlining call to take[go.shape.struct { T1 string; *main.val }]
./shapes.go:15:6: inlining call to take[go.shape.struct { main.gen = main.gen[int] }]
./shapes.go:15:6: inlining call to take[go.shape.struct { main.error = error }]
./shapes.go:15:6: inlining call to take[go.shape.struct { fmt.Stringer }]
./shapes.go:15:6: inlining call to take[go.shape.struct { main.alias = int }]
./shapes.go:15:6: inlining call to take[go.shape.struct { main.iface }]
./shapes.go:15:6: inlining call to take[go.shape.struct { *main.val }]
./shapes.go:15:6: inlining call to take[go.shape.struct { main.val }]
./shapes.go:33:22: []struct { val }{} does not escape
./shapes.go:17:20: moved to heap: x
./shapes.go:17:25: moved to heap: y
./shapes.go:17:6: moved to heap: x
./shapes.go:17:6: moved to heap: y
./shapes.go:15:18: moved to heap: x
./shapes.go:15:6: moved to heap: x
./shapes.go:15:18: moved to heap: x
./shapes.go:15:6: moved to heap: x
./shapes.go:15:18: moved to heap: x
./shapes.go:15:6: moved to heap: x
./shapes.go:15:18: moved to heap: x
./shapes.go:15:6: moved to heap: x
./shapes.go:15:18: moved to heap: x
./shapes.go:15:6: moved to heap: x
./shapes.go:15:18: moved to heap: x
./shapes.go:15:6: moved to heap: x
./shapes.go:15:18: moved to heap: x
./shapes.go:15:6: moved to heap: x
./shapes.go:15:18: moved to heap: x
./shapes.go:15:6: moved to heap: x
./shapes.go:15:18: moved to heap: x
./shapes.go:15:6: moved to heap: x
./shapes.go:15:18: moved to heap: x
./shapes.go:15:6: moved to heap: x
