#!/usr/bin/env bash
# Execution traces: programs that trace themselves, and two readers that must be content.
#
# Each *.go is built with common/*.go and makes the traces that its "// trace:" lines name, in each environment of its
# "// env:" lines; it prints "ok" in the end.  check/ is a reader of our own: it plays what the trace says on a machine of
# goroutines, Ps and threads, and knows the conditions in those lines.  Where Go is installed its reader must not complain
# either, and Go's build of the program must make traces of which the same holds: we ask for no more than Go gives.
# Last, faults are put into a trace: both readers must find each.
#
# With VOLE_TRACE_DEBUG=1 all is linked with the runtime's debug build (make runtime-debug).
set -u
here=$(cd "$(dirname "$0")" && pwd)
out=$OUT/trace
rm -rf "$out" && mkdir -p "$out"
have_go=$(command -v go || true)
[ -z "$have_go" ] || tool=$(go tool -n trace)
[ -z "${VOLE_TRACE_DEBUG:-}" ] || export VOLE_ROOT=$BUILD/debug

"$VOLE" build -o "$out/check" "$here"/check/*.go || { echo "FAIL check: does not build"; exit 1; }

complaints() { # trace: what Go's reader says
	timeout 300 "$tool" -d=parsed "$1" 2>&1 > "$out/parsed" | head -n 2 | tr '\n' ' '
	tail -n 1 "$out/parsed" | grep -q ' Sync ' || echo "it does not end with a Sync"
}

check() {      # title, source, directory, with Go's reader
	local title=$1 source=$2 dir=$3 line said
	grep -q '^// trace:' "$source" || echo "FAIL $title: it has no traces"
	while IFS= read -r line; do
		# conditions are words that may hold blanks: each ends in a comparison
		mapfile -t words < <(sed 's/ *$//; s/\([>=]=[0-9]*\) /\1\n/g; s/ /\n/' <<< "$line" | grep .)
		if ! said=$("$out/check" "$dir/${words[0]}" "${words[@]:1}" 2>&1); then
			echo "FAIL $title: ${words[0]}: $(head -n 6 <<< "$said" | tr '\n' ' ')"
			return
		fi
		[ -n "$4" ] || continue
		said=$(complaints "$dir/${words[0]}")
		[ -z "$said" ] || { echo "FAIL $title: Go's reader says of ${words[0]}: $said"; return; }
	done < <(sed -n 's|^// trace: *||p' "$source")
	echo "PASS $title"
}

run() {        # title, source, directory, program, with Go's reader, NAME=value ...
	local title=$1 source=$2 dir=$3 program=$4
	mkdir -p "$dir"
	if ! (cd "$dir" && env "${@:6}" timeout 200 "$program") > "$dir/got" 2> "$dir/err" || ! tail -n 1 "$dir/got" | grep -q '^ok'; then
		echo "FAIL $title: $(cat "$dir/got" "$dir/err" | tail -n 6 | tr '\n' ' ')"
		return
	fi
	check "$title" "$source" "$dir" "$5"
}

for source in "$here"/*.go; do
	name=$(basename "$source" .go) src=$out/src/$(basename "$source" .go)
	mkdir -p "$src" && cp "$source" "$here"/common/*.go "$src"
	if ! timeout 120 "$VOLE" build -o "$out/$name" "$src"/*.go > "$out/$name.build" 2>&1; then
		echo "FAIL $name: does not build: $(head -n 3 "$out/$name.build" | tr '\n' ' ')"
		continue
	fi
	mapfile -t runs < <(sed -n 's|^// env: *||p' "$source")
	i=0
	for environment in "${runs[@]}"; do
		i=$((i + 1))
		run "$name $environment" "$source" "$out/$name.$i" "$out/$name" "$have_go" $environment
	done
	[ -n "$have_go" ] || { echo "SKIP $name under Go, and by Go's reader: no Go"; continue; }
	if timeout 300 go build -o "$out/$name.go" "$src"/*.go > "$out/$name.build" 2>&1
	then run "$name under Go" "$source" "$out/$name.of-go" "$out/$name.go" "" GOMAXPROCS=4
	else echo "FAIL $name: Go does not build it: $(head -n 3 "$out/$name.build" | tr '\n' ' ')"
	fi
done

# A trace of some of everything; faults in it.
faults=$out/faults
mkdir -p "$faults/out"
if (cd "$faults" && GOMAXPROCS=3 "$out/everything" && "$out/check" -faults everything.trace out) > "$faults/got" 2>&1; then
	for trace in "$faults"/out/*.trace; do
		name=$(basename "$trace" .trace)
		[ "$name" = sound ] && wanted=0 || wanted=1
		"$out/check" "$trace" > "$faults/said" 2>&1
		if [ $? != $wanted ]; then echo "FAIL fault $name: our reader does not find it"
		elif [ $wanted = 1 ] && [ -n "$have_go" ] && [ -z "$(complaints "$trace")" ]; then echo "FAIL fault $name: Go's reader does not find it"
		else echo "PASS fault $name"
		fi
	done
else echo "FAIL faults: $(tail -n 3 "$faults/got" | tr '\n' ' ')"
fi

# The flag of vole test.
cp -r "$here/module" "$out"
if (cd "$out/module" && timeout 200 "$VOLE" test -trace tests.trace) > "$out/module.txt" 2>&1
then check "vole test -trace" "$out/module/a_test.go" "$out/module" "$have_go"
else echo "FAIL vole test -trace: $(tail -n 3 "$out/module.txt" | tr '\n' ' ')"
fi
