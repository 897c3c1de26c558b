#!/usr/bin/env bash
# The command line: messages, exit statuses, output files, the cache.  Guards compiler/driver/: commands.c, options.c,
# load*.c, cache.c, build.c and link.c.  Texts are those of Go's own command wherever it has them.
#
# Each test runs in an empty directory of its own.  `check NAME STATUS TEXT command...` runs the command and
# compares exit status and everything printed; a line of TEXT that ends in `*` matches by its beginning.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
VOLE=$(realpath "${VOLE:-$(dirname "$0")/../../build/vole}")
scratch=$(mktemp -d)
trap 'umount "$scratch"/*/disk 2>/dev/null; rm -rf "$scratch"' EXIT
export VOLE_CACHE=$scratch/cache
vole() { timeout 120 "$VOLE" "$@"; }

pass() { echo "PASS $1"; }
fail() { echo "FAIL $1: $2"; }
verdict() { if [ "$2" = 1 ]; then pass "$1"; else fail "$1" "${3-}"; fi; }

# fresh: an empty directory; module: with go.mod and the main.go that stands on standard input.
count=0
fresh() {
	count=$((count + 1))
	mkdir "$scratch/$count"
	cd "$scratch/$count" || exit 1
}
module() {
	fresh
	printf 'module example.com/m\n\ngo 1.26\n' > go.mod
	cat > main.go
}

matches() { # WANT GOT
	local want got
	[ "$(wc -l <<< "$1")" = "$(wc -l <<< "$2")" ] || return 1
	while IFS= read -r want <&3 && IFS= read -r got <&4; do
		case $want in
		*\*) [[ $got == "${want%\*}"* ]] || return 1 ;;
		*) [ "$want" = "$got" ] || return 1 ;;
		esac
	done 3<<< "$1" 4<<< "$2"
}
check() { # NAME STATUS TEXT command...
	local name=$1 status=$2 want=$3 got code
	shift 3
	got=$("$@" 2>&1 < /dev/null)
	code=$?
	if [ $code != "$status" ]; then
		fail "$name" "exit status $code, want $status; printed: ${got//$'\n'/ | }"
	elif ! matches "$want" "$got"; then
		fail "$name" "printed: ${got//$'\n'/ | }"
	else
		pass "$name"
	fi
}
hello='package main

func main() { println("hello") }'

# --- usage -----------------------------------------------------------------------------------------
usage='usage: vole build [-o output] [build flags] [packages]
Run '"'vole help build'"' for details.'
fresh
check unknown-command 2 "vole foo: unknown command
Run 'vole help' for usage." vole foo
check unknown-flag 2 "flag provided but not defined: -zz
$usage" vole build -zz
check flag-without-value 2 "flag needs an argument: -o
$usage" vole build -o
check bad-bool 2 "invalid boolean value \"7\" for -v: parse error
$usage" vole build -v=7
check bad-value 2 "invalid value \"x\" for flag -p: parse error
$usage" vole build -p x
check bad-escape-mode 2 "invalid value \"x\" for flag -escape: must be go, off or closed
$usage" vole build -escape=x
check help-flag 2 "$usage" vole build -h
check help-topic 2 "vole help foo: unknown help topic. Run 'vole help'." vole help foo
check help 0 'Vole is a compiler for Go programs.' bash -c '"$0" help | head -n 1' "$VOLE"
check no-command 2 'Vole is a compiler for Go programs.*' bash -c 'out=$("$0"); code=$?; head -n 1 <<< "$out"; exit $code' "$VOLE"
check version 0 'vole version 0.1 linux/amd64*' vole version
check env 0 'linux
amd64' vole env GOOS GOARCH

# --- a parent that ignores the death of children ------------------------------------------------------
fresh
printf 'package main\n\nfunc main() { println("ran") }\n' > main.go
check ignored-sigchld 0 ran timeout 60 bash -c 'trap "" CHLD; "$0" build -o ran main.go && ./ran' "$VOLE"
check ignored-sigchld-run 0 ran timeout 60 bash -c 'trap "" CHLD; "$0" run main.go' "$VOLE"

# --- little address space ------------------------------------------------------------------------------
# Go's programs need some 800 MB; sizes around the powers of two are where reservations get tight.
fresh
cat > main.go <<'EOF'
package main

