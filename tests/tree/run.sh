#!/usr/bin/env bash
# Typed trees keep the rules of lang/lang.h, after the checker and after inlining: -d=treecheck=1 over all
# programs of the other themes, the samples and the library.  Guards lang/check_*.c and compiler/inline/.
# illegal.c breaks trees on purpose: each breach must be named.
set -u
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$OUT/tree"

# Compiles the files $2... as package $1.  What does not compile by itself is not for this theme.
one() {
	local name=$1 path=$2 said
	shift 2
	said=$(timeout 60 "$VOLE" compile -d=treecheck=1 -p "$path" -o "$OUT/tree/$$.o" "$@" 2>&1)
	rm -f "$OUT/tree/$$.o"
	case $said in
	*"illegal tree"* | *"internal compiler error"*) echo "FAIL $name: $(head -n 2 <<< "$said" | tr '\n' ' ')" ;;
	*) echo "PASS $name" ;;
	esac
}
export -f one

if cc -std=gnu11 -D_GNU_SOURCE -I"$TOP/lang" -I"$TOP/compiler/tree" -o "$OUT/tree/illegal" "$here/illegal.c" \
	"$TOP"/compiler/tree/tree{check,_walk}.c "$BUILD"/lang/*.o -lmpfr -lgmp -lm; then
	"$OUT/tree/illegal"
else
	echo "FAIL illegal: does not compile"
fi
cd "$TOP" || exit 1
{
	for file in tests/{programs,codegen,escape,panics,size,modes,memory,sched}/*.go samples/*/main.go; do
		[ -f "$file" ] && echo "${file%.go} main $file"
	done
	echo "tests/gc main $(echo tests/gc/*.go)"
	find stdlib -name '*.go' -not -path '*/maketables/*' -printf '%h\n' | sort -u | while read -r dir; do
		echo "$dir ${dir#stdlib/} $(echo "$dir"/*.go)"
	done
} | xargs -P "$(nproc)" -I{} bash -c 'one {}'
