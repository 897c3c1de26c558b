#!/usr/bin/env bash
# What the optimised code of a function contains.  Each *.go is compiled with -emit-llvm; a line
#
#     // NAME has REGEXP          or          // NAME lacks REGEXP
#
# speaks of the body of main.NAME.
#
# Besides: the object code calls the C library's functions for bytes only, whatever the size.
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

# Copies and clears of arrays of $1 of up to 70 elements, of slices and of what a loop moves.
copies_of() {
	local n
	echo "package main"
	echo "func slices(to, from []$1) { copy(to, from); clear(from) }"
	echo "func grown(to, from []$1) []$1 { return append(to, from...) }"
	for n in {1..70}; do
		echo "func copy$n(from *[$n]$1) (to [$n]$1) { return *from }"
		echo "func assign$n(to, from *[$n]$1) { *to = *from }"
		echo "func clear$n(p *[$n]$1) { *p = [$n]$1{} }"
		echo "func loop$n(to, from *[$n]$1) { for i := range to { to[i] = from[i] } }"
	done
	echo "func main() {}"
}

for level in -O0 -O2; do
	for type in '*int' 'any' 'struct{ p *int; n int }' 'int' 'byte'; do
		object=$out/copies.o
		copies_of "$type" > "$out/copies.go"
		timeout 60 "$VOLE" compile $level -l -o "$object" "$out/copies.go" > "$out/copies.log" 2>&1 || rm -f "$object"
		called=$(nm -u "$object" | grep -oE 'mem(cpy|move|set)$' | sort | tr '\n' ' ')
		title="copies of $type $level: calls of memcpy, memmove, memset"
		case $type,$called in
		byte,*memmove*memset* | [!b]*,) echo "PASS $title" ;;
		*) echo "FAIL $title: ${called:-none}" ;;
		esac
	done
done
