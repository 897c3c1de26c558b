#!/usr/bin/env bash
# How programs end: each case of cases.go must print what Go prints, up to the first goroutine's header, and exit
# with the same status.  cases.txt holds the answers, made by Go: `ORACLE=1 run.sh` makes it anew.  Addresses and
# goroutine numbers are replaced; the stack of Go's runtime, and where it keeps a goroutine, are left out.
set -u
here=$(cd "$(dirname "$0")" && pwd)
dir=${OUT:-$(mktemp -d)}/panics
mkdir -p "$dir"

normal='s/0x[0-9a-f]+/0xADDR/g
s/^goroutine [0-9]+( gp=.* mp=0xADDR)?/goroutine N/
/^runtime stack:/,/^$/d
/^$/d
/^goroutine N/q'

answers() { # PROGRAM
	"$1" | while IFS= read -r name; do
		(ulimit -v 8000000; timeout 30 "$1" "$name") > "$dir/text" 2>&1
		echo "== $name: exit $?"
		sed -E "$normal" "$dir/text"
	done
}

if [ -n "${ORACLE-}" ]; then
	go build -o "$dir/prog" "$here/cases.go" && answers "$dir/prog" > "$here/cases.txt"
	exit
fi
if ! timeout 120 "$VOLE" build ${VOLE_FLAGS-} -o "$dir/prog" "$here/cases.go" > "$dir/build.txt" 2>&1; then
	echo "FAIL panics: does not build: $(head -n 3 "$dir/build.txt" | tr '\n' ' ')"
	exit
fi
answers "$dir/prog" > "$dir/got.txt"
# One line a case, to compare and to report.
flat() { awk '/^== /{ if (line) print line; line = $0; next } { line = line " | " $0 } END { print line }' "$1"; }
flat "$here/cases.txt" > "$dir/want.flat"
flat "$dir/got.txt" > "$dir/got.flat"
while IFS= read -r want <&3 && IFS= read -r got <&4; do
	name=${want#== } name=${name%%: exit*}
	if [ "$want" = "$got" ]; then
		echo "PASS $name"
	else
		echo "FAIL $name: printed ${got#*: } want ${want#*: }"
	fi
done 3< "$dir/want.flat" 4< "$dir/got.flat"
