#!/usr/bin/env bash
# Profiles: what programs find in their own, and what `go tool pprof` makes of them.
#
# Each *.go is a program that checks profiles of itself and prints "ok" in the end; // env: lines are environments to run
# it in.  It is built with read/*.go (a reader of profile.proto).  Where Go is installed, Go's build of it must be content
# too: so the test asks for no more than Go gives.  What programs leave in their working directory as NAME.pb is given
# to the tool, as the calls at the end say.
set -u
here=$(cd "$(dirname "$0")" && pwd)
out=$OUT/profiles
rm -rf "$out" && mkdir -p "$out/go"
have_go=$(command -v go || true)

run() {        # title, directory, executable, NAME=value ...
	local title=$1 dir=$2 prog=$3
	if (cd "$dir" && env "${@:4}" timeout 120 "$prog") > "$out/got" 2> "$out/err" && tail -n 1 "$out/got" | grep -q '^ok'; then
		echo "PASS $title"
	else
		echo "FAIL $title: $(cat "$out/got" "$out/err" | tail -n 4 | tr '\n' ' ')"
	fi
}

for source in "$here"/*.go; do
	name=$(basename "$source" .go) src=$out/src/$(basename "$source" .go)
	mkdir -p "$src/go" && cp "$source" "$here"/read/{read,stored}.go "$src" && cp "$source" "$here"/read/{read,gzip}.go "$src/go"
	if ! timeout 120 "$VOLE" build -o "$out/$name" "$src"/*.go > "$out/$name.build" 2>&1; then
		echo "FAIL $name: does not build: $(head -n 3 "$out/$name.build" | tr '\n' ' ')"
		continue
	fi
	mapfile -t runs < <(sed -n 's|^// env: *||p' "$source")
	[ ${#runs[@]} -gt 0 ] || runs=("GODEBUG=")
	for environment in "${runs[@]}"; do run "$name $environment" "$out" "$out/$name" $environment; done
	[ -n "$have_go" ] || continue
	if timeout 300 go build -o "$out/go/$name" "$src"/go/*.go > "$out/$name.build" 2>&1
	then run "$name under Go" "$out/go" "$out/go/$name"
	else echo "FAIL $name: Go does not build it: $(head -n 3 "$out/$name.build" | tr '\n' ' ')"
	fi
done

tool() {       # profile, option, regular expressions that must each match a line
	local title="go tool pprof $2 $1"
	[ -n "$have_go" ] || { echo "SKIP $title: no Go"; return; }
	if ! (cd "$out" && timeout 60 go tool pprof $2 "$1") > "$out/tool.txt" 2> "$out/tool.err"; then
		echo "FAIL $title: $(tail -n 3 "$out/tool.err" | tr '\n' ' ')"
		return
	fi
	for want in "${@:3}"; do
		grep -qE -- "$want" "$out/tool.txt" && continue
		echo "FAIL $title: no line as $want"
		return
	done
	echo "PASS $title"
}

# The profiles that vole test writes.
cp -r "$here/module" "$out"
if (cd "$out/module" && timeout 200 "$VOLE" test -bench . -benchtime 1s -cpuprofile cpu.pb -memprofile mem.pb -memprofilerate 1 \
	-blockprofile block.pb -mutexprofile mutex.pb) > "$out/module.txt" 2>&1; then echo "PASS vole test with profiles"
else echo "FAIL vole test with profiles: $(tail -n 3 "$out/module.txt" | tr '\n' ' ')"
fi
. "$here/tool.sh"
