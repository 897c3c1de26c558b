#!/usr/bin/env bash
# `vole build -m=html -o DIR`: pages of what the compiler decided.  Guards compiler/driver/decisions*.c, compiler/escape/sites.c,
# compiler/tree/mark.c and what calls it, compiler/tool/json.c, decisions.js and packages.js.
#
# What a page says of allocations, inlined and devirtualised calls and parameters must be what Go's compiler says
# (tests/escape/*.m, made by Go) of the same programs.  shop.want has what it says of shop.go, sizes, flows, checks and
# barriers included; `ORACLE=1 run.sh` writes it anew, to be read: each row follows from the program's text.
set -u
here=$(cd "$(dirname "$0")" && pwd)
out=$OUT/decisions
rm -rf "$out" && mkdir -p "$out"
cd "$out" || exit
export VOLE_CACHE=$out/cache
verdict() { if [ "$2" = "$3" ]; then echo "PASS $1"; else echo "FAIL $1: ${3//$'\n'/ | }, want ${2//$'\n'/ | }"; fi; }
page() { timeout 120 "$VOLE" build -m=html "$@"; }
if ! perl -MJSON::PP -e 1 2> /dev/null; then
	echo "SKIP decisions: Perl has no JSON::PP"
	exit
fi
facts() { perl "$here/facts.pl" "$@" 2>&1; }
of_files=command-line-arguments/index.html

# --- beside Go ---------------------------------------------------------------------------------------------

for source in "$TOP"/tests/escape/*.go; do
	name=$(basename "$source" .go)
	grep -q '^// flags: ' "$source" && continue
	page -o "escape/$name" "$source" > "$name.log" 2>&1
	verdict "beside Go: $name" '' "$(cat "$name.log"; facts beside "${source%.go}.m" "escape/$name/$of_files" | head -n 3)"
	verdict "whole: $name" '' "$(facts whole "escape/$name/$of_files" | head -n 3)"
done

# --- one program -------------------------------------------------------------------------------------------

# Places in the library move.
page -o shop "$here/shop.go" && facts rows "shop/$of_files" | sed -E 's|(print\.go):[0-9]+:[0-9]+|\1:N:N|g' > shop.got
[ -z "${ORACLE-}" ] || cp shop.got "$here/shop.want"
if [ -s "$here/shop.want" ] && cmp -s "$here/shop.want" shop.got; then echo "PASS shop"
else echo "FAIL shop: $(diff "$here/shop.want" shop.got | head -n 4 | tr '\n' ' ')"; fi
verdict source '' "$(facts get "shop/$of_files" build files 0 lines | perl -MJSON::PP -0777 -ne 'print map { "$_\n" } @{decode_json($_)}' |
	diff "$here/shop.go" - | head -n 4)"
verdict flags '{"escape":"go","inline":true,"optimise":2}' "$(facts get "shop/$of_files" build flags)"
page -o off -escape=off -O0 -l "$here/shop.go"
verdict flags-off '{"escape":"off","inline":false,"optimise":0}' "$(facts get "off/$of_files" build flags)"
verdict off-stack 0 "$(facts get "off/$of_files" build totals stack)"
verdict off-inlined 0 "$(facts get "off/$of_files" build totals inlined)"
verdict off-whole '' "$(facts whole "off/$of_files" | head -n 3)"
# Initial values of package variables that are data are no allocations, in either mode.
cat > data.go << 'GO'
package main

type pair struct{ a, b *int }

var (
	list  = []int{1, 2, 3}
	pairs = []*pair{{a: &list[0]}, {}}
	text  = []byte("text")
	boxed = []any{1, "two", pair{}}
	made  = []*int{new(int)}
	each  = map[string]*pair{"one": {}}
)

func main() { println(len(list), len(pairs), len(text), len(boxed), len(made), len(each)) }
GO
for mode in go off; do
	page -o "data-$mode" -escape=$mode data.go
	verdict "data $mode" '10:20 heap new(int),11:26 heap map[string]*pair{...},11:34 heap &pair{}' \
		"$(facts rows "data-$mode/$of_files" ' alloc ' | sed -nE 's/^data.go:([0-9:]+) alloc (heap|may|stack) [0-9-]+ (.*) in init( \|.*)?$/\1 \2 \3/p' | paste -sd,)"
done
page -o again "$here/shop.go" && verdict the-same '' "$(diff -r shop again)"
# A small function that calls itself has a second body (gen_recurse.c), which marks nothing.
printf 'package main\n\ntype t struct{ l, r *t }\n\nfunc f(n int) *t {\n\tif n == 0 {\n\t\treturn nil\n\t}\n\treturn &t{f(n - 1), f(n - 1)}\n}\n\nfunc main() { println(f(3)) }\n' > twice.go
page -o twice twice.go
verdict second-body '["barrier kept","barrier kept"]' "$(facts rows "twice/$of_files" ' in f' | sed -n 's/^[^ ]* \(barrier [a-z]*\).*/"\1"/p' | paste -sd, | sed 's/.*/[&]/')"
# What LLVM leaves of the checks: a call that panics is in its output where one is kept, and nowhere else.
cat > checks.go << 'GO'
package main

