#!/usr/bin/env bash
# Package testing/synctest. Each *.go here is a package of tests; lines
#     // run: FLAGS
# in it say how its program is run. NAME.out has what Go's program printed, and its exit status: ORACLE=1 makes it anew where
# Go is installed. Times, numbers of goroutines and the places of messages in package testing are replaced; of a dump of
# goroutines the states are compared, in alphabetical order. Each is run by the debug runtime and under gcstress as well.
#
# Where Go is installed its own tests of the two packages are run, from where they stand (gotests.pl).
set -u
here=$(cd "$(dirname "$0")" && pwd)
dir=$OUT/synctest
rm -rf "$dir" && mkdir -p "$dir"

normalize() {
	sed -E 's/\([0-9.]+s\)/(TIME)/g; s/0x[0-9a-f]+/0xADDR/g; s/(testing|run|common|cleanup|panic)\.go:[0-9]+: /TESTING: /
		s/asm_amd64\.[sS]:[0-9]+: /ASSEMBLY: /
		s/^(semaphore wake of synctest goroutine) [0-9]+/\1 N/; s/ \[recovered, repanicked\]//' |
	awk '/^goroutine [0-9]+ / { sub(/goroutine [0-9]+/, "goroutine N"); print | "LC_ALL=C sort"; dump = 1 } !dump'
}

runs() { # PROGRAM SOURCE NAME=value ...
	local prog=$1 source=$2
	sed -n 's|^// run: *||p' "$source" | while IFS= read -r flags; do
		echo "== $flags"
		# shellcheck disable=SC2086
		(cd "$dir" && ulimit -c 0 && env "${@:3}" timeout 100 "$prog" $flags) > "$dir/got" 2>&1 < /dev/null
		local code=$?
		normalize < "$dir/got"
		echo "exit $code"
	done
}

compare() { # TITLE GOLDEN GOT
	if cmp -s "$2" "$3"; then
		echo "PASS $1"
	else
		echo "FAIL $1: $(diff "$2" "$3" | head -n 6 | tr '\n' ' ')"
	fi
}

make -s -C "$TOP" BUILD="$BUILD" runtime-debug > "$dir/debug.build" 2>&1 || echo "FAIL debug runtime"
for source in ${CASES:-"$here"/*.go}; do
	name=$(basename "$source" .go) module=$dir/$(basename "$source" .go)
	mkdir -p "$module"
	printf 'module ex.org/p\ngo 1.26\n' > "$module/go.mod"
	cp "$source" "$module/case_test.go"
	if [ -n "${ORACLE-}" ]; then
		(cd "$module" && go test -vet=off -c -o go.prog .) && runs "$module/go.prog" "$source" > "$here/$name.out"
		continue
	fi
	if ! (cd "$module" && timeout 300 "$VOLE" test -c -o prog .) > "$module/build.txt" 2>&1; then
		echo "FAIL $name: does not build: $(head -n 3 "$module/build.txt" | tr '\n' ' ')"
		continue
	fi
	(cd "$module" && VOLE_ROOT=$BUILD/debug timeout 300 "$VOLE" test -c -o prog.debug .) > "$module/build.txt" 2>&1
	for mode in GOMAXPROCS=2 GOMAXPROCS=1 GOMAXPROCS=5 GODEBUG=gcstress=20; do
		runs "$module/prog" "$source" "$mode" > "$module/out"
		compare "$name $mode" "$here/$name.out" "$module/out"
	done
	runs "$module/prog.debug" "$source" GODEBUG=gccheckmark=1 > "$module/out"
	compare "$name, debug runtime" "$here/$name.out" "$module/out"
done

[ -z "${ORACLE-}${CASES-}" ] || exit 0
if command -v go > /dev/null; then
	perl "$here/gotests.pl" "$(go env GOROOT)" "$dir"
else
	echo "SKIP Go's own tests: it is not installed"
fi
