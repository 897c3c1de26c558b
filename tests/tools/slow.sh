#!/usr/bin/env bash
# slow.sh - what make stress asks of `vole tool`: its code built with sanitizers, on all of the cases and on damaged
# profiles; and its pages in a browser (browser.pl).
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=$here/../..
out=$OUT/tools
rm -rf "$out" && mkdir -p "$out"

# An empty Vec has no storage: NULL + 0 is meant.
if ! ${CC:-cc} -std=gnu11 -D_GNU_SOURCE -g -O1 -DARENA_CHUNK=0 -fsanitize=address,undefined -fno-sanitize-recover=undefined \
	-fno-sanitize=pointer-overflow -I"$top/lang" -I"$top/compiler/tool" -o "$out/tool" "$here/alone.c" "$top"/compiler/tool/*.c \
	"$top"/lang/{base,unicode,flagvalue}.c -lz -lm > "$out/build.txt" 2>&1; then
	echo "FAIL tools sanitized: does not build: $(grep -m 1 error "$out/build.txt")"
else
	export ASAN_OPTIONS=detect_leaks=0 # the arena is never freed
	"$here/transcript.sh" "$out/tool" tool pprof > "$out/got.txt"
	if cmp -s "$here/expected.txt" "$out/got.txt"; then echo "PASS tools sanitized"
	else echo "FAIL tools sanitized: $(grep -m 1 -E 'ERROR|runtime error' "$out/got.txt")"; fi
	gzip -dc "$here/profiles/go-heap.pb" > "$out/plain.pb"
	size=$(stat -c %s "$out/plain.pb") bad=
	for ((i = 0; i < 400; i++)); do
		at=$((i * size / 400))
		{ head -c "$at" "$out/plain.pb"; printf "\\x$(printf %02x $((RANDOM % 256)))"; tail -c +$((at + 2)) "$out/plain.pb"; } > "$out/damaged.pb"
		for report in -raw -html -tree; do
			"$out/tool" tool pprof $report "$out/damaged.pb" > /dev/null 2> "$out/damaged.err" && continue
			grep -qE 'Sanitizer|runtime error' "$out/damaged.err" && bad="$report: $(grep -m 1 -E 'ERROR|runtime error' "$out/damaged.err")" &&
				cp "$out/damaged.pb" "$out/failed.pb"
		done
	done
	if [ -z "$bad" ]; then echo "PASS tools sanitized, damaged profiles"
	else echo "FAIL tools sanitized, damaged profiles: $bad"; fi
	if "$out/tool" tool gcview "$here/gctrace.txt" > "$out/gc.html" 2> "$out/gc.err"; then echo "PASS tools sanitized, gctrace"
	else echo "FAIL tools sanitized, gctrace: $(head -n 1 "$out/gc.err")"; fi
fi
if command -v perl > /dev/null; then perl "$here/browser.pl" "$VOLE" "$out" 2> "$out/browser.err"
else echo "SKIP pages in a browser: no perl"
fi