//go:noinline
func sum(a []int) (n int) {
	for i := 0; i < len(a); i++ {
		n += a[i]
	}
	return n
}

//go:noinline
func at(a []int, i int) int { return a[i] }

//go:noinline
func twice(a []int, i int) int { return a[i] + a[i] }

//go:noinline
func part(s string, i int) string { return s[i:] }

//go:noinline
func masked(a *[8]int, i int) int { return a[i&7] }

//go:noinline
func four(a []int) [4]int { return [4]int(a) }

func main() {
	a := []int{1, 2, 3, 4}
	println(sum(a), at(a, 1), twice(a, 2), part("text", 1), masked(new([8]int), 3), four(a)[0])
}
GO
page -o checks checks.go
verdict checks 'sum removed,at kept,twice kept,twice removed,part kept,masked left out,four kept' \
	"$(facts rows "checks/$of_files" ' check ' | sed -E 's/^[^ ]+ check (left out|[a-z]+) .* in ([a-z]+).*/\2 \1/' | paste -sd,)"
verdict checks-in-the-code 'at four part twice' "$("$VOLE" build -emit-llvm checks.go | awk '/^define/ { sub(/.*@"?main\./, ""); sub(/[^a-z].*/, ""); f = $0 }
	/call .*@panic_bounds/ { print f }' | sort | paste -sd' ')"
# Two barriers that LLVM makes one of.
printf 'package main\n\ntype t struct{ p *int }\n\n//go:noinline\nfunc pick(s *t, c bool, x, y *int) {\n\tif c {\n\t\ts.p = x\n\t} else {\n\t\ts.p = y\n\t}\n}\n\nfunc main() { pick(new(t), true, nil, nil) }\n' > merged.go
page -o merged merged.go && page -o merged-O0 -O0 merged.go
verdict merged '8:7 unknown,10:7 unknown' "$(facts rows "merged/$of_files" ' barrier ' | sed -E 's/^merged.go:([0-9:]+) barrier ([a-z]+) .*/\1 \2/' | paste -sd,)"
verdict merged-unoptimised '8:7 kept,10:7 kept' "$(facts rows "merged-O0/$of_files" ' barrier ' | sed -E 's/^merged.go:([0-9:]+) barrier ([a-z]+) .*/\1 \2/' | paste -sd,)"
page -o checks-O0 -O0 checks.go
verdict checks-unoptimised '' "$(facts rows "checks-O0/$of_files" 'check removed')"
verdict -m-too '1 1' "$(page -m -o too "$here/shop.go" 2>&1 | grep -c 'moved to heap: n$') $(ls -d too/command-line-arguments | wc -l)"

# --- packages ------------------------------------------------------------------------------------------------

