# variables.pm: how variables are declared, and closures over each kind of them.
#
# A closure sees a variable, not the value it had: whatever declares a variable here is followed by closures that
# read it, before and after it changes, through every kind of statement that changes it.
package Piece;
use strict;
use warnings;

our @READERS = ('closure before', 'closure in the call', 'closure of a closure', 'deferred closure', 'goroutine',
	'pointer', 'function value');
our @SETTERS = ('call', 'values', 'map index', 'type assertion', 'receive');
forms('Redeclared variables are read by', map { "redeclared, read by: $_" } @READERS);
forms('Redeclared variables are set by', (map { "redeclared, set by: $_" } @SETTERS),
	'redeclared in a block: a new variable');
our @SORTS = ('variable', 'variable without a value', 'redeclared variable', 'parameter', 'receiver', 'named result',
	'package variable', 'for variable', 'range key', 'range value', 'type switch variable', 'variable of a select',
	'variable of an if', 'variable of a switch', 'variable of a comma ok', 'parameter of a closure',
	'result of a closure', 'parameter of a goroutine');
our @CAPTURES = ('read after an assignment', 'written', 'kept until the end', 'read by two',
	'written by a deferred call',
	'kept as a method value', 'address taken', 'written in a loop');
forms('Captured by a closure', map { "captured: $_" } @SORTS);
forms('How a captured variable is used', map { "captured, $_" } @CAPTURES);
forms('Declarations within functions', 'local constants', 'local type', 'local type with a method value',
	'local alias',
	'grouped variables', 'variables of two types', 'shadowed variable', 'blank variable');
add_statements('var without a value', 3, \&var_zero, 'redeclaration', 5, \&redeclared, 'captured variable', 12,
	\&capture,
	'recursive closure', 2, \&recursion, 'local declarations', 3, \&local_declarations, 'shadowed variable', 2,
		\&shadow,
	'call of a literal', 4, \&call_literal);

# Statements that put what a value of type $t holds into the checksum.
sub observe {
	my ($t, $text) = @_;
	my $info = $type{$t};
	my $kind = $info->{kind};
	return "trace($text)" if is_plain($t) || ($kind =~ /^(slice|map)$/ && is_plain($info->{elem}));
	return "if p := $text; p != nil { trace(*p) }" if $kind eq 'ptr' && is_plain($info->{elem});
	return "if g := $text; g != nil { traceInt(uint64(g.Get(2))) }" if $kind eq 'iface';
	return 'if f := ' . $text . '; f != nil { trace(f(' . list(0, @{$info->{params}}) . ')) }' if $kind eq 'func';
	return "_ = $text";
}

sub var_zero {
	my ($v, $t) = (fresh('v'), variable_type());
	my @lines = ("var $v $t", "_ = $v");
	return @lines if !is_usable_zero($t);
	declare($v, $t, sort => 'variable without a value');
	return @lines;
}

# A reader of variable $v: lines before the redeclaration, lines after it, and what to put around the new value.
sub reader {
	my ($how, $v, $t) = @_;
	my ($f, $c) = (fresh('f'), fresh('c'));
	my @see = observe($t, $v);
	made("redeclared, read by: $how");
	return (["$f := func() {", indent(@see), '}'], ["$f()"]) if $how eq 'closure before';
	return (["var $f func()"], ["$f()"], "mark(&$f, func() { @see }, \0)") if $how eq 'closure in the call';
	return (["$f := func() func() { return func() { @see } }"], ["$f()()"]) if $how eq 'closure of a closure';
	return (['defer func() {', indent(@see), '}()'], []) if $how eq 'deferred closure';
	return (["$f := &$v"], [observe($t, "(*$f)")]) if $how eq 'pointer';
	return (["$c, $f := make(chan int), make(chan int)", 'go func() {', "\tdefer close($f)", "\t<-$c", indent(@see),
			'}()'], ["close($c)", "<-$f"]) if $how eq 'goroutine';
	my ($g, $n) = (fresh('f'), fresh('n'));
	return (["var $g func(int) int", "$f := func(a int) int { if $g == nil { return a }; return $g(a) }",
			"traceInt(uint64($f(1)))", "$g, $n := pair(" . func_literal('func(int) int', 2) . ', 2)'],
		["traceInt(uint64($f($n)))"]);
}

