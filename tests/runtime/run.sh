#!/usr/bin/env bash
# Tests of the runtime in C.  Each *.c here is a program linked with libruntime.a; its head says how to run it:
#
#     // run: [NAME=value ...] [arguments]       once for each such line (none: once, without arguments)
#     // wrap: function ...                      the linker's --wrap for each: calls from another file come to __wrap_function
#
# A run passes if it exits with 0 and its last line begins with "ok".
#
# no_barrier is gc_graph with a barrier that only stores: it must fail, or the test would prove nothing.
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=${TOP:-$here/../..}
build=${BUILD:-$top/build}
out=${OUT:-$build/test}/runtime
mkdir -p "$out"
flags="-std=gnu11 -D_GNU_SOURCE -Wall -Wextra -O2 -g -fno-omit-frame-pointer -fno-stack-protector
  -fcf-protection=none -fno-pic -no-pie -fno-strict-aliasing -ffunction-sections"

compile() {    # name, further sources and flags
	local name=$1 wrap=()
	shift
	# shellcheck disable=SC2046
	wrap=($(sed -n 's|^// wrap: *||p' "$1"))
	${CC:-cc} $flags "${wrap[@]/#/-Wl,--wrap=}" -I"$top/runtime" -I"$top/lang" -o "$out/$name" "$build"/lib/go_text_begin.o \
		"$build"/lib/go_text_end.o "$@" "$build"/lib/libruntime.a -lm -lpthread 2> "$out/$name.log"
}

run() {        # name, NAME=value ... arguments
	local name=$1 environment=()
	shift
	while [[ ${1-} == *=* ]]; do environment+=("$1"); shift; done
	env "${environment[@]}" timeout 120 "$out/$name" "$@" > "$out/$name.out" 2>&1 &&
		tail -n 1 "$out/$name.out" | grep -q '^ok'
}

for source in "$here"/*.c; do
	name=$(basename "$source" .c)
	if ! compile "$name" "$source"; then
		echo "FAIL $name: does not compile (see $out/$name.log)"
		continue
	fi
	mapfile -t runs < <(sed -n 's|^// run: *||p' "$source")
	[ ${#runs[@]} -gt 0 ] || runs=("")
	for arguments in "${runs[@]}"; do
		title="$name${arguments:+ $arguments}"
		if run "$name" $arguments; then echo "PASS $title"
		else echo "FAIL $title: $(grep -m 1 -E 'fatal|panic|:' "$out/$name.out" | head -c 200)"; fi
	done
done

if ! compile no_barrier "$here/gc_graph.c" -DVOLE_NO_BARRIER_SLOW "$top/runtime/barrier.c"; then
	echo "FAIL no_barrier: does not compile (see $out/no_barrier.log)"
elif run no_barrier GODEBUG=gccheckmark=1,clobberfree=1 5 4; then
	echo "FAIL no_barrier: nothing goes wrong without a barrier"
else
	echo "PASS no_barrier"
fi

# The committed table of size classes is what its generator writes.
if ${CC:-cc} -O1 -o "$out/mksizeclasses" "$top/runtime/tools/mksizeclasses.c" &&
	"$out/mksizeclasses" | cmp -s - "$top/runtime/sizeclass_table.h"; then
	echo "PASS sizeclass_table"
else
	echo "FAIL sizeclass_table: differs from what runtime/tools/mksizeclasses.c writes"
fi