func main() {
	c := make(chan int)
	for i := range 1000 {
		go func() { c <- i }()
	}
	sum := 0
	for range 1000 {
		sum += <-c
	}
	var keep [100][]byte
	for i := range keep {
		keep[i] = make([]byte, 1<<20)
		keep[i][i<<12] = 1
	}
	for range 200 {
		p := make([]*int, 1<<16)
		p[7] = &sum
	}
	println(sum, len(keep))
}
EOF
vole build -o main main.go
for megabytes in 800 1000 1024 2000 2100 5000 8500 17000 300000; do
	check "address-space-$megabytes" 0 '499500 100' bash -c "ulimit -v $((megabytes * 1000)); GOMAXPROCS=4 ./main"
done
check address-space-none 2 'fatal error: *' bash -c 'ulimit -v 16000; ./main 2>&1 | head -n 1; exit "${PIPESTATUS[0]}"'

# --- real modules ----------------------------------------------------------------------------------------
fresh
printf 'module b\ngo 1.21\n' > go.mod
mkdir p q
cat > p/p.go <<'EOF'
package p

type H interface{ Size() int }

//go:noinline
func expand[T H](h func() T, n int) int { return n }

func derive[T H](h func() T, t H) int {
	if t == nil {
		t = h()
	}
	return expand(h, t.Size()) + expand(h, t.Size()+1)
}

// A is inlined by its callers, who call an instance that is in this package's object.
func A(h func() H) int { return derive(h, nil) }
EOF
printf 'package q\n\nimport _ "unsafe"\n\n//go:linkname hidden\n\n//go:noinline\nfunc hidden() int { return 7 }\n' > q/q.go
cat > main.go <<'EOF'
package main

import (
	"b/p"
	_ "b/q"
	_ "unsafe"
)

//go:linkname hidden b/q.hidden
func hidden() int

type h int

func (h) Size() int { return 4 }

func main() { println(p.A(func() p.H { return h(1) }), hidden(), plus()) }
EOF
touch x.s
printf '// +build linux,!gc windows\n// +build !ignore\n\npackage main\n\nfunc plus() string { return "these" }\n' > these.go
printf '// Copyright.\n\n// +build gc ignore\n\npackage main\n\nfunc plus() string { return "others" }\n' > others.go
printf '// +build linux\n//go:build ignore\n\npackage main\n\nfunc plus() string { return "newer" }\n' > newer.go
printf '// +build ignore\npackage main\n\nvar documented int\n' > documented.go
check real-module 0 '9 7 these' vole run .
check real-module-O0 0 '9 7 these' vole run -O0 .
check real-module-cached 0 '9 7 these' vole run .

# --- long messages ---------------------------------------------------------------------------------------
fresh
fields=$(for i in $(seq 900); do printf 'field%d int; ' "$i"; done)
printf 'package main\n\nfunc main() {\n\tvar x struct { %s}\n\tvar y int = x\n\t_ = y\n}\n' "$fields" > main.go
check whole-message 1 "# command-line-arguments
./main.go:5:14: cannot use x (variable of type struct{${fields%; }}) as int value in variable declaration" \
	vole build main.go
name=$(printf 'long_%.0s' $(seq 300))
printf 'package main\n\nfunc main() {\n\ta := 1 %s\n}\n' "$name" > main.go
check whole-syntax-error 1 "# command-line-arguments
./main.go:4:9: syntax error: unexpected name $name at end of statement" vole build main.go

# --- a reader that goes away -------------------------------------------------------------------------
fresh
cat > main.go <<'EOF'
package main

import "fmt"

func main() {
	for {
		fmt.Println("y")
	}
}
EOF
check broken-pipe 0 'y
141' bash -c '"$0" build -o yes main.go && ./yes | head -n 1; echo "${PIPESTATUS[0]}"' "$VOLE"

