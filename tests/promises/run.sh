#!/usr/bin/env bash
# //vole:noalloc and //vole:noescape.  kept*.go build at every level and find, when run, that nothing was allocated; Go
# builds and runs them as well.  Every other program is refused with the messages in NAME.want; `ORACLE=1 run.sh` writes
# those anew, to be read.
set -u
here=$(cd "$(dirname "$0")" && pwd)
out=$OUT/promises
mkdir -p "$out"
cd "$here" || exit
for source in kept*.go; do
	name=${source%.go}
	for level in -O2 -O0; do
		if ! timeout 60 "$VOLE" build $level -o "$out/$name" "$source" > "$out/$name.build" 2>&1; then
			echo "FAIL $name $level: does not build: $(head -n 4 "$out/$name.build" | tr '\n' ' ')"
		elif got=$(timeout 60 "$out/$name" 2>&1) && [ "$got" = ok ]; then echo "PASS $name $level"
		else echo "FAIL $name $level: $(head -n 3 <<< "$got" | tr '\n' ' ')"
		fi
	done
done
for source in *.go; do
	name=${source%.go}
	case $name in kept*) continue ;; esac
	timeout 60 "$VOLE" build -gcflags=-e -o "$out/$name" "$source" > "$out/$name.got" 2>&1 && echo "built" >> "$out/$name.got"
	# Places in the library move.
	sed -i -E 's|^(\t\t+[^ ]*stdlib/[^:]*):[0-9]+:[0-9]+|\1:N:N|' "$out/$name.got"
	[ -z "${ORACLE-}" ] || cp "$out/$name.got" "$name.want"
	if cmp -s "$name.want" "$out/$name.got"; then echo "PASS $name"
	else echo "FAIL $name: $(diff "$name.want" "$out/$name.got" | head -n 3 | tr '\n' ' ')"
	fi
done
