#!/usr/bin/env bash
# pacer.sh FOLDER: builds what pacer.pl needs, and runs it; pictures go into FOLDER.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
top=$here/../../..
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${VOLE:-$top/build/vole}" build -o "$work/shapes" "$here/shapes.go"
"${CC:-cc}" -O2 -I"$top/runtime" -I"$top/tests/runtime" -o "$work/predict" "$here/predict.c" "$top/runtime/pacer.c"
perl "$here/pacer.pl" "$work/shapes" "$work/predict" "$here/../moments/plot.pl" "$1"
