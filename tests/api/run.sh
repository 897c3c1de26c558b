#!/usr/bin/env bash
# Does each package of the library have all that Go's has? missing.txt says what is knowingly not there, an identifier a line
# ("package *": of that package anything); what else is missing is a failure, and so is what is there after all.
# The answer needs Go's lists of its API, and Go to read our sources (missing.go).
set -u
here=$(cd "$(dirname "$0")" && pwd)
dir=$OUT/api
mkdir -p "$dir"
if ! command -v go > /dev/null; then
	echo "SKIP api: Go is not installed"
	exit
fi
go build -o "$dir/missing" "$here/missing.go" && "$dir/missing" "$TOP/stdlib" "$(go env GOROOT)"/api/go1*.txt > "$dir/all.txt" || exit
awk 'NR == FNR { if (!/^#/ && NF) { if ($2 == "*") any[$1]; else known[$1 " " $2] } next }
	$1 in any { next }
	$0 in known { delete known[$0]; next }
	{ print "FAIL " $1 ": has no " $2 }
	END { for (name in known) print "FAIL " name ": is there, strike it from missing.txt" }' \
	"$here/missing.txt" "$dir/all.txt" > "$dir/bad.txt"
cat "$dir/bad.txt"
# At least one of each package's identifiers was found: the comparison works.
[ -s "$dir/all.txt" ] || echo "FAIL api: nothing is missing at all"
(cd "$TOP/stdlib" && find . -name '*.go' -printf '%h\n' | sort -u | sed 's|^\./||') | grep -v internal |
	while read -r package; do
		grep -q "^FAIL $package:" "$dir/bad.txt" || grep -q "^FAIL $package " "$dir/bad.txt" || echo "PASS $package"
	done
