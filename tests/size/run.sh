#!/usr/bin/env bash
# What the linker must leave out, and what it must not.  Each *.go here is a program with its output in
# NAME.out, and in the source itself
#     // kept: SYMBOL         is in the executable
#     // gone: SYMBOL         is not, though its package is linked
#     // most: N bytes        the executable is not larger
#     // loads: LIBRARY ...   these shared libraries, and no others
set -u
here=$(cd "$(dirname "$0")" && pwd)

one() {
	local src=$1 name dir kind symbol wrong= most loads loaded
	name=$(basename "$1" .go) dir=$OUT/size/$(basename "$1" .go)
	mkdir -p "$dir"
	if ! timeout 60 "$VOLE" build -o "$dir/prog" "$src" > "$dir/build.txt" 2>&1; then
		echo "FAIL $name: does not build: $(head -n 3 "$dir/build.txt" | tr '\n' ' ')"
		return
	fi
	if ! timeout 60 "$dir/prog" 2>&1 | cmp -s - "$here/$name.out"; then
		echo "FAIL $name: wrong output"
		return
	fi
	nm "$dir/prog" | sed 's/^[^ ]* *. //' > "$dir/symbols"
	while read -r _ kind symbol; do
		grep -qxF -- "$symbol" "$dir/symbols" && [ "$kind" = gone: ] && wrong+=" $symbol is there"
		grep -qxF -- "$symbol" "$dir/symbols" || [ "$kind" = gone: ] || wrong+=" $symbol is missing"
	done < <(grep -E '^// (kept|gone): ' "$src")
	most=$(sed -n 's|^// most: \([0-9]*\) bytes$|\1|p' "$src")
	[ -z "$most" ] || [ "$(stat -c %s "$dir/prog")" -le "$most" ] || wrong+=" $(stat -c %s "$dir/prog") bytes"
	loads=$(sed -n 's|^// loads: ||p' "$src")
	loaded=$(readelf -d "$dir/prog" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | paste -sd ' ')
	[ -z "$loads" ] || [ "$loads" = "$loaded" ] || wrong+=" loads $loaded"
	if [ -n "$wrong" ]; then echo "FAIL $name:$wrong"; else echo "PASS $name"; fi
}
for src in "$here"/*.go; do
	one "$src"
done
