#!/usr/bin/env bash
# `vole tool` (compiler/tool): its reports on profiles are those of `go tool pprof` to the letter.
#
# transcript.sh asks the questions in `cases` about the profiles in profiles/, which work.go made when Vole and Go had
# compiled it; expected.txt is what Go's tool answered.  Where Go is installed, both tools are asked about profiles that are
# made now, too.  heapview.sh asks about the heap of heap.go.  gctrace.txt is a trace with other lines in it, gctrace.json what must be read out of it.  What only a
# browser can tell of the pages, `make stress` asks one (browser.pl).
set -u
here=$(cd "$(dirname "$0")" && pwd)
out=$OUT/tools
rm -rf "$out" && mkdir -p "$out/vole" "$out/go"
have_go=$(command -v go || true)
export TZ=UTC PPROF_TMPDIR=$out
tool() { timeout 60 "$VOLE" tool "$@"; }

verdict() { # name, "" or why it failed
	if [ -z "$2" ]; then echo "PASS $1"; else echo "FAIL $1: ${2//$'\n'/ | }"; fi
}

# Two transcripts, case by case.
compare() { # title, wanted, got
	awk -v title="$1" -v wanted="$2" '
	function section(file, into,    line, name) {
		while ((getline line < file) > 0)
			if (line ~ /^\$ /) { name = line; order[file, ++count[file]] = name; into[name] = "" }
			else into[name] = into[name] line "\n"
	}
	BEGIN {
		section(wanted, want); section(ARGV[1], got)
		for (i = 1; i <= count[wanted]; i++) {
			name = order[wanted, i]
			if (want[name] == got[name]) { print "PASS " title " " name; continue }
			n = split(want[name], w, "\n"); split(got[name], g, "\n")
			for (k = 1; k <= n && w[k] == g[k]; k++) ;
			print "FAIL " title " " name ": line " k " is `" g[k] "`, want `" w[k] "`"
		}
	}' "$3"
}

"$here/transcript.sh" "$VOLE" tool pprof > "$out/got.txt"
compare 'as recorded' "$here/expected.txt" "$out/got.txt"

# --- command line and bad input ---------------------------------------------------------------------------

check() { # name, exit status, first line of what it prints, arguments of vole
	local got code
	got=$(cd "$out" && timeout 60 "$VOLE" "${@:4}" 2>&1 < /dev/null)
	code=$?
	got=${got%%$'\n'*}
	if [ $code != "$2" ]; then verdict "$1" "exit status $code, want $2: $got"
	elif [ "$got" != "$3" ]; then verdict "$1" "printed $got"
	else verdict "$1" ""
	fi
}
heap=$here/profiles/go-heap.pb
check no-such-tool 2 'vole tool: no such tool "x"' tool x
check tool-flag 2 'flag provided but not defined: -x' tool -x
check tool-list 0 gcview tool
check tool-help 0 'usage: vole tool command [args...]' help tool
check unknown-flag 2 'flag provided but not defined: -topp' tool pprof -topp "$heap"
check unknown-flag-value 2 'flag provided but not defined: -topp' tool pprof --topp=x "$heap"
check bad-flag 2 'bad flag syntax: -=' tool pprof -= "$heap"
check bad-number 2 'invalid value "x" for flag -nodecount: parse error' tool pprof -top -nodecount=x "$heap"
check bad-boolean 2 'invalid boolean value "x" for -top: parse error' tool pprof -top=x "$heap"
check no-argument 2 'flag needs an argument: -list' tool pprof -list
check help-flag 0 'usage: vole tool pprof <report> [options] [binary] <source> ...' tool pprof -h
check no-source 2 'usage: vole tool pprof <report> [options] [binary] <source> ...' tool pprof -top
check no-report 2 'vole tool pprof: no report named (-top, -list f, -peek f, -raw, -html ...); there is no interactive shell' tool pprof "$heap"
check not-here 2 'vole tool pprof: -svg is not supported' tool pprof -svg "$heap"
check two-grains 2 'conflicting options set: more than one granularity' tool pprof -top -lines -files "$heap"
check binary-named 0 "File: $(basename "$VOLE")" tool pprof -top "$VOLE" "$heap"
check output-unwritable 2 'Generating report in /nowhere/x' tool pprof -top -output /nowhere/x "$heap"
head -c 1500 "$heap" > "$out/half.pb"
check half 2 'half.pb: decompressing profile: unexpected EOF' tool pprof -top half.pb
gzip -dc "$heap" | head -c 3000 > "$out/half-plain.pb"
check half-plain 2 'half-plain.pb: parsing profile: unrecognized profile format' tool pprof -html -output half.html half-plain.pb
: > "$out/empty.pb"
check empty 2 'empty.pb: parsing profile: empty input file' tool pprof -top empty.pb
gzip -dc "$heap" > "$out/plain.pb"
check not-compressed 0 'File: work-go' tool pprof -top plain.pb
# A cut at any place, and a byte changed at any: refused or read, but no crash.
damaged=0
for ((i = 1; i < 60; i++)); do
	head -c $((i * $(stat -c %s "$out/plain.pb") / 60)) "$out/plain.pb" > "$out/damaged.pb"
	tool pprof -raw "$out/damaged.pb" > /dev/null 2>&1
	[ $? -le 2 ] || damaged=$i
	{ head -c $((i * 40)) "$out/plain.pb"; printf '\377'; tail -c +$((i * 40 + 2)) "$out/plain.pb"; } > "$out/damaged.pb"
	tool pprof -html "$out/damaged.pb" > /dev/null 2>&1
	[ $? -le 2 ] || damaged=$i
