#!/usr/bin/env bash
# No source is worse than linear: what compiling costs at n, 2n and 4n of each construct (growth.pl, constructs.pm).
# SCALE=k measures at k times the sizes there.  At a quarter of them most constructs cost too little to tell.
set -u
here=$(cd "$(dirname "$0")" && pwd)
export OUT=${OUT:-$here/../../build} VOLE=${VOLE:-$here/../../build/vole}
mkdir -p "$OUT/growth"
{
	perl "$here/growth.pl" -scale="${SCALE:-1}"
	perl "$here/growth.pl" -O0 -scale="${SCALE:-1}"
} | tee "$OUT/growth/log.txt"
! grep -q '^FAIL' "$OUT/growth/log.txt"
