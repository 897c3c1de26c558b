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
use List::Util qw(min);
use vars qw($inner $looping $named_results);

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

# The lines of a closure's body, which returns @results.
sub closure_block {
	my ($context, $count, @types) = @_;
	local @labels = ();
	local @results = @types;
	local ($inner, $looping) = ('', 0);
	return block($context, $count);
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
	'traced value', 12, \&trace, 'if', 8, \&branch, 'switch', 5, \&switch, 'type switch', 9, \&type_switch,
	'println', 3, \&println, 'block', 2, \&plain_block, 'call in a statement', 6, \&proc_call, 'generic type', 3,
		\&box,
	'append', 5, \&append_own, 'slices of one array', 4, \&aliases, 'map', 4, \&map_work,
	'panic where it is recovered', 4, \&risky, 'closures of a loop', 4, \&closures);
positions('*', 'type switch');
positions('int string', 'switch tag');
positions('int string bool', 'case');
contexts('if', 'else', 'switch clause', 'type switch clause');

sub declaration {
	my $t = variable_type();
	my $text = text($t, 3, 'declared');
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

our %OPERATORS = (int => ['+', '-', '*', '^', '|', '&', '&^', '/', '%', '<<', '>>'], float => ['+', '-', '*', '/'],
	complex => ['+', '-', '*', '/'], string => ['+']);
$OPERATORS{param} = $OPERATORS{int};
forms('Assignments with an operation', 'int ++', 'int --', 'float ++', 'complex --',
	map { my $kind = $_; map { "$kind $_=" } @{$OPERATORS{$kind}} } 'int', 'float', 'complex', 'string');

sub assignment {
	my $t = target_type() or return;
	my $to = place($t, 1) or return;
	my $kind = kind($t);
	return "$to = " . text($t, 3, 'assigned') if !$OPERATORS{$kind} || chance(60);
	my $named = $kind eq 'param' ? 'int' : $kind;
	return made($kind eq 'float' ? 'float ++' : 'int ++', "$to++")
		if $kind ne 'string' && $kind ne 'complex' && chance(15);
	return made($kind eq 'complex' ? 'complex --' : 'int --', "$to--")
		if $kind =~ /^(int|param|complex)$/ && chance(15);
	my $op = pick(@{$OPERATORS{$kind}});
	made("$named $op=");
	return "$to $op= " . odd($t, 2) if $op =~ m{^[/%]$} && $named eq 'int';
	return "$to $op= " . shift_count(2) if $op =~ /^(<<|>>)$/;
	return "$to = $to\[:min(len($to), 40)]; $to += " . text($t, 2, 'operand') if $kind eq 'string';
	return "$to $op= " . value($t, 3, 'operand');
}

# The operands of indexing on the left and the values on the right come before any assignment.
sub multiple {
	local $calls = 0;
	my (@to, @from);
	for (1 .. 2 + below(2)) {
		my $t = target_type() or next;
		my $to = place($t, 1) or next;
		push @to, $to;
		push @from, text($t, 1, 'assigned');
	}
	return if @to < 2;
	return join(', ', @to) . ' = ' . join(', ', @from);
}

sub trace {
	my $t = passed_type();
	$t = plain_type() if !is_plain($t);
	return 'trace(' . text($t, 2, 'traced') . ')' if chance(40);
	return 'traceInt(uint64(' . value(int_type(), 3, 'traced') . '))';
}

sub println { return 'println(' . value(pick('int', 'bool', 'int8', 'uint64'), 2) . ')' }

sub plain_block { return ('{', block('block', 2), '}') }

forms('If', map { "if with $_" } 'a variable', 'a comma ok of a map', 'a comma ok of an assertion',
	'another statement',
	'else if', 'else');

sub branch {
	local @scope = @scope;
	my ($header, @use) = chance(35) ? branch_header() : '';
	my @lines = ('if ' . $header . text('bool', 3, 'condition') . ' {', @use, block('if', 1 + below(3)));
	push @lines, made('if with else if', '} else if ' . text('bool', 2, 'condition') . ' {', block('else', 1))
		if chance(20);
	push @lines, made('if with else', '} else {', @use, block('else', 1 + below(2))) if chance(40);
	return (@lines, '}');
}

# What stands before the condition, and lines that use its variables.
sub branch_header {
	my ($v, $ok, $t) = (fresh('v'), fresh('ok'), plain_type());
	my $which = below(4);
	return made('if with another statement', "traceInt(uint64(" . value('int', 1) . ')); ') if $which == 0;
	my ($value, $key) = (text($t, 1, 'declared'), text('int', 0, 'index'));
	if ($which == 1) {
		declare($v, $t, sort => 'variable of an if');
		return (made('if with a variable', "$v := ($t)($value); "), "\t_ = $v");
	}
	declare($v, $t, sort => 'variable of a comma ok');
	declare($ok, 'bool', sort => 'variable of a comma ok');
	return (made('if with a comma ok of a map', "$v, $ok := (map[int]$t\{1: $value})[$key&1]; "), "\t_, _ = $v, $ok")
		if $which == 2;
	return (made('if with a comma ok of an assertion', "$v, $ok := any($value).($t); "), "\t_, _ = $v, $ok");
}

forms('Switches', map { "switch: $_" } 'without a tag', 'with a statement before', 'default first', 'without default',
	'fallthrough', 'several values in a clause', 'value that is no constant', 'true as the tag');

sub switch {
	my $t = pick(int_type(), 'string', 'bool');
	my (@clauses, $header);
	local @scope = @scope;
	if ($t eq 'bool') {
		$header = chance(60) ? made('switch: without a tag', '') : made('switch: true as the tag', 'true ');
		push @clauses, ['case ' . value('bool', 2, 'case') . ':', case_body()] for 1 .. 1 + below(3);
	} else {
		my $v = fresh('v');
		$header = value($t, 2, 'switch tag') . ' ';
		if (chance(25)) {
			$header = made('switch: with a statement before', "$v := $header; $v ");
			declare($v, $t, sort => 'variable of a switch');
		}
		my @cases = $t eq 'string' ? string_cases() : (0 .. 7, 100, 127);
		push @clauses, ['case ' . case_values($t, \@cases) . ':', case_body()] for 1 .. 1 + below(4);
	}
	my $default = ['default:', block('switch clause', 1)];
	my $where_default = below(5);
	push @clauses, $default if $where_default > 1;
	unshift @clauses, made('switch: default first', $default) if $where_default == 1;
	made('switch: without default') if $where_default == 0;
	$clauses[-1][-1] =~ s/^\tfallthrough$//; # no clause is left for it
	return ("switch $header\{", (map { @$_ } @clauses), '}');
}

sub case_values {
	my ($t, $cases) = @_;
	my @some;
	push @some, splice(@$cases, below(scalar @$cases), 1) for 1 .. min(1 + below(2), scalar @$cases);
	push @some, made('switch: value that is no constant', value($t, 1, 'case')) if !@some || chance(30);
	made('switch: several values in a clause') if @some > 1;
	return join ', ', @some;
}

sub case_body {
	local $inner = 'switch';
	return (block('switch clause', 1 + below(2)), chance(25) ? made('switch: fallthrough', "\tfallthrough") : ());
}

forms('Type switches', map { "type switch: $_" } 'with a variable', 'without a variable', 'with a statement before',
	'several types in a clause', 'nil', 'interface', 'default first', 'of an interface with methods',
		'of a type parameter');

sub type_switch {
	my ($v, $chosen) = (fresh('t'), chance(20) ? 'int' : passed_type());
	return getter_switch($v) if !$pure && chance(15);
	my @types = grep { kind($_) !~ /^(iface|any|error|param)$/ } 'int', 'string', 'uint8', $chosen, plain_type(),
		@named;
	my $subject = 'any(' . value($chosen, 2, 'type switch') . ')';
	my $header = "$v := $subject.(type)";
	my $bound = chance(70);
	$header = made('type switch: without a variable', "$subject.(type)") if !$bound;
	$header = made('type switch: with a statement before', "$v := $subject; $v := $v.(type)") if $bound && chance(20);
	made('type switch: with a variable') if $bound;
	made('type switch: of a type parameter') if kind($chosen) eq 'param';
	my @use = $bound ? "\t_ = $v" : ();
	my (@clauses, %seen);
	local $inner = 'switch';
	for my $t ($chosen, pick(@types), pick(@types)) {
		next if $seen{$t}++ || kind($t) =~ /^(iface|any|error|param)$/ || ($t eq $chosen && chance(20));
		local @scope = @scope;
		declare($v, $t, sort => 'type switch variable') if $bound;
		push @clauses, ["case $t:", @use, block('type switch clause', 2)];
	}
	push @clauses, made('type switch: nil', ['case nil:', @use, "\ttraceInt(79)"]) if chance(30);
	push @clauses, made('type switch: interface', ['case Getter, error:', @use, "\ttraceInt(77)"]);
	push @clauses, made('type switch: several types in a clause', ['case [3]int, chan [3]int, *[3]int:', @use,
		block('type switch clause', 1)])
		if chance(30);
	my $default = ['default:', @use, "\ttraceInt(78)"];
	if (chance(20)) { unshift @clauses, made('type switch: default first', $default) }
	else { push @clauses, $default }
	return ("switch $header {", (map { @$_ } @clauses), '}');
}

# Of the types with a method, by value or by pointer.
sub getter_switch {
	my $v = shift;
	my @lines = ("switch $v := " . text('Getter', 2, 'type switch') . '.(type) {');
	local $inner = 'switch';
	my %seen; # a type may have been made twice
	for my $t (@structs, @named) {
		next if chance(50) || $seen{$t}++;
		local @scope = @scope;
		my $u = $type{$t}{by_pointer} || chance(40) ? pointer_to($t) : $t;
		declare($v, $u, sort => 'type switch variable');
		push @lines, "case $u:", "\t_ = $v", block('type switch clause', 1);
	}
	return made('type switch: of an interface with methods', @lines, 'case nil:', 'default:',
		"\ttraceInt(uint64($v.Get(1)))", '}');
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
		push @lines, indent("$fs = append($fs, " . func_literal('func(int) int', 3) . ')'), '}';
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
		my $t = map_of(key_type(), plain_type());
		my $name = fresh('m');
		push @lines, "$name := " . text($t, 3);
		declare($name, $t);
		$m = {name => $name, type => $t};
	}
	my $info = $type{$m->{type}};
	push @lines, "$m->{name}\[" . text($info->{key}, 2, 'index') . '] = ' . text($info->{elem},
		3) for 1 .. 1 + below(3);
	push @lines, "delete($m->{name}, " . text($info->{key}, 2, 'index') . ')' if chance(40);
	push @lines, "if v, ok := $m->{name}\[" . text($info->{key}, 2, 'index') . ']; ok { trace(v) }' if chance(50);
	return (@lines, "trace($m->{name})");
}

