#!/usr/bin/env bash
# flows.sh COUNT [SEED]: COUNT random programs (flows.pl) from SEED on, each with everything on the heap, as usual, and
# with the whole program in view, where frames that end are overwritten. A program finds by itself what is not as it was,
# and all modes must print the same. What differs is kept in $OUT/flows; exits 1 then.
set -u
here=$(cd "$(dirname "$0")" && pwd)
vole=${VOLE:-$(dirname "$(dirname "$here")")/build/vole}
out=${OUT:-$(dirname "$(dirname "$here")")/build}/flows
count=$1 seed=${2:-$RANDOM$RANDOM} failed=0
mkdir -p "$out"
run() { # NAME flags...
	if timeout 300 "$vole" build "${@:2}" -o "$out/$1" "$out/$1.go" > "$out/$1.txt" 2>&1; then
		timeout 60 "$out/$1" > "$out/$1.txt" 2>&1
		echo "exit status $?" >> "$out/$1.txt"
	fi
	cat "$out/$1.txt"
}
echo "$count programs from seed $seed"
for ((s = seed; s < seed + count; s++)); do
	name=flow$s
	"$here/flows.pl" $s > "$out/$name.go"
	want=$(run $name -escape=off)
	wrong=
	for mode in "-d=poison=1" "-escape=closed -d=poison=1" "-escape=closed -d=poison=1 -l" "-escape=closed -d=poison=1 -O0"; do
		# shellcheck disable=SC2086
		[ "$(run $name $mode)" = "$want" ] || wrong="$wrong [$mode]"
	done
	if [ -n "$wrong" ] || [[ $want != *"exit status 0" ]]; then
		failed=$((failed + 1))
		echo "seed $s: $out/$name.go: differs:$wrong"
	else rm -f "$out/$name" "$out/$name".*; fi
done
echo "$((count - failed)) of $count programs agree"
[ $failed -eq 0 ]
