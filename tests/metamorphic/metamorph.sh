#!/usr/bin/env bash
# metamorph.sh COUNT [SEED]: COUNT variants, from SEED on, of the `// run` programs of the installed Go's test tree,
# rewritten so that they must do what they did before (docs/metamorphic.md). Each is run by Go, whose word on its
# validity is the last, and by Vole in every mode. What differs is reduced and kept in $OUT/metamorph/seedN;
# exits 1 then. ONLY=regexp chooses programs, KIND=name one kind of rewrite, JOBS how many at once,
# STEPS the programs a reduction may try. More options of the rewriter may follow.
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=$(dirname "$(dirname "$here")")
count=$1 seed=${2:-$RANDOM$RANDOM}
shift $(($# < 2 ? $# : 2))
out=${OUT:-$top/build}/metamorph
tree=$(go env GOROOT 2> /dev/null)/test
if [ ! -d "$tree" ]; then echo "SKIP metamorph: Go's test tree is not installed"; exit 0; fi
mkdir -p "$out"
export VOLE_CACHE=${VOLE_CACHE:-$out/cache} TMPDIR=$out
"$here/programs.pl" "$tree" > "$out/programs" || exit 2
(cd "$here/rewriter" && GO111MODULE=on GOFLAGS=-mod=mod go build -o "$out/rewriter" .) || exit 2
exec "$out/rewriter" -tree "$tree" -programs "$out/programs" -out "$out" -vole "${VOLE:-$top/build/vole}" \
	-count "$count" -seed "$seed" -jobs "${JOBS:-$(nproc)}" -steps "${STEPS:-400}" -only "${ONLY:-}" -kind "${KIND:-}" "$@"
