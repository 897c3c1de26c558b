#!/usr/bin/env bash
# -escape=closed: calls whose callee only the whole program shows.  Guards compiler/escape/closed.c, world.c and
# compiler/driver/learn.c.
#
# keepers.go, made.go and bound.go pass local variables to callees that keep them, in every way there is; with
# -d=poison=1 what is in a frame that ended is overwritten.  flows.pl makes random programs that do such things.
# decisions.go has its -m lines in decisions.want.  objects/ counts what small cases allocate: objects.want has Go's
# counts, which the default mode does not exceed, and of which -escape=closed needs at most half.  `ORACLE=1 run.sh`
# writes the .want files anew: where Go is installed its counts, and the decisions, to be read.
set -u
here=$(cd "$(dirname "$0")" && pwd)
out=$OUT/closed
rm -rf "$out" && mkdir -p "$out"
cd "$here" || exit

verdict() { if [ "$2" = "$3" ]; then echo "PASS $1"; else echo "FAIL $1: ${3//$'\n'/ | }, want ${2//$'\n'/ | }"; fi; }
build() { timeout 300 "$VOLE" build "$@" > "$out/build.txt" 2>&1 || { echo "build failed: $(head -n 3 "$out/build.txt" | tr '\n' ' ')"; return 1; }; }

for name in keepers made bound; do
	for mode in "" "-escape=closed" "-escape=closed -gcflags=all=-d=poison=1" "-escape=closed -O0 -gcflags=all=-d=poison=1" \
		"-escape=closed -l -gcflags=all=-d=poison=1"; do
		# shellcheck disable=SC2086
		verdict "$name $mode" "$(cat $name.out)" "$(build $mode -o "$out/$name" $name.go && timeout 60 "$out/$name" 2>&1)"
	done
	got=$(GODEBUG=gcstress=5,gccheckmark=1,clobberfree=1 timeout 60 "$out/$name" 2>&1)
	verdict "$name gcstress" "$(cat $name.out)" "$got"
done

if "$here/flows.sh" 4 1 > "$out/flows.txt" 2>&1; then echo "PASS flows"; else echo "FAIL flows: $(grep seed "$out/flows.txt" | tail -n 1)"; fi

build -m -escape=closed -o "$out/decisions" decisions.go
grep '^./decisions' "$out/build.txt" > "$out/decisions.got"
[ -z "${ORACLE-}" ] || cp "$out/decisions.got" decisions.want
verdict decisions "$(cat decisions.want)" "$(cat "$out/decisions.got")"
verdict decisions-run "$("$VOLE" run decisions.go)" "$("$out/decisions")"

[ -z "${ORACLE-}" ] || ! command -v go > /dev/null || (cd objects && go run . > ../objects.want)
for mode in go closed; do
	(cd objects && build -escape=$mode -o "$out/objects-$mode" . && timeout 60 "$out/objects-$mode") > "$out/objects-$mode.txt"
done
join_counts() { paste -d' ' objects.want "$out/objects-go.txt" "$out/objects-closed.txt"; }
# Columns: name objects bytes result, of Go, of the default mode, of closed.
verdict results '' "$(join_counts | awk '$1 != $5 || $1 != $9 || $4 != $8 || $4 != $12')"
verdict "default no more than Go" '' "$(join_counts | awk '$6 > $2 || $7 > $3')"
verdict "closed no more than default" '' "$(join_counts | awk '$10 > $6 || $11 > $7')"
verdict "closed at most half of Go" yes "$(join_counts | awk '{ all += $2; kept += $10 } END { print (NR >= 60 && 2 * kept <= all ? "yes" : kept " of " all) }')"

# A second build compiles nothing; an edit that changes no answer compiles one package; one that does changes what the
# answer is for, and the program is right.
mkdir -p "$out/m/lib"
printf 'module m\n\ngo 1.26\n' > "$out/m/go.mod"
cat > "$out/m/lib/lib.go" << 'GO'
package lib

type Sink interface{ Put(p *int) }

//go:noinline
func Give(s Sink, n int) { s.Put(&n) }
GO
cat > "$out/m/main.go" << 'GO'
package main

import "m/lib"

type sink struct{ p *int }

func (s *sink) Put(p *int) { println(*p) }

func main() {
	s := &sink{}
	lib.Give(s, 3)
	lib.Give(s, 4)
	if s.p != nil {
		println("kept", *s.p)
	}
}
GO
again() { (cd "$out/m" && VOLE_CACHE=$out/cache timeout 300 "$VOLE" build -v -m -escape=closed -o m . ./lib 2>&1 > /dev/null | grep -x 'm\|m/lib\|.*lib.go.*moved to heap.*' | sort | tr '\n' ' '; ./m/m 2>&1 | tr '\n' ' '); }
mkdir -p "$out/m/m"
verdict first-build 'm m/lib 3 4 ' "$(again)"
verdict second-build '3 4 ' "$(again)"
sed -i 's/println(\*p)/println(*p + 1)/' "$out/m/main.go"
verdict edit 'm 4 5 ' "$(again)"
sed -i 's/println(\*p + 1)/s.p = p/' "$out/m/main.go"
verdict edit-answer 'lib/lib.go:6:19: moved to heap: n m m/lib kept 4 ' "$(again)"
verdict refused '' "$(cd "$out/m" && "$VOLE" compile -escape=closed main.go 2>&1 | grep -v 'closed is for programs\|^usage\|^Run')"
