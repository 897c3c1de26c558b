# heapview.sh - vole tool heapview: what it says of a program's heap is what the program knows.  Read by run.sh.
#
# heap.go answers each line of its input by its MemStats.  Between two answers that agree nothing has changed in its heap, so
# a snapshot taken there must agree with them to the byte: each class's slots, pages in spans, free and released ones.

mkdir -p "$out/heap"
heap=$out/heap
timeout 120 "$VOLE" build -o "$heap/heap" "$here/heap.go" > "$heap/build.txt" 2>&1 || verdict heapview "$(cat "$heap/build.txt")"

start_heap() { # program, NAME=value ...: sets pid; its input is $to
	rm -f "$heap/in"
	: > "$heap/err"
	mkfifo "$heap/in"
	env "${@:2}" "$1" < "$heap/in" > "$heap/out" 2> "$heap/err" &
	pid=$!
	exec {to}> "$heap/in"
}
ask() { # word: sets answer
	local before now i
	before=$(wc -l < "$heap/err")
	echo "$1" >&"$to"
	for ((i = 0; i < 1200; i++)); do
		now=$(wc -l < "$heap/err")
		[ "$now" -gt "$before" ] && break
		kill -0 "$pid" 2> /dev/null || break
		sleep 0.05
	done
	answer=$(tail -n 1 "$heap/err")
}
end_heap() { # name
	exec {to}>&-
	wait "$pid"
	verdict "$1 goes on" "$([ "$(cat "$heap/out")" = 'ended well' ] || tail -n 3 "$heap/err")"
}

# A snapshot at rest: to the file $1, the program's answer to $1.stats.
rest() { # file
	local i first
	for ((i = 0; i < 20; i++)); do
		ask stats
		first=$answer
		tool heapview -text "$pid" > "$1" 2> "$1.err" || break
		ask stats
		[ "$first" = "$answer" ] && break
	done
	echo "$answer" > "$1.stats"
}

# Is the text in $1 what the program says in $2?  Parts add up, pages and slots of each class agree.  With a third argument the
# snapshot is later than the answer: each class may have so many slots more, and the scavenger may have released more pages.
agrees() { # text, stats, slots more
	awk -v more="${3:-0}" '
	FNR == 1 { file++ }
	file == 1 { idle = $2; released = $3; inuse = $4; for (i = 5; i <= NF; i++) { split($i, c, ":"); want[c[1]] = c[2] } next }
	/ total$/ { total = $1 }
	$3 ~ /%$/ && !/ total$/ { sum += $1 }
	/  free pages / { free = $1 }
	/  released pages / { gone = $1 }
	/ (scan|noscan) / && $1 != "large" { used[$1] += $10; if ($3 != $4 + $5 + $6 + $7 + $8) bad = bad " spans of " $1 }
	/ (scan|noscan) / { if ($10 > $9 || $11 > $10) bad = bad " slots of " $1 }
	END {
		if (!total || sum != total) bad = bad " parts " sum " of " total
		if (free + gone != idle) bad = bad " idle " free + gone ", want " idle
		if (gone < released || gone > released && more == 0) bad = bad " released " gone ", want " released
		if (total - free - gone != inuse) bad = bad " in use " total - free - gone ", want " inuse
		for (size in want) if (used[size] < want[size] || used[size] > want[size] + more)
			bad = bad " " size ": " used[size] + 0 ", want " want[size]
		print bad
	}' "$2" "$1"
}
# A column of the class's row.
of_class() { awk -v size="$2" -v kind="$3" -v column="$4" '$1 == size && $2 == kind { print $column }' "$1"; }
between() { # name, value, least, most
	verdict "$1" "$([ "${2:-0}" -ge "$3" ] && [ "${2:-0}" -le "$4" ] || echo "${2:-nothing}, want $3 to $4")"
}

