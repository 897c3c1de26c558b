#!/usr/bin/env bash
# Figures beside Go's.  Runs are interleaved, so that a busy machine slows both; medians of $ROUNDS rounds.
# `target` is the ratio vole/go to reach.  Without Go only Vole's own figures are printed.
set -u
here=$(cd "$(dirname "$0")" && pwd)
rounds=${ROUNDS:-5}
vole=${VOLE:-$here/../../build/vole}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
have_go=$(command -v go || true)

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
row() { # name, vole, go (may be empty), unit divisor, unit, target
	awk -v n="$1" -v v="$2" -v g="${3:-0}" -v d="$4" -v u="$5" -v t="$6" 'BEGIN {
		printf "%-34s %10.2f %-5s", n, v / d, u
		if (g > 0) printf " %10.2f %-5s %6.2f  (target %s)%s", g / d, u, v / g, t, (v / g > t ? "  not reached" : "")
		print "" }'
}
now() { date +%s%N; }
timed() { # nanoseconds; nothing if the command fails
	local start; start=$(now)
	"$@" > /dev/null 2> "$work/stderr" || { echo "failed: $*" >&2; head -5 "$work/stderr" >&2; return 1; }
	echo $(($(now) - start))
}

# The most memory a run had, in KiB, if GNU time is there to say so.
peak() { /usr/bin/time -f %M -o "$work/peak" "$@" > /dev/null 2>&1 && cat "$work/peak"; }
peaks() { # program: its row, and for the mean
	: > "$work/v"; : > "$work/g"
	for _ in $(seq "$rounds"); do
		peak "$work/$1.vole" >> "$work/v"
		[ -n "$have_go" ] && peak "$work/$1.go" >> "$work/g"
	done
	row "$1: peak memory" "$(median < "$work/v")" "$(median < "$work/g")" 1024 MiB 1.0 | tee -a "$work/peaks"
}

printf '%-34s %16s %16s  ratio\n' "" Vole "${have_go:+$(go version | cut -d' ' -f3)}"

# Programs that time themselves and print nanoseconds: file, operations, unit, target.
while read -r name ops unit target; do
	"$vole" build -o "$work/$name.vole" "$here/$name.go" || continue
	[ -n "$have_go" ] && (cd "$here" && go build -o "$work/$name.go" "$name.go")
	: > "$work/v"; : > "$work/g"
	for _ in $(seq "$rounds"); do
		"$work/$name.vole" >> "$work/v"
		[ -n "$have_go" ] && "$work/$name.go" >> "$work/g"
	done
	row "$name" "$(median < "$work/v")" "$(median < "$work/g")" "$ops" "$unit" "$target"
done <<-LIST
	fib 1000000 ms 0.7
	alloc16 50000000 ns 0.6
	allocptr16 50000000 ns 0.6
	trees 1000000 ms 1.0
	pingpong 2000000 ns 1.0
	mapint 1000000 ms 1.0
	mapstr 1000000 ms 1.0
	nbody 1000000 ms 1.0
	spectral 1000000 ms 1.0
	fannkuch 1000000 ms 1.0
	mandelbrot 1000000 ms 1.0
	matmul 1000000 ms 1.0
	quicksort 1000000 ms 1.0
	sieve 1000000 ms 1.0
