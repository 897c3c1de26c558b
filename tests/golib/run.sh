#!/usr/bin/env bash
# Go's own library, compiled by Vole (compiler/driver/golib.c). Each *.go here is a program, NAME.out what Go's program
# printed and its exit status: ORACLE=1 makes that anew. Without an installed Go only the messages are looked at.
set -u
here=$(cd "$(dirname "$0")" && pwd)
dir=${OUT:-$(mktemp -d)}/golib
rm -rf "$dir" && mkdir -p "$dir"
export here dir

check() { # title, wanted text, got
	if [ "$2" = "$3" ]; then echo "PASS $1"; else echo "FAIL $1: want $2 got $3"; fi
}

# --- messages ---

cat > "$dir/json.go" << 'EOF'
package main

import "encoding/json"

func main() { json.Marshal(nil) }
EOF
cat > "$dir/plugin.go" << 'EOF'
package main

import _ "plugin"

func main() {}
EOF
needs="json.go:3:8: package encoding/json is part of Go's library, which needs an installed Go 1.26"
cd "$dir" || exit 1
check 'no Go' "$needs (make golib)" "$(VOLE_GOROOT=off "$VOLE" build json.go 2>&1)"
check 'no VERSION' "$needs ($dir has no file VERSION of a Go release)" "$(VOLE_GOROOT=$dir "$VOLE" build json.go 2>&1)"
mkdir -p other/bin other/src/fmt && echo 'go1.20.1' > other/VERSION && printf '#!/bin/sh\n' > other/bin/go && chmod +x other/bin/go
got=$(PATH=$dir/other/bin:/usr/bin:/bin "$VOLE" env GOVERSION)
case $got in go1.26*) got=another ;; '') got=another ;; esac
check 'another release on PATH is passed over' another "$got"
for version in go1.26 go1.26.3 go1.26rc1; do
	echo $version > other/VERSION
	check "$version on PATH is taken" $version "$(PATH=$dir/other/bin:/usr/bin:/bin "$VOLE" env GOVERSION)"
done
echo go1.260.1 > other/VERSION
got=$(PATH=$dir/other/bin:/usr/bin:/bin "$VOLE" env GOVERSION)
[ "$got" != go1.260.1 ]
check 'go1.260.1 is not go1.26' 0 $?
echo go1.20.1 > other/VERSION
check 'another release that is named is taken' go1.20.1 "$(VOLE_GOROOT=$dir/other "$VOLE" env GOVERSION)"
check 'a package missing there' "json.go:3:8: package encoding/json is not in std ($dir/other/src/encoding/json)" \
	"$(VOLE_GOROOT=$dir/other "$VOLE" build json.go 2>&1)"
ln -sf VERSION other/VERSION
check 'what cannot be read there' "$needs (open $dir/other/VERSION: Too many levels of symbolic links)" \
	"$(VOLE_GOROOT=$dir/other "$VOLE" build json.go 2>&1)"
rm -r other/VERSION other/src && ln -s src other/src && echo go1.26 > other/VERSION
check 'sources that cannot be read' "$needs (open $dir/other/src: Too many levels of symbolic links)" \
	"$(VOLE_GOROOT=$dir/other "$VOLE" build json.go 2>&1)"
rm other/src && mkdir -p other/src/encoding/json
printf 'package json\n\nimport "encoding/hex"\n\nfunc Marshal(v any) { hex.Dump(nil); lost() }\n' > other/src/encoding/json/encode.go
check 'half of a package there' "# encoding/json
other/src/encoding/json/encode.go:5:38: undefined: lost" "$(VOLE_GOROOT=$dir/other "$VOLE" build json.go 2>&1)"
printf 'package json\n\nimport _ "encoding/pem"\n' > other/src/encoding/json/encode.go
check 'an import of a package missing there' \
	"other/src/encoding/json/encode.go:3:8: package encoding/pem is not in std ($dir/other/src/encoding/pem)" \
	"$(VOLE_GOROOT=$dir/other "$VOLE" build json.go 2>&1)"
mkdir -p other/src/cmd/internal/x other/src/cmd/vendor/y.org/z other/src/vendor/y.org/z other/src/cmd/tool
echo 'package z' | tee other/src/cmd/vendor/y.org/z/z.go > other/src/vendor/y.org/z/z.go
printf 'package x\n\nimport _ "y.org/z"\n' > other/src/cmd/internal/x/x.go
printf 'package main\n\nfunc main() {}\n' > other/src/cmd/tool/main.go
import() { # a program that imports only $1 cannot be built: it says $2
	printf 'package main\n\nimport _ "%s"\n\nfunc main() {}\n' "$1" > import.go
	check "import of $1" "$2 exit 1" "$(VOLE_GOROOT=$dir/other "$VOLE" build import.go 2>&1) exit $?"
}
import cmd/internal/x "package command-line-arguments
	import.go:3:8: use of internal package cmd/internal/x not allowed"
