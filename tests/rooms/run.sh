#!/usr/bin/env bash
# Dependencies between rooms run one way: what a room's files include, and what its objects call, comes from
# the rooms below it.  Guards docs/HACKING.md's map.
#
#     lang  <-  tree  <-  inline, escape, gen  <-  driver          abi.*, heapmap.h of lang  <-  runtime
#     lang  <-  tool  <-  driver
set -u
declare -A below=(
	[lang]="lang"
	[compiler/tree]="compiler/tree lang"
	[compiler/inline]="compiler/inline compiler/tree lang"
	[compiler/escape]="compiler/escape compiler/tree lang"
	[compiler/gen]="compiler/gen compiler/tree lang"
	[compiler/tool]="compiler/tool lang"
	[compiler/driver]="compiler/driver compiler/tool compiler/gen compiler/escape compiler/inline compiler/tree lang compiler"
	[runtime]="runtime"
)

# The room (folder) in which the header named $2, included by a file of room $1, lies.
room_of() {
	local dir
	for dir in "$1" "${!below[@]}" compiler; do
		if [ -f "$TOP/$dir/$2" ] || [ -f "$BUILD/$dir/$2" ]; then echo "$dir"; return; fi
	done
	echo "?"
}

includes() {
	local room=$1 file header from wrong=
	while IFS=: read -r file header; do
		from=$(room_of "$room" "$header")
		case " ${below[$room]} " in *" $from "*) continue ;; esac
		[ "$room" = runtime ] && [[ $header == abi.* || $header == heapmap.h ]] && continue
		wrong+=" $file includes $from/$header;"
	done < <(cd "$TOP" && grep -Eo '^#include "[^"]*"' "$room"/*.[chly] | sed 's/#include "//; s/"$//')
	if [ -n "$wrong" ]; then echo "FAIL $room includes:$wrong"; else echo "PASS $room includes"; fi
}

# name -> room, of all functions and variables that the compiler's objects define; heap.c has those of the C library
symbols() {
	local room objects
	for room in lang compiler/{tree,inline,escape,gen,tool,driver}; do
		mapfile -t objects < <(printf '%s\n' "$BUILD/$room"/*.o | grep -v '/driver/heap\.o$')
		nm -g --defined-only "${objects[@]}" 2>/dev/null | awk -v room="$room" 'NF == 3 {print $3, room}'
	done | sort -u
}

calls() {
	local room=$1 wrong
	wrong=$(nm -gu "$BUILD/$room"/*.o | awk 'NF == 2 {print $2}' | sort -u | join - "$OUT/rooms.symbols" |
		awk -v allowed=" ${below[$room]} " 'index(allowed, " " $2 " ") == 0 {printf " %s of %s;", $1, $2}')
	if [ -n "$wrong" ]; then echo "FAIL $room calls:$wrong"; else echo "PASS $room calls"; fi
}

# The only door to a library is in one place: $1 (a pattern of files) alone includes $2.
door() {
	local wrong
	wrong=$(cd "$TOP" && grep -lE "^#include [<\"]$2" lang/*.[chly] compiler/*/*.[ch] runtime/*.[ch] | grep -vE "$1")
	if [ -n "$wrong" ]; then echo "FAIL door to $2:" $wrong; else echo "PASS door to $2"; fi
}

symbols > "$OUT/rooms.symbols"
for room in "${!below[@]}"; do includes "$room"; done
for room in lang compiler/{tree,inline,escape,gen,tool}; do calls "$room"; done
door '^compiler/gen/gen[a-z_]*\.[ch]$' 'llvm-c/'
door '^runtime/atomic\.h$' 'atomic_ops'
door '^lang/(lang|constants|const_text)\.[ch]$' '(gmp|mpfr)\.h'
door '^(compiler/tool/fetch|runtime/symtab)\.c$' 'zlib\.h'