# A redeclaration of $x, which gets $value, together with the new variable $y: the line, and $y's type.
sub setter {
	my ($how, $x, $y, $t, $value) = @_;
	my $other = plain_type();
	my $new = value($other, 1);
	made("redeclared, set by: $how");
	return ("$x, $y := map[int]$t\{1: $value}[" . text('int', 0) . '&1]', 'bool') if $how eq 'map index';
	return ("$x, $y := any($value).($t)", 'bool') if $how eq 'type assertion';
	return ("$x, $y := <-filled($value)", 'bool') if $how eq 'receive';
	my ($left, $right) = chance(70) ? ("$x, $y", "$value, $new") : ("$y, $x", "$new, $value");
	$right = "pair($right)" if $how eq 'call';
	return ("$left := $right", $other);
}

# `var x T`, a reader of it, and `x, y := ...`, which assigns to it.
sub redeclared {
	local $calls = 0;
	my ($x, $y, $t) = (fresh('v'), fresh('v'), variable_type());
	my ($first, $after, $around) = reader(pick(@READERS), $x, $t);
	my $value = text($t, 2, 'assigned');
	$value = $around =~ s/\0/$value/r if $around;
	my ($set, $other) = setter(pick(@SETTERS), $x, $y, $t, $value);
	my @lines = ("var $x $t", "_ = $x", @$first);
	return (@lines, made('redeclared in a block: a new variable', '{', "\t$set", "\t_, _ = $x, $y", '}'), @$after)
		if chance(10);
	declare($y, $other);
	declare($x, $t, sort => 'redeclared variable');
	return (@lines, $set, "_ = $y", @$after);
}


# --- closures over what is in scope ------------------------------------------------------------------

# Some variable in scope, and a closure that reads or writes it while something else does.
sub capture {
	my @open = grep { !$_->{own} } @scope;
	return if !@open;
	my %by;
	push @{$by{$_->{sort} || 'variable'}}, $_ for @open;
	my $sort = pick(sort keys %by);
	my $v = pick(@{$by{$sort}});
	my $how = pick($v->{fixed} ? ('kept until the end', 'read by two') : @CAPTURES);
	my @lines = capture_as($how, $v->{name}, $v->{type});
	return if !@lines;
	made("captured: $sort");
	return made("captured, $how", @lines);
}

sub capture_as {
	my ($how, $v, $t) = @_;
	my ($f, $g, $i) = (fresh('f'), fresh('f'), fresh('i'));
	my @see = observe($t, $v);
	my $set = "$v = " . text($t, 2, 'assigned');
	my @set = chance(60) ? $set : assignment_to($v, $t);
	return ("$f := func() { @see }", $set, "$f()") if $how eq 'read after an assignment';
	return ("$f := func() { " . join('; ', @set) . ' }', "$f()", @see) if $how eq 'written';
	return "keep(func() { @see })" if $how eq 'kept until the end';
	return ("$f, $g := func() { @see }, func() { @see }", "$f()", "$g()") if $how eq 'read by two';
	return ('func() {', indent("defer func() { $set }()", @see), '}()', @see) if $how eq 'written by a deferred call';
	return ("$f := &$v", "$g := func() { *$f = " . text($t, 1, 'assigned') . ' }', "$g()", @see)
		if $how eq 'address taken';
	return ("for $i := range 2 {", indent("$f := func() { @set; _ = $i }", "$f()"), '}', @see)
		if $how eq 'written in a loop';
	return if !@named || kind($t) ne 'int' || $type{$t}{bits} == 0 || !grep { $_ eq $t } @named;
	return ("$f := $v.Get", $set, "traceInt(uint64($f(1)))", @see);
}

sub assignment_to {
	my ($v, $t) = @_;
	local @scope = ({name => $v, type => $t});
	my @lines = assignment();
	return @lines ? @lines : "_ = $v";
}

# A closure that calls itself, with something to count down.
sub recursion {
	my ($f, $t, $n, $x) = (fresh('f'), plain_type(), fresh('n'), fresh('a'));
	my $start = text($t, 1, 'argument');
	my @lines = ("var $f func($n int, $x $t) $t");
	local @scope = @scope;
	local $named_results = 0;
	declare($n, 'int', fixed => 1);
	declare($x, $t, sort => 'parameter of a closure');
	push @lines, "$f = func($n int, $x $t) $t {", "\tif $n <= 0 { return " . text($t, 1, 'returned') . ' }',
		closure_block('closure', 1, $t), "\treturn $f($n-1, " . text($t, 2, 'argument') . ')', '}';
	return (@lines, "trace($f(" . below(4) . ", $start))");
}

