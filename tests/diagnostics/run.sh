#!/usr/bin/env bash
# -gcflags=-json=0,DIR: the compiler's decisions as LSP diagnostics.  Guards compiler/driver/diagnostics.c and
# compiler/tree/diagnose.c.  NAME.want is what Go's compiler writes for flows.go here and for programs of tests/escape, as
# plain.pl prints it; ORACLE=1 asks the installed Go again.
set -u
here=$(cd "$(dirname "$0")" && pwd)
out=$OUT/diagnostics
rm -rf "$out" && mkdir -p "$out"
cd "$out" || exit
export VOLE_CACHE=$out/cache

verdict() { if [ "$2" = "$3" ]; then echo "PASS $1"; else echo "FAIL $1: ${3//$'\n'/ | }, want ${2//$'\n'/ | }"; fi; }
if ! perl -MJSON::PP -e 1 2> /dev/null; then
	echo "SKIP diagnostics: Perl has no JSON::PP"
	exit
fi
for source in "$here"/flows.go "$here"/../escape/{basic,closures,strings}.go; do
	name=$(basename "$source" .go)
	cp "$source" .
	if [ -n "${ORACLE-}" ]; then
		go build -gcflags="-json=0,$out/go/$name" -o "$out/go.bin" "$name.go" &&
			perl "$here/plain.pl" < "go/$name/main/$name.json" > "$here/$name.want"
	fi
	"$VOLE" build -gcflags="-json=0,$out/vole/$name" -o "$name.bin" "$name.go" > "$name.log" 2>&1 &&
		perl "$here/plain.pl" < "vole/$name/main/$name.json" > "$name.got"
	if [ -s "$here/$name.want" ] && cmp -s "$here/$name.want" "$name.got"; then echo "PASS $name"
	else echo "FAIL $name: $(cat "$name.log") $(diff "$here/$name.want" "$name.got" | head -n 4 | tr '\n' ' ')"
	fi
done

# Packages of a module, one directory each; again when their objects are in the cache; by a URI; by `vole compile`.
mkdir -p m/sub && cd m || exit
printf 'module example.com/m\n\ngo 1.26\n' > go.mod
printf 'package main\n\nimport "example.com/m/sub"\n\nfunc main() { println(*sub.F()) }\n' > main.go
printf 'package sub\n\nfunc F() *int { return new(int) }\n' > sub/sub.go
written() { (cd "$1" 2> /dev/null && find . -name '*.json' | sort | tr '\n' ' '); }
"$VOLE" build -gcflags="-json=0,$out/one" . && verdict named-only './main/main.json ' "$(written "$out/one")"
for again in first cached; do
	"$VOLE" build -gcflags="-json=0,file://$out/$again" -o bin/ ./... &&
		verdict "all-$again" './example.com%2Fm%2Fsub/sub.json ./main/main.json ' "$(written "$out/$again")"
done
"$VOLE" compile -json="0,$out/compile" -p example.com/sub -o sub.o sub/sub.go &&
	verdict compile './example.com%2Fsub/sub.json ' "$(written "$out/compile")"
verdict silent '' "$("$VOLE" build -gcflags=" -json=0,$out/silent" . 2>&1)"

refused() { # TITLE MESSAGE VALUE
	verdict "$1" "invalid value \"$3\" for flag -json: $2" "$("$VOLE" compile -json="$3" sub/sub.go 2>&1 | head -n 1)"
}
refused no-destination "-json option should be '<version>,<destination>' where <version> is a number" 0
refused no-version "-json option should be '<version>,<destination>' where <version> is a number" x,/tmp
refused other-version '-json version must be 0' 1,/tmp
refused relative 'the destination of -json must be an absolute path or a file:// URI' 0,here
touch "$out/file"
"$VOLE" build -gcflags="-json=0,$out/file" . > unwritable.log 2>&1
verdict unwritable "1 vole: cannot make directory $out/file/main: Not a directory" "$? $(cat unwritable.log)"
