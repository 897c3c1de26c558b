#!/usr/bin/env bash
# The memory system seen from Go programs.
#
# Each *.go is a program, NAME.out what Go prints.  It runs once for each line
#     // env: NAME=value ...
# with that environment (no such line: once, with none).  Then the trace lines and the profile, against their formats; and
# memory that the system refuses (scarce.sh).
set -u
here=$(cd "$(dirname "$0")" && pwd)
out=$OUT/memory
mkdir -p "$out"

build() {
	timeout 60 "$VOLE" build -o "$out/$1" "$here/$1.go" > "$out/$1.build" 2>&1 && return
	echo "FAIL $1: does not build: $(head -n 3 "$out/$1.build" | tr '\n' ' ')"
	return 1
}

run() {        # name, NAME=value ...
	local name=$1 title="$1 ${*:2}"
	if ! env "${@:2}" timeout 120 "$out/$name" > "$out/$name.got" 2> "$out/$name.err"; then
		echo "FAIL $title: exit status $?: $(head -n 3 "$out/$name.err" | tr '\n' ' ')"
	elif ! cmp -s "$here/$name.out" "$out/$name.got"; then
		echo "FAIL $title: $(diff "$here/$name.out" "$out/$name.got" | head -n 4 | tr '\n' ' ')"
	else
		echo "PASS $title"
	fi
}

for source in "$here"/*.go; do
	name=$(basename "$source" .go)
	build "$name" || continue
	mapfile -t runs < <(sed -n 's|^// env: *||p' "$source")
	[ ${#runs[@]} -gt 0 ] || runs=("GODEBUG=")
	for environment in "${runs[@]}"; do run "$name" $environment; done
done

lines() {      # title, GODEBUG, program, regular expression: some line matches, and none that begins alike fails to
	GODEBUG=$2 timeout 60 "$out/$3" > "$out/$1.got" 2> "$out/$1.err"
	local word=${4%% *}
	if ! grep -qE "^$4\$" "$out/$1.err"; then echo "FAIL $1: no line as $4"
	elif grep -E "^${word#^} " "$out/$1.err" | grep -qvE "^$4\$"; then
		echo "FAIL $1: $(grep -E "^${word#^} " "$out/$1.err" | grep -vE "^$4\$" | head -n 1)"
	else echo "PASS $1"
	fi
}
ms='(0|[0-9]+|[0-9]+\.[0-9]+)'
real='\+[0-9]\.[0-9]{6}e[+-][0-9]{3}'
lines gctrace gctrace=1 graph \
	"gc [0-9]+ @[0-9]+\.[0-9]{3}s [0-9]+%: $ms\+$ms\+$ms ms clock, $ms\+$ms/$ms/$ms\+$ms ms cpu, [0-9]+->[0-9]+->[0-9]+ MB, [0-9]+ MB goal, [0-9]+ MB stacks, [0-9]+ MB globals, [0-9]+ P( \(forced\))?"
lines gcpacertrace gcpacertrace=1 graph \
	"pacer: (assist ratio=$real \(scan [0-9]+ MB in [0-9]+->[0-9]+ MB\) workers=[0-9]+\+$real|[0-9]+% CPU \([0-9]+ exp\.\) for [0-9]+\+[0-9]+\+[0-9]+ B work \([0-9]+ B exp\.\) in [0-9]+ B -> [0-9]+ B \(∆goal -?[0-9]+, cons/mark $real\))"
lines scavtrace scavtrace=1 ballast \
	"scav [0-9]+ KiB work \(bg\), [0-9]+ KiB work \(eager\), [0-9]+ KiB now, [0-9]+% util( \(forced\))?"

# 64 MB are alive, 128 MB come and go.
GODEBUG=scavtrace=1 GOMEMLIMIT=20MiB timeout 120 "$out/lost_limit" 2>&1 | awk '
	/^scav / { lines++; released += $2 + $6 }
	END { if (!lines || released > 128 * 1024) print "FAIL lost limit: " released " KiB released in " lines + 0 " lines"; else print "PASS lost limit" }'

"$here/scarce.sh" || echo "FAIL scarce.sh: exit status $?"
# A core has what the program uses, not the half a terabyte of addresses that are reserved: written at once, 300 MB of holes
# among which there is little.
if grep -q '^core$' /proc/sys/kernel/core_pattern 2> /dev/null && (ulimit -c unlimited) 2> /dev/null; then
	mkdir -p "$out/core" && rm -f "$out"/core/*
	(cd "$out/core" && ulimit -c unlimited
		printf 'package main\n\nfunc main() { panic(1) }\n' > main.go
		timeout 60 "$VOLE" build -o main main.go && GOTRACEBACK=crash timeout 60 ./main) > /dev/null 2>&1
	size=$(stat -c %s "$out"/core/core* 2> /dev/null)
	if [ "${size:-0}" -gt 0 ] && [ "$size" -lt 1000000000 ]; then echo "PASS core is small"
	else echo "FAIL core is small: ${size:-none}"; fi
	rm -f "$out"/core/core*
else echo "SKIP core is small: core_pattern or a limit keeps cores away"
fi
