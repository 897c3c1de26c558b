#!/usr/bin/env bash
# The collector as programs see it.  Each *.go here is compiled together with check.go.
#
# Most pass when they exit with 0 and their last line begins with "ok"; their heads say how to run
# them:
#
#     // run: [NAME=value ...] [arguments]       once for each such line
#
# roots_*.go, one for each kind of place a pointer can live in, are run in every mode of
# $root_modes.  The rest, which must be compared with something, has a function of its own below.
set -u
here=$(cd "$(dirname "$0")" && pwd)
export here
export TOP=${TOP:-$here/../..} BUILD=${BUILD:-$here/../../build} VOLE=${VOLE:-$here/../../build/vole}
export out=${OUT:-$BUILD/test}/gc
mkdir -p "$out"

root_modes=(
	"GOMAXPROCS=1 GODEBUG=gcstress=7,gccheckmark=1,clobberfree=1"
	"GOMAXPROCS=2 GODEBUG=gcstress=1,gccheckmark=1,clobberfree=1"
	"GOMAXPROCS=4 GODEBUG=gcstress=100,gccheckmark=1,clobberfree=1"
	"GOMAXPROCS=2 GODEBUG=gcstress=5,gcgen=1,gccheckmark=1,clobberfree=1"
	"GOMAXPROCS=4 GODEBUG=gcstress=20,gcmark=span,gccheckmark=1,clobberfree=1"
	"GOMAXPROCS=2 GODEBUG=gcstress=10,gcbarrier=dijkstra,gccheckmark=1,clobberfree=1"
)

build() {      # executable, program, vole flags ...
	local exe=$out/$1 source=$here/$2.go
	shift 2
	timeout 60 "$VOLE" build "$@" -o "$exe" "$here/check.go" "$source" > "$exe.build" 2>&1
}

run() {        # executable, NAME=value ... arguments; what it prints goes to executable.out
	local exe=$1 environment=()
	shift
	while [[ ${1-} == *=* ]]; do environment+=("$1"); shift; done
	env "${environment[@]}" timeout 60 "$out/$exe" "$@" > "$out/$exe.out" 2>&1
}

verdict() {    # title, condition's exit status, what is wrong
	if [ "$2" -eq 0 ]; then echo "PASS $1"; else echo "FAIL $1: $3"; fi
}

program() {    # name
	local name=$1 modes=() mode
	if ! build "$name" "$name"; then
		echo "FAIL $name: does not build: $(head -n 3 "$out/$name.build" | tr '\n' ' ')"
		return
	fi
	mapfile -t modes < <(sed -n 's|^// run: *||p' "$here/$name.go")
	[ ${#modes[@]} -gt 0 ] || modes=("${root_modes[@]}")
	for mode in "${modes[@]}"; do
		run "$name" $mode && tail -n 1 "$out/$name.out" | grep -q '^ok'
		verdict "$name${mode:+ $mode}" $? "$(grep -m 1 -E 'FAIL|fatal|panic' "$out/$name.out" | head -c 200)"
	done
}

# --- the barrier
# ------------------------------------------------------------------------------------------

barriers_where_needed() {
	if ! build barrier barrier -emit-llvm; then
		echo "FAIL barrier: no IR"
		return
	fi
	# A function that stores a value of memory type or copies a slice leaves the flag to the
	# runtime.
	awk '/^define/ { match($0, /@main\.[a-zA-Z]+/); name = substr($0, RSTART + 6, RLENGTH - 6); test = call = 0 }
		/asm "cmpl \$\$0, barrier_enabled/ { test++ }
		/call .*@(barrier_write|barrier_typedmove|slice_copy)\(/ { call++ }
		/^}/ { print name, test, call }' "$out/barrier" > "$out/barrier.count"
	local name tests calls good
	while read -r name tests calls; do
		case $name in
		heapStruct | heapMove) good=$((tests == 0 && calls == 1)) ;;
		heap*) good=$((tests == 1 && calls == 1)) ;;
		plain*) good=$((tests == 0 && calls == 0)) ;;
		*) continue ;;
		esac
		verdict "barrier in $name" $((!good)) "$tests tests of the flag, $calls calls"
	done < "$out/barrier.count"
	build barrier barrier && run barrier
	verdict "barrier program" $? "$(head -n 1 "$out/barrier.out")"
}

# With the barrier the nodes survive, without they do not: in whichever half it is missing.
hide_and_seek() {
	local mode
	build hide hide || { echo "FAIL hide: does not build"; return; }
	for mode in GOMAXPROCS=2 "GOMAXPROCS=4 GODEBUG=gccheckmark=1,clobberfree=1" \
		"GODEBUG=gcbarrier=dijkstra,gccheckmark=1,clobberfree=1" \
		"GODEBUG=gcstress=20000,gccheckmark=1,clobberfree=1"; do
		run hide $mode
		verdict "hide $mode" $? "$(head -n 1 "$out/hide.out")"
	done
	build hide_compiled hide -d=wb=0 || { echo "FAIL hide -d=wb=0: does not build"; return; }
	must_fail hide_compiled "without barriers in the code"
	make -s -C "$TOP" BUILD="$BUILD" runtime-nobarrier > "$out/nobarrier.build" 2>&1
	VOLE_ROOT=$BUILD/nobarrier build hide_linked hide || { echo "FAIL hide nobarrier: does not build"; return; }
	must_fail hide_linked "with a barrier that only stores"
}

