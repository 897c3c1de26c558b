#!/usr/bin/env bash
# Package testing. Each *.go here is a package with tests; lines
#     // run: FLAGS
# in it say how its program is run. NAME.out has what Go's program printed and its exit status: ORACLE=1 makes it
# anew where Go is installed. Times, numbers of measurements, addresses, names of temporary directories and the
# places of messages in package testing itself are replaced; of a panic what comes before the stack is compared.
#     // normal: SED       one more replacement
#     // file: NAME TEXT   a file in the directory where it runs; \n in TEXT is a new line
# Names of directories in the program's arguments: $D is where it runs.
#
# The main packages are made by main.awk, so that this theme needs no other part of the compiler.
set -u
here=$(cd "$(dirname "$0")" && pwd)
dir=${OUT:-$(mktemp -d)}/testing
root=$dir/root
export here dir root

prepare_root() { # only a package of the library may import testing/internal/testdeps
	rm -rf "$root" && mkdir -p "$root" && cp -R "$TOP/stdlib" "$root/stdlib"
	for f in "$BUILD"/lib/*; do
		[ -e "$root/${f##*/}" ] || ln -s "$f" "$root/"
	done
}

normal='
s/\(([0-9]+\.[0-9]+s|[0-9]+s|[0-9.]+[mµn]?s)\)/(TIME)/g
s/0x[0-9a-f]+/0xADDR/g
s|/[^ ]*/case_test.go|SRC/case_test.go|g
s/\b(testing|run|common|benchmark|fuzz|loop|parallel|resources|cleanup)\.go:[0-9]+: /TESTING: /
s/^( *)[0-9.]+ ns\/op/\1N ns\/op/
s/[ \t]+[0-9.]+ (ns\/op|MB\/s)/ N \1/g
s/(^Benchmark[^ \t]*)[ \t]+[0-9]+ N/\1 COUNT N/
s/^(Benchmark[^ \t]*) +\t/\1\t/
s/^cpu: .*/cpu: NAME/
/^goroutine [0-9]+/,$d
/^\[signal /d
s/(code=\S+ addr=\S+) pc=\S+\]/\1]/
'
export normal

# Runs a program with all its "// run:" lines.
runs() { # PROGRAM SOURCE
	local extra
	extra=$(sed -n 's|^// normal: ||p' "$2")
	sed -n 's|^// run:||p' "$2" | while IFS= read -r flags; do
		D=$(mktemp -d "$dir/runXXXXXX")
		export D
		sed -n 's|^// file: ||p' "$2" | while read -r name text; do
			mkdir -p "$D/$(dirname "$name")" && printf '%b' "$text" > "$D/$name"
		done
		echo "== $flags"
		(cd "$D" && ulimit -c 0 && timeout 100 bash -c "\"\$0\" $flags" "$1") > "$D.out" 2> "$D.err" < /dev/null
		echo "exit $?"
		sed -E "$normal$extra" "$D.out" | sed -E "s|$D|DIR|g; s|${1##*/}|PROG|g"
		[ -s "$D.err" ] && { echo "-- stderr"; sed -E "$normal$extra" "$D.err" | sed -E "s|$D|DIR|g; s|[^ ]*${1##*/}|PROG|g"; }
		rm -rf "$D" "$D.out" "$D.err"
	done
}
export -f runs

oracle() { # SOURCE
	local name d
	grep -q "^// not Go's" "$1" && return
	name=$(basename "$1" .go) d=$(mktemp -d "$dir/goXXXXXX")
	printf 'module ex.org/p\ngo 1.26\n' > "$d/go.mod"
	cp "$1" "$d/case_test.go"
	(cd "$d" && go test -vet=off -c -o prog . ) && runs "$d/prog" "$1" > "$here/$name.out"
	rm -rf "$d"
}

