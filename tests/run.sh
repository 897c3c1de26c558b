#!/usr/bin/env bash
# Runs every theme under tests/ (or those named) and adds up what they report.
#
# A theme is a folder with a run.sh that prints one line a test: "PASS name", "FAIL name: why" or
# "SKIP name: why"; a new theme or test needs no registration.  Details of failures go to build/test/.
set -u
top=$(cd "$(dirname "$0")/.." && pwd)
export VOLE=${VOLE:-$top/build/vole} OUT=${OUT:-$top/build/test} BUILD=${BUILD:-$top/build} TOP=$top
export VOLE_CACHE=$OUT/cache
mkdir -p "$OUT" "$VOLE_CACHE"
log=$OUT/log.txt
: > "$log"
if [ $# -gt 0 ]; then themes=("$@"); else themes=("$top"/tests/*/run.sh); fi
for theme in "${themes[@]}"; do
	[ -f "$theme" ] || theme=$top/tests/$theme/run.sh
	[ -x "$theme" ] || { echo "FAIL $theme: no such theme" | tee -a "$log"; continue; }
	name=$(basename "$(dirname "$theme")")
	start=$SECONDS
	"$theme" > "$OUT/$name.txt" 2> "$OUT/$name.stderr" ||
		grep -q '^FAIL' "$OUT/$name.txt" || echo "FAIL $name: run.sh exit status $?" >> "$OUT/$name.txt"
	grep -E '^(FAIL|SKIP)' "$OUT/$name.txt"
	printf '%-12s %4d passed, %d failed, %d skipped (%d s)\n' "$name" "$(grep -c '^PASS' "$OUT/$name.txt")" \
		"$(grep -c '^FAIL' "$OUT/$name.txt")" "$(grep -c '^SKIP' "$OUT/$name.txt")" $((SECONDS - start))
	cat "$OUT/$name.txt" >> "$log"
done
failed=$(grep -c '^FAIL' "$log")
echo "$(grep -c '^PASS' "$log") passed, $failed failed, $(grep -c '^SKIP' "$log") skipped"
[ "$failed" -eq 0 ]
