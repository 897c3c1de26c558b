#!/usr/bin/env bash
# Inputs that fuzzing (make fuzz) has found, each reduced: the compiler must end by itself, with or without
# messages.
set -u
here=$(cd "$(dirname "$0")" && pwd)
for src in "$here"/crashes/*.go; do
	timeout 20 "$VOLE" compile -stop-after=check "$src" > /dev/null 2>&1
	status=$?
	if [ $status -le 1 ]; then echo "PASS $(basename "$src")"; else echo "FAIL $(basename "$src"): exit status $status"; fi
done