LIST
if [ -x /usr/bin/time ]; then
	cp "$here/hello.go" "$work/hello.go"
	"$vole" build -o "$work/hello.vole" "$work/hello.go"
	[ -n "$have_go" ] && (cd "$work" && go build -o hello.go.exe hello.go && mv hello.go.exe hello.go)
	for name in "$work"/*.vole; do peaks "$(basename "$name" .vole)"; done
	[ -n "$have_go" ] && awk '{ sum += log($8) } END { printf "%-62s %6.2f  (target 1.0)\n", "peak memory: geometric mean", exp(sum / NR) }' "$work/peaks"
fi

# --- compiling -------------------------------------------------------------------------------------------

# Source of about LINES lines: a package, functions named after its name.
source_text() { # PACKAGE LINES
	printf 'package %s\n\nimport "fmt"\n\n' "$1"
	for i in $(seq $(($2 / 15))); do
		cat <<-FUNC
			func F$i(a []int, s string) (int, error) {
				sum := $i
				for i, x := range a {
					if x%(i+1) == $i {
						sum += x
					}
				}
				if sum < 0 {
					return 0, fmt.Errorf("negative %d: %s", sum, s)
				}
				m := map[string][]int{s: a[:len(a)/2]}
				return len(m[s]) + sum, nil
			}

		FUNC
	done
}
main_text() { # LINES IMPORT...
	source_text main "$1" | sed 's|^import.*|import ("fmt"; "time"'"${2:+; $2}"')|'
	printf 'func main() { n, err := F1([]int{1, 2}, "edit 0"); fmt.Println(n, err, time.Second) }\n'
}
edit() { sed -i "s/\"edit [0-9]*\"/\"edit $1\"/" main.go; }

# A program of 300 lines after an edit, without and with optimisation.
mkdir "$work/lines"
cd "$work/lines" || exit 1
printf 'module lines\n\ngo 1.26\n' > go.mod
main_text 300 > main.go
while read -r opt gcflags; do
	: > "$work/v"; : > "$work/g"
	for i in $(seq 0 "$rounds"); do
		edit "$i$RANDOM"
		timed "$vole" build "$opt" -o ../l.vole . >> "$work/v" || exit 1
		[ -z "$have_go" ] || timed go build -gcflags="$gcflags" -o ../l.go . >> "$work/g" || exit 1
	done
	row "300 lines: rebuild at $opt" "$(median < "$work/v")" "$(median < "$work/g")" 1000000 ms 1.0
done <<-LIST
	-O0 -N -l
	-O2
LIST

# Lines a second: 20 packages of 500 lines each, all new, and after an edit to the one that imports them.
# The library is compiled before.
lines=$((21 * 500))
rate() { awk -v l=$lines '{ print int(l / $1 * 1e9) }' <<< "$1"; }
for k in $(seq 20); do
	mkdir "p$k"
	source_text "p$k" 500 > "p$k/p.go"
done
main_text 500 "$(for k in $(seq 20); do printf '_ "lines/p%d"; ' "$k"; done)" > main.go
for opt in -O0 -O2; do
	gcflags=$([ $opt = -O2 ] || echo '-N -l')
	for when in cold cached; do
		edit "$RANDOM$RANDOM"
		[ $when = cached ] || sed -i "s/^\/\/ .*//; 1i // $opt $RANDOM$RANDOM" p*/p.go
		v=$(timed "$vole" build "$opt" -o ../l.vole .) || exit 1
		g=$([ -z "$have_go" ] || timed go build -gcflags="$gcflags" -o ../l.go .) || exit 1
		printf '%-34s %10d %-5s %10s %-5s\n' "lines a second: $opt, $when" "$(rate "$v")" "" \
			"$([ -z "$g" ] || rate "$g")" ""
	done
done

# A program of 280,000 lines, all of Go's go/types and what it needs, from nothing: processor time, for both use all processors.
if [ -n "$have_go" ] && [ -x /usr/bin/time ]; then
	mkdir "$work/types"
	cat > "$work/types/main.go" <<-PROGRAM
		package main

		import (
			"fmt"
			"go/importer"
			"go/types"
		)

		func main() { fmt.Println(types.Universe.Names(), importer.Default() != nil) }
	PROGRAM
	processor() { /usr/bin/time -f '%U %S' -o "$work/cpu" "$@" && awk '{ print ($1 + $2) * 1e9 }' "$work/cpu"; }
	: > "$work/v"; : > "$work/g"
	for i in $(seq "${COLD:-1}"); do
		VOLE_CACHE=$work/types/v$i processor "$vole" build -o "$work/types/t.vole" "$work/types/main.go" >> "$work/v" || exit 1
		GOCACHE=$work/types/g$i processor go build -o "$work/types/t.go" "$work/types/main.go" >> "$work/g" || exit 1
		rm -rf "$work/types/v$i" "$work/types/g$i"
	done
	row "go/types from nothing, processor" "$(median < "$work/v")" "$(median < "$work/g")" 1000000000 s 1.67
fi

# Rebuilding hello world after an edit, start-up, size.
mkdir "$work/hello"
cp "$here/hello.go" "$work/hello/main.go"
printf 'module hello\n\ngo 1.26\n' > "$work/hello/go.mod"
cd "$work/hello" || exit 1
: > "$work/v"; : > "$work/g"
for i in $(seq "$rounds"); do
	sed -i "s/hello, world.*\"/hello, world $i\"/" main.go
	timed "$vole" build -o ../h.vole . >> "$work/v" || exit 1
	[ -z "$have_go" ] || timed go build -o ../h.go . >> "$work/g" || exit 1
done
row "hello: rebuild after an edit" "$(median < "$work/v")" "$(median < "$work/g")" 1000000 ms 0.5
: > "$work/v"; : > "$work/g"
for _ in $(seq $((rounds * 20))); do
	timed ../h.vole >> "$work/v" || exit 1
	[ -z "$have_go" ] || timed ../h.go >> "$work/g" || exit 1
done
row "hello: start to end" "$(median < "$work/v")" "$(median < "$work/g")" 1000000 ms 1.0
row "hello: size" "$(stat -c %s ../h.vole)" "$([ -n "$have_go" ] && stat -c %s ../h.go)" 1024 KiB 0.33
