#!/usr/bin/env bash
# random.sh COUNT [SEED]: COUNT random programs (random.pl) from SEED on, compiled in every mode that must not
# change what they print: Go's compiler where it is installed, optimised or not, without inlining, with
# everything on the heap, with the program in view and ended frames overwritten, and with the collector forced to run often.  Prints a line for each program that
# differs and keeps its source and outputs in $OUT/random; exits 1 if there was one.
#
# BATCH programs are compiled at once; only the members of a batch that differs are run one by one.
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=$(dirname "$(dirname "$here")")
vole=${VOLE:-$top/build/vole}
out=${OUT:-$top/build}/random
count=$1 seed=${2:-$RANDOM$RANDOM} batch=${BATCH:-8}
modes=${MODES:-O2 O0 noinline heap dead closed stress}
command -v go > /dev/null && modes="go $modes"
mkdir -p "$out"

build() { # mode, source, executable
	local flags=
	case $1 in
	go) GO111MODULE=off go build -o "$3" "$2"; return ;;
	stress) cp "${3%-stress}-O2" "$3"; return ;;
	O0) flags=-O0 ;;
	noinline) flags=-l ;;
	heap) flags=-escape=off ;;
	dead) flags=-d=cleardead=1 ;;
	closed) flags='-escape=closed -gcflags=all=-d=poison=1' ;;
	esac
	timeout 300 "$vole" build $flags -o "$3" "$2"
}

run() { # mode, executable
	case $1 in
	stress) GODEBUG=gcstress=5,gccheckmark=1,clobberfree=1 timeout 120 "$2" ;;
	*) timeout 60 "$2" ;;
	esac
	echo "exit status $?"
}

# Prints the modes whose output differs from that of the first mode.
differing() { # name, seeds
	local name=$1 mode first=${modes%% *}
	shift
	"$here/random.pl" "$@" > "$out/$name.go"
	for mode in $modes; do
		if build "$mode" "$out/$name.go" "$out/$name-$mode"; then run "$mode" "$out/$name-$mode"
		else echo 'does not compile'; fi > "$out/$name-$mode.out" 2>&1
		cmp -s "$out/$name-$first.out" "$out/$name-$mode.out" || echo "$mode"
		[ "$mode" = O2 ] || rm -f "$out/$name-$mode"
	done
	rm -f "$out/$name-O2"
	[ "$first" != go ] || ! grep -q '^does not compile' "$out/$name-go.out" || echo 'invalid'
}

echo "$count programs from seed $seed: $modes"
failed=0
for ((at = seed; at < seed + count; at += batch)); do
	last=$((at + batch < seed + count ? at + batch - 1 : seed + count - 1))
	wrong=$(differing "batch$at" $(seq $at $last) | tr '\n' ' ')
	if [ -n "$wrong" ]; then
		for ((one = at; one <= last; one++)); do
			wrong=$(differing "$one" $one | tr '\n' ' ')
			if [ -n "$wrong" ]; then failed=$((failed + 1)); echo "seed $one: $out/$one.go: differs: $wrong"
			else rm -f "$out/$one"[.-]*; fi
		done
	fi
	rm -f "$out/batch$at"[.-]*
done
echo "$((count - failed)) of $count programs agree"
[ $failed -eq 0 ]
