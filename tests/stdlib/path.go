// Packages path and path/filepath, what they say of names alone: all short paths and patterns of a few
// letters, and chosen ones.
package main

import (
	"fmt"
	"hash/fnv"
	"path"
	"path/filepath"
)

// words calls f with all strings of at most n of the letters.
func words(letters []string, n int, f func(string)) {
	f("")
	if n == 0 {
		return
	}
	for _, c := range letters {
		words(letters, n-1, func(s string) {
			if s != "" || n == 1 {
				f(c + s)
			}
		})
	}
}

func main() {
	h := fnv.New64a()
	count := 0
	words([]string{"/", ".", "a", ".."}, 6, func(s string) {
		dir, file := path.Split(s)
		local := filepath.IsLocal(s)
		fmt.Fprintln(h, path.Clean(s), path.Base(s), path.Dir(s), path.Ext(s), path.IsAbs(s), dir, file, local)
		count++
	})
	fmt.Println(count, h.Sum64())

	h.Reset()
	errs, yes := 0, 0
	names := []string{}
	words([]string{"a", "b", "/", "世"}, 4, func(s string) { names = append(names, s) })
	words([]string{"a", "*", "?", "[", "]", "^", "-", "\\", "/", "b", "世"}, 5, func(p string) {
		for i, n := range names {
			if i%7 != 0 && len(p) > 4 {
				continue
			}
			ok, err := path.Match(p, n)
			if err != nil {
				errs++
			}
			if ok {
				yes++
			}
			fmt.Fprint(h, ok, err)
		}
	})
	fmt.Println(errs, yes, h.Sum64())
	for _, c := range [][2]string{{"*a*b*c", "xxaxxbxxabc"}, {"*/*.go", "src/x.go"}, {"*.go", "src/x.go"}, {"[a-c]*[^/]", "bee"},
		{"[^a-c]", "d"}, {"[^a-c]", "/"}, {"\\*", "*"}, {"a\\", "a"}, {"[\\]a]", "]"}, {"[", "a"}, {"[]a]", "]"}, {"[-]", "-"},
		{"[x-]", "x"}, {"a[", "b"}, {"*x", "xxx"}, {"a?b", "a世b"}, {"[世-界]", "丗"}, {"\xff", "\xff"}, {"[\xff]", "\xff"}, {"?", "\xff"}} {
		ok, err := filepath.Match(c[0], c[1])
		fmt.Printf("%q %q %v %v\n", c[0], c[1], ok, err)
	}

	h.Reset()
	var some []string
	words([]string{"/", "..", "a", "b", "."}, 4, func(s string) { some = append(some, s) })
	fails := 0
	for i, base := range some {
		for j, target := range some {
			if (i+j)%5 != 0 {
				continue
			}
			rel, err := filepath.Rel(base, target)
			fmt.Fprintln(h, rel, err)
			if err != nil {
				fails++
			} else if filepath.Join(base, rel) != filepath.Clean(target) {
				fmt.Println("wrong:", base, target, rel)
			}
		}
	}
	fmt.Println(len(some), fails, h.Sum64())
	fmt.Println(filepath.Rel("a", "/b"))
	fmt.Println(filepath.Rel("../x", "y"))
	fmt.Println(path.Join(), path.Join(""), path.Join("", ""), path.Join("a", "", "../b"), path.Join("/", "..", "c"), path.Join("a/", "/b"))
	fmt.Printf("%q %q %q\n", filepath.SplitList(""), filepath.SplitList("/a:b::c"), filepath.SplitList(":"))
	fmt.Println(filepath.Localize("a/b"))
	fmt.Println(filepath.Localize("a//b"))
	fmt.Println(filepath.Localize("a\x00b"))
	fmt.Println(filepath.Abs("/x/../y"))
	fmt.Println(filepath.ToSlash("a/b"), filepath.FromSlash("a/b"), filepath.VolumeName("/a") == "", filepath.Separator, filepath.HasPrefix("ab", "a"))
}
