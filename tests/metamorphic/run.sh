#!/usr/bin/env bash
# Metamorphic tests in small: every kind of rewrite can be made, a few variants agree with Go, and a compiler that
# is known to be wrong is found out, its fault reduced to the rewrite that shows it. `make metamorph` runs more.
set -u
here=$(cd "$(dirname "$0")" && pwd)
out=$OUT/metamorphic
export OUT=$out JOBS=1
mkdir -p "$out"
if [ ! -d "$(go env GOROOT 2> /dev/null)/test" ]; then
	for name in kinds variants broken; do echo "SKIP $name: Go's test tree is not installed"; done
	exit 0
fi

if "$here/metamorph.sh" 0 1 -generate > "$out/kinds.txt" 2>&1; then echo "PASS kinds"
else echo "FAIL kinds: $(tail -2 "$out/kinds.txt" | tr '\n' ' ')"; fi

# The programs are small, and have much of what the rewrites look for.
export ONLY='^(func7|closure2|typeparam/(list|sets|cons)|ken/(embed|rob2|sibling0)|range4|recover[12]|switch7)\.go$'
if STEPS=60 "$here/metamorph.sh" 5 1 > "$out/variants.txt" 2>&1; then
	valid=$(sed -n 's/.*programs: \([0-9]*\) valid.*/\1/p' "$out/variants.txt")
	if [ "${valid:-0}" -ge 3 ]; then echo "PASS variants"; else echo "FAIL variants: $valid of 5 are valid"; fi
else
	echo "FAIL variants: $(grep '^seed' "$out/variants.txt" | head -1), see $out/variants.txt"
fi

export REAL_VOLE=$VOLE VOLE=$here/broken.sh ONLY='^typeparam/sets\.go$'
rm -rf "$out"/metamorph/seed*
STEPS=50 "$here/metamorph.sh" 2 1 -first deferred -modes O2 > "$out/broken.txt" 2>&1
small=$(ls "$out"/metamorph/seed*/small.go 2> /dev/null | head -1)
if [ -z "$small" ]; then echo "FAIL broken: a compiler that is wrong passes, see $out/broken.txt"
elif ! grep -q '^seed .* 1 left (deferred): ' "$out/broken.txt"; then
	echo "FAIL broken: the rewrite is not singled out: $(grep '^seed' "$out/broken.txt" | head -1)"
elif ! grep -q 'mm_r = ' "$small" || [ "$(wc -l < "$small")" -ge "$(wc -l < "${small%small.go}original.go")" ]; then
	echo "FAIL broken: $small is not reduced, or does not show the fault"
else echo "PASS broken"; fi
