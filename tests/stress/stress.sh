#!/usr/bin/env bash
# The tests that take long (make stress).
#
#     stress.sh [SCALE [SEED]]       1 for a look, 10 by default; the seed is printed, give it to replay
#
# graph.go and storms.go in every mode of the collector, then the same and all of tests/programs,
# tests/gc and samples with the runtime built by GCC's sanitizers (docs/debugging.md says what that covers).
set -u
here=$(cd "$(dirname "$0")" && pwd)
export TOP=${TOP:-$(cd "$here/../.." && pwd)}
export BUILD=${BUILD:-$TOP/build} VOLE=${VOLE:-$TOP/build/vole}
export OUT=${OUT:-$BUILD/stress}
export VOLE_CACHE=$OUT/cache
scale=${1:-10} seed=${2:-$RANDOM}
mkdir -p "$OUT" "$VOLE_CACHE"
echo "seed $seed, scale $scale"

modes=(
	""
	"GOMAXPROCS=1 GODEBUG=gccheckmark=1,clobberfree=1"
	"GOMAXPROCS=4 GODEBUG=gccheckmark=1,clobberfree=1 GOGC=10"
	"GOMAXPROCS=2 GODEBUG=gcstress=200,gccheckmark=1,clobberfree=1"
	"GODEBUG=gcbarrier=dijkstra,gccheckmark=1,clobberfree=1 GOGC=20"
	"GODEBUG=gcstoptheworld=2,clobberfree=1 GOGC=20"
	"GODEBUG=asyncpreemptoff=1,clobberfree=1 GOGC=20"
	"GOMEMLIMIT=40MiB GODEBUG=clobberfree=1"
)

run() {        # title, executable, mode, arguments ...
	local title="$1 $2 ${*:4}${3:+ $3}" exe=$OUT/$1.$2 mode=$3
	shift 3
	# shellcheck disable=SC2086
	if env $mode timeout 600 "$exe" "$@" > "$exe.out" 2>&1 && tail -n 1 "$exe.out" | grep -q '^ok'; then
		echo "PASS $title"
	else
		cp "$exe.out" "$exe.failed"
		echo "FAIL $title: $(grep -m 1 -E 'FAIL|fatal|panic|ERROR|runtime error' "$exe.out" | head -c 200)"
	fi
}

# Every program in every mode; gcstress makes each allocation dear, so it gets a smaller share.
all_modes() {  # runtime
	local name mode share
	for name in graph storms; do
		"$VOLE" build -o "$OUT/$1.$name" "$here/$name.go" || { echo "FAIL $1 $name: does not build"; continue; }
		for mode in "${modes[@]}"; do
			share=$scale
			[[ $mode == *gcstress* ]] && share=1
			case $name in
			graph) run "$1" graph "$mode" "$seed" $((share * 20000)) 4 ;;
			storms) run "$1" storms "$mode" $((share * 20)) ;;
			esac
		done
	done
}

theme() {      # runtime, theme
	OUT=$OUT/$1 "$TOP/tests/$2/run.sh" 2>&1 | grep -E '^(PASS|FAIL)' | sed "s/^\([A-Z]*\) /\1 $1 $2: /"
}

sanitized() {  # runtime
	if ! make -s -C "$TOP" BUILD="$BUILD" "$BUILD/$1/libruntime.a" > "$OUT/$1.build" 2>&1; then
		echo "FAIL $1: does not build: $(head -n 1 "$OUT/$1.build")"
		return
	fi
	export VOLE_ROOT=$BUILD/$1 ASAN_OPTIONS=detect_leaks=0:handle_segv=0:use_sigaltstack=0
	"$VOLE" build -o "$OUT/$1.stale" "$here/stale.go" && "$OUT/$1.stale" > "$OUT/$1.stale.out" 2>&1
	if [ "$1" = asan ]; then
		if grep -q use-after-poison "$OUT/asan.stale.out"; then echo "PASS asan notices a read of a freed object"
		else echo "FAIL asan: a read of a freed object goes unnoticed"; fi
	fi
	all_modes "$1"
	theme "$1" programs
	theme "$1" samples
	theme "$1" gc
	unset VOLE_ROOT
}

results() {
	all_modes plain
	sanitized ubsan
	sanitized asan
}
results | tee "$OUT/results.txt"
echo "$(grep -c '^PASS' "$OUT/results.txt") passed, $(grep -c '^FAIL' "$OUT/results.txt") failed (seed $seed)"
! grep -q '^FAIL' "$OUT/results.txt"
