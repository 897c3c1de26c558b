# statements.pm: statements in general, and the plain ones.
#
# A statement is a routine that returns lines, or nothing if it does not fit where it would stand.  It is listed
# with its name and how often it is chosen by `add_statements`, here and in the other files.  `statement` chooses
# one and marks it together with the context: the kind of block it stands in, which `block` sets.
#
# A block has room for so many statements; when there is none left only assignments are written.
package Piece;
use strict;
use warnings;

our @STATEMENTS; # [weight, name, routine]
our $weights = 0;

contexts('function', 'method', 'generic function', 'closure', 'deferred closure', 'goroutine', 'block');

sub add_statements {
	while (my ($name, $weight, $routine) = splice @_, 0, 3) {
		statements($name);
		push @STATEMENTS, [$weight, $name, $routine];
		$weights += $weight;
	}
}

sub indent { return map { "\t$_" } map { split /\n/ } @_ }

# The lines of a block of $count statements, without its braces.
sub block {
	my ($context, $count) = @_;
	local @scope = @scope;
	local $where = $context;
	my @lines;
	push @lines, statement() for 1 .. $count;
	return indent(@lines);
}

sub statement {
	$room--;
	if ($room >= 0 && $depth <= 3) {
		local $depth = $depth + 1;
		my $at = below($weights);
		for my $s (@STATEMENTS) {
			next if ($at -= $s->[0]) >= 0;
			my @lines = $s->[2]->();
			made_statement($s->[1], $where) if @lines;
			return @lines if @lines;
			last;
		}
	}
	my @lines = assignment();
	return @lines ? @lines : trace();
}

add_statements(
	'short declaration', 20, \&declaration, 'assignment', 22, \&assignment, 'several assignments', 6, \&multiple,
	'traced value', 8, \&trace, 'if', 8, \&branch, 'switch', 5, \&switch, 'type switch', 4, \&type_switch,
	'println', 3, \&println, 'block', 2, \&plain_block, 'call in a statement', 6, \&proc_call, 'generic type', 3, \&box,
	'append', 5, \&append_own, 'slices of one array', 4, \&aliases, 'map', 4, \&map_work,
	'panic where it is recovered', 4, \&risky, 'closures of a loop', 4, \&closures);
contexts('if', 'else', 'switch clause', 'type switch clause');

sub declaration {
	my $t = !$pure ? any_type() : chance(70) ? plain_type() : pick(slice_of('int'), pointer_to(plain_type()));
	my $text = text($t, 3);
	my $v = fresh('v');
	declare($v, $t);
	return ("$v := $text", "_ = $v") if kind($t) =~ /^(struct|array|map|slice|ptr)$/ || chance(50);
	return ("var $v $t = $text", "_ = $v");
}

# The type of something that can be assigned to, if there is any.
sub target_type {
	my @types = map { $_->{type} } grep { !$_->{fixed} && !$_->{own} } @scope;
	return undef if !@types;
	my $t = pick(@types);
	for (1 .. below(3)) {
		my $info = $type{$t};
		if ($info->{kind} eq 'struct') { $t = pick(@{$info->{fields}})->[1] }
		elsif ($info->{kind} =~ /^(array|ptr)$/) { $t = $info->{elem} }
	}
	return $t;
}

sub assignment {
	my $t = target_type() or return;
	my $to = place($t, 1) or return;
	my $kind = kind($t);
	if ($kind =~ /^(int|param)$/ && chance(40)) {
		return "$to" . pick('++', '--') if chance(30);
		return "$to " . pick('/=', '%=') . ' ' . odd($t, 2) if chance(15);
		return "$to " . pick('<<=', '>>=') . ' ' . shift_count(2) if chance(20);
		return "$to " . pick('+=', '-=', '*=', '^=', '|=', '&=', '&^=') . ' ' . text($t, 3);
	}
	return "$to = cut($to + " . text('string', 2) . ', 0, 50)' if $kind eq 'string' && chance(30);
	return "$to = " . text($t, 4);
}

# The operands of indexing on the left and the values on the right come before any assignment.
sub multiple {
	local $calls = 0;
	my (@to, @from);
	for (1 .. 2 + below(2)) {
		my $t = target_type() or next;
		my $to = place($t, 1) or next;
		push @to, $to;
		push @from, text($t, 1);
	}
	return if @to < 2;
	return join(', ', @to) . ' = ' . join(', ', @from);
}