start_heap "$heap/heap"
rest "$heap/before"
verdict heapview-before "$(cat "$heap/before.err"; agrees "$heap/before" "$heap/before.stats")"
ask burst
rest "$heap/in-burst"
verdict heapview-burst "$(cat "$heap/in-burst.err"; agrees "$heap/in-burst" "$heap/in-burst.stats")"
between heapview-bytes "$(of_class "$heap/in-burst" 112 noscan 10)" 20000 20020
between heapview-nodes "$(of_class "$heap/in-burst" 48 scan 10)" 6000 6020
between heapview-blocks "$(of_class "$heap/in-burst" 8192 scan 10)" 500 510
between heapview-large "$(of_class "$heap/in-burst" large noscan 10)" 20 24
tiny() { awk '/^tiny: / { print $4 }' "$1"; }
between heapview-tiny $(($(tiny "$heap/in-burst") - $(tiny "$heap/before"))) 700 800
ask drop
rest "$heap/after"
verdict heapview-after "$(cat "$heap/after.err"; agrees "$heap/after" "$heap/after.stats")"
between heapview-dropped "$(of_class "$heap/after" 112 noscan 10)" 400 420
between heapview-fragments "$(of_class "$heap/after" 112 noscan 5)" 250 280
verdict heapview-dead "$([ "$(of_class "$heap/after" total '' 11)" != 0 ] || echo some)"
tool heapview -n 3 -every 10ms -output "$heap/page.html" "$pid" 2> "$heap/page.err"
verdict heapview-page "$(cat "$heap/page.err"; data_of < "$heap/page.html" | perl -MJSON::PP -e 'local $/; my $d = decode_json(<STDIN>);
	die "snapshots\n" unless @{$d->{heaps}} == 3;
	for my $h (@{$d->{heaps}}) {
		my ($pages, $sum, %slots, %used) = (0, 0);
		$pages += $_->[1] for @{$h->{spans}}, @{$h->{free}};
		$sum += $_ for @{$h->{parts}};
		die "pages $pages of $h->{npages}\n" if $pages != $h->{npages} || $sum != $pages * $h->{pageSize};
		$used{$_->[2]} += $_->[5] for @{$h->{spans}};
		for my $c (@{$h->{classes}}) { die "class $c->[0]\n" if $used{$c->[0]} != $c->[4] }
		for my $s (grep { $_->[8] } @{$h->{spans}}) {
			die "bits of page $s->[0]\n" if unpack("%32b*", pack("H*", $s->[8])) != $s->[5];
		}
	}' 2>&1)"
if command -v gcore > /dev/null && gcore -o "$heap/core" "$pid" > "$heap/gcore.txt" 2>&1; then
	for ((i = 0; i < 5; i++)); do
		ask stats
		first=$answer
		gcore -o "$heap/core" "$pid" > "$heap/gcore.txt" 2>&1
		ask stats
		[ "$first" = "$answer" ] && break
	done
	echo "$answer" > "$heap/after.stats"
	core=$heap/core.$pid
	tool heapview -text "$heap/heap" "$core" > "$heap/of-gcore" 2> "$heap/gcore.err"
	verdict heapview-gcore "$(cat "$heap/gcore.err"; agrees "$heap/of-gcore" "$heap/after.stats")"
else core=; echo "SKIP heapview-gcore: no gcore, or it may not"
fi
end_heap heapview

# While eight goroutines allocate.
start_heap "$heap/heap"
ask run
tool heapview -text -n 25 -every 15ms "$pid" > "$heap/busy" 2> "$heap/busy.err"
verdict heapview-busy "$(cat "$heap/busy.err"; [ "$(grep -c '^Heap of' "$heap/busy")" = 25 ] || echo "$(grep -c '^Heap of' "$heap/busy") snapshots"
	grep 'cannot be read' "$heap/busy")"
ask quiet
verdict heapview-unharmed "$([ "$answer" = 'right 8' ] || echo "$answer")"
end_heap heapview-busy