# The checker must notice, and without it the program itself.  What is lost while only a stack holds it
# is for the program to find in either case, so the checker gets several rounds.
must_fail() {  # executable, how
	local checked=1 lost=1
	for _ in 1 2 3 4 5; do
		run "$1" GODEBUG=gccheckmark=1,clobberfree=1
		grep -q 'checkmark found unmarked object' "$out/$1.out" && checked=0 && break
	done
	verdict "hide fails $2: gccheckmark" $checked "$(head -n 1 "$out/$1.out")"
	for _ in 1 2 3; do
		run "$1" GODEBUG=clobberfree=1 || { lost=0; break; }
	done
	verdict "hide fails $2: clobberfree" $lost "nothing was lost"
}

# --- beside the program -----------------------------------------------------------------------------

# How many cycles end with a larger heap than they began with: the program allocated meanwhile.
growing_cycles() { # GODEBUG
	run concurrent GOMAXPROCS=3 "GODEBUG=gctrace=1,$1" || echo 100000
	sed -n 's/^gc [0-9]* .* \([0-9]*\)->\([0-9]*\)->[0-9]* MB, .*/\1 \2/p' "$out/concurrent.out" |
		awk '$2 > $1 { n++ } END { print n + 0 }'
}

concurrent() {
	build concurrent concurrent || { echo "FAIL concurrent: does not build"; return; }
	local stopped beside
	stopped=$(growing_cycles gcstoptheworld=2)
	beside=$(growing_cycles gctrace=1)
	[ "$beside" -gt 1 ] 2> /dev/null && [ "$stopped" = 0 ]
	verdict "concurrent: the heap grew during $beside collections, during $stopped with the world stopped" $? \
		"$(tail -n 1 "$out/concurrent.out")"
	sed -n 's/^gc \([0-9]*\) .*: \([0-9.]*\)+\([0-9.]*\)+\([0-9.]*\) ms clock.*(forced)/# cycle \1: stopped \2 + \4 ms, marking beside the program \3 ms/p' \
		"$out/concurrent.out"
}

loops() {
	build preempt preempt || { echo "FAIL preempt: does not build"; return; }
	local procs
	for procs in 1 2 4; do
		run preempt GOMAXPROCS=$procs
		verdict "preempt: endless loop, GOMAXPROCS=$procs" $? "$(head -n 1 "$out/preempt.out")"
	done
	run preempt GOMAXPROCS=2 bounded && grep -q '^ok false' "$out/preempt.out"
	verdict "preempt: collection ends before a long loop" $? "$(head -n 1 "$out/preempt.out")"
	run preempt GOMAXPROCS=2 GODEBUG=asyncpreemptoff=1 bounded && grep -q '^ok true' "$out/preempt.out"
	verdict "preempt: asyncpreemptoff=1 waits for the loop" $? "$(head -n 1 "$out/preempt.out")"
}

# --- gctrace
# ----------------------------------------------------------------------------------------------

number='[0-9]+(\.[0-9]+)?'
line="^gc [0-9]+ @[0-9]+\.[0-9]{3}s [0-9]+%: $number\+$number\+$number ms clock, "
line+="$number\+$number/$number/$number\+$number ms cpu, [0-9]+->[0-9]+->[0-9]+ MB, [0-9]+ MB goal, "
line+="[0-9]+ MB stacks, [0-9]+ MB globals, [0-9]+ P( \(forced\))?$"