mkdir -p m/sub/deep && cd m || exit
printf 'module example.com/m\n\ngo 1.26\n' > go.mod
printf 'package main\n\nimport "example.com/m/sub"\n\nfunc main() { println(*sub.F(1)) }\n' > main.go
printf 'package sub\n\nfunc F[T any](x T) *T { return &x }\n\n//line gen.y:70\nfunc G() *int { return new(int) }\n' > sub/sub.go
printf '// Package deep: Grüße.\npackage deep\n\nvar ä = map[string]*int{"</script>": new(int)}\n' > sub/deep/deep.go
page -o "$out/all" ./... || echo "FAIL packages: exit status $?"
written() { (cd "$1" 2> /dev/null && find . -type f | sort | tr '\n' ' '); }
verdict packages './example.com/m/index.html ./example.com/m/sub/deep/index.html ./example.com/m/sub/index.html ./index.html ' "$(written "$out/all")"
verdict no-objects '' "$(ls | grep -vE '^(go.mod|main.go|sub)$')"
verdict index '[["example.com/m",[0,0,1,1,0,0,0,0]],["example.com/m/sub",[1,0,0,0,0,0,0,0]],["example.com/m/sub/deep",[2,0,0,0,0,0,0,2]]]' \
	"$(facts get "$out/all/index.html" packages | perl -MJSON::PP -ne 'print encode_json([map { [$_->{package}, $_->{totals}] } @{decode_json($_)}])')"
verdict way-up ../../../index.html "$(facts get "$out/all/example.com/m/sub/index.html" index)"
verdict line-directive 'sub.go:6:27 alloc heap 8 new(int) in G' "$(facts rows "$out/all/example.com/m/sub/index.html" 'new(int) in G' | sed 's/ |.*//')"
verdict inlined-from-elsewhere 'main.go:5:29 alloc stack 8 x in main < sub.F[go.shape.int] sub/sub.go:3:15' \
	"$(facts rows "$out/all/example.com/m/index.html" 'alloc stack')"
"$VOLE" build -o bin . && page -o "$out/cached" ./... && verdict cached '' "$(diff -r "$out/all" "$out/cached")"
page -o "$out/std" strconv sort && verdict library './index.html ./sort/index.html ./strconv/index.html ' "$(written "$out/std")"
for p in strconv sort; do verdict "whole: $p" '' "$(facts whole "$out/std/$p/index.html" | head -n 3)"; done
printf 'package main\n\nfunc main() { x := 1 }\n' > "$out/wrong.go"
verdict errors '1 ./wrong.go:3:15: declared and not used: x' "$(cd "$out" && page -o wrong wrong.go 2> wrong.err; echo "$? $(tail -n 1 wrong.err)")"
verdict errors-no-page '' "$(written "$out/wrong")"
cd "$out" || exit

# --- two builds ------------------------------------------------------------------------------------------------

page -o compared -base off "$here/shop.go"
verdict base-taken-over "$(facts get "off/$of_files" build)" "$(facts get "compared/$of_files" base)"
verdict base-alone nothing "$(facts get "shop/$of_files" base)"
verdict base-index 'true [[12,8,10],[21,3,0]]' "$(facts get compared/index.html compared | sed 's/1/true/') $(facts get compared/index.html packages |
	perl -MJSON::PP -ne 'my ($p) = @{decode_json($_)}; print encode_json([map { [@{$p->{$_}}[0 .. 2]] } qw(totals base)])')"
# A page with a base is one that can be compared with; of itself as well.
page -o chained -base compared "$here/shop.go"
verdict base-of-base "$(facts get "shop/$of_files" build)" "$(facts get "chained/$of_files" base)"
cp -r compared itself && page -o itself -base itself "$here/shop.go"
verdict base-itself "$(facts get "shop/$of_files" build)" "$(facts get "itself/$of_files" base)"
(cd m && page -o "$out/new" -base "$out/shop" .)
verdict base-without-the-package nothing "$(facts get new/example.com/m/index.html base)"

