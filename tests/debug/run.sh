#!/usr/bin/env bash
# The debug build of the runtime (docs/debugging.md): it must stop at each of the faults below, by an
# assertion that names it, and find none in the programs of the themes gc and sched.
#
#     run.sh [seeded | programs THEME]       everything, or a part
set -u
here=$(cd "$(dirname "$0")" && pwd)
export TOP=${TOP:-$(cd "$here/../.." && pwd)}
export BUILD=${BUILD:-$TOP/build} VOLE=${VOLE:-$TOP/build/vole}
base=${OUT:-$BUILD/test}
out=$base/debug
mkdir -p "$out"

stopped() {    # title, file with the output, exit status, text that names the fault
	if [ "$3" -eq 2 ] && grep -qF -- "$4" "$2"; then echo "PASS $1: $4"
	else echo "FAIL $1: exit status $3, not \"$4\": $(grep -m 1 -E 'fatal|panic|^ok' "$2" | head -c 200)"; fi
}

fault() {      # fault of seeded.c, lines that must be printed, parted by |
	timeout 60 "$out/seeded" "$1" > "$out/seeded.$1" 2>&1
	local status=$? text
	while IFS= read -r text; do stopped "seeded $1" "$out/seeded.$1" $status "$text"; done < <(tr '|' '\n' <<< "$2")
}

forget() {     # class of roots
	GODEBUG=forgetroot=$1,gccheckmark=1 timeout 60 "$out/roots" > "$out/roots.$1" 2>&1
	stopped "forgotten roots, $1" "$out/roots.$1" $? "class \"$1\""
}

seeded() {
	if ! ${CC:-cc} -std=gnu11 -D_GNU_SOURCE -DVOLE_DEBUG=2 -Wall -Wextra -O2 -fno-pic -no-pie -I"$TOP/runtime" -I"$TOP/lang" \
		-o "$out/seeded" "$BUILD"/lib/go_text_begin.o "$BUILD"/lib/go_text_end.o "$here/seeded.c" \
		"$BUILD/debug/libruntime.a" -lm -lpthread 2> "$out/seeded.build"; then
		echo "FAIL seeded: does not build (see $out/seeded.build)"
		return
	fi
	timeout 60 "$out/seeded" > "$out/seeded.none" 2>&1
	grep -q '^ok' "$out/seeded.none" && echo "PASS seeded: no fault" || echo "FAIL seeded: stops without a fault"
	fault lock_order 'lock "assist queue"|while holding "mcentral"|lock taken out of order'
	fault lock_peers 'two locks of one rank'
	fault lock_again 'lock taken twice'
	fault lock_without_rank 'lock: it has no rank'
	fault lock_not_held 'lock released by an M that does not hold it'
	fault span_twice 'mheap: span freed twice'
	fault span_listed 'mheap: freed span is on a list'
	fault span_unswept 'mcentral: given a span that is not swept'
	fault span_count 'alloc_count is not the number of allocated slots|heap: inconsistent before marking'
	fault pages_in_use 'heap: pages in use|heap: inconsistent before marking'
	fault two_queues 'in "a P'"'"'s run queue", is put into "the global run queue"|goroutine in two queues'
	fault queue_status 'waiting, is put into|goroutine in a queue of another status'
	fault transition 'from waiting to dead|goroutine: illegal transition'
	fault world_moves 'sweep_begin: the world is not stopped'

	if ! VOLE_ROOT=$BUILD/debug timeout 60 "$VOLE" build -o "$out/roots" "$here/roots.go" > "$out/roots.build" 2>&1; then
		echo "FAIL roots: does not build (see $out/roots.build)"
		return
	fi
	GODEBUG=gccheckmark=1 timeout 60 "$out/roots" > "$out/roots.none" 2>&1
	grep -q '^ok' "$out/roots.none" && echo "PASS no forgotten roots" || echo "FAIL no forgotten roots: $(head -n 1 "$out/roots.none")"
	local class
	for class in globals specials timers finalizers profiles stacks; do forget $class; done
	# Of stacks more is known if the world has not moved since they were scanned.
	GODEBUG=forgetroot=stacks,gccheckmark=1,gcstoptheworld=1 timeout 60 "$out/roots" > "$out/roots.stopped" 2>&1
	stopped "forgotten roots, stacks, world stopped" "$out/roots.stopped" $? "found unmarked object"
}

programs() {   # theme
	VOLE_ROOT=$BUILD/debug OUT=$out/$1 "$TOP/tests/$1/run.sh" 2>&1 | grep -E '^(PASS|FAIL)' | sed "s/^\([A-Z]*\) /\1 $1: /"
}

if ! make -s -C "$TOP" BUILD="$BUILD" runtime-debug > "$out/build" 2>&1; then
	echo "FAIL debug: does not build: $(head -n 1 "$out/build")"
	exit 1
fi
if [ $# -gt 0 ]; then "$@"; exit; fi
seeded
programs sched
programs gc
