#!/usr/bin/env bash
# No source is worse than linear: what compiling costs at n, 2n and 4n of each construct (growth.pl, constructs.pm).
# GROWTH=k measures at k times the sizes there, not a quarter of them, and at -O0 as well.
set -u
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$OUT/growth"
perl "$here/growth.pl" -scale="${GROWTH:-0.25}"
[ -z "${GROWTH:-}" ] || perl "$here/growth.pl" -O0 -scale="$GROWTH"
