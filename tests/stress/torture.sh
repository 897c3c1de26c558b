#!/usr/bin/env bash
# The loads of this folder at random, in random modes, for a given time (make torture).
#
#     torture.sh [SECONDS [SEED]]      60 by default; the seed chooses programs, modes and their seeds
#
# Each run is a line of torture.log: when, seconds, verdict, and what it takes to run it again: mode, executable, arguments.
# What a failed run has printed is kept beside it.  The last lines are sums.
set -u
here=$(cd "$(dirname "$0")" && pwd)
export TOP=${TOP:-$(cd "$here/../.." && pwd)}
export BUILD=${BUILD:-$TOP/build} VOLE=${VOLE:-$TOP/build/vole}
export OUT=${OUT:-$BUILD/stress}/torture
export VOLE_CACHE=$OUT/cache
seconds=${1:-60} RANDOM=$((${2:-$RANDOM} % 32768))
mkdir -p "$OUT" "$VOLE_CACHE"
log=$OUT/torture.log
runtimes=(plain debug ubsan asan tsan)

build() {      # runtime
	local name more root=$BUILD/$1
	if [ "$1" = plain ]; then root=$BUILD/lib
	else make -s -C "$TOP" BUILD="$BUILD" "runtime-$1" > "$OUT/$1.build" 2>&1 || return; fi
	for name in graph storms profiles torture; do
		more=()
		[[ $name == storms || $name == torture ]] && more=("$here/loads.go")
		VOLE_ROOT=$root "$VOLE" build -o "$OUT/$1.$name" "$here/$name.go" "${more[@]}" || return
	done
}

# What is chosen is left in REPLY: a subshell would have random numbers of its own, not those of the seed.
pick() { REPLY=${*:RANDOM % $# + 1:1}; }

# A switch each with its chance of one in so many.  gcstress collects whole heaps, too dear under a sanitizer.
mode() {       # runtime
	local switches= procs
	((RANDOM % 2)) || switches+=,gccheckmark=1
	((RANDOM % 2)) || switches+=,clobberfree=1
	((RANDOM % 4)) || switches+=,gcstoptheworld=$((1 + RANDOM % 2))
	((RANDOM % 5)) || switches+=,gcbarrier=dijkstra
	((RANDOM % 5)) || switches+=,asyncpreemptoff=1
	((RANDOM % 5)) || switches+=,madvdontneed=0
	[[ $1 == plain || $1 == debug ]] && ((RANDOM % 4 == 0)) && switches+=,gcstress=$((100 + RANDOM % 2000))
	pick 1 2 4 8
	procs=$REPLY
	pick 5 20 100 400
	REPLY="GOMAXPROCS=$procs GOGC=$REPLY GODEBUG=${switches#,}"
}

arguments() {  # program
	case $1 in
	torture) REPLY="$RANDOM $((2000 + RANDOM % 6000))" ;;
	graph) REPLY="$RANDOM $((1000 + RANDOM % 10000)) $((1 + RANDOM % 6))" ;;
	storms) REPLY=$((1 + RANDOM % 4)) ;;
	profiles) REPLY=$((1 + RANDOM % 3)) ;;
	esac
}

one() {        # runtime, program, mode, arguments
	local exe=$OUT/$1.$2 start=$SECONDS verdict=ok
	# shellcheck disable=SC2086
	env $3 timeout -k 5 600 "$exe" $4 > "$exe.out" 2>&1
	local status=$?
	if [ $status -ne 0 ] || ! tail -n 1 "$exe.out" | grep -q '^ok'; then
		verdict=FAIL
		cp "$exe.out" "$exe.failed.$(date +%s)"
		echo "FAIL $3 $exe $4: exit status $status: $(grep -m 1 -E 'FAIL|fatal|panic|ERROR|runtime error' "$exe.out" | head -c 200)"
	fi
	echo "$(date +%T) $((SECONDS - start)) s $verdict: $3 $exe $4" >> "$log"
}

export ASAN_OPTIONS=detect_leaks=0:handle_segv=0:use_sigaltstack=0
export TSAN_OPTIONS=halt_on_error=1:handle_segv=0:use_sigaltstack=0
for name in "${runtimes[@]}"; do build "$name" || { echo "FAIL torture: $name does not build"; exit 1; }; done
: > "$log"
end=$((SECONDS + seconds))
while ((SECONDS < end)); do
	pick plain plain debug debug ubsan asan tsan
	name=$REPLY
	pick torture torture torture torture graph storms profiles
	program=$REPLY
	mode "$name"
	mode=$REPLY
	arguments "$program"
	one "$name" "$program" "$mode" "$REPLY"
done
awk '{ split($0, part, " "); sub(/^.*\//, "", $0); sub(/ .*/, "", $0); n[$0]++; s[$0] += part[2]; f[$0] += part[4] == "FAIL:" }
	END { for (p in n) { printf "%-16s %4d runs, %5d s, %d failed\n", p, n[p], s[p], f[p] } }' "$log" | sort | tee "$OUT/sums.txt"
echo "$(wc -l < "$log") runs, $(grep -c 's ok: ' "$log") passed, $(grep -c 's FAIL: ' "$log") failed: $log"
! grep -q 's FAIL: ' "$log"
