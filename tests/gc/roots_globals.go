// Package-level variables of every shape.
package main

type mixed struct {
	n    int
	p    *node
	text string
	list []*node
}

var (
	pointer   *node
	slice     []*node
	array     [100]*node
	structure mixed
	many      [50]mixed
	iface     any
	method    interface{ must(int) }
	function  func() *node
	table     map[int]*node
	channel   chan *node
	interior  *int
	literal   = &node{id: 9, seal: 9 ^ seal}
	nested    = []*mixed{{p: &node{id: 7, seal: 7 ^ seal}}, {text: "static"}}
	huge      [200000]*node
)

//go:noinline
func fill() {
	pointer = newList(1, 10)
	for i := range 20 {
		slice = append(slice, newNode(i))
	}
	for i := range array {
		array[i] = newNode(i)
	}
	text := string([]byte{'a', 'b', byte('c' + len(slice)&1)})
	structure = mixed{1, newNode(2), text, []*node{newNode(3)}}
	for i := range many {
		many[i] = mixed{p: newNode(i), list: []*node{newNode(i + 1)}}
	}
	iface = newNode(4)
	method = newNode(5)
	n := newNode(6)
	function = func() *node { return n }
	table = map[int]*node{1: newNode(1), 2: newNode(2)}
	channel = make(chan *node, 4)
	channel <- newNode(8)
	interior = &newNode(10).id
	literal.next = newNode(11)
	nested[1].p = newNode(12)
	for i := 0; i < len(huge); i += 9999 {
		huge[i] = newNode(i)
	}
}

func main() {
	deepen(fill, 5)
	for range 3 {
		collect()
	}
	mustList(pointer, 1, 10)
	for i, n := range slice {
		n.must(i)
	}
	for i, n := range array {
		n.must(i)
	}
	structure.p.must(2)
	structure.list[0].must(3)
	check(structure.text == "abc", "string in a global")
	for i, m := range many {
		m.p.must(i)
		m.list[0].must(i + 1)
	}
	iface.(*node).must(4)
	method.must(5)
	function().must(6)
	table[1].must(1)
	table[2].must(2)
	(<-channel).must(8)
	check(*interior == 10, "interior pointer in a global")
	literal.must(9)
	literal.next.must(11)
	nested[0].p.must(7)
	nested[1].p.must(12)
	for i := 0; i < len(huge); i += 9999 {
		huge[i].must(i)
	}
	println("ok")
}
