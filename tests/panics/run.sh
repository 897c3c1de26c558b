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

# GOTRACEBACK's levels: exit status, and whether there are goroutines: none, those that run the program, or the system's too.
levels() {     # level, exit status, least and most headers of goroutines
	local status headers
	(ulimit -c 0; GOTRACEBACK=$1 timeout 30 "$dir/prog" "assert nil") > "$dir/text" 2>&1
	status=$?
	headers=$(grep -c '^goroutine [0-9]' "$dir/text")
	if [ $status = "$2" ] && [ "$headers" -ge "$3" ] && [ "$headers" -le "$4" ]; then echo "PASS GOTRACEBACK=$1"
	else echo "FAIL GOTRACEBACK=$1: exit status $status, $headers goroutines: $(tail -n 3 "$dir/text" | tr '\n' ' ')"
	fi
}
levels none 2 0 0
levels 0 2 0 0
levels unknown 2 0 0
levels single 2 1 1
levels 1 2 1 1
levels all 2 1 1
levels system 2 2 100
levels 2 2 2 100
levels crash 134 2 100

# debug.SetCrashOutput's file: what standard error gets from the failure on, and nothing if there is none.
if ! timeout 120 "$VOLE" build -o "$dir/crash" "$here/crash_output/main.go" > "$dir/build.txt" 2>&1; then
	echo "FAIL crash output: does not build: $(head -n 3 "$dir/build.txt" | tr '\n' ' ')"
	exit
fi
while read -r how status said; do
	printed=$(timeout 30 "$dir/crash" "$how" "$dir/crash.file" 2> "$dir/crash.err")
	got=$?
	if [ $got != "$status" ] || [ "${printed//$'\n'/ }" != "$said" ]; then
		echo "FAIL crash output, $how: exit status $got, printed $printed"
	elif [ "$status" = 2 ] && [ "$how" != off ] && ! { echo before; cat "$dir/crash.file"; } | cmp -s - "$dir/crash.err"; then
		echo "FAIL crash output, $how: $(head -n 3 "$dir/crash.file" | tr '\n' ' ')"
	elif { [ "$status" != 2 ] || [ "$how" = off ]; } && [ -s "$dir/crash.file" ]; then
		echo "FAIL crash output, $how: $(head -n 3 "$dir/crash.file" | tr '\n' ' ')"
	else
		echo "PASS crash output, $how"
	fi
done <<-LIST
	panic 2 <nil>
	nested 2 <nil>
	fatal 2 <nil>
	deadlock 2 <nil>
	nil 2 <nil>
	off 2 <nil> <nil>
	recovered 0 <nil>
	exit 3 <nil>
	closed 0 <nil> bad file descriptor
LIST
