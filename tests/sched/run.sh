#!/usr/bin/env bash
# Goroutines, channels, timers, stacks, panics and what is printed at the end.  Each *.go is a program;
# NAME.err is what it writes to standard error under Go 1.26, followed by "exit: STATUS", after normalising what may
# differ: addresses, offsets, goroutine numbers, arguments in tracebacks, directories, and the place of the
# runtime's own panic code.  A line "// first: N" in the source: only the first N lines count.
# Each runs with one, two and four Ps and with the collector running all the time.
#
#     run.sh golden NAME...     (with Go installed) write NAME.err
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=${TOP:-$here/../..}
out=${OUT:-$top/build/test}/sched
vole=${VOLE:-$top/build/vole}
mkdir -p "$out"

normalise() {  # source
	local first
	first=$(sed -n 's|^// first: ||p' "$1")
	sed -E -e 's/ fp=.*//' -e 's/ \+0x[0-9a-f]+$//' -e 's/0x[0-9a-f]+/0xX/g' -e 's/(goroutine) [0-9]+/\1 N/' \
		-e 's/^([a-z][^ ]*)\((0x.*|\{.*|\.\.\.)\)$/\1()/' -e 's|^(\t).*/([^/]*:[0-9]+)$|\1\2|' \
		-e 's/^\tpanic\.(go|c):[0-9]+/\tpanic/' -e '/^exit status/d' | head -n "${first:-100000}"
}

if [ "${1-}" = golden ]; then
	shift
	for name; do
		go build -o "$out/$name.go.bin" "$here/$name.go" || exit 1
		{ "$out/$name.go.bin" 2>&1; echo "exit: $?"; } | normalise "$here/$name.go" > "$here/$name.err"
	done
	exit
fi

check() {      # name, NAME=value ...
	local name=$1 title=${*// / }
	shift
	{ env "$@" timeout 100 "$out/$name" 2>&1; echo "exit: $?"; } | normalise "$here/$name.go" > "$out/$name.got"
	if cmp -s "$here/$name.err" "$out/$name.got"; then
		echo "PASS $title"
	else
		diff "$here/$name.err" "$out/$name.got" > "$out/$name.diff"
		echo "FAIL $title: $(head -n 3 "$out/$name.diff" | tr '\n' ' ')"
	fi
}

for source in "$here"/*.go; do
	name=$(basename "$source" .go)
	if ! timeout 60 "$vole" build -o "$out/$name" "$source" > "$out/$name.build" 2>&1; then
		echo "FAIL $name: does not build: $(head -n 3 "$out/$name.build" | tr '\n' ' ')"
		continue
	fi
	check "$name" GOMAXPROCS=1
	check "$name" GOMAXPROCS=2
	check "$name" GOMAXPROCS=4 GODEBUG=gcstress=100,clobberfree=1
done