done
verdict damaged "$([ $damaged = 0 ] || echo "case $damaged ended otherwise than by a message")"
verdict nothing-left-behind "$(cd "$out" && ls -A | grep -vE '^(got.txt|vole|go|(half|half-plain|plain|empty|damaged)\.pb)$')"
tool pprof -top -output "$out/report.txt" "$heap" 2> "$out/report.err"
verdict output-file "$(tool pprof -top "$heap" | diff - "$out/report.txt" | head -n 3)"
verdict output-said "$([ "$(cat "$out/report.err")" = "Generating report in $out/report.txt" ] || cat "$out/report.err")"

# --- profiles from servers --------------------------------------------------------------------------------

if command -v perl > /dev/null && perl -MIO::Socket::INET -e 1 2> /dev/null; then
	coproc server { perl "$here/server.pl" "$heap"; }
	read -r port <&"${server[0]}"
	served() { # path, what Go's tool says: the report (same), or the message
		local url=http://127.0.0.1:$port$1 got
		got=$(tool pprof -top "$url" 2>&1 | sed "s/:$port/:PORT/g")
		if [ "$2" = same ]; then
			verdict "served $1" "$(diff <(tool pprof -top "$heap") <(sed 1d <<< "$got") | head -n 3)"
		else
			verdict "served $1" "$([ "$(sed -n 2p <<< "$got")" = "http://127.0.0.1:PORT$1: $2" ] || sed -n 2p <<< "$got")"
		fi
	}
	for path in length chunked close moved moved-far; do served /$path same; done
	served '' same
	served '/seconds?x=a%20b&seconds=7' same
	served /missing 'server response: 404 Not Found'
	served /refused 'server response: 500 Internal Server Error - profiling is on already'
	served /for-ever 'Get "/for-ever": stopped after 10 redirects'
	served /cut 'unexpected EOF'
	served /cut-chunk 'unexpected EOF'
	served /half 'decompressing profile: unexpected EOF'
	served /page 'parsing profile: unrecognized profile format'
	served /nothing "Get \"http://127.0.0.1:PORT/nothing\": EOF"
	if [ -n "$have_go" ]; then
		for path in length chunked close moved moved-far '' '/seconds?x=a%20b&seconds=7' missing refused for-ever cut cut-chunk \
			half page nothing; do
			url=http://127.0.0.1:$port/${path#/}
			(cd "$out" && go tool pprof -top "$url" 2>&1 | grep -v '^Saved profile') > "$out/want.txt"
			verdict "served /$path, as by Go" "$(tool pprof -top "$url" 2>&1 | diff "$out/want.txt" - | head -n 4)"
		done
	else echo "SKIP served, as by Go: no Go"
	fi
	exec {server[1]}>&-
	wait
else echo "SKIP served: no perl"
fi

# --- the same as a live Go ---------------------------------------------------------------------------------

