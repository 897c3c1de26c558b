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
add_statements('var without a value', 3, \&var_zero, 'redeclaration', 5, \&redeclared);

# Statements that put what a value of type $t holds into the checksum.
sub observe {
	my ($t, $text) = @_;
	my $info = $type{$t};
	my $kind = $info->{kind};
	return "trace($text)" if is_plain($t) || ($kind =~ /^(slice|map)$/ && is_plain($info->{elem}));
	return "if p := $text; p != nil { trace(*p) }" if $kind eq 'ptr' && is_plain($info->{elem});
	return "if g := $text; g != nil { traceInt(uint64(g.Get(2))) }" if $kind eq 'iface';
	return "if f := $text; f != nil { traceInt(uint64(f(3))) }" if $kind eq 'func';
	return "_ = $text";
}

sub variable_type {
	return any_type() if !$pure;
	return chance(70) ? plain_type() : pick(slice_of('int'), pointer_to(plain_type()), 'func(int) int');
}

sub var_zero {
	my ($v, $t) = (fresh('v'), variable_type());
	my @lines = ("var $v $t", "_ = $v");
	return @lines if kind($t) =~ /^(ptr|iface|func)$/;
	declare($v, $t);
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
			"traceInt(uint64($f(1)))", "$g, $n := pair(" . func_literal(2) . ', 2)'],
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
	my $value = kind($t) eq 'iface' ? getter(2) : text($t, 2);
	$value = $around =~ s/\0/$value/r if $around;
	my ($set, $other) = setter(pick(@SETTERS), $x, $y, $t, $value);
	my @lines = ("var $x $t", "_ = $x", @$first);
	return (@lines, made('redeclared in a block: a new variable', '{', "\t$set", "\t_, _ = $x, $y", '}'), @$after)
		if chance(10);
	declare($y, $other);
	declare($x, $t) if kind($t) !~ /^(ptr|iface|func)$/;
	return (@lines, $set, "_ = $y", @$after);
}

1;