sub trace {
	my $t = plain_type();
	return 'trace(' . text($t, 2) . ')' if chance(30);
	return 'traceInt(uint64(' . value(int_type(), 3) . '))';
}

sub println { return 'println(' . value(pick('int', 'bool', 'int8', 'uint64'), 2) . ')' }

sub plain_block { return ('{', block('block', 2), '}') }

sub branch {
	my @lines = ('if ' . text('bool', 3) . ' {', block('if', 1 + below(3)));
	push @lines, '} else if ' . text('bool', 2) . ' {', block('else', 1) if chance(20);
	push @lines, '} else {', block('else', 1 + below(2)) if chance(40);
	return (@lines, '}');
}

sub switch {
	my $t = pick(int_type(), 'string', 'bool');
	my @lines;
	if ($t eq 'bool') {
		push @lines, 'switch {';
		push @lines, 'case ' . value('bool', 2) . ':', case_body() for 1 .. 1 + below(3);
	} else {
		push @lines, 'switch ' . value($t, 2) . ' {';
		my @cases = $t eq 'string' ? string_cases() : (0 .. 7, 100, 127);
		for (1 .. 1 + below(4)) {
			last if @cases < 2;
			my @some = map { splice(@cases, below(scalar @cases), 1) } 1 .. 1 + below(2);
			push @lines, 'case ' . join(', ', @some) . ':', case_body();
		}
	}
	return (@lines, 'default:', block('switch clause', 1), '}');
}

sub case_body { return (block('switch clause', 1 + below(2)), chance(25) ? "\tfallthrough" : ()) }

sub type_switch {
	my @types = ('int', 'string', 'uint8', @named, grep { $type{$_}{plain} } @structs);
	my $v = fresh('t');
	my $chosen = pick(@types);
	my $subject = value($chosen, 2);
	my @lines = ("switch $v := any($subject).(type) {");
	my %seen;
	for my $t ($chosen, map { pick(@types) } 1 .. 2) {
		next if $seen{$t}++ || ($t eq $chosen && chance(20));
		local @scope = @scope;
		declare($v, $t);
		push @lines, "case $t:", "\t_ = $v", block('type switch clause', 2);
	}
	return (@lines, 'case Getter:', "\t_ = $v", "\ttraceInt(77)", 'default:', "\t_ = $v", "\ttraceInt(78)", '}');
}

# Closures over the variables of a loop and over others, kept in a slice and called later.
sub closures {
	my ($fs, $i, $f) = (fresh('fs'), fresh('i'), fresh('f'));
	my @lines = ("var $fs []func(int) int");
	{
		local @scope = @scope;
		declare($i, 'int', fixed => 1);
		push @lines, "for $i := 0; $i < " . (1 + below(4)) . "; $i++ {";
		my $v = fresh('c');
		push @lines, indent("$v := " . text('int', 2), "_ = $v");
		declare($v, 'int');
		push @lines, indent("$fs = append($fs, " . func_literal(3) . ')'), '}';
	}
	return (@lines, "for _, $f := range $fs {", indent("traceInt(uint64($f(" . text('int', 2) . ')))'), '}');
}

# What panics, recovered where it happens.
sub risky {
	my ($r, $e) = (fresh('r'), fresh('e'));
	my $t = int_type();
	my @lines = ("$r := func() (r $t) {", "\tdefer func() {", "\t\tif $e := recover(); $e != nil {",
		"\t\t\ttrace(fmt.Sprint($e))", "\t\t\tr += " . literal($t), "\t\t}", "\t}()");
	my ($a, $b) = (value($t, 1), value($t, 2));
	my $which = below(7);
	push @lines, "\tr = " . literal($t);
	push @lines, "\ta, b := $a, $b & 1", "\tr = a " . pick('/', '%') . ' b' if $which == 0;
	if ($which == 1) {
		my ($s, $at) = (text(slice_of($t), 2), text('int', 1));
		push @lines, "\ts, i := $s, $at", "\tr = s[i]";
	}
	push @lines, "\ta, i := " . text(array_of(4, $t), 2) . ', ' . value('int', 1) . ' & 7', 
		"\ta[i]++", "\tr = a[i]"
		if $which == 2;
	push @lines, "\tvar p *$t", "\tif " . text('bool', 2) . " { p = ref($a) }", "\tr = *p" if $which == 3;
	push @lines, "\tx := any($a)", "\tr = $t(x.(" . pick($t, int_type()) . '))' if $which == 4;
	if ($which == 5) {
		my ($s, $lo, $hi) = (text(slice_of($t), 2), text('int', 1), text('int', 1));
		push @lines, "\ts, i, j := $s, $lo & 7, $hi & 7", "\t_, _ = i, j",
			"\ts = s[:len(s):len(s)]",
			"\tr = $t(len(s[" . pick('i:j', 'i:j:j', 'i:', ':j:i') . ']))';
	}
	push @lines, "\tif " . text('bool', 2) . ' { panic(' . text(plain_type(), 2) . ') }', "\tr = $a"
		if $which == 6;
	declare($r, $t);
	return (@lines, "\treturn", '}()', "_ = $r", "traceInt(uint64($r))");
}