one() { # SOURCE
	local name src
	name=$(basename "$1" .go)
	src=$root/stdlib/testing/case_$name
	mkdir -p "$src" "$dir/$name"
	sed 's/^package p$/package main/' "$1" > "$src/case_test_.go"
	awk -f "$here/main.awk" "$1" > "$src/main.go"
	mv "$src/case_test_.go" "$src/case_test1.go"
	# The name that messages show.
	printf '//line case_test.go:1\n' | cat - "$src/case_test1.go" > "$src/case.go" && rm "$src/case_test1.go"
	if ! VOLE_ROOT=$root timeout 300 "$VOLE" build ${VOLE_FLAGS-} -o "$dir/$name/prog" "$src/case.go" "$src/main.go" \
			> "$dir/$name/build.txt" 2>&1; then
		echo "FAIL $name: does not build: $(head -n 3 "$dir/$name/build.txt" | tr '\n' ' ')"
		return
	fi
	runs "$dir/$name/prog" "$1" > "$dir/$name/got.txt"
	if cmp -s "$here/$name.out" "$dir/$name/got.txt"; then
		echo "PASS $name"
	else
		diff "$here/$name.out" "$dir/$name/got.txt" > "$dir/$name/diff"
		echo "FAIL $name: output differs: $(head -n 6 "$dir/$name/diff" | tr '\n' ' ')"
	fi
}

mkdir -p "$dir"
if [ -n "${ORACLE-}" ]; then
	for f in ${CASES:-"$here"/*.go}; do oracle "$f"; done
	exit
fi
prepare_root
for f in ${CASES:-"$here"/*.go}; do one "$f"; done

# internal/regex, with random expressions: against a golden file, and against Go's regexp where that is.
regex() {
	local r=$root/stdlib/testing/regex seed want
	mkdir -p "$r" "$dir/go"
	sed 's|"regexp"|regexp "internal/regex"|' "$here/regex/random.go" > "$r/main.go"
	if ! VOLE_ROOT=$root timeout 300 "$VOLE" build -o "$dir/regex" "$r/main.go" > "$dir/regex.txt" 2>&1; then
		echo "FAIL regex: does not build: $(head -n 3 "$dir/regex.txt" | tr '\n' ' ')"
		return
	fi
	"$dir/regex" 1 120 > "$dir/regex.got"
	compare regex "$here/regex/golden.txt" "$dir/regex.got"
	if ! command -v go > "$dir/regex.txt"; then
		echo "SKIP regex random: Go is not installed"
		return
	fi
	go build -o "$dir/regexp" "$here/regex/random.go" || return
	seed=$((RANDOM * 32768 + RANDOM))
	"$dir/regexp" $seed 5000 > "$dir/regex.want"
	"$dir/regex" $seed 5000 > "$dir/regex.got"
	compare "regex random (seed $seed)" "$dir/regex.want" "$dir/regex.got"
}

compare() { # NAME WANT GOT
	if cmp -s "$2" "$3"; then
		echo "PASS $1"
	else
		echo "FAIL $1: $(diff "$2" "$3" | head -n 4 | cut -c 1-200 | tr '\n' ' ')"
	fi
}

[ -n "${CASES-}" ] || regex

# -fuzz with coverage: what is written down must be the secret, and then fail as a seed.
secret() {
	rm -rf "$dir/fuzz" && cp -R "$here/fuzz" "$dir/fuzz"
	(cd "$dir/fuzz" && timeout 200 "$VOLE" test -fuzz=Secret -fuzztime=120s .) > "$dir/fuzz.txt" 2>&1
	printf 'go test fuzz v1\n[]byte("FUZZ")\n' > "$dir/fuzz.want"
	cat "$dir"/fuzz/testdata/fuzz/FuzzSecret/* > "$dir/fuzz.got" 2>&1
	compare "fuzz with coverage" "$dir/fuzz.want" "$dir/fuzz.got"
	(cd "$dir/fuzz" && timeout 100 "$VOLE" test .) > "$dir/fuzz.txt" 2>&1
	local code=$?
	printf 'exit 1\n1\n' > "$dir/fuzz.want"
	{ echo "exit $code"; grep -c '^    --- FAIL: FuzzSecret/10a65938dce505e4' "$dir/fuzz.txt"; } > "$dir/fuzz.got"
	compare "fuzz: what was found is a seed" "$dir/fuzz.want" "$dir/fuzz.got"
}

[ -n "${CASES-}" ] || secret
