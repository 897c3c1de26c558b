#!/usr/bin/env bash
# Flags of the build that programs can see: -ldflags=-X, -trimpath, GOFLAGS, //go:debug, go.work, and what
# debug.ReadBuildInfo says of them. Go made *.out (ORACLE=1), but for the name of the compiler and variables about cgo.
set -u
here=$(cd "$(dirname "$0")" && pwd)
dir=${OUT:-$(mktemp -d)}/buildflags
rm -rf "$dir" && mkdir -p "$dir"
export VOLE_CACHE=$dir/cache GOFLAGS=-buildvcs=false GOWORK=off

same() { # title, wanted file, file
	if cmp -s "$2" "$3"; then echo "PASS $1"
	else echo "FAIL $1: $(diff "$2" "$3" | head -n 3 | tr '\n' ' ')"; fi
}
check() { # title, wanted text, got
	if [ "$2" = "$3" ]; then echo "PASS $1"; else echo "FAIL $1: want $2 got $3"; fi
}

cp -r "$here/module" "$dir/module" && cd "$dir/module" || exit 1
X="-X main.version=1.2 -X 'main.plain=two words' -X=main.computed=no -X main.joined=set -X main.none=1 -X main.main=1"
X="$X -X example.com/flags/lib.Version=v=1 -X example.com/flags/lib.hidden=h -X example.com/other.x=1"
program() { # name, flags
	if [ -n "${ORACLE-}" ]; then
		go run -buildvcs=false "${@:2}" . | sed 's/-compiler=gc/-compiler=vole/; /^build\tCGO_C\|CGO_LD/d; s/CGO_ENABLED=1/CGO_ENABLED=0/' > "$here/$1.out"
	fi
	timeout 300 "$VOLE" build "${@:2}" -o program . > got 2>&1 && ./program > got 2>&1
	same "$1" "$here/$1.out" got
}
program plain
program settings -ldflags "$X" -tags a,b
got=$("$VOLE" build -v -ldflags "${X/1.2/1.3}" -tags a,b -o program . 2>&1; ./program | head -n 1)
check "another version compiles main alone" $'example.com/flags\n1.3 two words COMPUTED set 15 [a] v=1 h' "$got"
check "for tests" "ok" "$("$VOLE" test -ldflags '-X example.com/flags/lib.Version=tested' ./lib | cut -c1-2)"
check "not a string" $'# example.com/flags\nmain.list: cannot set with -X: not a var of type string (type:[]string)' \
	"$("$VOLE" build -ldflags "-X main.list=a" . 2>&1)"
for wrong in main main.x x=1; do
	check "form of -X $wrong" "-X flag requires argument of the form importpath.name=value" \
		"$("$VOLE" build -ldflags "-X $wrong" . 2>&1 | sed -n '1s/.*ldflags: //p')"
done
GOFLAGS="-ldflags=-X=main.version=flags -buildvcs=false -nosuch=1" "$VOLE" build -o program .
check GOFLAGS "flags" "$(./program | sed -n '1s/ .*//p')"
check "wrong GOFLAGS" 'go: parsing $GOFLAGS: non-flag "a"' "$(GOFLAGS="a" "$VOLE" build . 2>&1)"

program trimpath -trimpath
"$VOLE" build -trimpath -ldflags= -o program .
check "no directory of this machine" "" "$(grep -aoF "$dir" program | head -n 1)"
if command -v go > /dev/null; then
	check "go version -m" "$(./program | sed '/GOAMD64/q' | sed -n '/^path/,$p')" "$(go version -m program | sed -n 's/^\t//p' | sed '/^go1/d')"
else echo "SKIP go version -m: no Go is installed"; fi

# --- //go:debug ---