if ! timeout 120 "$VOLE" build -o "$out/work-vole" "$here/work.go" > "$out/build.txt" 2>&1 || ! "$out/work-vole" "$out/vole" > /dev/null; then
	verdict work "$(cat "$out/build.txt")"
elif [ -n "$have_go" ] && go build -o "$out/work-go" "$here/work.go" && "$out/work-go" "$out/go" > /dev/null; then
	live() { # like transcript.sh, of all the profiles that were made now
		local profile options
		for profile in vole/*.pb go/*.pb; do
			for options in -top '-top -cum -lines' -tree -raw -traces -peek=main -list=main\\. '-top -noinlines' \
				"-top -diff_base=${profile%/*}/before.pb"; do
				[[ $options == *diff_base* && $profile != */heap.pb ]] && continue
				printf '$ %s %s\n' "$options" "$profile"
				"$@" $options "$profile" < /dev/null 2>&1 || echo "exit status $?"
			done
		done
	}
	pprof=$(go tool -n pprof 2> /dev/null)
	[ -x "$pprof" ] || pprof='go tool pprof'
	(cd "$out" && live $pprof) > "$out/live-want.txt"
	(cd "$out" && live "$VOLE" tool pprof) > "$out/live-got.txt"
	compare 'as by Go now' "$out/live-want.txt" "$out/live-got.txt"
else
	echo "SKIP as by Go now: no Go"
fi

# --- pages: what can be told without a browser ---------------------------------------------------------------

data_of() { # the JSON that the page on standard input carries
	sed -n '/<script type="application\/json"/,/<\/script>/p' | sed 's/.*id="data">//; s/<\/script>.*//'
}
for profile in "$here"/profiles/*.pb; do
	name=$(basename "$profile" .pb)
	tool pprof -html -trim_path=/src -source_path="$here" "$profile" > "$out/$name.html"
	why=$(sed '/<script type="application\/json"/,/<\/script>/d; s|http://www.w3.org/||g' "$out/$name.html" |
		grep -noE 'src=|https?://|@import|url\(' | head -n 3)
	[ -n "$why" ] || ! command -v perl > /dev/null ||
		why=$(data_of < "$out/$name.html" | perl -MJSON::PP -e 'local $/; my $d = decode_json(<STDIN>);
			die "no samples\n" unless @{$d->{samples}}; for (@{$d->{samples}}) { die "values\n" if @{$_->[0]} != @{$d->{types}};
			for (@{$_->[1]}) { die "frame\n" unless $d->{functions}[$d->{frames}[$_][0]] } }' 2>&1)
	verdict "page of $name" "$why"
done
verdict page-source "$(grep -q 'counts\[fmt.Sprint(i%1000)\] += i' "$out/go-cpu.html" || echo "it lacks a line of work.go")"
tool gcview "$here/gctrace.txt" > "$out/gc.html" 2> "$out/gc.err"
verdict gctrace "$(data_of < "$out/gc.html" | sed "s|$here/||" | diff "$here/gctrace.json" - 2>&1 | head -n 4)"
verdict gctrace-stdin "$(tool gcview - < "$here/gctrace.txt" | data_of | sed 's/standard input/gctrace.txt/' | diff "$here/gctrace.json" - | head -n 4)"
check gcview-none 1 'vole tool gcview: half.pb: no gctrace lines (run the program with GODEBUG=gctrace=1)' tool gcview half.pb
check gcview-missing 1 'vole tool gcview: open nowhere: no such file or directory' tool gcview nowhere
check gcview-flag 2 'flag provided but not defined: -x' tool gcview -x y
check gcview-nothing 2 'no trace named' tool gcview
check gcview-unwritable 1 'open /nowhere/x: no such file or directory' tool gcview -output /nowhere/x "$here/gctrace.txt"
(cd "$out" && GODEBUG=gctrace=1 ./work-vole vole 2>&1 > /dev/null | tee trace.txt | tool gcview - > own.html)
verdict gcview-own "$([ "$(grep -c '^gc ' "$out/trace.txt")" = "$(data_of < "$out/own.html" | grep -c '"n":')" ] || echo "not every cycle of a program")"

# --- vole run -gcview --------------------------------------------------------------------------------------

. "$here/live.sh"

# --- vole tool heapview ------------------------------------------------------------------------------------

. "$here/heapview.sh"
