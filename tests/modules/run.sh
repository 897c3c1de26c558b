#!/usr/bin/env bash
# Modules (compiler/driver/modules.c and what it names). Each *.txt here is a scene: `-- FILE --` begins a file. Below
# main/ is the main module, below mod/PATH@VERSION/ one in the module cache, which this script makes, with go.sum. The files
# `drop` and `spoil` name lines of go.sum ("PATH VERSION" or "PATH VERSION/go.mod") that are missing or wrong; `absent`
# names modules that are not in the cache; `cmd` is what to do instead of building and running; `needs-go` and
# `needs-git` say what must be installed. NAME.out is what it printed
# with Go: ORACLE=1 makes that anew. NAME.want, in its place, is for what Vole alone does.
set -u
here=$(cd "$(dirname "$0")" && pwd)
dir=${OUT:-$(mktemp -d)}/modules
chmod -R u+w "$dir" 2> /dev/null
rm -rf "$dir" && mkdir -p "$dir"
dir=$(cd "$dir" && pwd -P)
export GOPROXY=off GOFLAGS=-buildvcs=false GOTOOLCHAIN=local GOWORK=off GONOSUMDB= GOSUMDB=off GO111MODULE=on

unpack() { # scene, directory
	awk -v dir="$2" '/^-- .* --$/ { close(f); f = dir "/" substr($0, 4, length($0) - 6); d = f; sub("/[^/]*$", "", d)
		system("mkdir -p \"" d "\""); printf "" > f; next } f { print > f }' "$1"
}
escape() { printf %s "$1" | sed -E 's/[A-Z]/!\L&/g'; }
h1() { # of a list of sums, on standard input
	local hex
	hex=$(sha256sum | cut -c1-64)
	printf 'h1:%s' "$(printf "$(printf %s "$hex" | sed 's/../\\x&/g')" | base64)"
}
# The files below a directory as go.sum hashes them: their names there begin with PATH@VERSION.
hash_dir() { (cd "$1" && find . -type f | sed 's|^\./||' | LC_ALL=C sort | while read -r f; do
	printf '%s  %s/%s\n' "$(sha256sum < "$f" | cut -c1-64)" "$2" "$f"
done | h1); }

lay_module() { # directory below mod/, PATH@VERSION, go.sum to append to
	local path=${2%@*} version=${2##*@} cached info
	cached=cache/$(escape "$path")@$version
	info=cache/cache/download/$(escape "$path")/@v
	mkdir -p "$info" "$(dirname "$cached")"
	if [ -f "$1/go.mod" ]; then cp "$1/go.mod" "$info/$version.mod"
	else printf 'module %s\n' "$path" > "$info/$version.mod"; fi
	hash_dir "$1" "$2" > "$info/$version.ziphash"
	printf '{"Version":"%s","Time":"2020-01-01T00:00:00Z"}' "$version" > "$info/$version.info"
	printf '%s %s %s\n' "$path" "$version" "$(cat "$info/$version.ziphash")" >> "$3"
	printf '%s %s/go.mod %s\n' "$path" "$version" \
		"$(printf '%s  go.mod\n' "$(sha256sum < "$info/$version.mod" | cut -c1-64)" | h1)" >> "$3"
	cp -r "$1" "$cached"
	if [ -f absent ] && grep -qxF "$2" absent; then
		mkdir -p "store/$(dirname "$cached")" "store/$info"
		mv "$cached" "store/$cached"
		mv "$info/$version.ziphash" "$info/$version.mod" "store/$info"
	fi
}

lay() { # scene: into the current directory
	unpack "$1" .
	local sum=$PWD/sum
	: > "$sum"
	find mod -type d -name '*@*' 2> /dev/null | LC_ALL=C sort | while read -r d; do lay_module "$d" "${d#mod/}" "$sum"; done
	[ -f drop ] && while read -r line; do grep -vF "$line " "$sum" > sum.new; mv sum.new "$sum"; done < drop
	[ -f spoil ] && while read -r line; do sed -i "s|^\($line h1:\)....|\1AAAA|" "$sum"; done < spoil
	[ -s "$sum" ] && mv "$sum" main/go.sum
	rm -rf mod
}

perform() { # tool: go or vole; prints what it prints, with names that last
	(
		cd main || exit
		export TOOL=$1 GOMODCACHE=$PWD/../cache
		if [ -f ../cmd ]; then sh ../cmd; else "$TOOL" build -o ../prog . && ../prog; fi 2>&1
		echo "exit status $?"
	) | sed -E "s|$PWD|DIR|g; s|\.\./cache|CACHE|g; s|DIR/cache|CACHE|g; s/ \((running|vole compiles) go 1[^)]*\)//;
		s/ is not in std .*/ is not in std/"
}

for scene in "$here"/*.txt; do
	name=$(basename "$scene" .txt)
	mkdir "$dir/$name" && cd "$dir/$name" && lay "$scene"
	if [ -f needs-go ] && [ ! -x "$("$VOLE" env GOROOT)/bin/go" ]; then
		echo "SKIP $name: no Go 1.26 is installed"
		continue
	fi
	if [ -f needs-git ] && ! command -v git > /dev/null; then
		echo "SKIP $name: git is not installed"
		continue
	fi
	want=$here/$name.out
	[ -f "$here/$name.want" ] && want=$here/$name.want
	if [ -n "${ORACLE-}" ] && [ "$want" = "$here/$name.out" ]; then perform go > "$want"; fi
	perform "$VOLE" > got
	if cmp -s "$want" got; then echo "PASS $name"
	else echo "FAIL $name: $(diff "$want" got | head -n 6 | tr '\n' ' ')"; fi
done
chmod -R u+w "$dir"
