//go:build go1.21

// Before Go 1.22 a loop had one set of variables.
package main

import "fmt"

func main() {
	var fs []func()
	for i := 0; i < 3; i++ {
		fs = append(fs, func() { fmt.Print(i, " ") })
	}
	var ps []*int
outer:
	for i, v := range []string{"a", "b"} {
		fs = append(fs, func() { fmt.Print(i, v, " ") })
		ps = append(ps, &i)
		for _, c := range "xy" {
			fs = append(fs, func() { fmt.Print(c, " ") })
			continue outer
		}
	}
	for k := range map[int]int{7: 1} {
		defer func() { fmt.Println(k) }()
	}
	for _, f := range fs {
		f()
	}
	for _, p := range ps {
		fmt.Print(*p, " ")
	}
}