# Appends to a slice that has no alias, in a loop.
sub append_own {
	my ($s, $i, $t) = (fresh('s'), fresh('i'), plain_type());
	my $st = slice_of($t);
	my @lines = ("var $s $st", "for $i := range " . (1 + below(9)) . ' {');
	{
		local @scope = @scope;
		declare($i, 'int');
		push @lines, indent("$s = append($s, " . join(', ', map { text($t, 2) } 0 .. below(2)) . ')', "_ = $i");
	}
	push @lines, '}', "trace($s)";
	declare($s, $st, own => 1);
	return (@lines, "$s = append($s, $s\[:len($s)/2]...)", "traceInt(uint64(len($s)))");
}

# Slices of one array, whose capacities are written down.
sub aliases {
	my ($a, $b, $c, $t) = (fresh('al'), fresh('al'), fresh('al'), scalar_type());
	my $st = slice_of($t);
	my ($len, $cut) = (2 + below(3), below(3));
	my @lines = ("$a := make($st, $len, 8)", "$a\[" . below($len) . '] = ' . text($t, 2),
		"$b := append($a\[:$cut], " . text($t, 2) . ')', "$c := $a\[1:" . (1 + below(3)) . ':' . (4 + below(4)) . ']',
		"$c = append($c, " . text($t, 1) . ', ' . text($t, 1) . ')', "traceInt(uint64(copy($a\[1:], $b)))",
		"trace($a)", "trace($b)", "trace($c)", "traceInt(uint64(cap($c)))");
	declare($_, $st) for $a, $b, $c;
	return @lines;
}

sub map_work {
	my @maps = grep { kind($_->{type}) eq 'map' } @scope;
	my $m = @maps ? pick(@maps) : undef;
	my @lines;
	if (!$m) {
		my $t = map_of(pick('int', 'string', 'uint8'), plain_type());
		my $name = fresh('m');
		push @lines, "$name := " . text($t, 3);
		declare($name, $t);
		$m = {name => $name, type => $t};
	}
	my $info = $type{$m->{type}};
	push @lines, "$m->{name}\[" . text($info->{key}, 2) . '] = ' . text($info->{elem}, 3) for 1 .. 1 + below(3);
	push @lines, "delete($m->{name}, " . text($info->{key}, 2) . ')' if chance(40);
	push @lines, "if v, ok := $m->{name}\[" . text($info->{key}, 2) . ']; ok { trace(v) }' if chance(50);
	return (@lines, "trace($m->{name})");
}

sub proc_call {
	my @funcs = grep { kind($_->{type}) eq 'func' } @scope;
	my @getters = grep { kind($_->{type}) eq 'iface' } @scope;
	my $v = fresh('v');
	my $t = 'int';
	my $call;
	if (!$pure && @procs && chance(60)) {
		my $f = pick(@procs);
		$call = "$f->{name}(" . join(', ', map { text($_, 2) } @{$f->{params}}) . ')';
		$t = $f->{result};
	} elsif (!$pure && @getters && chance(60)) {
		$call = pick(@getters)->{name} . '.Get(' . text('int', 2) . ')';
	} elsif (!$pure && @funcs) {
		$call = pick(@funcs)->{name} . '(' . text('int', 2) . ')';
	} else {
		return trace();
	}
	declare($v, $t);
	return ("$v := $call", "_ = $v");
}

sub box {
	my ($b, $t) = (fresh('b'), plain_type());
	my $other = text($t, 2);
	my $map = 'mapped(' . text(slice_of('int'), 2) . 
		", func(x int) $t { if x > 3 { return $b.Get() }; return $other })";
	return ("$b := newBox(" . value($t, 2) . ')', "$b.Set($other)", "trace($b.Get())",
		"trace(fold($map, 0, func(n int, v $t) int { trace(v); return n + 1 }))");
}

1;