import cmd/tool 'import.go:3:8: import "cmd/tool" is a program, not an importable package'
import cmd/vendor/y.org/z 'import.go:3:8: use of vendored package not allowed'
import vendor/y.org/z 'import.go:3:8: use of vendored package not allowed'
import cmd/none "import.go:3:8: package cmd/none is not in std ($dir/other/src/cmd/none)"
import C 'import.go:3:8: import "C": cgo not supported'
check refused 'plugin.go:3:8: import "plugin" not supported: programs are linked statically' "$("$VOLE" build plugin.go 2>&1)"
check 'list without Go' "Go's, which is not installed (make golib)" \
	"$(VOLE_GOROOT=off "$VOLE" list std | awk -F'\t' '$1 == "net/http" { print $2 }')"

# --- programs ---

if [ -z "$("$VOLE" env GOROOT)" ]; then
	for src in "$here"/*.go; do echo "SKIP $(basename "$src" .go): no Go 1.26 is installed"; done
	exit
fi
run() { # program
	timeout 100 "$1" 2>&1 | sed -E 's/127\.0\.0\.1:[0-9]+/ADDRESS/g'
	echo "exit status ${PIPESTATUS[0]}"
}
for src in "$here"/*.go; do
	name=$(basename "$src" .go)
	if [ -n "${ORACLE-}" ]; then
		GO111MODULE=off go build -o "$name.go.exe" "$src" && run "./$name.go.exe" > "$here/$name.out"
	fi
	for mode in -O0 stress; do
		if [ $mode = -O0 ] && ! timeout 600 "$VOLE" build -O0 -o "$name" "$src" > "$name.log" 2>&1; then
			echo "FAIL $name: does not build: $(head -n 3 "$name.log" | tr '\n' ' ')"
			break
		fi
		[ $mode = -O0 ] || export GODEBUG=gcstress=20,gccheckmark=1,clobberfree=1
		run "./$name" > "$name.got"
		unset GODEBUG
		if cmp -s "$here/$name.out" "$name.got"; then echo "PASS $name $mode"
		else echo "FAIL $name $mode: $(diff "$here/$name.out" "$name.got" | head -n 3 | tr '\n' ' ')"; fi
	done
done

# A process that outlives a test has its output: vole test waits for what it writes, as go test does.
mkdir -p tests && cp "$here"/forks/*.go tests && printf 'module forks\n\ngo 1.26\n' > tests/go.mod
forks() { (cd tests && timeout 300 "$VOLE" test -O0 -count=1 -run "$1" . 2>&1; echo "status $?") | sed -E 's/[0-9.]+s\)?$/TIME/; s/\(TIME/TIME/'; }
check 'a test that forks' $'ok  \tforks\tTIME\nstatus 0' "$(forks 'TestForks$')"
check 'a test that forks and fails' $'--- FAIL: TestForksAndFails TIME\n    forks_test.go:20: failed\nFAIL\nlate\nFAIL\tforks\tTIME\nFAIL\nstatus 1' \
	"$(forks TestForksAndFails)"

# `vole list std` knows each package of Go's that has files other than tests, with and without Go's sources, and no other but
# insides of Vole's own; what it refuses is Go's, and no more than these.
if [ "$(go env GOVERSION 2> /dev/null)" = "$("$VOLE" env GOVERSION)" ]; then
	export LC_ALL=C
	CGO_ENABLED=1 go list -f '{{if or .GoFiles .CgoFiles}}{{.ImportPath}}{{end}}' std | grep -v '^vendor/' | sort > go.list
	# Tests for a build with cgo or another system.
	others='^(internal/runtime/(cgobench|wasitest)|internal/copyright|net/internal/cgotest)$'
	"$VOLE" list std > all.list
	cut -f 1 all.list | sort > names.list
	check "Go's packages that are not listed" '' "$(comm -23 go.list names.list | grep -vE "$others" | tr '\n' ' ')"
	check "packages listed that are not Go's" '' "$(comm -13 go.list names.list | while read -r name; do
		[ -d "$TOP/stdlib/$name" ] && [ -z "${name##internal/*}" ] || echo "$name"
	done)"
	check "public packages listed with and without Go's sources" "$(grep -vE '(^|/)internal(/|$)|^unsafe$' go.list)" \
		"$({ VOLE_GOROOT=off "$VOLE" list std; grep 'not supported' all.list; } | cut -f 1 | grep -vE '(^|/)internal(/|$)' | sort -u)"
	check 'packages refused without a reason' '' "$(cut -f 2 all.list | grep -E '^not supported(: *)?$')"
	check 'fewer than 15 are refused' 1 $(($(grep -c 'not supported: ' all.list) < 15))
fi

# What a program says of Go's root: where its packages were read from; the variable goes before.
root() { # what to import, environment, flags
	printf 'package main\n\nimport (\n\t"fmt"\n\t"runtime"\n\t%s\n)\n\nfunc main() { fmt.Println(runtime.GOROOT()) }\n' "$1" > root.go
	shift
	env -u GOROOT "$1" "$VOLE" run -O0 "${@:2}" root.go 2>&1
}
check 'the root of a program with packages of Go' "$("$VOLE" env GOROOT)" "$(root '_ "encoding/pem"' A=)"
check 'the root of the environment' /elsewhere "$(root '_ "encoding/pem"' GOROOT=/elsewhere)"
check 'no root with -trimpath' '' "$(root '_ "encoding/pem"' A= -trimpath)"
check 'no root without packages of Go' '' "$(root '_ "sort"' A=)"
