#!/usr/bin/env bash
# A sample with a check.sh is tried by that. Every other that is a program builds, prints want.txt (want.err on standard error where there is one), the same with the
# collector's checks on, and, where there is want.escape, decides as Go did when that file was made.
set -u
export samples=$TOP/samples
one() {
	name=$1 dir=$OUT/samples/$1
	mkdir -p "$dir"
	cd "$samples/$name" || return
	if [ -x check.sh ]; then
		./check.sh "$dir"
		return
	fi
	if ! timeout 60 "$VOLE" build -gcflags=-m -o "$dir/prog" . > "$dir/out" 2> "$dir/escape"; then
		echo "FAIL $name: does not build: $(grep -v ': can inline' "$dir/escape" | head -n 3 | tr '\n' ' ')"
		return
	fi
	if [ -f want.escape ]; then
		# What concerns the sample's own code; the library's inside is not Go's.
		grep '^\./' "$dir/escape" > "$dir/escape.own"
		if grep '^\./' want.escape | diff - "$dir/escape.own" > "$dir/escape.diff"; then echo "PASS $name -m"
		else echo "FAIL $name -m: $(grep -c '^[<>]' "$dir/escape.diff") lines differ: $(sed -n 2,3p "$dir/escape.diff" | tr '\n' ' ')"; fi
	fi
	for debug in "" gccheckmark=1,clobberfree=1; do
		GODEBUG=$debug timeout 120 "$dir/prog" > "$dir/out" 2> "$dir/err"
		code=$?
		if [ $code -ne 0 ]; then echo "FAIL $name $debug: exit status $code: $(head -n 2 "$dir/err" | tr '\n' ' ')"
		elif ! cmp -s want.txt "$dir/out"; then echo "FAIL $name $debug: output differs: $(diff want.txt "$dir/out" | head -n 3 | tr '\n' ' ')"
		elif [ -f want.err ] && ! cmp -s want.err "$dir/err"; then echo "FAIL $name $debug: standard error differs"
		else echo "PASS $name $debug"; fi
	done
}
# A sample made of tests: they pass, and its benchmarks allocate as often as want.bench says.
tests_of() {
	name=$1 dir=$OUT/samples/$1
	mkdir -p "$dir"
	cd "$samples" || return
	if timeout 120 "$VOLE" test "./$name" > "$dir/out" 2>&1; then echo "PASS $name"
	else echo "FAIL $name: $(head -n 3 "$dir/out" | tr '\n' ' ')"; fi
	[ -f "$name/want.bench" ] || return 0
	timeout 120 "$VOLE" test -run=none -bench=. -benchmem -benchtime=20x "./$name" 2>&1 |
		awk '/^Benchmark/ { sub(/-[0-9]+$/, "", $1); print $1, $(NF - 1), $NF }' > "$dir/bench"
	if cmp -s "$name/want.bench" "$dir/bench"; then echo "PASS $name -bench"
	else echo "FAIL $name -bench: $(diff "$name/want.bench" "$dir/bench" | tr '\n' ' ')"; fi
}
export -f one tests_of
for d in "$samples"/*/main.go; do basename "$(dirname "$d")"; done | xargs -P "$(nproc)" -I{} bash -c 'one {}'
for d in "$samples"/*/*_test.go; do basename "$(dirname "$d")"; done | sort -u | xargs -I{} bash -c 'tests_of {}'
