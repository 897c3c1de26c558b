#!/usr/bin/env bash
# Inputs that fuzzing (make fuzz) has found, each reduced: the compiler must end by itself, with or without
# messages.  And a few random programs (make random), which must do the same in several modes.
set -u
here=$(cd "$(dirname "$0")" && pwd)
for src in "$here"/crashes/*.go; do
	timeout 20 "$VOLE" compile -stop-after=check "$src" > /dev/null 2>&1
	status=$?
	if [ $status -le 1 ]; then echo "PASS $(basename "$src")"; else echo "FAIL $(basename "$src"): exit status $status"; fi
done
log=$OUT/random.txt
if MODES='O2 O0 heap stress' BATCH=2 "$here/random.sh" 2 1 > "$log" 2>&1; then echo "PASS random.sh"
else echo "FAIL random.sh: $(grep '^seed' "$log" | head -1), see $log"; fi
