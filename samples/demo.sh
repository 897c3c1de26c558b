#!/usr/bin/env bash
# The tour `make demo` gives: escape decisions of six scenarios, then a collector at work.
set -eu
cd "$(dirname "$0")"
vole=${VOLE:-../build/vole}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
for sample in escape-*/; do
	sample=${sample%/}
	printf '\n== vole build -gcflags=-m ./samples/%s\n' "$sample"
	"$vole" build -gcflags=-m -o "$out/$sample" "./$sample" 2>&1
	printf -- '-- and running it:\n'
	"$out/$sample"
done
printf '\n== GODEBUG=gctrace=1 vole run ./samples/gctrace\n'
"$vole" build -o "$out/gctrace" ./gctrace
GODEBUG=gctrace=1 "$out/gctrace" 2>&1 | tee "$out/trace"
printf '\n%d collections; every line above is explained in docs/gc.md\n' "$(grep -c '^gc ' "$out/trace")"
