#!/usr/bin/env bash
# The front end's own parts: lexer.l, parser.y with build_*.c, literal.c, level.c, constants.c.
#
# NAME.go with NAME.err is a file with syntax errors and what Go 1.26 says of them, columns included
# (ORACLE=1 asks the installed Go again).  NAME.go with NAME.tree is a file and its syntax tree.
# Where Go's sources are installed, all of them must parse, and damaged ones must not break the parser.
set -u
cd "$(dirname "$0")" || exit 1
mkdir -p "$OUT/lang"
link() {
	cc -std=gnu11 -D_GNU_SOURCE -I"$TOP/lang" -o "$OUT/lang/$1" "$1.c" "$BUILD"/lang/*.o -lmpfr -lgmp -lm
}
check() {   # NAME SUFFIX
	if diff "$1.$2" "$OUT/lang/$1.$2" > "$OUT/lang/$1.diff"; then
		echo "PASS $1"
	else
		echo "FAIL $1: $(sed -n 2p "$OUT/lang/$1.diff")"
	fi
}
link constants_test && link syntax || { echo "FAIL build"; exit 1; }
syntax=$OUT/lang/syntax

if why=$("$OUT/lang/constants_test"); then echo "PASS constants"; else echo "FAIL constants: $why"; fi

for expected in *.err; do
	name=${expected%.err}
	[ -z "${ORACLE-}" ] || go tool compile -e -o "$OUT/lang/oracle.o" "$name.go" > "$expected" 2>&1
	timeout 10 "$syntax" "$name.go" 2> "$OUT/lang/$expected"
	check "$name" err
done
for expected in *.tree; do
	timeout 10 "$syntax" -tree "${expected%.tree}.go" > "$OUT/lang/$expected" 2>&1
	check "${expected%.tree}" tree
done

goroot=$(go env GOROOT 2> /dev/null)
if [ -d "$goroot/src/runtime" ]; then
	find "$goroot/src" -name '*.go' -not -path '*/testdata/*' > "$OUT/lang/sources"
	if xargs timeout 100 "$syntax" < "$OUT/lang/sources" 2> "$OUT/lang/sources.err"; then
		echo "PASS $(wc -l < "$OUT/lang/sources") Go sources"
	else
		echo "FAIL Go sources: $(head -n 1 "$OUT/lang/sources.err")"
	fi
	if timeout 100 "$syntax" -mutate 200 "$goroot"/src/{sort,fmt,iter,go/ast}/*.go; then
		echo "PASS damaged sources"
	else
		echo "FAIL damaged sources: exit status $?"
	fi
else
	echo "SKIP Go sources: not installed"
fi