# The kernel's cores.
if grep -q '^core$' /proc/sys/kernel/core_pattern 2> /dev/null && (ulimit -c unlimited) 2> /dev/null; then
	mkdir -p "$heap/dump" && rm -f "$heap"/dump/*
	cd "$heap/dump" && ulimit -S -c unlimited
	start_heap "$heap/heap" GOTRACEBACK=crash
	ask burst
	ask drop
	rest "$heap/dump/at-rest"
	echo crash >&"$to"
	exec {to}>&-
	wait "$pid" 2> /dev/null
	ulimit -S -c 0
	cd "$OLDPWD" || exit
	core=$(ls "$heap"/dump/core*)
	tool heapview -text "$heap/heap" "$core" > "$heap/of-core" 2> "$heap/core.err"
	verdict heapview-core "$(cat "$heap/core.err"; agrees "$heap/of-core" "$heap/dump/at-rest.stats" 2)"
else echo "SKIP heapview-core: core_pattern or a limit keeps cores away"
fi
if [ -n "$core" ]; then
	"$VOLE" build -o "$heap/other" "$out/live/main.go" > "$heap/other.build" 2>&1
	check heapview-not-its-core 1 "vole tool heapview: $core: not a core of $heap/other" tool heapview -text "$heap/other" "$core"
	head -c 200000 "$core" > "$heap/short"
	check heapview-short-core 1 "vole tool heapview: $heap/short: cut short: it has 200000 bytes, and refers to $(stat -c %s "$core")" \
		tool heapview -text "$heap/heap" "$heap/short"
fi

check heapview-nothing 2 'no process named' tool heapview
check heapview-flag 2 'flag provided but not defined: -x' tool heapview -x=1 1
check heapview-no-argument 2 'flag needs an argument: -every' tool heapview -every
check heapview-duration 2 'invalid value "1 day" for flag -every: parse error' tool heapview -every '1 day' 1
check heapview-count 2 'invalid value "some" for flag -n: parse error' tool heapview -n=some 1
check heapview-none 2 '-n: at least one snapshot' tool heapview -n 0 1
check heapview-boolean 2 'invalid boolean value "x" for -text: parse error' tool heapview -text=x 1
check heapview-help 0 'usage: vole tool heapview [-output file] [-text] [-n count] [-every duration] pid' tool heapview -h
check heapview-word 2 'x is no process number' tool heapview x
check heapview-no-process 1 'vole tool heapview: there is no process 4194304' tool heapview 4194304
check heapview-no-core 1 "vole tool heapview: $heap/in-burst: not an ELF file" tool heapview "$heap/heap" "$heap/in-burst"
check heapview-executable 1 "vole tool heapview: $heap/heap: not a core file" tool heapview "$heap/heap" "$heap/heap"
sleep 60 &
check heapview-other 1 "vole tool heapview: process $!: not an executable that Vole made" tool heapview $!
kill $!
cp "$heap/heap" "$heap/stripped" && strip -s "$heap/stripped"
start_heap "$heap/stripped"
ask stats
check heapview-stripped 1 "vole tool heapview: $heap/stripped: has no symbols (was it linked with -ldflags=-s?)" tool heapview "$pid"
end_heap heapview-stripped
# Another map: as a program of another Vole has it.
perl -0777 -pe 's/vole heap map 1/vole heap map 0/' "$heap/heap" > "$heap/older" && chmod +x "$heap/older"
start_heap "$heap/older"
ask stats
check heapview-version 1 "vole tool heapview: $heap/older: made by another version of Vole, whose heap this one cannot read" tool heapview "$pid"
if [ "$(id -u)" = 0 ] && command -v setpriv > /dev/null; then
	cp "$VOLE" /tmp/vole-heapview.$$ && chmod 755 /tmp/vole-heapview.$$
	got=$(setpriv --reuid=65534 --clear-groups /tmp/vole-heapview.$$ tool heapview -text "$pid" 2>&1)
	rm -f /tmp/vole-heapview.$$
	verdict heapview-other-user "$([[ $got == "vole tool heapview: not permitted to look into process $pid: "* ]] || echo "$got")"
else echo "SKIP heapview-other-user: only root can be another"
fi
end_heap heapview-older