# --- nothing to build --------------------------------------------------------------------------------
fresh
printf 'package main\n\nimport . "fmt"\n\nfunc main() { Println(1) }\n' > a.go
printf 'package main\n\nimport . "fmt"\n\nvar x int\n' > b.go
check dot-import-of-each-file 1 '# command-line-arguments
./b.go:3:8: "fmt" imported and not used' vole build a.go b.go
fresh
check missing-file 1 'stat nofile.go: no such file or directory' vole build nofile.go
check missing-file-run 1 'stat nofile.go: no such file or directory' vole run nofile.go
check missing-file-compile 1 'stat nofile.go: no such file or directory' vole compile nofile.go
check run-nothing 1 'vole: no go files listed' vole run
check no-module 1 'go: go.mod file not found in current directory or any parent directory' vole build
printf 'module example.com/m\n' > go.mod
check no-go-files 1 "no Go files in $PWD" vole build
check no-directory 1 "stat $PWD/x: directory not found" vole build ./x
check outside-module 1 'directory / outside main module or its selected dependencies' vole build /
check matched-nothing 0 'vole: warning: "./..." matched no packages' vole build ./...
echo 'package m' > m_test.go
for path in '/abs' 'unicode//utf8' 'fmt/' 'a/../b'; do
	printf 'package m\nimport _ "%s"\n' "$path" > bad.go
	vole build 2>&1
done > got.txt
check malformed-imports 0 'bad.go:2:8: "/abs" is not a package path
bad.go:2:8: malformed import path "unicode//utf8": double slash
bad.go:2:8: malformed import path "fmt/": trailing slash
bad.go:2:8: malformed import path "a/../b": invalid path element ".."' cat got.txt
rm bad.go got.txt
check only-tests 1 "no non-test Go files in $PWD" vole build
check not-std 1 "package foo is not in std (*" vole build foo
mkdir d
echo "$hello" | tee main.go > d/x.go
check mixed-arguments 1 'named files must be .go files: d' vole build main.go d
check two-directories 1 'named files must all be in one directory; have . and d' vole build main.go d/x.go
echo 'package other' > other.go
check two-packages 1 "found packages main (main.go) and other (other.go) in $PWD" vole build
printf '//go:build ignore\n\npackage main\n' > main.go
rm other.go
check excluded 1 "package example.com/m: build constraints exclude all Go files in $PWD" vole build
printf 'modul x\n' > go.mod
check bad-gomod 1 'go: errors parsing go.mod:
go.mod:1: unknown directive: modul' vole build

# --- imports -----------------------------------------------------------------------------------------
module <<< 'package main

import "foo"

func main() {}'
check import-not-std 1 'main.go:3:8: package foo is not in std (*' vole build
sed -i 's,foo,example.com/x/y,' main.go
check import-not-required 1 'main.go:3:8: no required module provides package example.com/x/y; to add it:
	go get example.com/x/y' vole build
sed -i 's,example.com/x/y,C,' main.go
check import-cgo 1 'main.go:3:8: import "C": cgo not supported' vole build
sed -i 's,"C","./d",' main.go
check import-relative 1 'main.go:3:8: "./d" is relative, but relative import paths are not supported in module mode' vole build
mkdir -p a b c/internal/d d
printf 'package d\n' > d/d.go
sed -i 's,"./d",_ "./d",' main.go
check import-local 0 '' vole build -D example.com/m
printf 'package d\n\nfunc Þorn() {}\n' > d/d.go
sed -i 's,_ "./d",. "./d",; s,main() {,main() { Þorn(),' main.go
check import-not-ascii 0 '' vole build -D example.com/m
printf 'package a\n\nimport _ "example.com/m/b"\n' > a/a.go
printf 'package b\n\nimport _ "example.com/m/a"\n' > b/b.go
check import-cycle 1 'package example.com/m/a
	imports example.com/m/b from a.go
	imports example.com/m/a from b.go: import cycle not allowed' vole build ./a
printf 'package b\n\nimport _ "example.com/m/c/internal/d"\n' > b/b.go
printf 'package d\n' > c/internal/d/d.go
check import-internal 1 'package example.com/m/b
	b/b.go:3:8: use of internal package example.com/m/c/internal/d not allowed' vole build ./b
printf 'package b\n\nimport _ "example.com/m"\n' > b/b.go
echo "$hello" > main.go
check import-program 1 'b/b.go:3:8: import "example.com/m" is a program, not an importable package' vole build ./b

# --- what the compiler reports -------------------------------------------------------------------------
module <<< 'package main
func main() {'
check syntax-error 1 '# example.com/m
./main.go:3:1: syntax error: unexpected EOF, expected }' vole build
module <<< 'package main

import "unsafe"

