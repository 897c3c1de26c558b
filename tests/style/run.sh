#!/usr/bin/env bash
# The house's measures of C: functions of at most 60 lines (grammar rules and tables are none), lines of at most
# 100 columns, a first line that says what the file is, no blanks at the end of lines.  They are first
# tried on files with one fault each, which they must find.
set -u
here=$(cd "$(dirname "$0")" && pwd)
max_length=60 max_columns=100

# Functions that may be longer, FILE:NAME each, with the reason.  One that is not, or has gone, is a fault.
long_functions=()

# Each check takes a tree and prints its faults, one a line.

measured() {
	(cd "$1" && find lang compiler runtime tests -name '*.[chly]' -print0 | sort -z |
		LC_ALL=C xargs -0 awk -f "$here/measure.awk")
}

lengths() {
	measured "$1" | awk -v max=$max_length -v allowed="${long_functions[*]-}" '
	BEGIN { n = split(allowed, names, " "); for (i = 1; i <= n; i++) unused[names[i]] }
	$2 == "function" && $4 > max {
		key = $1 ":" $3
		if (key in unused) used[key]
		else print $1 ": " $3 "() has " $4 " lines"
	}
	END { for (key in unused) if (!(key in used)) print key " is no longer too long: strike it from the list" }'
}

columns() { measured "$1" | awk -v max=$max_columns '$2 == "line" && $4 > max {print $1 ":" $3 ": " $4 " columns"}'; }

openings() {
	(cd "$1" && find lang compiler runtime tests -name '*.[chlyS]' -o -name '*.def' | sort | xargs awk '
	FNR == 1 { name = FILENAME; sub(/.*\//, "", name)
		if (($1 != "//" && $1 != "/*") || $2 != name || $3 != "-" || NF < 4) print FILENAME ": does not say what it is" }')
}

blanks() {
	(cd "$1" && grep -rnE --include='*.'{c,h,l,y,S,def,sh,awk} '[[:blank:]]+$' lang compiler runtime tests) |
		sed -E 's/^([^:]*:[0-9]+):.*/\1: ends in blanks/'
}

# --- the checks find what they are for --------------------------------------------------------------------

seeded=$OUT/style
rm -rf "$seeded" && mkdir -p "$seeded"/{lang,compiler/gen,runtime,tests}
times() { for ((i = 0; i < $1; i++)); do printf "$2"; done; }
function_of() { printf 'static int\n%s(int a,\n    int b)\n{\n' "$2" && times "$1" '\ta++;\n' && printf '}\n'; }
{ printf '// sixty.c - as long as may be.\n\n'; function_of 60 fits; } > "$seeded/lang/sixty.c"
{
	printf '// long.c - a line too many.\n\n'
	function_of 61 one_too_many
	printf '__attribute__((noinline, section(".text"))) int other_brace(void) {\n' && times 70 '\tf();\n' && printf '}\n'
} > "$seeded/lang/long.c"
{
	printf '// rules.y - actions and tables are no functions.\n%%%%\nrule: NAME\n{\n' && times 70 '\tuse();\n'
	printf '}\n%%%%\nstatic const int t[] = {\n' && times 70 '\t1,\n' && printf '};\n'
	function_of 62 behind_the_rules
} > "$seeded/lang/rules.y"
{
	printf '// wide.h - ' && times 87 x && printf '.\n\t// ' && times 89 y && printf '\n\t// ' && times 90 z && echo
} > "$seeded/runtime/wide.h"
{ printf '// made.h - made by a program.\n' && times 200 x && echo; } > "$seeded/runtime/made.h"
printf '// other.c - was copied.\n' > "$seeded/compiler/gen/unnamed.c"
printf '// blank.c - text, and blanks behind it.\n\nint a; \nint b;\t\nint c;\n' > "$seeded/runtime/blank.c"

finds() {   # NAME WANT GOT
	if [ "$2" = "$3" ]; then echo "PASS finds $1"; else echo "FAIL finds $1: $(tr '\n' '|' <<< "$3")"; fi
}
long="lang/long.c: one_too_many() has 61 lines
lang/long.c: other_brace() has 70 lines
lang/rules.y: behind_the_rules() has 62 lines"
finds "long functions" "$long" "$(lengths "$seeded")"
finds "exceptions that hold" "${long#*$'\n'}" "$(long_functions=(lang/long.c:one_too_many); lengths "$seeded")"
finds "exceptions no longer needed" "$long
lang/sixty.c:fits is no longer too long: strike it from the list" \
	"$(long_functions=(lang/sixty.c:fits); lengths "$seeded")"
finds "long lines" "runtime/wide.h:3: 101 columns" "$(columns "$seeded")"
finds "files that do not say what they are" "compiler/gen/unnamed.c: does not say what it is" "$(openings "$seeded")"
finds "blanks" "runtime/blank.c:3: ends in blanks
runtime/blank.c:4: ends in blanks" "$(blanks "$seeded")"

# --- format -------------------------------------------------------------------------------------------------

if ! command -v clang-format-19 > /dev/null; then echo "SKIP format: clang-format-19 is not installed"
else
	mkdir -p "$seeded/tests/style" && cp "$here/format.sh" "$seeded/tests/style/" && cp "$TOP/.clang-format" "$seeded/"
	printf '// ugly.c - text.\n\n// ---- title ----\nint  a;\n' > "$seeded/runtime/ugly.c"
	finds "what is not formatted" "runtime/ugly.c:4:4: warning: code should be clang-formatted [-Wclang-format-violations]
runtime/ugly.c:3: title of a section" "$("$seeded/tests/style/format.sh" check | grep ugly)"
	faults=$("$here/format.sh" check)
	if [ -z "$faults" ]; then echo "PASS format"; else sed "s|^|FAIL format: |" <<< "$faults"; fi
fi

# --- the tree ---------------------------------------------------------------------------------------------

for check in lengths columns openings blanks; do
	faults=$($check "$TOP")
	if [ -z "$faults" ]; then echo "PASS $check"; else sed "s|^|FAIL $check: |" <<< "$faults"; fi
done
seen=$(measured "$TOP" | grep -c ' function ')
if [ "$seen" -ge 3000 ]; then echo "PASS sees $seen functions"; else echo "FAIL sees only $seen functions"; fi
