#!/usr/bin/env bash
# Inputs that fuzzing (make fuzz) has found, each reduced: the compiler must end by itself, with or without
# messages.  And a few random programs (make random), which must do the same in several modes; a thousand of them
# must have every form that docs/random.md lists.
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

docs=$here/../../docs/random.md
if sed '1,/^<!-- forms -->$/d' "$docs" | diff - <("$here/random.pl" -list) > "$OUT/forms.diff"; then
	echo "PASS random.md"
else
	echo "FAIL random.md: docs/random.md lists other forms than random.pl -list, see $OUT/forms.diff"
fi

# Lacking is what both halves lack.
"$here/random.pl" -missing 1 500 > "$OUT/forms.1" & half=$!
"$here/random.pl" -missing 501 500 > "$OUT/forms.2" && wait $half; status=$?
lacking=$(comm -12 <(sort "$OUT/forms.1") <(sort "$OUT/forms.2"))
if [ $status -eq 0 ] && [ -z "$lacking" ]; then echo "PASS forms"
else echo "FAIL forms: 1,000 programs lack $(wc -l <<< "$lacking"): $(head -3 <<< "$lacking" | paste -sd, -)"; fi