sub local_declarations {
	my ($a, $b, $t, $u) = (fresh('v'), fresh('v'), plain_type(), plain_type());
	my $which = below(7);
	if ($which == 0) {
		my ($c, $d) = (fresh('k'), fresh('k'));
		return made('local constants', 'const (', "\t$c = iota + " . below(3), "\t$d", "\t_", "\t${d}z = $c<<3 | $d",
			')',
			"traceInt($c*100 + $d*10 + ${d}z)");
	}
	if ($which == 1 && $where ne 'generic function') {
		my $local = fresh('Local');
		return made('local type', "type $local struct { a $t; b *$local }", "$a := $local\{a: " . text($t, 2,
			'element') . '}',
			"$a.b = &$local\{$a.a, nil}", "trace($a.b.a)");
	}
	if ($which == 2 && embeddable(@plain_structs) && $where ne 'generic function') {
		my ($local, $s) = (fresh('Local'), pick(embeddable(@plain_structs)));
		return made('local type with a method value', "type $local struct { $s; n int }",
			"$a := $local\{" . text($s, 1, 'element') . ', 3}.Get', "traceInt(uint64($a(2)))")
				if !$type{$s}{by_pointer};
	}
	return made('local alias', "type ${a}a = $t", "var $a ${a}a = " . text($t, 2, 'declared'), "trace($a)")
		if $which == 3
		&& $where ne 'generic function';
	my @values = (text($t, 2, 'declared'), text($u, 2, 'declared'));
	return made('blank variable', "var _ = $values[0]", "_, $b := $values[0], $values[1]", "trace($b)")
		if $which == 4;
	declare($a, $t);
	declare($b, $u);
	return made('grouped variables', 'var (', "\t$a $t = $values[0]", "\t$b = $values[1]", ')', "_, _ = $a, $b")
		if $which == 5 && kind($u) !~ /^(any|error)$/;
	return made('variables of two types', "$a, $b := $t($values[0]), $values[1]", "_, _ = $a, $b")
		if $t =~ /^\w+$/ && kind($u) !~ /^(any|error)$/;
	return ("var $a $t = $values[0]", "var $b $u = $values[1]", "_, _ = $a, $b");
}

# A variable of the same name, made from the outer one.
sub shadow {
	my @open = grep { !$_->{own} && !$_->{fixed} } @scope;
	return if !@open;
	my $v = pick(@open);
	my ($t, $how) = (plain_type(), below(2));
	my $value = $how ? $v->{name} : text($t, 2, 'declared');
	$t = $v->{type} if $how;
	local @scope = grep { $_->{name} ne $v->{name} } @scope;
	declare($v->{name}, $t);
	return made('shadowed variable', '{', "\tvar $v->{name} $t = $value", "\t_ = $v->{name}", block('block',
		1 + below(2)), '}');
}

# A function literal that is called in place, with parameters and results of its own.
sub call_literal {
	my ($a, $t, @results) = (fresh('a'), plain_type(), map { plain_type() } 1 .. 1 + below(2));
	my $argument = text($t, 2, 'argument');
	my @vars = map { fresh('v') } @results;
	my @names = chance(50) ? map { fresh('r') } @results : ();
	my @lines;
	{
		local @scope = @scope;
		declare($a, $t, sort => 'parameter of a closure');
		declare($names[$_], $results[$_], sort => 'result of a closure') for 0 .. $#names;
		local $named_results = @names > 0;
		my $list = join ', ', @names ? map { "$names[$_] $results[$_]" } 0 .. $#names : @results;
		push @lines, join(', ', @vars) . " := func($a $t) ($list) {", closure_block('closure', 1 + below(2),
			@results);
		push @lines, "\treturn " . join(', ', map { text($_, 1, 'returned') } @results), "}($argument)";
	}
	declare($vars[$_], $results[$_]) for 0 .. $#vars;
	return (@lines, map { "_ = $_" } @vars);
}

1;
