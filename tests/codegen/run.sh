#!/usr/bin/env bash
# What the optimised code of a function contains.  Each *.go is compiled with -emit-llvm; a line
#
#     // NAME has REGEXP          or          // NAME lacks REGEXP
#
# speaks of the body of main.NAME.
set -u
here=$(cd "$(dirname "$0")" && pwd)
out=$OUT/codegen
mkdir -p "$out"
for source in "$here"/*.go; do
	name=$(basename "$source" .go)
	if ! timeout 60 "$VOLE" compile -emit-llvm -o "$out/$name.ll" "$source" > "$out/$name.log" 2>&1; then
		echo "FAIL $name: does not compile: $(head -n 1 "$out/$name.log")"
		continue
	fi
	sed -nE 's#^// (\w+) (has|lacks) (.*)#\1 \2 \3#p' "$source" | while read -r function verb pattern; do
		body=$(sed -n "/^define .*@main\.$function(/,/^}/p" "$out/$name.ll")
		if [ -z "$body" ]; then echo "FAIL $name: no function $function"
		elif grep -qE -- "$pattern" <<< "$body"; then found=has
		else found=lacks; fi
		[ -n "$body" ] || continue
		if [ "$found" = "$verb" ]; then echo "PASS $name: $function $verb $pattern"
		else echo "FAIL $name: $function $found $pattern"; fi
	done
done
