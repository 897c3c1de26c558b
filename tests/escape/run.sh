#!/usr/bin/env bash
# The lines of -m.  Each *.go here is a program; NAME.m is what Go 1.26 prints for it under
#     // flags: -m            (the first line of the source; -m if absent)
# and Vole must print the same, line for line.  ORACLE=1 asks the installed Go again and rewrites NAME.m.
# solve_test.c tests the solver on graphs built by hand.
set -u
here=$(cd "$(dirname "$0")" && pwd)
export here
flags_of() { sed -n '1s|^// flags: ||p' "$1" | grep . || echo -m; }
one() {
	src=$1 name=$(basename "$1" .go)
	dir=$OUT/escape
	mkdir -p "$dir"
	flags=$(flags_of "$src")
	cd "$here" || return
	[ -z "${ORACLE-}" ] || go build -gcflags="$flags" -o /dev/null "$name.go" 2>&1 | grep -v '^#' > "$name.m"
	timeout 60 "$VOLE" build -gcflags="$flags" -o "$dir/$name.bin" "$name.go" 2>&1 | grep -v '^#' > "$dir/$name.m"
	if cmp -s "$name.m" "$dir/$name.m"; then
		echo "PASS $name"
	else
		diff "$name.m" "$dir/$name.m" > "$dir/$name.diff"
		echo "FAIL $name: $(grep -c '^[<>]' "$dir/$name.diff") lines differ: $(sed -n 2p "$dir/$name.diff")"
	fi
}
export -f one flags_of
cc -std=gnu11 -D_GNU_SOURCE -I"$TOP/lang" -I"$TOP/compiler/tree" -I"$TOP/compiler/escape" -o "$OUT/solve_test" "$here/solve_test.c" \
	"$TOP"/compiler/escape/escape_{graph,solve,leaks}.c "$TOP"/lang/{base,diag}.c && "$OUT/solve_test"
printf '%s\n' "$here"/*.go | xargs -P "$(nproc)" -I{} bash -c 'one {}'
