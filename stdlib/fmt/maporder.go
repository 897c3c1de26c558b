package fmt

import "reflect"

// Maps are printed in the order of their keys: numbers and strings in their natural order, NaN first,
// false before true, pointers and channels by address, structs and arrays part by part, interfaces by
// their type's address and then by value, nil first.

type mapEntry struct {
	key, elem reflect.Value
}

func sortedEntries(m reflect.Value) []mapEntry {
	list := make([]mapEntry, 0, m.Len())
	for iter := m.MapRange(); iter.Next(); {
		list = append(list, mapEntry{iter.Key(), iter.Value()})
	}
	if len(list) <= fewEntries {
		insertionSort(list)
		return list
	}
	return mergeSort(list, make([]mapEntry, len(list)))
}

const fewEntries = 12

// insertionSort sorts a short list and keeps the order of equal keys.
func insertionSort(list []mapEntry) {
	for i := 1; i < len(list); i++ {
		for j := i; j > 0 && compare(list[j-1].key, list[j].key) > 0; j-- {
			list[j-1], list[j] = list[j], list[j-1]
		}
	}
}

// mergeSort sorts list, using as much space, and keeps the order of equal keys.
func mergeSort(list, space []mapEntry) []mapEntry {
	if len(list) <= fewEntries {
		insertionSort(list)
		return list
	}
	mid := len(list) / 2
	a := mergeSort(list[:mid], space[:mid])
	b := mergeSort(list[mid:], space[mid:])
	copy(space, a)
	a = space[:mid]
	i, j := 0, 0
	for k := range list {
		if j >= len(b) || i < len(a) && compare(a[i].key, b[j].key) <= 0 {
			list[k] = a[i]
			i++
		} else {
			list[k] = b[j]
			j++
		}
	}
	return list
}

// compare orders two keys of one type: -1, 0, +1.
func compare(a, b reflect.Value) int {
	if a.Type() != b.Type() {
		return -1
	}
	switch a.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return order(a.Int() < b.Int(), a.Int() > b.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return order(a.Uint() < b.Uint(), a.Uint() > b.Uint())
	case reflect.String:
		return order(a.String() < b.String(), a.String() > b.String())
	case reflect.Float32, reflect.Float64:
		return compareFloats(a.Float(), b.Float())
	case reflect.Complex64, reflect.Complex128:
		x, y := a.Complex(), b.Complex()
		if c := compareFloats(real(x), real(y)); c != 0 {
			return c
		}
		return compareFloats(imag(x), imag(y))
	case reflect.Bool:
		return order(!a.Bool() && b.Bool(), a.Bool() && !b.Bool())
	case reflect.Pointer, reflect.UnsafePointer, reflect.Chan:
		return order(a.Pointer() < b.Pointer(), a.Pointer() > b.Pointer())
	case reflect.Struct:
		for i := 0; i < a.NumField(); i++ {
			if c := compare(a.Field(i), b.Field(i)); c != 0 {
				return c
			}
		}
	case reflect.Array:
		for i := 0; i < a.Len(); i++ {
			if c := compare(a.Index(i), b.Index(i)); c != 0 {
				return c
			}
		}
	case reflect.Interface:
		return compareInterfaces(a, b)
	}
	return 0
}

func order(less, greater bool) int {
	switch {
	case less:
		return -1
	case greater:
		return 1
	}
	return 0
}

func compareFloats(x, y float64) int {
	if x != x || y != y {
		return order(x != x && y == y, y != y && x == x)
	}
	return order(x < y, x > y)
}

func compareInterfaces(a, b reflect.Value) int {
	if a.IsNil() || b.IsNil() {
		return order(a.IsNil() && !b.IsNil(), b.IsNil() && !a.IsNil())
	}
	c := compare(reflect.ValueOf(a.Elem().Type()), reflect.ValueOf(b.Elem().Type()))
	if c != 0 {
		return c
	}
	return compare(a.Elem(), b.Elem())
}