func main() {
	var x int = "a"
	y := 1
}'
errors='./main.go:3:8: "unsafe" imported and not used
./main.go:6:6: declared and not used: x
./main.go:6:14: cannot use "a" (untyped string constant) as int value in variable declaration
./main.go:7:2: declared and not used: y'
check type-errors 1 "# example.com/m
$errors" vole build
check type-errors-files 1 "# command-line-arguments
$errors" vole run main.go
check type-errors-compile 1 "${errors//.\//}" vole compile main.go
verdict no-output-on-error "$([ ! -e m ] && [ ! -e main.o ] && echo 1)"
echo old > m
vole build > /dev/null 2>&1
verdict old-output-kept "$([ "$(cat m)" = old ] && echo 1)"
module <<< 'package main

func Main() {}'
check no-main 1 '# example.com/m
function main is undeclared in the main package' vole build
mkdir d
printf 'package d\n\nfunc F() int { return "" }\n' > d/d.go
printf 'package main\n\nimport "example.com/m/d"\n\nfunc main() { d.F() }\n' > main.go
check error-in-import 1 '# example.com/m/d
d/d.go:3:23: cannot use "" (untyped string constant) as int value in return statement' vole build
module <<< "package main

func main() { $(printf 'x%d := 1; ' {1..12})}"
sed -i 's/; /\n/g' main.go
check ten-errors 1 11 bash -c '"$0" build 2> log; code=$?; grep -c main.go log; exit $code' "$VOLE"
check all-errors 1 12 bash -c '"$0" build -e 2> log; code=$?; grep -c main.go log; exit $code' "$VOLE"

# Damaged text is a user error, however it looks.
odd() { # NAME: compiling main.go must end in errors, not in a crash
	vole build > log 2>&1
	local code=$?
	verdict "$1" "$([ $code = 1 ] && [ -s log ] && echo 1)" "exit status $code: $(head -n 1 log)"
}
module < /dev/null
odd empty-file
printf 'package main\nfunc main() { x := "\0" }\n' > main.go
odd nul-byte
head -c 20000 /dev/urandom > main.go
odd random-bytes
{ echo 'package main'; echo 'func main() { _ = '; head -c 200000 /dev/zero | tr '\0' '('; } > main.go
odd deep-parentheses
{ echo 'package main'; echo 'func main() { '; head -c 200000 /dev/zero | tr '\0' '{'; } > main.go
odd deep-blocks

# --- messages about several packages -------------------------------------------------------------------
module << 'EOF'
package main

import (
	"example.com/m/one/same"
	other "example.com/m/two/same"
)

var x other.T
var y same.T = x

func main() {}
EOF
mkdir -p one/same two/same
echo 'package same; type T struct{}' | tee one/same/same.go > two/same/same.go
check same-name 1 '# example.com/m
./main.go:9:16: cannot use x (variable of struct type "example.com/m/two/same".T) as "example.com/m/one/same".T value in variable declaration' vole build
module << 'EOF'
package main

import one "example.com/m/one"

func main() {}
EOF
mkdir one
echo 'package two' > one/one.go
check unused-import 1 '# example.com/m
./main.go:3:8: "example.com/m/one" imported and not used' vole build

# --- executables ---------------------------------------------------------------------------------------
module <<< "$hello"
check build 0 '' vole build
check built-program 0 hello ./m
rm m
check build-file 0 '' vole build main.go
check built-from-file 0 hello ./main
check build-into 0 '' vole build -o bin/ .
check built-into 0 hello bin/m
check dev-null 0 '' vole build -o /dev/null
verdict dev-null-kept "$([ -c /dev/null ] && echo 1)"
mkdir -p d/cmd && cp main.go d/cmd/
check several 0 '' vole build ./...
check several-to-file 1 'vole: cannot write multiple packages to non-directory x' vole build -o x ./...
check several-to-dir 0 '' vole build -o bin ./...
check several-built 0 hello bin/cmd
mkdir m2 && cp main.go m2/ && mkdir v2 && cp main.go v2/
check version-suffix 0 '' vole build ./v2
verdict version-suffix-name "$([ -x m ] && [ ! -e v2/m ] && echo 1)"
check build-is-directory 1 'vole build example.com/m/m2: build output "m2" already exists and is a directory' vole build ./m2
check strip 0 '' vole build -ldflags='-s -w'
check gcflags 0 '' vole build -gcflags='-l'
check bad-gcflags 2 'flag provided but not defined: -zz*' bash -c '"$0" build -gcflags=-zz 2> log; code=$?; head -n 1 log; exit $code' "$VOLE"
check cover 2 'invalid boolean value "true" for -cover: not supported
*
*' vole build -cover
check covermode 2 'invalid value "set" for flag -covermode: not supported
*
*' vole run -covermode=set .
check trace 0 1 bash -c '"$0" build -x 2>&1 | grep -c crt1.o' "$VOLE"
check assembly 0 1 bash -c '"$0" build -S | grep -c "^main.main:"' "$VOLE"
check llvm-ir 0 1 bash -c '"$0" build -emit-llvm | grep -c "^define.*@main.main("' "$VOLE"
check object 0 '' vole compile -o x.o main.go
verdict object-made "$([ "$(head -c 4 x.o | tail -c 3)" = ELF ] && echo 1)"

