#!/usr/bin/env bash
# fuzz.sh FUZZER FOLDER SECONDS: fuzzes the front end.  FOLDER keeps the corpus between runs (seeded from the
# tests' own sources) and receives crash-*, oom-* and timeout-* inputs; each process gives up its memory after
# a number of inputs and a new one goes on.  Exits 1 when an input was found that should be looked at.
set -u
fuzzer=$(realpath "$1") folder=$2 seconds=$3
top=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$folder/corpus" "$folder/found"
cp "$top"/tests/errors/*.go "$top"/tests/lang/*.go "$top"/tests/programs/*.go "$top"/tests/fuzz/crashes/*.go \
	"$folder/corpus" 2>/dev/null
export ASAN_OPTIONS=detect_leaks=0:abort_on_error=1 UBSAN_OPTIONS=print_stacktrace=1
end=$((SECONDS + seconds))
while [ $SECONDS -lt $end ]; do
	"$fuzzer" -dict="$top/tests/fuzz/go.dict" -max_len=8192 -timeout=20 -rss_limit_mb=4000 -runs=20000 \
		-max_total_time=$((end - SECONDS)) -artifact_prefix="$folder/found/" -print_final_stats=1 \
		"$folder/corpus" > "$folder/log.txt" 2>&1
	status=$?
	sed -n 's/^stat::number_of_executed_units: */inputs: /p; /ERROR\|SUMMARY\|internal compiler error/p' "$folder/log.txt"
	[ $status -eq 0 ] || mv "$folder/log.txt" "$folder/log-$SECONDS.txt"
done
found=$(find "$folder/found" -type f | wc -l)
echo "$found inputs in $folder/found; corpus: $(ls "$folder/corpus" | wc -l)"
[ "$found" -eq 0 ]
