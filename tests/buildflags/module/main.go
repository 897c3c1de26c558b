// What -ldflags=-X, -trimpath and -tags leave in a program.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"example.com/flags/lib"
)

const base = "constant"

var (
	version  = "none"
	plain    string
	computed = strings.ToUpper("computed")
	joined   = base + "!"
	early    = length()
	list     = []string{"a"}
)

func length() int { return len(version) + len(plain) + len(lib.Version) }

// short cuts off where the module is, if the file's name has that.
func short(file string) string {
	if i := strings.LastIndex(file, "/module/"); i >= 0 {
		return "..." + file[i:]
	}
	return file
}

func roundTrip(info *debug.BuildInfo) {
	again, err := debug.ParseBuildInfo(info.String())
	if err == nil {
		again.GoVersion = info.GoVersion
		fmt.Println(again.String() == info.String())
	}
	info = &debug.BuildInfo{
		Path: "p",
		Main: debug.Module{Path: "m", Version: "v1", Replace: &debug.Module{Path: "r", Version: "v2", Sum: "h1:x"}},
		Deps: []*debug.Module{{Path: "d", Version: "v3", Sum: "h1:y"}},
		Settings: []debug.BuildSetting{
			{Key: "", Value: ""}, {Key: "a=b", Value: "c d"}, {Key: "k\"", Value: "\n"}, {Key: "x", Value: "a=b"},
		},
	}
	fmt.Print(info)
	again, err = debug.ParseBuildInfo(info.String())
	fmt.Println(again.String() == info.String(), err)
	for _, text := range []string{
		"path\n", "mod\ta\n", "path\tx\nmod\ta\tb\tc\td\n", "=>\ta\tb\tc\n", "dep\ta\tb\n=>\ta\tb\n", "build\t\n",
		"build\t=a\n", "build\ta\n", "build\t\"a\n", "build\t\"a\"\n", "build\t\"a\"b\n", "build\ta b=c\n",
		"build\ta=b c\n", "build\ta=\"b\n", "other\tline\n", "no newline", "dep\ta\tb\n=>\tc\td\te\n=>\tc\td\te\n",
	} {
		info, err := debug.ParseBuildInfo(text)
		fmt.Printf("%q %v %v\n", text, info, err)
	}
}

func main() {
	fmt.Println(version, plain, computed, joined, early, list, lib.Version, lib.Hidden())
	_, file, _, _ := runtime.Caller(0)
	fmt.Println(short(file), short(lib.File()))
	info, ok := debug.ReadBuildInfo()
	fmt.Println(ok, info.GoVersion == runtime.Version())
	info.GoVersion = ""
	fmt.Print(info)
	roundTrip(info)
}
