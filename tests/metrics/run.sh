#!/usr/bin/env bash
# runtime/metrics. Each *.go, built with read/read.go, checks what it reads and ends with "ok"; NAME.out, if there is one,
# is its whole output, made by Go. Where Go is installed its build of each must be content too: so nothing is asked for that
# Go does not give.
#     // run: NAME=value ...     an environment to run it in; without any such line, an empty one
# Each is also run once with the debug runtime.
set -u
here=$(cd "$(dirname "$0")" && pwd)
out=$OUT/metrics
rm -rf "$out" && mkdir -p "$out"

run() {        # title, program, golden file or "", NAME=value ...
	local title=$1 prog=$2 golden=$3 got=$out/got.txt
	if ! env "${@:4}" timeout 120 "$prog" > "$got" 2>&1 || [ "$(tail -n 1 "$got")" != ok ]; then
		echo "FAIL $title: $(grep -m 3 -E 'FAIL|fatal|panic|runtime:' "$got" | tr '\n' ' ')"
	elif [ -f "$golden" ] && ! cmp -s "$golden" "$got"; then
		echo "FAIL $title: $(diff "$golden" "$got" | head -n 3 | tr '\n' ' ')"
	else
		echo "PASS $title"
	fi
}

build_debug() {
	make -s -C "$TOP" BUILD="$BUILD" runtime-debug > "$out/debug.build" 2>&1
}

build_debug || echo "FAIL debug runtime: does not build"
for source in "$here"/*.go; do
	name=$(basename "$source" .go) golden=$here/$(basename "$source" .go).out src=$out/src/$(basename "$source" .go)
	mkdir -p "$src" && cp "$source" "$here/read/read.go" "$src"
	if ! timeout 120 "$VOLE" build -o "$out/$name" "$src"/*.go > "$out/$name.build" 2>&1; then
		echo "FAIL $name: does not build: $(head -n 3 "$out/$name.build" | tr '\n' ' ')"
		continue
	fi
	mapfile -t runs < <(sed -n 's|^// run: *||p' "$source")
	[ ${#runs[@]} -gt 0 ] || runs=("")
	# shellcheck disable=SC2086
	for mode in "${runs[@]}"; do run "$name $mode" "$out/$name" "$golden" $mode; done
	# shellcheck disable=SC2086
	VOLE_ROOT=$BUILD/debug timeout 120 "$VOLE" build -o "$out/$name.debug" "$src"/*.go > "$out/$name.build" 2>&1 &&
		run "$name, debug runtime" "$out/$name.debug" "$golden" ${runs[0]}
	if ! command -v go > /dev/null; then
		echo "SKIP $name under Go: it is not installed"
	elif timeout 300 go build -o "$out/$name.go" "$src"/*.go > "$out/$name.build" 2>&1; then
		# shellcheck disable=SC2086
		run "$name under Go" "$out/$name.go" "" ${runs[0]}
		[ -z "${ORACLE-}" ] || [ "$name" != names ] || "$out/$name.go" > "$golden"
	else
		echo "FAIL $name: Go does not build it: $(head -n 3 "$out/$name.build" | tr '\n' ' ')"
	fi
done
