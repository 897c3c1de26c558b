// Boxed values, type switches, conversions between interfaces, type parameters.
package main

type text struct {
	n    *node
	name string
}

type shape interface{ check(int) }

func (t text) check(id int)   { t.n.must(id); check(t.name[0] == byte(id), "boxed string") }
func (n *node) check(id int)  { n.must(id) }
func make1(id int) (s string) { return string([]byte{byte(id), 'x'}) }

type list []*node

func (l list) check(id int) { l[len(l)-1].must(id) }

type stack[T any] struct{ items []T }

func (s *stack[T]) push(v T) { s.items = append(s.items, v) }
func (s *stack[T]) pop() T {
	v := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v
}

func main() {
	var shapes []shape
	var values []any
	generic := &stack[text]{}
	for i := range 60 {
		switch i % 3 {
		case 0:
			shapes = append(shapes, text{newNode(i), make1(i)})
		case 1:
			shapes = append(shapes, newNode(i))
		case 2:
			shapes = append(shapes, list{nil, newNode(i)})
		}
		values = append(values, shapes[i])
		generic.push(text{newNode(i), make1(i)})
	}
	collect()
	for i, v := range values {
		shapes[i].check(i)
		switch v := v.(type) {
		case text:
			v.n.must(i)
		case *node:
			v.must(i)
		case shape:
			v.check(i)
		}
	}
	for i := 59; i >= 0; i-- {
		if i%20 == 0 {
			collect()
		}
		generic.pop().check(i)
	}
	println("ok")
}
