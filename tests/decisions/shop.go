// shop.go - something of each kind that a page marks.
package main

import (
	"fmt"
	"io"
	"os"
)

type item struct {
	next  *item
	price int
}

var shelf *item

// put is inlined; what it makes is on the heap wherever that is.
func put(price int) {
	shelf = &item{next: shelf, price: price}
}

type priced interface{ total() int }

type box struct{ count, price int }

func (b box) total() int { return b.count * b.price }

// A map that is filled, text that grows, an index that is in range and one that may not be.
func tally(prices []int, kind byte) string {
	var kinds [256]int
	byPrice := make(map[int]int)
	for i := 0; i < len(prices); i++ {
		byPrice[prices[(i*7)%len(prices)]] += kinds[kind]
	}
	first := &item{price: len(byPrice)}
	first.next = shelf
	text := ""
	for range first.price {
		text += "x"
	}
	return text
}

func show(w io.Writer, all []priced) {
	for _, p := range all {
		fmt.Fprintln(w, p.total())
	}
}

func counter() func() int {
	n := 0
	return func() int { n++; return n }
}

func keep(list []*item, more ...*item) []*item {
	for _, it := range more {
		list = append(list, it)
	}
	return list
}

func main() {
	put(3)
	var p priced = box{2, 4}
	fmt.Println(p.total(), tally([]int{1, 2, 3}, 7))
	show(os.Stdout, []priced{p, box{1, 5}})
	next := counter()
	kept := keep(nil, shelf, &item{price: next()})
	buffer := make([]byte, 64)
	go println(len(kept), copy(buffer, "abc"))
}
