package main

// Loops over functions become closures: what they and their variables are called, and where they stand.

type tree struct {
	left, right *tree
	name        string
}

func (t *tree) walk(yield func(string, *tree) bool) bool {
	return t == nil || t.left.walk(yield) && yield(t.name, t) && t.right.walk(yield)
}

func (t *tree) all() func(func(string, *tree) bool) {
	return func(yield func(string, *tree) bool) { t.walk(yield) }
}

func twice(yield func(int) bool) { _ = yield(1) && yield(2) }

func three(yield func() bool) { _ = yield() && yield() && yield() }

var found *tree

func plain() (sum int) {
	for i := range twice {
		sum += i
	}
	for range three {
		sum++
	}
	return
}

func keep(t *tree, want string) {
	for name, u := range t.all() {
		if name == want {
			found = u
		}
	}
}

func assigned(t *tree) string {
	var name string
	var u *tree
	for name, u = range t.all() {
		if u.left == nil {
			break
		}
	}
	for _, u = range t.all() {
		name += u.name
	}
	for _ = range twice {
		name += "."
	}
	return name
}

func some(t *tree) (names []string) {
	for name := range t.all() {
		names = append(names, name)
	}
	for _, u := range t.all() {
		names = append(names, u.name)
	}
	return
}

func find(t *tree, want string) (*tree, bool) {
	for name, u := range t.all() {
		if name == want {
			return u, true
		}
	}
	return nil, false
}

func nested(t *tree) (n int) {
	for i := range twice {
		for name := range t.all() {
			n += i * len(name)
		}
	}
	return
}

func pointers() (list []*int) {
	for i := range twice {
		list = append(list, &i)
	}
	return
}

//go:noinline
func note(string, int) {}

func deferred() {
	defer note("outer", 0)
	for i := range twice {
		defer note("twice", i)
		for range three {
			defer note("three", i)
		}
		func() {
			defer note("literal", i)
		}()
		go note("go", i)
	}
	defer note("outer", 1)
}

func collect[T any](seq func(func(T) bool)) (all []T) {
	for x := range seq {
		all = append(all, x)
	}
	return
}

func main() {
	t := &tree{name: "root", left: &tree{name: "leaf"}}
	keep(t, "leaf")
	u, ok := find(t, "root")
	println(plain(), assigned(t), len(some(t)), u == t, ok, nested(t), len(pointers()))
	deferred()
	println(len(collect(twice)), found.name)
}
