#!/usr/bin/env bash
# Files in executables: module/ is a program whose output is in module.out, errors/NAME.go a package that cannot be built,
# with what Go says in NAME.err. ORACLE=1 makes both anew.
set -u
here=$(cd "$(dirname "$0")" && pwd)
dir=${OUT:-$(mktemp -d)}/embed
rm -rf "$dir" && mkdir -p "$dir"
export VOLE_CACHE=$dir/cache

verdict() { # title, condition's exit status, what is wrong
	if [ "$2" -eq 0 ]; then echo "PASS $1"; else echo "FAIL $1: $3"; fi
}

same() { # title, wanted file, file
	cmp -s "$2" "$3"
	verdict "$1" $? "$(diff "$2" "$3" | head -n 3 | tr '\n' ' ')"
}

# --- programs ---

cp -r "$here/module" "$dir/module" && cd "$dir/module" || exit 1
[ -z "${ORACLE-}" ] || go run . > "$here/module.out"
for mode in -O2 -O0; do
	timeout 300 "$VOLE" build $mode -o program . > build.log 2>&1
	GODEBUG=gccheckmark=1,clobberfree=1 timeout 60 ./program > got 2>&1
	same "program $mode" "$here/module.out" got
done
timeout 300 "$VOLE" test ./part > got 2>&1
verdict "in _test.go files" $? "$(head -n 3 got | tr '\n' ' ')"

# Contents belong to the package; when a file was written does not matter.
rebuilt() { # prints the packages that are compiled
	"$VOLE" build -v -o program . 2>&1 | tr '\n' ' '
}
"$VOLE" build -o program .
touch part/part.txt assets/one.txt
verdict "a touched file" "$([ -z "$(rebuilt)" ]; echo $?)" "packages are compiled again"
echo 'changed part' > part/part.txt
got=$(rebuilt)
verdict "an edited file" "$([ "$got" = "example.com/embedding/part example.com/embedding " ]; echo $?)" "compiled: $got"
verdict "its new contents" "$(./program | grep -q 'changed part'; echo $?)" "the old ones"
echo added > assets/added.txt
got=$(rebuilt)
verdict "a new file" "$([ "$got" = "example.com/embedding " ]; echo $?)" "compiled: $got"
verdict "is there" "$(./program | grep -q '^   assets/added.txt'; echo $?)" "it is not"

# Contents are constant data: nothing is allocated or copied at the start.
mkdir -p "$dir/big" && cd "$dir/big" || exit 1
head -c 8000000 /dev/zero > big.bin
printf 'module big\n\ngo 1.26\n' > go.mod
cat > main.go <<'END'
package main

import (
	"embed"
	"runtime"
)

//go:embed big.bin
var text string

//go:embed big.bin
var files embed.FS

func main() {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	_, err := files.Open("big.bin")
	println(len(text), err == nil, m.TotalAlloc < 1000000)
}
END
got=$(timeout 100 "$VOLE" run . 2>&1)
verdict "nothing is copied" "$([ "$got" = "8000000 true true" ]; echo $?)" "$got"

# --- messages ---

mkdir -p "$dir/errors/files" && cd "$dir/errors/files" || exit 1
mkdir -p data hollow shy other bad devices .git empty/below
printf 'hello\n' > hello.txt; echo 1 > data/one.txt; echo 2 > data/two.txt; echo 1 > shy/.x; echo 1 > shy/_y
echo 'module other' > other/go.mod; echo 1 > other/a.txt; ln -s hello.txt link; ln -s data dirlink; mkfifo pipe
echo 1 > 'bad/a"b'; echo 1 > devices/aux.txt; echo 1 > .git/config
for src in "$here"/errors/*.go; do
	name=$(basename "$src" .go)
	rm -f ./*.go
	cp "$src" .
	printf 'module wrong\n\ngo 1.%d\n' "$([ "$name" = old ] && echo 15 || echo 26)" > go.mod
	[ -z "${ORACLE-}" ] || GOFLAGS=-buildvcs=false go build -o program . 2> "$here/errors/$name.err"
	timeout 60 "$VOLE" build -o program . 2> got
	same "$name" "$here/errors/$name.err" got
done