# A function that is an instruction stays one where its Go body could be inlined.
module <<< 'package main

import "math/bits"

//go:noinline
func high(a, b uint64) uint64 { h, _ := bits.Mul64(a, b); return h }

func main() { println(high(1<<63, 6)) }'
check instruction 0 1 bash -c '"$0" build -emit-llvm | grep -c "mul .*i128"' "$VOLE"

# What a debugger makes of it: breakpoints by name, inlined callers, frames, lines.
module <<< 'package main

func outer(n int) int { return inner(n) + 1 }

//go:noinline
func inner(n int) int {
	println(n)
	return n
}

func main() { println(outer(len("ab"))) }'
vole build -o prog main.go
if command -v gdb > /dev/null; then
	check gdb-frames 0 '#0 main.inner at main.go:7
#1 main.outer at main.go:3
#2 main.main at main.go:11' bash -c "gdb -q -batch -ex 'break main.inner' -ex run -ex bt ./prog 2>&1 |
		sed -n 's|^#\([012]\) .*\(main[.][a-z]*\) (.*) at .*\(main.go:[0-9]*\)\$|#\1 \2 at \3|p'"
else
	echo 'SKIP gdb-frames: no gdb'
fi

# --- run -----------------------------------------------------------------------------------------------
module <<< 'package main

import "os"

func main() {
	for _, a := range os.Args[1:] {
		println(a)
	}
	os.Exit(len(os.Args) - 1)
}'
check run-args 1 'a
-o
x y
exit status 3' vole run . a -o 'x y'
check run-ok 0 '' vole run main.go
check run-panic 1 'panic: 7*' bash -c 'sed -i "s/os.Exit.*/panic(7)/" main.go; "$0" run . 2> log; code=$?; head -n 1 log; exit $code' "$VOLE"
verdict run-panic-status "$([ "$(tail -n 1 log)" = 'exit status 2' ] && echo 1)" "$(tail -n 1 log)"
mkdir d
echo 'package d' > d/d.go
check run-library 1 'package example.com/m/d is not a main package' vole run ./d

# A small function's calls of itself go two levels down, so it calls itself with n-3 too: not at -l.
module <<< 'package main

func f(n int) int {
	if n < 2 {
		return n
	}
	return f(n-1) + f(n-2)
}

func main() { println(f(20)) }'
vole build -emit-llvm -o twice.ll . 2> /dev/null
vole build -l -emit-llvm -o once.ll . 2> /dev/null
verdict recursion-expanded "$(grep -q 'add .*, -3' twice.ll && ! grep -q 'add .*, -3' once.ll && echo 1)"

# --- cache ---------------------------------------------------------------------------------------------
module <<< 'package main

import "example.com/m/d"

