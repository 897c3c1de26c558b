./dictionaries.go:39:19: devirtualizing g.get to *cell[int]
./dictionaries.go:24:66: map[go.shape.string]go.shape.interface {}{...} escapes to heap
./dictionaries.go:35:13: ... argument does not escape
./dictionaries.go:35:20: larger[go.shape.int](&.dict.larger[int], 1, 2) escapes to heap
./dictionaries.go:35:34: larger[go.shape.float64](&.dict.larger[main.celsius], celsius(1.5), celsius(2)) escapes to heap
./dictionaries.go:35:83: any(1) escapes to heap
./dictionaries.go:36:13: ... argument does not escape
./dictionaries.go:36:19: (*cell[go.shape.int]).get(c, &.dict.cell[int]) escapes to heap
./dictionaries.go:36:32: cell[go.shape.int].with(c, &.dict.cell[int], 2).value escapes to heap
./dictionaries.go:36:49: cell[go.shape.int].with(&c, &.dict.cell[int], 3) escapes to heap
./dictionaries.go:37:13: ... argument does not escape
./dictionaries.go:37:29: slices.Contains[go.shape.[]int,go.shape.int](&slices..dict.Contains[[]int,int], []int{...}, 2) escapes to heap
./dictionaries.go:37:35: []int{...} does not escape
./dictionaries.go:37:59: slices.Index[go.shape.[]string,go.shape.string](&slices..dict.Index[[]string,string], []string{...}, "a") escapes to heap
./dictionaries.go:37:68: []string{...} does not escape
./dictionaries.go:39:13: ... argument does not escape
./dictionaries.go:39:19: (*cell[int]).get(g.(*cell[int])) escapes to heap