mkdir -p "$dir/debug" && cd "$dir/debug" || exit 1
cp "$here/godebug.go" main.go
printf 'module debugged\n\ngo 1.26\n\ngodebug (\n\tx509negativeserial=0\n\thttp2client=0\n)\n' > go.mod
[ -z "${ORACLE-}" ] || go run . > "$here/godebug.out"
if [ -n "$("$VOLE" env GOROOT)" ]; then
	timeout 600 "$VOLE" build -O0 -o program . > got 2>&1 && ./program > got 2>&1
	same "go:debug" "$here/godebug.out" got
	check "GODEBUG wins" "<nil>" "$(GODEBUG=zipinsecurepath=1 ./program | head -n 1)"
else echo "SKIP go:debug: no Go 1.26 is installed"; fi

# --- the release that a module is written for ---

mkdir -p "$dir/release" && cd "$dir/release" || exit 1
cat > main.go << 'EOT'
package main

import (
	"fmt"
	"math/rand"
	"os"
)

func try() {
	defer func() { fmt.Print(recover() == nil, " ") }()
	panic(nil)
}

func main() {
	for _, s := range []string{"as is", "", "a=b,panicnil=1,c=d", "panicnil=1,panicnil=0", "panicnil=x", ""} {
		if s != "as is" {
			os.Setenv("GODEBUG", s)
		}
		try()
	}
	rand.Seed(7)
	a := rand.Int63()
	rand.Seed(7)
	fmt.Println(a == rand.Int63())
}
EOT
release() { # title, wanted, go.mod after its module line
	printf 'module m\n%b\n' "$3" > go.mod
	check "$1" "$2" "$("$VOLE" run . 2>&1)"
	[ -z "${ORACLE-}" ] || [ "$(go run . 2>&1)" = "$2" ] || echo "FAIL $1: Go says otherwise"
}
release 'of 1.26' 'false false true false false false false' 'go 1.26'
release 'of 1.20' 'true true true false false true true' 'go 1.20'
release 'of 1.23' 'false false true false false false true' 'go 1.23.4'
release 'of no release' 'true true true false false true true' ''
release 'with the settings of 1.26' 'false false true false false false false' 'go 1.20\ngodebug default=go1.26'
release 'with the settings of 1.20' 'true true true false false true true' 'go 1.26\ngodebug default=go1.20'
release 'but for one' 'true true true false false true false' 'go 1.20\ngodebug randseednop=1'
sed -i '1i //go:debug panicnil=1' main.go
release 'with a line of the package' 'true true true false false true false' 'go 1.26'

# --- go.work ---

mkdir -p "$dir/work"/{app,tool,helper} && cd "$dir/work" || exit 1
export GOWORK=
printf 'go 1.26\n\nuse (\n\t./app\n\t./tool // both\n)\n\nreplace example.com/helper => ./helper\n' > go.work
printf 'module example.com/app\n\ngo 1.26\n' > app/go.mod
printf 'module example.com/tool\n\ngo 1.26\n' > tool/go.mod
printf 'module example.com/helper\n\ngo 1.26\n' > helper/go.mod
printf 'package helper\n\nconst Name = "helper"\n' > helper/h.go
printf 'package tool\n\nimport "example.com/helper"\n\nconst Name = "tool, " + helper.Name\n' > tool/t.go
printf 'package main\n\nimport "example.com/tool"\n\nfunc main() { println(tool.Name) }\n' > app/main.go
check "go.work from its root" "tool, helper" "$("$VOLE" run ./app 2>&1)"
check "go.work from a module" "tool, helper" "$(cd app && "$VOLE" run . 2>&1)"
printf 'package main\n\nfunc main() {\n\tdefer func() { println(recover() == nil) }()\n\tpanic(nil)\n}\n' > app/main.go
check "settings of the release in go.work" false "$(sed -i 's/1.26/1.20/' app/go.mod && "$VOLE" run ./app 2>&1)"
printf 'package main\n\nimport "example.com/tool"\n\nfunc main() { println(tool.Name) }\n' > app/main.go
check "GOWORK=off" 1 "$(cd app && GOWORK=off "$VOLE" run . 2>&1 | grep -c 'no required module provides package example.com/tool')"
check "go.work that lacks the module" 1 "$(cd helper && "$VOLE" build . 2>&1 | grep -c 'not one of the workspace modules listed in go.work')"