func main() { println(*d.F()) }'
mkdir d
printf 'package d\n\nfunc F() *int { x := 1; return &x }\n' > d/d.go
export VOLE_CACHE=$PWD/cache
check cached-first 0 1 vole run .
check cached-again 0 1 vole run .
check cached-verbose 0 '' vole build -v
sed -i 's/x := 1/x := 2/' d/d.go
check edited-import 0 2 vole run .
m1=$(vole build -m . 2>&1)
m2=$(vole build -m . 2>&1)
verdict replayed-m "$([ -n "$m1" ] && [ "$m1" = "$m2" ] && echo 1)" "$m2"
damage() { # COMMAND: applied to each object in the cache
	find cache -name '*.o' -exec sh -c "$1" _ {} \;
}
damage 'printf XXXXXXXX | dd of="$1" bs=1 seek=200 conv=notrunc 2> /dev/null'
check damaged-objects 0 2 vole run .
damage ': > "$1"'
check truncated-objects 0 2 vole run .
damage 'rm "$1"'
check removed-objects 0 2 vole run .
find cache -name '*.info' -exec sh -c 'echo junk > "$1"' _ {} \;
check damaged-info 0 2 vole run .
# What was not used for five days goes, once a day; what is found again is used.
touch -d '6 days ago' cache/*/* cache/trim.txt
mkdir cache/zz cache/00 2> /dev/null
old=0000000000000000000000000000000000
touch -d '6 days ago' "cache/00/$old.o" cache/00/notes cache/zz/$old.o
sed -i 's/x := 2/x := 3/' d/d.go
check trim-build 0 3 vole run .
verdict trimmed "$([ ! -e cache/00/$old.o ] && [ -e cache/00/notes ] && [ -e cache/zz/$old.o ] && echo 1)"
touch -d '6 days ago' "cache/00/$old.o"
sed -i 's/x := 3/x := 2/; $ a // more' d/d.go
check trim-again 0 2 vole run .
verdict trim-once-a-day "$([ -e cache/00/$old.o ] && echo 1)"
touch -d '6 days ago' cache/*/*.o
check trim-all-found 0 2 vole run .
verdict trim-found-is-used "$([ "$(find cache -name '*.o' -mtime -1 | wc -l)" -ge 3 ] && echo 1)"
check clean 0 '' vole clean -cache
verdict cleaned "$([ ! -e cache ] && echo 1)"
VOLE_CACHE=off check cache-off 0 2 vole run .
VOLE_CACHE=/proc/nowhere check cache-unwritable 0 2 vole run .
rm -rf cache
(vole build -o p1 . > log1 2>&1 & vole build -o p2 . > log2 2>&1; wait)
check two-at-once 0 '2
2' bash -c './p1 2>&1 && ./p2'
export VOLE_CACHE=$scratch/cache

# --- the library's share of the link ---------------------------------------------------------------------
module <<< 'package main

import ("fmt"; "os")

var all = []any{1, os.Args[1:]}

func main() { fmt.Println("hello", all) }'
links() { vole build -x . 2>&1 | grep -c ' -m elf_x86_64'; }
check link-first 0 2 links
sed -i 's/"hello"/"hello again"/' main.go
check link-after-edit 0 1 links
sed -i 's/hello again"/&, fmt.Sprint(2)/' main.go
check link-new-call 0 2 links
check linked 0 'hello again 2 [1 []]' ./m
VOLE_CACHE=off check link-cache-off 0 1 links

# --- output that cannot be written -----------------------------------------------------------------------
module <<< "$hello"
vole build -o warm . 2> /dev/null       # objects are in the cache now
check no-output-directory 1 'vole build example.com/m: cannot write /nowhere/x: No such file or directory' vole build -o /nowhere/x
check device-full 1 'vole build example.com/m: copying * to /dev/full: No space left on device*' \
	bash -c '"$0" build -o /dev/full 2>&1 | sed "s,copying [^ ]*,copying *,"; exit "${PIPESTATUS[0]}"' "$VOLE"
echo old > m
(ulimit -f 8; trap '' XFSZ; vole build > log 2>&1; echo $? > code)
verdict file-size-limit "$([ "$(cat code)" = 1 ] && grep -q '^vole build example.com/m: ' log && echo 1)" "$(cat log)"
verdict file-size-limit-keeps "$([ "$(cat m)" = old ] && [ -z "$(ls -A | grep tmp)" ] && echo 1)" "$(ls -A)"
mkdir disk
if mount -t tmpfs -o size=64k tmpfs disk 2> /dev/null; then
	vole build -o disk/m > log 2>&1
	code=$?
	verdict disk-full "$([ $code = 1 ] && grep -qi 'no space left' log && echo 1)" "exit status $code: $(cat log)"
	verdict disk-full-no-output "$([ -z "$(ls -A disk)" ] && echo 1)" "$(ls -A disk)"
	umount disk
else
	echo "SKIP disk-full: cannot mount a small file system here"
fi

# --- make install ------------------------------------------------------------------------------------------
module <<< "$hello"
if make -s -C "$top" BUILD="$(dirname "$VOLE")" PREFIX="$PWD/inst" install > log 2>&1; then
	pass install
	check installed-run 0 hello inst/bin/vole run .
	check installed-env 0 "$PWD/inst/lib/vole" inst/bin/vole env VOLE_ROOT
else
	fail install "$(tail -n 3 log)"
fi
