#!/usr/bin/env bash
# Variables that packages share by //go:linkname (compiler/driver/linknames.c): pulled from another package, pushed
# into one, and of a name that is nobody's.
set -u
here=$(cd "$(dirname "$0")" && pwd)
dir=$OUT/linkname
rm -rf "$dir" && mkdir -p "$dir"
export VOLE_CACHE=$dir/cache

verdict() {    # title, condition's exit status, what is wrong
	if [ "$2" -eq 0 ]; then echo "PASS $1"; else echo "FAIL $1: $3"; fi
}

cp -r "$here"/{go.mod,main.go,q,r} "$dir"
cd "$dir" || exit 1
for opt in "-O2" "-O2 -a" "-O0" "-O2 -l"; do
	for when in new cached; do
		rm -f main
		timeout 120 "$VOLE" build $opt -o main . > build.log 2>&1
		GODEBUG=gccheckmark=1,clobberfree=1 timeout 20 ./main > got 2>&1
		cmp -s "$here/want.txt" got
		verdict "variables $opt $when" $? "$(cat build.log; diff "$here/want.txt" got | sed -n 2p)"
		echo >> main.go                 # only main is compiled again
	done
done

# Each variable is one root: no address comes twice.
objcopy -O binary --only-section=goroots main roots
od -An -v -t x8 -w16 roots | awk '{print $1}' | sort > addresses
for symbol in b/q.list b/q.table main.pushed r.secret; do
	address=$(nm main | awk -v symbol="$symbol" '$3 == symbol {print $1}')
	[ "$(grep -c "^$address$" addresses)" = 1 ]
	verdict "$symbol is a root once" $? "$(grep -c "^${address:-none}$" addresses) times"
done
[ -z "$(uniq -d addresses)" ]
verdict "no root twice" $? "$(uniq -d addresses | tr '\n' ' ')"

# $1 pulls, $2 defines: what the link says.
refused() {    # title, main's declaration, q's declaration, message
	printf 'package q\n\n%s\n' "$3" > q/q.go
	printf 'package main\n\nimport (\n\t_ "b/q"\n\t_ "unsafe"\n)\n\n%s\n\nfunc main() {}\n' "$2" > main.go
	timeout 60 "$VOLE" build -o main . > build.log 2>&1
	grep -qF "$4" build.log
	verdict "$1" $? "$(head -n 1 build.log)"
}

refused "two values" $'//go:linkname v b/q.v\nvar v = 4' "var v = 3" \
	"duplicated definition of symbol b/q.v, from main and b/q"
refused "a value that is too small" $'//go:linkname v b/q.v\nvar v [4]int' "var v = [2]int{1, 2}" \
	"symbol b/q.v is 16 bytes large in b/q, but a //go:linkname declares it with 32"

# What a directive may name.
cat > main.go <<'EOF'
package main

import _ "unsafe"

//go:linkname v
//go:linkname v p.S
var v [2]int

//go:linkname missing p.S
//go:linkname f p.f[int]
func f()

//go:linkname t p.T
type t int

//go:linkname c p.c
const c = 1

//go:linkname x p.x
var x, y int

func main() {
	//go:linkname local p.local
	var local int
	_ = local
}
EOF
cat > wanted <<'EOF'
# b
./main.go:6:3: duplicate //go:linkname for v
./main.go:9:3: //go:linkname must refer to declared function or variable
./main.go:10:3: //go:linkname reference of an instantiation is not allowed
./main.go:11:6: missing function body
./main.go:13:3: //go:linkname must refer to declared function or variable
./main.go:16:3: //go:linkname must refer to declared function or variable
./main.go:23:4: //go:linkname must refer to declared function or variable
EOF
timeout 60 "$VOLE" build -o main . 2> got
cmp -s wanted got
verdict "what may be named" $? "$(diff wanted got | sed -n 2p)"
sed -i 's/^import.*//' main.go
sed -E 's#//go:linkname must.*|duplicate.*|//go:linkname ref.*#//go:linkname only allowed in Go files that import "unsafe"#' wanted |
	sed -e '2i ./main.go:5:3: //go:linkname only allowed in Go files that import "unsafe"' \
		-e '/:23:/i ./main.go:19:3: //go:linkname only allowed in Go files that import "unsafe"' > wanted.unsafe
timeout 60 "$VOLE" build -o main . 2> got
cmp -s wanted.unsafe got
verdict "without package unsafe" $? "$(diff wanted.unsafe got | sed -n 2p)"