based() { # TITLE: the page in broken/ is none
	refused "$1" 1 "vole: broken/$of_files: not a page of vole build -m=html, or of another version" build -m=html -o x -base broken "$here/shop.go"
}
refused() { # TITLE STATUS TEXT arguments...
	local got
	got=$(timeout 60 "$VOLE" "${@:4}" 2>&1)
	verdict "$1" "$2 $3" "$? $(grep -v '^#' <<< "$got" | head -n 1)"
}
refused base-nowhere 1 'vole: -base nowhere: there are no pages: no index.html' build -m=html -o x -base nowhere "$here/shop.go"
refused base-without-html 2 'vole: -base is for -m=html' build -base shop "$here/shop.go"
refused base-of-run 2 'flag provided but not defined: -base' run -base shop "$here/shop.go"
cp -r shop broken
echo '<p>' > "broken/$of_files" && based base-not-ours
sed 's/{"format":1,/{"format":2,/' "shop/$of_files" > "broken/$of_files" && based base-other-version
sed 's/^"functions":\[/&[/' "shop/$of_files" > "broken/$of_files" && based base-no-json
sed 's/in an interface/<!--<script>/' "shop/$of_files" > "broken/$of_files" && based base-no-script
perl -pe 's/in an interface/\xff/' "shop/$of_files" > "broken/$of_files" && based base-no-utf8
head -c 3000 "shop/$of_files" > "broken/$of_files" && based base-cut
perl -e 'print "<script type=\"application/json\" id=\"data\">{\"format\":1,\"build\":", "[" x 1e6, "</script>"' > "broken/$of_files" && based base-deep
mv "broken/$of_files" broken/x && mkdir "broken/$of_files"
refused base-unreadable 1 "vole: cannot read broken/$of_files: Is a directory" build -m=html -o x -base broken "$here/shop.go"
rmdir "broken/$of_files"
# Damaged at random: either it is refused, or the page's data are JSON still.
seed=${SEED:-$RANDOM} wrong=
for ((i = 0; i < 40; i++)); do
	perl -e 'srand($ARGV[0]); local $/; $_ = <STDIN>; my $at = index($_, q({"format")); my $end = index($_, "</script>", $at);
		substr($_, $at + int rand($end - $at), 1) = (qw(" \\ { } [ ] : , 0 x), "\n", "\xff", "\0")[rand 13] for 1 .. 1 + rand 3; print' \
		$((seed + i)) < "shop/$of_files" > "broken/$of_files"
	"$VOLE" build -m=html -o damaged -base broken "$here/shop.go" > damaged.log 2>&1
	status=$?
	if [ $status = 0 ]; then facts get "damaged/$of_files" base package > damaged.log || wrong+=" $((seed + i)): $(head -n 1 damaged.log)"
	elif [ $status != 1 ]; then wrong+=" $((seed + i)): exit status $status"; fi
done
verdict "damaged (seed $seed)" '' "$wrong"

# --- what was measured -----------------------------------------------------------------------------------------

# Lines have what `vole tool pprof -list` says, which is what Go's tool says (tests/tools).
profiles=$TOP/tests/tools/profiles work=$TOP/tests/tools/work.go
listed() { # PROFILE TYPE UNIT
	"$VOLE" tool pprof -list . -sample_index="$2" -unit="$3" -trim_path=/src -source_path="$TOP/tests/tools" "$1" |
		awk '/^ROUTINE/ { here = /work\.go$/ } here && $3 ~ /^[0-9]+:/ { sub(/:.*/, "", $3); gsub(/B/, ""); sub(/^\.$/, 0, $1); sub(/^\.$/, 0, $2)
			if ($1 + $2) print $3, $1, $2 }' | sort -n | uniq
}
lines_of() { # PAGE TYPE
	perl -MJSON::PP -e 'my ($d, $type) = (decode_json($ARGV[0]), $ARGV[1]); my ($i) = grep { $d->{types}[$_][0] eq $type } 0 .. 3;
		for (@{$d->{lines}}) { print "$_->[1] $_->[2][$i] $_->[3][$i]\n" if $_->[2][$i] || $_->[3][$i] }' "$(facts get "$1" measured)" "$2"
}
for name in go-allocs vole-allocs go-heap vole-heap; do
	page -o "$name" -profile "$profiles/$name.pb" "$work" || echo "FAIL $name: no page"
	for value in alloc_space:B inuse_space:B alloc_objects: inuse_objects:; do
		want=$(listed "$profiles/$name.pb" "${value%:*}" "${value#*:}")
		[ -n "$want" ] && verdict "measured $name ${value%:*}" "$want" "$(lines_of "$name/$of_files" "${value%:*}")"
	done
done
verdict measured-head '"go-allocs.pb" 524288 ["alloc_space","bytes"]' \
	"$(for i in title period 'types 0'; do facts get "go-allocs/$of_files" measured $i; done | sed '1s/.*/"&"/' | tr '\n' ' ' | sed 's/ $//')"
# Of another package's profile no line is this one's, though a file has the name.  Names have %2e for a dot in the path.
mkdir dotted && sed 's/^package main/package x/' "$work" > dotted/work.go && printf 'module x.1\n\ngo 1.26\n' > dotted/go.mod
(cd dotted && page -o "$out/elsewhere" -profile "$profiles/go-allocs.pb" .)
verdict measured-elsewhere '[]' "$(facts get elsewhere/x.1/index.html measured lines)"
gzip -dc "$profiles/go-allocs.pb" | perl -0777 -pe 's/main\.work/x%2e1.wor/g' > renamed.pb
(cd dotted && page -o "$out/renamed" -profile "$out/renamed.pb" .)
verdict measured-dotted-path "$(listed "$profiles/go-allocs.pb" alloc_space B | grep '^43')" "$(lines_of renamed/x.1/index.html alloc_space | grep '^43')"

refused profile-nowhere 1 'vole: -profile nowhere: No such file or directory' build -m=html -o x -profile nowhere "$here/shop.go"
refused profile-directory 1 'vole: -profile shop: Is a directory' build -m=html -o x -profile shop "$here/shop.go"
refused profile-of-time 1 "vole: -profile $profiles/go-cpu.pb: a profile of samples, cpu, not of a heap" build -m=html -o x -profile "$profiles/go-cpu.pb" "$here/shop.go"
refused profile-without-html 2 'vole: -profile is for -m=html' build -profile "$profiles/go-heap.pb" "$here/shop.go"
gzip -dc "$profiles/go-heap.pb" | head -c 700 > half.pb
refused profile-cut 1 'vole: -profile half.pb: parsing profile: unrecognized profile format' build -m=html -o x -profile half.pb "$here/shop.go"
refused profile-text 1 'vole: -profile shop.got: parsing profile: unrecognized profile format' build -m=html -o x -profile shop.got "$here/shop.go"

# --- what is wrong with it -------------------------------------------------------------------------------------

shop=$here/shop.go
touch file
refused no-directory 2 'vole: -m=html needs a directory for the pages: -o dir' build -m=html "$shop"
refused a-file 1 'vole: cannot make directory file: it is a file' build -m=html -o file "$shop"
refused below-a-file 1 'vole: cannot make directory file/x: Not a directory' build -m=html -o file/x "$shop"
refused assembly 2 'vole: -m=html makes pages, nothing else: -S, -emit-llvm, --dump and --stop-after are not for it' build -m=html -S -o x "$shop"
refused run 2 'invalid boolean value "html" for -m: only `vole build` makes pages' run -m=html "$shop"
refused gcflags 2 'invalid boolean value "html" for -m: only `vole build` makes pages' build -gcflags=-m=html -o x "$shop"
verdict help 1 "$("$VOLE" help build | grep -c '^	-m=html ')"

perl "$here/browser.pl" "$VOLE" "$out/browser" 2> browser.err || head -n 3 browser.err
