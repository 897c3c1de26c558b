#!/usr/bin/env bash
# Each *.go here is a program.  Its answer: NAME.out, the standard output Go 1.26 gave (none: empty), and
# in the source itself
#     // exit: N              the exit status (0 if absent)
#     // stderr: TEXT         a line standard error must hold, in this order (any number)
#     // default mode only    not for tests/modes
#     // without Go           built as where no Go is installed
# If Go is installed, ORACLE=1 has it run each program again and compares with the golden file first.
set -u
here=$(cd "$(dirname "$0")" && pwd)
export here
one() {
	src=$1 name=$(basename "$1" .go)
	[ -n "${MODE-}" ] && grep -q '^// default mode only' "$src" && return
	dir=$OUT/programs/$name
	mkdir -p "$dir"
	want=$here/$name.out
	[ -f "$want" ] || want=/dev/null
	without=
	grep -q '^// without Go' "$src" && without=VOLE_GOROOT=off
	if ! env $without timeout 60 "$VOLE" build ${VOLE_FLAGS-} -o "$dir/prog" "$src" > "$dir/build.txt" 2>&1; then
		echo "FAIL $name: does not build: $(head -n 3 "$dir/build.txt" | tr '\n' ' ')"
		return
	fi
	timeout 60 "$dir/prog" > "$dir/out" 2> "$dir/err"
	code=$?
	exit_wanted=$(sed -n 's|^// exit: ||p' "$src")
	if [ "$code" != "${exit_wanted:-0}" ]; then
		echo "FAIL $name: exit status $code, want ${exit_wanted:-0}: $(head -n 2 "$dir/err" | tr '\n' ' ')"
		return
	fi
	if ! cmp -s "$want" "$dir/out"; then
		diff "$want" "$dir/out" > "$dir/diff"
		echo "FAIL $name: output differs: $(head -n 4 "$dir/diff" | tr '\n' ' ')"
		return
	fi
	sed -n 's|^// stderr: ||p' "$src" > "$dir/err.want"
	missing=$(awk 'NR == FNR { want[++n] = $0; next } index($0, want[at + 1]) && at < n { at++ }
		END { if (at < n) print want[at + 1] }' "$dir/err.want" "$dir/err")
	if [ -n "$missing" ]; then
		echo "FAIL $name: standard error lacks: $missing"
		return
	fi
	echo "PASS $name"
}
export -f one
printf '%s\n' "$here"/*.go | xargs -P "$(nproc)" -I{} bash -c 'one {}'
