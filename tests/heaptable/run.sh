#!/usr/bin/env bash
# `vole run -m=heap`: the lines that allocated most, and why.  Guards compiler/driver/run_heap.c, compiler/escape/allocs.c
# and runtime/heapsites.c.
#
# NAME.want is what the table says of the lines of NAME.go, and of a function of the library: bytes, objects, line and
# function, what, why, and for whom.
# The bytes and objects of exact.go are those that the program counts.  `ORACLE=1 run.sh` writes the .want files anew, to
# be read: each number follows from the program's text.
set -u
here=$(cd "$(dirname "$0")" && pwd)
out=$OUT/heaptable
rm -rf "$out" && mkdir -p "$out"
cd "$here" || exit
export VOLE_CACHE=$out/cache

pass() { echo "PASS $1"; }
verdict() { if [ "$2" = "$3" ]; then pass "$1"; else echo "FAIL $1: ${3//$'\n'/ | }, want ${2//$'\n'/ | }"; fi; }

# The table's rows of lines in FILE, and of strings.Repeat, one a line, without shares.  Other lines of the library
# depend on the machine: on its environment, on its processors.
rows() { # FILE
	sed -n '/^ *bytes /,$p' | awk -v file="$1" '
		function done() { if (split(row, f, " ") && index(f[3], file ":") == 1 || index(row, "/text.go:")) print row; row = "" }
		/^ *[0-9]+ +[0-9]+ / { done(); row = $1 " " $2; for (i = 4; i <= NF; i++) row = row " " $i; next }
		/^ *[0-9]+ / { next }
		/^                 / { sub(/^ +/, ""); row = row " | " $0 }
		END { done() }'
}
table() { # NAME, flags... -- arguments: leaves NAME.err and NAME.rows
	timeout 120 "$VOLE" run -m=heap,1000 "$1.go" "${@:2}" > "$out/$1.txt" 2> "$out/$1.err"
	echo $? > "$out/$1.status"
	rows "$1.go" < "$out/$1.err" > "$out/$1.rows"
}
compare() { # TITLE NAME
	[ -z "${ORACLE-}" ] || cp "$out/$2.rows" "$2.want"
	if [ -s "$2.want" ] && cmp -s "$2.want" "$out/$2.rows"; then pass "$1"
	else echo "FAIL $1: $(diff "$2.want" "$out/$2.rows" | head -n 4 | tr '\n' ' ')"
	fi
}

table kinds leave
compare kinds kinds
verdict exit-status 1,1 "$(cat "$out/kinds.status"),$(grep -c '^exit status 3$' "$out/kinds.err")"
# Nothing is compiled now: the reasons come out of the cache.
table kinds leave
compare kinds-cached kinds
table kinds panic
compare kinds-after-panic kinds
verdict panic-status 1,1 "$(cat "$out/kinds.status"),$(grep -c '^exit status 2$' "$out/kinds.err")"
table callers
compare callers callers

# All that was allocated, as MemStats counts it.
for procs in 1 4; do
	GOMAXPROCS=$procs table exact
	verdict "exact-$procs" "$(awk 'NR == 1 { print $2, $1 }' "$out/exact.err")" \
		"$(sed -nE 's/^heap: ([0-9]+) bytes in ([0-9]+) objects.*/\1 \2/p' "$out/exact.err")"
	verdict "exact-sum-$procs" "$(sed -nE 's/^heap: ([0-9]+) bytes in ([0-9]+) objects.*/\1 \2/p' "$out/exact.err")" \
		"$(awk '/^ *[0-9]+ +[0-9]+ +[0-9.]+% / { b += $1; n += $2 } END { print b, n }' "$out/exact.err")"
done

# A signal that ends it.
"$VOLE" run -m=heap,1 waits.go > "$out/waits.txt" 2> "$out/waits.err" &
pid=$!
for _ in $(seq 300); do grep -q waits "$out/waits.err" && break; sleep 0.1; done
kill -TERM $pid
wait $pid
verdict terminated "1,signal: terminated,62720 70" "$?,$(grep '^signal' "$out/waits.err"),$(rows waits.go < "$out/waits.err" | cut -d' ' -f1,2)"

# Few lines, and what comes after them.
timeout 60 "$VOLE" run -m=heap,2 kinds.go leave > /dev/null 2> "$out/few.err"
verdict few-lines '2 1' "$(grep -c 'why: ' "$out/few.err") $(grep -Ec '^ +[0-9]+ +[0-9.]+%  at [0-9]+ more places$' "$out/few.err")"
timeout 60 "$VOLE" run -m=heap -escape=off kinds.go leave > /dev/null 2> "$out/off.err"
verdict escape-off 0 "$(grep 'why: ' "$out/off.err" | grep -vc 'why: -escape=off')"

# What is wrong with it.
refused() { # TITLE STATUS TEXT arguments...
	local got
	got=$(timeout 60 "$VOLE" "${@:4}" 2>&1)
	verdict "$1" "$2 $3" "$? $(head -n 1 <<< "$got")"
}
refused not-run 2 'invalid boolean value "heap" for -m: only `vole run` can tell what a program allocates' build -m=heap kinds.go
refused no-number 2 'invalid boolean value "heap,x" for -m: heap, may be followed by a number of lines, 1 or more' run -m=heap,x kinds.go
refused zero-lines 2 'invalid boolean value "heap,0" for -m: heap, may be followed by a number of lines, 1 or more' run -m=heap,0 kinds.go
refused no-count 2 'invalid boolean value "heaps" for -m: must be a count, heap or html' run -m=heaps kinds.go
refused stripped 2 'vole: -m=heap needs the debug data that -ldflags leaves out' run -m=heap -ldflags=-s kinds.go
