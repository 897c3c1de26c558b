#!/usr/bin/env bash
# format.sh check|fix: the C sources as .clang-format has them, and titles of sections as
# `// --- title ---...` up to column 100.  check prints what is not and exits with 1; tables made by programs are
# left alone, grammars and lexers have titles only.
set -u
cd "$(dirname "$0")/../.."
tool=${CLANG_FORMAT:-clang-format-19}
command -v "$tool" > /dev/null || { echo "format.sh: $tool is not installed"; exit 2; }
sources() {
	find lang compiler runtime tests \( "$@" \) ! -path '*/build/*' -print0 | sort -z |
		xargs -0 awk 'FNR == 1 { if ($0 !~ / - made by /) printf "%s%c", FILENAME, 0; nextfile }'
}

# Titles that are not as they should be, FILE:LINE; with -v fix=1 the file as it should be.
titles='
function filled(s) { while (length(s) < 100) s = s "-"; return s }
{
	want = $0
	if (match($0, /^\/\/ ---+ .+ ---+$/)) {
		title = $0
		sub(/^\/\/ -+ /, "", title); sub(/ -+$/, "", title)
		want = filled("// --- " title " ")
	} else if ($0 ~ /^\/\/ -----+$/) want = filled("// ")
	if (fix) print want; else if (want != $0) { print FILENAME ":" FNR ": title of a section"; bad = 1 }
}'

case ${1:-check} in
check)
	faults=$(sources -name '*.[ch]' | xargs -0 "$tool" --style=file --dry-run 2>&1 | grep 'warning:\|error:'
		sources -name '*.[chly]' | xargs -0 awk "$titles")
	[ -z "$faults" ] || { echo "$faults"; exit 1; }
	;;
fix)
	sources -name '*.[chly]' | while IFS= read -r -d '' f; do
		awk -v fix=1 "$titles" "$f" > "$f.new" && { cmp -s "$f" "$f.new" || cat "$f.new" > "$f"; }
		rm -f "$f.new"
	done
	sources -name '*.[ch]' | xargs -0 "$tool" --style=file -i
	;;
*) sed -n '2s/^# //p' "$0"; exit 2 ;;
esac
