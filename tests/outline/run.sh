#!/usr/bin/env bash
# Outlines (lang/check_outline.c): a package is compiled once while the packages it imports are new, and
# once when they are in the cache.  Code, -m=2 lines and what the program prints must be the same.
set -u
here=$(cd "$(dirname "$0")" && pwd)
dir=$OUT/outline
rm -rf "$dir" && mkdir -p "$dir"
export VOLE_CACHE=$dir/cache
cd "$here" || exit 1
for opt in -O0 -O2; do
	for when in new cached; do
		timeout 120 "$VOLE" build $opt -S -gcflags=-m=2 -o "$dir/$when.s" . 2> "$dir/$when.m"
	done
	for kind in s m; do
		if [ -s "$dir/new.$kind" ] && cmp -s "$dir/new.$kind" "$dir/cached.$kind"; then
			echo "PASS same$opt.$kind"
		else
			echo "FAIL same$opt.$kind: $(diff "$dir/new.$kind" "$dir/cached.$kind" | sed -n 2p)"
		fi
	done
done
timeout 120 "$VOLE" build -o "$dir/main" . && timeout 20 "$dir/main" > "$dir/got"
if cmp -s want.txt "$dir/got"; then echo "PASS output"; else echo "FAIL output: $(diff want.txt "$dir/got" | sed -n 2p)"; fi
