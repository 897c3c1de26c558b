#!/usr/bin/env bash
# The compiler as a program: its memory (compiler/driver/heap.c).
set -u
here=$(cd "$(dirname "$0")" && pwd)
work=$OUT/compiler
rm -rf "$work"
mkdir -p "$work"

cc -O1 -fno-builtin -o "$work/heap" "$here/heap.c" "$BUILD/compiler/driver/heap.o" 2> "$work/heap.err" &&
	timeout 60 "$work/heap" > "$work/heap.out"
if [ "$(tail -1 "$work/heap.out")" = ok ]; then echo "PASS heap"; else echo "FAIL heap: see $work/heap.out"; fi
