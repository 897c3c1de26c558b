#!/usr/bin/env bash
# Models of the runtime's algorithms, explored in all their states (explore.h). Each *.c is one; its head says how to
# run it:
#
#     // run: [arguments]       once for each such line
#
# It passes if it says "ok" last: what must hold does, and what must not does not.
set -u
here=$(cd "$(dirname "$0")" && pwd)
out=$OUT/models
mkdir -p "$out"
for source in "$here"/*.c; do
	name=$(basename "$source" .c)
	if ! ${CC:-cc} -std=gnu11 -O2 -Wall -Wextra -Werror -o "$out/$name" "$source" > "$out/$name.build" 2>&1; then
		echo "FAIL $name: does not compile: $(head -n 2 "$out/$name.build" | tr '\n' ' ')"
		continue
	fi
	mapfile -t runs < <(sed -n 's|^// run: *||p' "$source")
	for arguments in "${runs[@]}"; do
		# shellcheck disable=SC2086
		if timeout 300 "$out/$name" $arguments > "$out/$name.out" 2>&1 && tail -n 1 "$out/$name.out" | grep -q '^ok'; then
			echo "PASS $name $arguments"
		else
			echo "FAIL $name $arguments: $(tail -n 3 "$out/$name.out" | tr '\n' ' ')"
		fi
	done
done