# Checks what the lines say against each other and against the program's own account.  The goal of a
# cycle follows from what the one before left: live * (1 + GOGC/100), in whole megabytes on both
# sides; at first it is 4 MB * GOGC/100.
consistent() { # GOGC, file
	awk -v gogc="$1" '
	function bad(why) { print "line " NR ": " why ": " $0; failed = 1; exit 1 }
	/^gc / {
		split($0, part, ", ")
		n++
		if ($2 != n) bad("cycles are not numbered in order")
		at = substr($3, 2) + 0
		if (at < last) bad("time goes back")
		if (at * 1000 + 1 < ended) bad("it began before the last one ended")
		last = at
		split($5, parts, "+")
		ended = at * 1000 + parts[1] + parts[2] + parts[3]
		match($0, /[0-9]+->[0-9]+->[0-9]+ MB/)
		split(substr($0, RSTART, RLENGTH - 3), heap, "->")
		match($0, /[0-9]+ MB goal/)
		goal = substr($0, RSTART, RLENGTH - 8) + 0
		if (heap[2] + 0 < heap[1] + 0) bad("the heap shrank while marking")
		if (heap[3] + 0 > heap[2] + 0) bad("more was marked than there was")
		least = n == 1 ? int(4 * gogc / 100) : live * (1 + gogc / 100)
		if (gogc != "off" && (goal < least - 1 || goal > least + 4 + 2 * gogc / 100 && goal > 4 * gogc / 100 + 1))
			bad("the goal does not follow from " live " MB")
		live = heap[3]
		match($0, /[0-9]+ P/)
		procs = substr($0, RSTART, RLENGTH - 2)
		forced += / \(forced\)$/
	}
	/^ok/ {
		seen = 1
		if (n != $3 || forced + 0 != $5) bad(n " lines, " forced " forced")
		if (n && procs != $7) bad("not the number of Ps")
	}
	END { if (!seen && !failed) print "the program did not finish" }' "$2"
}

trace() {
	build trace trace || { echo "FAIL trace: does not build"; return; }
	local mode gogc why file=$out/trace.out
	for mode in "100" "100 GOMAXPROCS=1" "100 GOMAXPROCS=4" "100 GODEBUG=gcstoptheworld=1" "100 GODEBUG=gcstoptheworld=2" \
		"100 GODEBUG=gcbarrier=dijkstra" "50" "200" "off" "off GOMEMLIMIT=40MiB"; do
		gogc=${mode%% *}
		# shellcheck disable=SC2086
		run trace GODEBUG= GOGC=$mode "GODEBUG=gctrace=1,$(sed -n 's/.*GODEBUG=//p' <<< "$mode")"
		cp "$file" "$out/trace.${mode//[ =]/_}"
		why=$(grep '^gc ' "$file" | grep -vE "$line" | head -n 1)
		[ -n "$why" ] || why=$(consistent "$gogc" "$file")
		case $mode in
		off) [ "$(grep -c '^gc ' "$file")" -eq 1 ] || why="collections although off" ;;
		*LIMIT*) [ "$(grep -c '^gc ' "$file")" -gt 1 ] || why="no collection at the limit"
			[ "$(sed -n 's/.* sys //p' "$file")" -lt 50000000 ] || why="far above the limit" ;;
		*) [ "$(grep -c '^gc ' "$file")" -gt 2 ] || why="too few collections" ;;
		esac
		verdict "trace GOGC=$mode" "${#why}" "$why"
	done
}

# --- generations: the lines say which kind a cycle was; those asked for are major
# ----------------------------------------------------------------------------------------------

generation_lines() {
	local why file=$out/trace.out
	build trace trace && run trace GODEBUG=gctrace=1,gcgen=1
	why=$(grep '^gc ' "$file" | grep -vE "${line%\$} \((minor|major)\)\$" | head -n 1)
	[ -n "$why" ] || why=$(grep -m 1 '(forced) (minor)' "$file")
	[ -n "$why" ] || { [ "$(grep -c '(minor)' "$file")" -gt 2 ] && [ "$(grep -c '[0-9] P (major)' "$file")" -gt 2 ]; } ||
		why="$(grep -c '(minor)' "$file") minor cycles, $(grep -c '[0-9] P (major)' "$file") major ones"
	verdict "kinds of cycles" "${#why}" "$why"
}

# --- dead slots: at both levels
# ------------------------------------------------------------------------------------------

dead_slots() {
	local level
	for level in -O0 -O2; do
		build "dead_slots$level" dead_slots "$level" && run "dead_slots$level" &&
			grep -q '^ok' "$out/dead_slots$level.out"
		verdict "dead slots $level" $? "$(grep -m 1 FAIL "$out/dead_slots$level.out")"
	done
}

# --- two minutes
# ------------------------------------------------------------------------------------------

forced() {
	${CC:-cc} -std=gnu11 -D_GNU_SOURCE -O2 -fno-pic -no-pie -I"$TOP/runtime" -I"$TOP/lang" -o "$out/forced" \
		-Wl,--wrap=os_nanotime "$BUILD/lib/go_text_begin.o" "$BUILD/lib/go_text_end.o" "$here/forced.c" \
		"$BUILD/lib/libruntime.a" -lm -lpthread > "$out/forced.build" 2>&1 && run forced
	verdict "forced after two minutes" $? "$(head -n 1 "$out/forced.out")"
}

if [ $# -gt 0 ]; then "$@"; exit; fi
for source in "$here"/*.go; do
	name=$(basename "$source" .go)
	case $name in check | barrier | hide | concurrent | preempt | trace | dead_slots) ;; *) echo "$name" ;; esac
done | xargs -P "$(nproc)" -I{} "$here/run.sh" program {}
barriers_where_needed
hide_and_seek
concurrent
loops
trace
generation_lines
dead_slots
forced
