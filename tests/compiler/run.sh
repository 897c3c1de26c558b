#!/usr/bin/env bash
# The compiler as a program: its memory (compiler/driver/heap.c), and the code of a large package, which several
# processes make (compiler/driver/parts.c, compiler/gen/gen_part.c).
set -u
here=$(cd "$(dirname "$0")" && pwd)
work=$OUT/compiler
rm -rf "$work"
mkdir -p "$work/large"

cc -O1 -fno-builtin -o "$work/heap" "$here/heap.c" "$BUILD/compiler/driver/heap.o" 2> "$work/heap.err" &&
	timeout 60 "$work/heap" > "$work/heap.out"
if [ "$(tail -1 "$work/heap.out")" = ok ]; then echo "PASS heap"; else echo "FAIL heap: see $work/heap.out"; fi

# A package with what must be shared between parts: variables, constants with an address, functions private to the
# object, closures, tables of switches, types, itabs, instances.
source_text() {
	cat <<-HEAD
		package main

		import "fmt"

		var state = map[string]int{"a": 1}
		var table = []*point{{1, 2}, {3, 4}}

		type point struct{ x, y int }

		func (p *point) String() string { return fmt.Sprint(p.x, "-", p.y) }

		func each[T any](list []T, do func(T)) {
			for _, x := range list {
				do(x)
			}
		}
	HEAD
	for i in $(seq "$1"); do
		cat <<-FUNC

			func f$i(n int, s string) (r int) {
				defer func() { recover(); state[s] += r }()
				switch n % 9 {
				case 0: r = $i
				case 1: r = len(s)
				case 2: r = table[n%2].x
				case 3: each(table, func(p *point) { r += p.y + n })
				case 4: r = len(fmt.Sprint(table[n%2], [3]int{n, $i, 3}))
				case 5: state[s+"$i"] = n
				case 6: var x fmt.Stringer = &point{n, $i}; r = len(x.String())
				case 7: r = n / (n - 7)
				}
				if n > 0 {
					r += f$((i % $1 + 1))(n/2, s)
				}
				return r
			}
		FUNC
	done
	printf '\nfunc main() {\n\tsum := 0\n'
	for i in $(seq 1 7 "$1"); do printf '\tsum += f%d(%d, "x%d") & 1023\n' "$i" "$((i % 40))" "$i"; done
	printf '\tfmt.Println(sum, len(state), state["x1"]&1023)\n}\n'
}
source_text 200 > "$work/large/main.go"
printf 'module large\n\ngo 1.26\n' > "$work/large/go.mod"

# Built with $@ into $work/$1 and run; says so if the linker joined parts.
build() {
	local name=$1
	shift
	echo "// $name" >> "$work/large/main.go"
	"$VOLE" build -C "$work/large" -x "$@" -o "$work/$name" . 2> "$work/$name.err" &&
		timeout 20 "$work/$name" > "$work/$name.out" 2>&1 || { echo "failed: see $work/$name.err"; return; }
	if grep -q '/ld -r .*\.tmp\.0 .*\.tmp\.1$' "$work/$name.err"; then echo parts; else echo whole; fi
}
code() { # names and sizes of the package's functions
	nm -S "$work/$1" | awk 'tolower($3) ~ /t|w/ && $4 ~ /^main\./ {print $4, $2}' | sort
}
for opt in -O0 -O2; do
	how="$(build "whole$opt" "$opt" -p 1) $(build "parts$opt" "$opt" -p 2)"
	if [ "$how" != "whole parts" ]; then
		echo "FAIL parts $opt: built as $how"
	elif ! [ -s "$work/whole$opt.out" ] || ! cmp -s "$work/whole$opt.out" "$work/parts$opt.out"; then
		echo "FAIL parts $opt: prints $(cat "$work/parts$opt.out"), not $(cat "$work/whole$opt.out")"
	elif [ "$(code "whole$opt")" != "$(code "parts$opt")" ]; then
		echo "FAIL parts $opt: functions differ in size"
	else
		echo "PASS parts $opt"
	fi
done

# Many packages to compile where few processes may be: a user that nobody else is here, with 16 of them.
user=64999
if [ "$(id -u)" != 0 ] || ! command -v setpriv > /dev/null || pgrep -u $user > /dev/null; then
	echo "SKIP few processes: needs root and setpriv"
else
	few=$work/few
	mkdir -p "$few/cache" "$few/tmp"
	printf 'module few\n\ngo 1.26\n' > "$few/go.mod"
	for i in $(seq 40); do
		mkdir -p "$few/p$i"
		printf 'package p%d\n\nfunc F(x int) int { return x + %d }\n' "$i" "$i" > "$few/p$i/p.go"
	done
	{
		printf 'package main\n\nimport (\n'
		for i in $(seq 40); do printf '\t"few/p%d"\n' "$i"; done
		printf ')\n\nfunc main() {\n\tx := 0\n'
		for i in $(seq 40); do printf '\tx = p%d.F(x)\n' "$i"; done
		printf '\tprintln(x)\n}\n'
	} > "$few/main.go"
	chown -R $user "$few"
	VOLECACHE=$few/cache TMPDIR=$few/tmp HOME=$few setpriv --reuid=$user --clear-groups -- \
		bash -c "ulimit -u 16; exec '$VOLE' build -buildvcs=false -C '$few' -o '$few/few' ." > "$few/err" 2>&1
	printed=$("$few/few" 2>&1)
	if [ "$printed" = 820 ]; then echo "PASS few processes"; else echo "FAIL few processes: $printed $(head -3 "$few/err")"; fi
fi

# Where the time goes: each package's phases in their order, with a time each; nothing where it is not asked for.
printf 'package main\n\nfunc main() { println(1) }\n' > "$work/phases.go"
"$VOLE" build -gcflags=-d=phases=1 -o "$work/phases" "$work/phases.go" 2> "$work/phases.err"
found=$(awk '$1 == "phase" && $2 !~ /stub/ && $4 >= 0 && $4 != "" && NF == 4 { print $3 }' "$work/phases.err" | xargs)
[ -s "$work/phases.err" ] && "$VOLE" build -o "$work/phases" "$work/phases.go" 2> "$work/phases.none"
case $found in
"before parse check inline escape generate optimise settle write"*)
	if [ -s "$work/phases.none" ]; then echo "FAIL phases: printed unasked"; else echo "PASS phases"; fi ;;
*) echo "FAIL phases: $found" ;;
esac
if "$VOLE" build -gcflags=-d=phases=2 -o "$work/phases" "$work/phases.go" 2>&1 | grep -q 'X86 Assembly Printer'; then
	echo "PASS passes"
else echo "FAIL passes: LLVM's times are missing"; fi
