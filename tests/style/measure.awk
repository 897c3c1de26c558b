# measure.awk - measures C, flex and bison files; one line a finding:
#
#	FILE function NAME LENGTH     of each function: the lines between the braces at the left margin.  Grammar
#	                              rules (between the %% of a .l or .y) are none; tables neither: their
#	                              brace stands at the end of a line
#	FILE line NUMBER COLUMNS      of each line, tabs as far as the next multiple of 8; generated files left out
#	FILE opening TEXT             the first line

FNR == 1 {
	rules = 0; open = 0
	grammar = FILENAME ~ /\.[ly]$/
	generated = / - made by /
	print FILENAME, "opening", $0
}

{
	n = split($0, part, "\t")
	columns = 0
	for (i = 1; i <= n; i++) columns = i < n ? int((columns + length(part[i])) / 8) * 8 + 8 : columns + length(part[i])
	if (!generated) print FILENAME, "line", FNR, columns
}

grammar && /^%%/ { rules = !rules }
rules { next }
/^[A-Za-z_].*\(/ && !open {
	head = $0
	sub(/__attribute__\(\([^()]*(\([^()]*\))?\)\)/, "", head)
	if (match(head, /[A-Za-z_0-9]+\(/)) name = substr(head, RSTART, RLENGTH - 1)
}
/^\{/ || /^[A-Za-z_].*\) *\{$/ { open = FNR }
/^\}/ && open { print FILENAME, "function", name, FNR - open - 1; open = 0 }
