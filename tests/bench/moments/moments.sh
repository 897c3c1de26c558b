#!/usr/bin/env bash
# moments.sh FOLDER: what a program notices of its collector, beside Go: the slowest of many operations beside a large heap of small
# objects (latency.go), and what becomes of collections as heap and goroutines grow (growth.go). Tables go to standard output,
# pictures into FOLDER. Medians of $ROUNDS interleaved rounds; heaps of up to $MOST MB.
set -u
here=$(cd "$(dirname "$0")" && pwd)
folder=$1 rounds=${ROUNDS:-5} most=${MOST:-8000}
vole=${VOLE:-$here/../../../build/vole}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
kinds=vole
command -v go > /dev/null && kinds="vole go"

for program in latency growth; do
	"$vole" build -o "$work/$program.vole" "$here/$program.go" || exit 1
	[[ $kinds != *go* ]] || (cd "$here" && go build -o "$work/$program.go" "$program.go") || exit 1
done

# Each column's median, on a line.
medians() {
	awk '{ for (i = 1; i <= NF; i++) v[i, NR] = $i; n = NF }
		END { for (i = 1; i <= n; i++) {
			for (a = 1; a <= NR; a++) for (b = a + 1; b <= NR; b++) if (v[i, a] > v[i, b]) { t = v[i, a]; v[i, a] = v[i, b]; v[i, b] = t }
			printf "%s%s", v[i, int((NR + 1) / 2)], i < n ? " " : "\n" } }'
}
measure() { # rounds, program, arguments: into $work/figures.KIND, with peak memory in KB as the last column
	local n=$1 program=$2 kind
	shift 2
	for kind in $kinds; do : > "$work/runs.$kind"; done
	for _ in $(seq "$n"); do
		for kind in $kinds; do
			/usr/bin/time -o "$work/peak" -f %M "$work/$program.$kind" "$@" > "$work/line" || exit 1
			echo "$(cat "$work/line") $(cat "$work/peak")" >> "$work/runs.$kind"
		done
	done
	for kind in $kinds; do medians < "$work/runs.$kind" > "$work/figures.$kind"; done
}

echo "| beside 500 MB of lists and maps, us | p99 | p99.9 | p99.99 | slowest | stops, p99 | peak, MB |"
echo "|---|---|---|---|---|---|---|"
measure "$rounds" latency
for kind in $kinds; do
	awk -v kind="$kind" '{ printf "| %s | %.0f | %.0f | %.0f | %.0f | %.0f | %.0f |\n", kind, $1 / 1e3, $2 / 1e3, $3 / 1e3, $4 / 1e3, $5 / 1e3, $6 / 1024 }' \
		"$work/figures.$kind"
done

table() { # x's name, file: its lines are "x kind figures"
	echo
	echo "| $1 | | wall ns a live byte | longest stop, us | slowest operation, us | peak, MB |"
	echo "|---|---|---|---|---|---|"
	awk '{ printf "| %s | %s | %.3f | %.0f | %.0f | %.0f |\n", $1, $2, $3, $4 / 1e3, $5 / 1e3, $6 / 1024 }' "$2"
}
picture() { # file, column, x's name, y's name and divisor, title, picture
	{
		echo "title $6"
		echo "x log $3"
		echo "y log $4"
		for kind in $kinds; do
			echo "series $kind"
			awk -v kind="$kind" -v column="$2" -v divisor="$5" '$2 == kind { print $1, $column / divisor }' "$1"
		done
	} | perl "$here/plot.pl" > "$folder/$7.svg"
}
grow() { # name, x's name, title's end; lines of "x megabytes goroutines" on standard input
	: > "$work/$1"
	while read -r x megabytes goroutines; do
		measure 3 growth "$megabytes" "$goroutines"
		for kind in $kinds; do echo "$x $kind $(cat "$work/figures.$kind")" >> "$work/$1"; done
	done
	table "$2" "$work/$1"
	picture "$work/$1" 3 "$2" 'ns' 1 "Wall time of a collection for each live byte, $3" "$1-mark"
	picture "$work/$1" 4 "$2" 'us' 1000 "Longest stop of the world, $3" "$1-stop"
	picture "$work/$1" 5 "$2" 'us' 1000 "Slowest replacement of 64 objects, $3" "$1-slowest"
}
for x in 10 30 100 300 1000 3000 8000; do
	[ $x -gt "$most" ] || echo "$x $x 10"
done | grow heap 'live heap, MB' 'by size of the heap'
for x in 10 100 1000 10000 100000; do echo "$x 100 $x"; done | grow goroutines 'goroutines' '100 MB and parked goroutines'
