#!/usr/bin/env bash
# `vole test` beside Go's: the commands in `commands`, each run in a copy of module/, must print what `go test`
# printed, exit status included.  expected.txt holds that; `run.sh golden` makes it anew where Go is installed.
# Durations, the machine and the way to the copy are not compared.
set -u
here=$(cd "$(dirname "$0")" && pwd)
OUT=${OUT:-$(mktemp -d)}
work=$OUT/gotest goflags=
rm -rf "$work"
mkdir -p "$work"
cp -r "$here/module" "$work/m"

# line of `commands`, command: `cd DIR;` first, then NAME=VALUE, then the arguments
one() {
	local line=$1 tool=$2 dir=.
	if [[ $line == cd\ * ]]; then dir=${line%%;*} dir=${dir#cd } line=${line#*; }; fi
	local vars=
	while [[ $line =~ ^[A-Z_]+=[^\ ]*\  ]]; do vars="$vars ${BASH_REMATCH[0]}" line=${line#"${BASH_REMATCH[0]}"}; done
	echo "\$ $1"
	(cd "$work/m/$dir" && eval "$vars GOFLAGS=$goflags GO111MODULE=on timeout 120 $tool $line" 2> "$work/stderr" > "$work/stdout"
	echo $? > "$work/status")
	cat "$work/stdout" "$work/stderr" | normalise
	echo "status $(cat "$work/status")"
}

normalise() {
	sed -E -e "s|$work/m|DIR|g" -e 's/\(?[0-9]+\.[0-9]+s\)?/TIME/g' -e 's/"Elapsed":[0-9.]+/"Elapsed":N/' \
		-e 's/"Time":"[^"]*"/"Time":T/' -e 's/\(cached\)/TIME/' -e "s/(usage: |Run '|^)(vole|go)( test| help|: )/\1TOOL\3/" \
		-e 's/0x[0-9a-f]+/ADDR/g' -e '/^cpu: /d' -e "s/ and 'go help testflag'//"
}

all() { # tool
	while IFS= read -r line; do one "$line" "$1"; done < "$here/commands"
}

if [ "${1:-}" = golden ]; then
	goflags=-vet=off
	all "go" > "$here/expected.txt"
	exit
fi
all "$VOLE" > "$work/got.txt"
awk -v want="$here/expected.txt" -v got="$work/got.txt" '
	function load(file, to,   line, name) {
		while ((getline line < file) > 0) {
			if (line ~ /^\$ /) { name = line; order[++n] = name; seen[name]++ }
			to[name] = to[name] line "\n"
		}
	}
	BEGIN {
		load(want, w); count = n
		load(got, g)
		for (i = 1; i <= count; i++) {
			name = order[i]
			if (w[name] == g[name]) print "PASS " substr(name, 3)
			else { print "FAIL " substr(name, 3) ": see " got; bad++ }
		}
	}'

# What makes a result valid again or not: each step tests ./files and says whether it was kept.
kept() { # what happened before, "yes" or "no"
	local out
	out=$(cd "$work/m" && "$VOLE" test $3 ./files 2>&1) is=no
	[[ $out == *"(cached)"* ]] && is=yes
	if [[ $out == ok* ]] && [ $is = "$2" ]; then echo "PASS cached: $1"
	else echo "FAIL cached: $1: $is, want $2: $out"; fi
}
export VOLE_CACHE=$work/cache
touch -d '1 minute ago' "$work/m/files/testdata/input.txt"
kept 'first run' no ''
kept 'second run' yes ''
kept 'a flag that counts' no -short
kept '-count=1' no -count=1
touch -d '2 minutes ago' "$work/m/files/testdata/input.txt"
kept 'a file it reads has changed' no ''
kept 'again' yes ''
touch -d '2 minutes ago' "$work/m/calc/calc.go"
kept 'a file it does not read has changed' yes ''
VOLE_TEST_LOOKED_AT=1 kept 'a variable it asks for' no ''
VOLE_TEST_LOOKED_AT=1 kept 'the same' yes ''
VOLE_TEST_OTHER=1 VOLE_TEST_LOOKED_AT=1 kept 'a variable it does not ask for' yes ''
"$VOLE" clean -testcache
VOLE_TEST_LOOKED_AT=1 kept 'clean -testcache' no ''

# Programs are linked side by side: no two may write the same file.
export VOLE_CACHE=$work/fresh
files=$(cd "$work/m" && "$VOLE" test -x -count=1 ./args ./calc ./files ./helper ./exits 2>&1 | grep -oE '[^ ]*(references\.o|prelink\.ld)')
if [ "$(echo "$files" | wc -l)" -ge 6 ] && [ -z "$(echo "$files" | sort | uniq -d)" ]; then echo "PASS linked side by side"
else echo "FAIL linked side by side: $(echo "$files" | sort | uniq -d | head -n 1)"; fi
