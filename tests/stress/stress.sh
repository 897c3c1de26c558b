#!/usr/bin/env bash
# The tests that take long (make stress).
#
#     stress.sh [SCALE [SEED]]       1 for a look, 10 by default; the seed is printed, give it to replay
#     stress.sh 0                    what make test has time for: each sanitizer, two modes, small sizes
#
# graph.go, storms.go, profiles.go and torture.go in every mode of the collector, then the same and all of tests/programs,
# tests/gc and samples with the debug build of the runtime and those by GCC's sanitizers (docs/debugging.md says
# what each covers); torture.sh goes on at random for as long as one likes;
# where Go is installed, the same programs under Go's race detector; and tests/tools/slow.sh.
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
	"GODEBUG=gcmark=span,gccheckmark=1,clobberfree=1 GOGC=10"
	"GODEBUG=gcgen=1,gccheckmark=1,clobberfree=1 GOGC=50"
	"GODEBUG=gcstoptheworld=2,clobberfree=1 GOGC=20"
	"GODEBUG=asyncpreemptoff=1,clobberfree=1 GOGC=20"
	"GOMEMLIMIT=40MiB GODEBUG=clobberfree=1"
)

((scale)) || modes=("" "GOMAXPROCS=4 GODEBUG=gccheckmark=1,clobberfree=1 GOGC=10")

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

sources() {    # program
	echo "$here/$1.go"
	[[ $1 != storms && $1 != torture ]] || echo "$here/loads.go"
}

# Every program in every mode; gcstress makes each allocation dear, so it gets a smaller share.
all_modes() {  # runtime
	local name mode share
	for name in graph storms profiles torture; do
		# shellcheck disable=SC2046
		"$VOLE" build -o "$OUT/$1.$name" $(sources "$name") || { echo "FAIL $1 $name: does not build"; continue; }
		for mode in "${modes[@]}"; do
			share=$scale
			[[ $mode == *gcstress* ]] && share=1
			case $name in
			graph) run "$1" graph "$mode" "$seed" $((share * 20000 + 2000)) 4 ;;
			storms) run "$1" storms "$mode" $((share * 20 + 2)) ;;
			profiles) run "$1" profiles "$mode" $((share * 20 + 2)) ;;
			torture) run "$1" torture "$mode" "$seed" $((share * 1000 + 500)) ;;
			esac
		done
	done
}

# ThreadSanitizer's signals come late: no loop is interrupted there.
theme() {      # runtime, theme
	OUT=$OUT/$1 "$TOP/tests/$2/run.sh" 2>&1 | grep -E '^(PASS|FAIL)' |
		if [ "$1" = tsan ]; then grep -v ' preempt: '; else cat; fi | sed "s/^\([A-Z]*\) /\1 $1 $2: /"
}

notices_race() {
	${CC:-cc} -std=gnu11 -D_GNU_SOURCE -O1 -fsanitize=thread --param=tsan-instrument-func-entry-exit=0 -fno-pic -no-pie \
		-I"$TOP/runtime" -I"$TOP/lang" -o "$OUT/race" "$BUILD"/lib/go_text_begin.o "$BUILD"/lib/go_text_end.o \
		"$here/race.c" "$BUILD/tsan/libruntime.a" -lm -lpthread > "$OUT/race.log" 2>&1
	GOMAXPROCS=2 timeout 60 "$OUT/race" > "$OUT/race.out" 2>&1
	if grep -q 'data race.* in add_plainly' "$OUT/race.out"; then echo "PASS tsan notices goroutines that race"
	else echo "FAIL tsan: goroutines that race go unnoticed"; fi
}

sanitized() {  # runtime
	if ! make -s -C "$TOP" BUILD="$BUILD" "runtime-$1" > "$OUT/$1.build" 2>&1; then
		echo "FAIL $1: does not build: $(head -n 1 "$OUT/$1.build")"
		return
	fi
	export VOLE_ROOT=$BUILD/$1 ASAN_OPTIONS=detect_leaks=0:handle_segv=0:use_sigaltstack=0
	export TSAN_OPTIONS=halt_on_error=1:handle_segv=0:use_sigaltstack=0:suppressions=$here/tsan.supp
	"$VOLE" build -o "$OUT/$1.stale" "$here/stale.go" && "$OUT/$1.stale" > "$OUT/$1.stale.out" 2>&1
	if [ "$1" = asan ]; then
		if grep -q use-after-poison "$OUT/asan.stale.out"; then echo "PASS asan notices a read of a freed object"
		else echo "FAIL asan: a read of a freed object goes unnoticed"; fi
	fi
	[ "$1" = tsan ] && notices_race
	all_modes "$1"
	if ((scale)); then
		theme "$1" programs
		theme "$1" samples
		theme "$1" gc
		[ "$1" = debug ] && theme debug sched
	fi
	unset VOLE_ROOT
}

# A test that races with itself proves nothing when it fails.  Go's race detector needs Go and cgo.
race_free() {
	if ! command -v go > /dev/null; then echo "SKIP race: no Go"; return; fi
	local source name with
	for source in "$TOP"/tests/{gc,memory,programs,sched,stress}/*.go "$TOP"/samples/*/main.go; do
		name=${source#"$TOP"/} with=()
		[[ $name == tests/gc/* ]] && with=("$TOP/tests/gc/check.go")
		[[ $name == tests/stress/* ]] && with=("$here/loads.go")
		[[ $name == tests/gc/check.go || $name == tests/stress/loads.go ]] && continue
		go build -race -o "$OUT/race.go" "$source" "${with[@]}" 2> "$OUT/race.build" || continue
		timeout 60 "$OUT/race.go" > "$OUT/race.go.out" 2>&1 < /dev/null
		if grep -q 'DATA RACE' "$OUT/race.go.out"; then echo "FAIL race: $name races with itself"
		else echo "PASS race: $name"; fi
	done
}

results() {
	((scale)) && race_free
	((scale)) && "$TOP/tests/tools/slow.sh"
	((scale)) && "$TOP/tests/memory/scarce.sh" 1 "15 20 25 30 40 60 80 100 150 200 300 400"
	((scale)) && all_modes plain
	((scale)) && sanitized debug
	sanitized ubsan
	sanitized asan
	sanitized tsan
}
results | tee "$OUT/results.txt"
echo "$(grep -c '^PASS' "$OUT/results.txt") passed, $(grep -c '^FAIL' "$OUT/results.txt") failed (seed $seed)"
! grep -q '^FAIL' "$OUT/results.txt"
