// The Index of a field: it costs no memory, and who writes to one does not change that of others.
package main

import (
	"fmt"
	"reflect"
	"runtime/debug"
	"testing"
)

type S struct {
	A, B, C int
	D       struct{ E, F string }
}

func write(index []int) {
	defer func() { fmt.Println(recover() != nil) }()
	index[0] = 7
}

func main() {
	debug.SetPanicOnFault(true)
	t := reflect.TypeFor[S]()
	f := t.Field(2)
	write(f.Index)
	fmt.Println(t.Field(2).Index, cap(f.Index), append(f.Index, 5), t.Field(3).Index, reflect.TypeFor[struct{ X, Y, Z int }]().Field(2).Index)
	d, _ := t.FieldByName("F")
	fmt.Println(d.Index, t.FieldByIndex([]int{3, 1}).Index)
	fmt.Println(testing.AllocsPerRun(100, func() { t.Field(1) }))
	var many []reflect.StructField
	for i := range 300 {
		many = append(many, reflect.StructField{Name: fmt.Sprint("F", i), Type: t})
	}
	st := reflect.StructOf(many)
	for i := range 300 {
		if index := st.Field(i).Index; len(index) != 1 || index[0] != i {
			fmt.Println(i, index)
		}
	}
}
