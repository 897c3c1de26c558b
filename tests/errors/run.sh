#!/usr/bin/env bash
# Each *.go here is a file with mistakes.  A line that must be reported ends in // ERROR "regexp" (several
# regexps: several messages); a line without one must not be reported.  The first line may be
# `// flags: ...` for the compiler.  Where NAME.want lies beside it, the whole output must be that, as Go printed
# it: messages, columns, notes and order (made by `go tool compile -e -p main NAME.go`).
set -u
here=$(cd "$(dirname "$0")" && pwd)
export here
one() {
	src=$1 name=$(basename "$1" .go)
	mkdir -p "$OUT/errors"
	out=$OUT/errors/$name.txt
	flags=$(sed -n '1s|^// flags: ||p' "$src")
	# shellcheck disable=SC2086
	(cd "$here" && timeout 60 "$VOLE" compile -e $flags -o "$OUT/errors/$name.o" "$name.go" > "$out" 2>&1)
	code=$?
	if [ $code -ne 1 ]; then
		echo "FAIL $name: exit status $code, want 1: $(head -n 1 "$out")"
		return
	fi
	if [ -f "$here/$name.want" ]; then
		if cmp -s "$here/$name.want" "$out"; then echo "PASS $name"
		else echo "FAIL $name: $(diff "$here/$name.want" "$out" | sed -n 2p)"; fi
		return
	fi
	awk -v name="$name" '
	FNR == NR {
		if (match($0, /\/\/ ERROR ".*"$/)) {
			text = substr($0, RSTART + 9)
			while (match(text, /"([^"\\]|\\.)*"/)) {
				want[FNR, ++n[FNR]] = substr(text, RSTART + 1, RLENGTH - 2)
				gsub(/\\\\/, "\\", want[FNR, n[FNR]])
				text = substr(text, RSTART + RLENGTH)
			}
		}
		last = FNR
		next
	}
	/^\t/ { next }	# a note to the message before it
	match($0, /\.go:[0-9]+:/) { line = substr($0, RSTART + 4, RLENGTH - 5) + 0; got[line] = got[line] "\n" $0 }
	END {
		for (l = 1; l <= last; l++) {
			for (i = 1; i <= n[l]; i++)
				if (got[l] !~ want[l, i]) { print "FAIL " name ": line " l ": no message like: " want[l, i]; exit }
			if (!n[l] && got[l] != "") { sub(/^\n/, "", got[l]); print "FAIL " name ": unexpected: " got[l]; exit }
		}
		print "PASS " name
	}' "$src" "$out"
}
export -f one
printf '%s\n' "$here"/*.go | xargs -P "$(nproc)" -I{} bash -c 'one {}'