# A call that may do anything stands by itself; what it returns becomes a variable, if it can.
sub proc_call {
	my @funcs = grep { kind($_->{type}) eq 'func' } @scope;
	my @getters = grep { kind($_->{type}) eq 'iface' } @scope;
	my ($t, $call, @before) = ('int');
	if (!$pure && @procs && chance(60)) {
		my $f = pick(@procs);
		$call = "$f->{name}(" . join(', ', arguments($f, 2)) . ')';
		$t = $f->{result};
	} elsif (!$pure && @getters && chance(60)) {
		$call = pick(@getters)->{name} . '.Get(' . text('int', 2, 'argument') . ')';
	} elsif (@funcs) {
		my $f = pick(@funcs);
		my $info = $type{$f->{type}};
		return if @{$info->{results}} != 1;
		$call = "$f->{name}(" . list(2, @{$info->{params}}) . ')';
		$t = $info->{results}[0];
	} else {
		my $f = fresh('f');
		@before = "$f := " . func_literal('func(int) int', 2);
		declare($f, 'func(int) int');
		$call = "$f(" . text('int', 2, 'argument') . ')';
	}
	my $v = fresh('v');
	declare($v, $t);
	return (@before, "$v := $call", "_ = $v");
}

sub box {
	my ($b, $t) = (fresh('b'), plain_type());
	my $other = text($t, 2);
	my $map = 'mapped(' . text(slice_of('int'), 2, 'argument') .
		", func(x int) $t { if x > 3 { return $b.Get() }; return $other })";
	return ("$b := newBox(" . value($t, 2) . ')', "$b.Set($other)", "trace($b.Get())",
		"trace(fold($map, 0, func(n int, v $t) int { trace(v); return n + 1 }))");
}

1;
