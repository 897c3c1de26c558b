#!/usr/bin/env bash
# families: what of the table does not depend on the machine.
set -u
dir=$1
if ! timeout 60 "$VOLE" build -o "$dir/prog" . > "$dir/out" 2>&1; then
	echo "FAIL families: does not build: $(head -n 3 "$dir/out" | tr '\n' ' ')"
	exit
fi
timeout 120 "$dir/prog" > "$dir/out" 2> "$dir/err"
code=$?
# Counting loses 8 nodes for each of 6000 rings, nobody else any; minor cycles are generations' alone.
wrong=$(awk -v code=$code '
	code != 0 { exit }
	/ ms / {
		rows++
		name = substr($0, 1, 26)
		split(substr($0, 27), f, " ")
		if (f[13] != (rows == 1 ? 48000 : 0)) print name "lost " f[13]
		if ((f[2] > 0) != (rows == 5)) print name f[2] " minor cycles"
		if (rows > 1 && f[1] < 3) print name f[1] " cycles"
	}
	END {
		if (code != 0) print "exit status " code
		else if (rows != 5) print rows " rows"
	}' "$dir/out")
[ -z "$wrong" ] && echo "PASS families" || echo "FAIL families: $(tr '\n' ';' <<< "$wrong") $(head -n 2 "$dir/err" | tr '\n' ' ')"
