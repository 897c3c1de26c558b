#!/usr/bin/perl
# random.pl SEED...: writes a Go program to standard output, the same for the same seeds.
#
# A seed stands for one random piece of the program: types, functions and a `run` of its own, their names
# ending in xSEED.  The program prints `== SEED`, what the piece computes, and goes on with the next.
#
# What keeps a piece's output the same under every correct compiler:
#
#   It ends.  Loops have small bounds and variables that nothing assigns to; functions call only what was
#   written before them, and each call takes from `fuel`, without which they return at once.
#
#   Nothing depends on an order that the language leaves open.  Reading a variable and calling a function that
#   changes it are not ordered within an expression, so functions are *pure* or not.  A pure one has parameters
#   without pointers in them and touches no global but the checksum and the fuel, which expressions do not read;
#   only pure ones are called within expressions.  All others are called in statements of their own.  What can
#   panic stands in expressions only where it cannot (an index is masked, a divisor is odd), or else by itself.
#
#   Nothing depends on how append grows: a slice that may have aliases is cut to its length before.
#
#   It compiles.  Of two constant operands one goes through `id`, so that nothing overflows at compile time.
use strict;
use warnings;
use File::Basename qw(dirname);

# --- chance ------------------------------------------------------------------------------------------

sub below { return int(rand($_[0])) }
sub pick { return $_[below(scalar @_)] }
sub chance { return rand(100) < $_[0] }

# --- types: the Go text is the key -------------------------------------------------------------------

my %type;      # text -> {kind, ...}
my ($seed, $names);
our (@scope, $pure, $room, $depth, @labels, @results, $calls);
my (@structs, @plain_structs, @named, @pure_funcs, @procs, @generics, @globals);

my @INTS = qw(int8 int16 int32 int64 int uint8 uint16 uint32 uint64 uint);

sub basic_types {
	%type = ();
	for my $name (@INTS) {
		my ($unsigned, $bits) = $name =~ /^(u?)int(\d*)$/;
		$type{$name} = {kind => 'int', bits => $bits || 64, unsigned => $unsigned ne ''};
	}
	$type{$_} = {kind => $_} for qw(bool string);
	$type{$_} = {kind => 'float'} for qw(float64 float32);
	$type{'func(int) int'} = {kind => 'func'};
}

sub kind { return $type{$_[0]}{kind} }
sub fresh { return $_[0] . $names++ }
sub global_name { return $_[0] . $names++ . 'x' . $seed }

sub slice_of { my $t = "[]$_[0]"; $type{$t} ||= {kind => 'slice', elem => $_[0]}; return $t }
sub pointer_to { my $t = "*$_[0]"; $type{$t} ||= {kind => 'ptr', elem => $_[0]}; return $t }

sub array_of {
	my ($n, $elem) = @_;
	$type{"[$n]$elem"} ||= {kind => 'array', elem => $elem, len => $n};
	return "[$n]$elem";
}

sub map_of {
	my ($key, $elem) = @_;
	$type{"map[$key]$elem"} ||= {kind => 'map', key => $key, elem => $elem};
	return "map[$key]$elem";
}

sub int_type { return pick(@INTS, @named) }
sub scalar_type { return chance(70) ? int_type() : pick('bool', 'string', 'string', 'float64', 'float32') }

# A type without pointers in it, strings apart.
sub plain_type {
	return scalar_type() if chance(60);
	return pick(@plain_structs) if @plain_structs && chance(60);
	return array_of(pick(1, 2, 4, 8), chance(80) || !@plain_structs ? scalar_type() : pick(@plain_structs));
}

sub any_type {
	my $which = below(10);
	return plain_type() if $which < 4;
	return slice_of(plain_type()) if $which < 6;
	return map_of(pick('int', 'string', 'uint8'), plain_type()) if $which == 6;
	return pointer_to(plain_type()) if $which == 7;
	return "Getter" if $which == 8 && @structs;
	return @structs ? pick(@structs) : 'func(int) int';
}

sub is_plain {
	my $t = $type{$_[0]};
	return $t->{plain} if $t->{kind} eq 'struct';
	return is_plain($t->{elem}) if $t->{kind} eq 'array';
	return $t->{kind} =~ /^(int|bool|string|float|param)$/;
}

# --- what is in scope --------------------------------------------------------------------------------

sub declare {
	my ($name, $t, %more) = @_;
	push @scope, {name => $name, type => $t, %more};
	return $name;
}

# All that can be reached from the variables and has type $want; with $store, what can be assigned to.
sub places {
	my ($want, $store) = @_;
	my @found;
	my @open = map { [$_->{name}, $_->{type}, 0] } grep { !($store && $_->{fixed}) && !$_->{own} } @scope;
	while (my $place = shift @open) {
		my ($text, $t, $steps) = @$place;
		push @found, $text if $t eq $want;
		my $info = $type{$t};
		next if $steps >= 2;
		if ($info->{kind} eq 'struct') {
			push @open, map { ["$text.$_->[0]", $_->[1], $steps + 1] } @{$info->{fields}};
		} elsif ($info->{kind} eq 'ptr') {
			push @open, ["(*$text)", $info->{elem}, $steps];
		} elsif ($info->{kind} eq 'array') {
			push @open, ["$text\[" . masked_index($info->{len}) . ']', $info->{elem}, $steps + 1];
		}
	}
	return @found;
}

# An index below $len, a power of two.
sub masked_index {
	my $len = shift;
	my @ints = grep { kind($_->{type}) eq 'int' } @scope;
	return below($len) if !@ints || chance(40);
	my $v = pick(@ints);
	return "$v->{name}&" . ($len - 1);
}

# --- expressions: each function returns (text, whether the compiler sees a constant) -----------------

my @STRINGS = ('', 'a', 'go', 'vole', 'h\u00e9llo', '\u4e16\u754c', '\xff\xfe', 'zz\x00y', '0123456789');

sub int_literal {
	my $t = shift;
	my $info = $type{$t};
	return "$t(" . below(100) . ')' if $info->{kind} eq 'param' || chance(50);
	my $bits = $info->{bits} - ($info->{unsigned} ? 0 : 1);
	my $top = $bits == 64 ? '1<<64 - 1' : "1<<$bits - 1";
	return "$t($top)" if chance(25);
	return "$t(-1<<$bits)" if !$info->{unsigned} && chance(25);
	my $sign = !$info->{unsigned} && chance(50) ? '-' : '';
	return "$t($sign" . int(rand(2 ** ($bits > 50 ? 50 : $bits))) . ')';
}

sub literal {
	my $t = shift;
	my $kind = kind($t);
	return int_literal($t) if $kind eq 'int' || $kind eq 'param';
	return pick('true', 'false') if $kind eq 'bool';
	return "$t(" . pick(0, 1, 0.5, -2, 1e10, 0.1, 3) . ')' if $kind eq 'float';
	return '"' . pick(@STRINGS) . '"';
}

# An expression that is no constant.
sub value {
	my ($t, $d) = @_;
	my ($text, $constant) = expr($t, $d);
	return $constant ? "id($text)" : $text;
}

sub text { my ($text) = expr(@_); return $text }

# Expressions of the types, with commas between them.
sub list {
	my $d = shift;
	return join ', ', map { text($_, $d) } @_;
}

sub expr {
	my ($t, $d) = @_;
	my $kind = kind($t);
	my @reach = places($t);
	return (pick(@reach), 0) if @reach && chance($d <= 0 ? 85 : 25);
	my $scalar = $kind =~ /^(int|param|bool|string|float)$/;
	return (literal($t), 1) if $scalar && $d <= 0;
	if ($scalar && chance(12)) { my $read = element_read($t, $d); return ($read, 0) if $read }
	if ($calls && $d > 0 && chance(20)) { my $call = pure_call($t, $d); return ($call, 0) if $call }
	return ("func() $t { return " . text($t, $d - 1) . ' }()', 0) if chance(3);
	return int_expr($t, $d) if $kind eq 'int' || $kind eq 'param';
	return bool_expr($d) if $kind eq 'bool';
	return string_expr($d) if $kind eq 'string';
	return float_expr($t, $d) if $kind eq 'float';
	return (composite($t, $d), 0);
}

sub element_read {
	my ($t, $d) = @_;
	my @sources = grep { my $e = $type{$_->{type}}{elem}; $e && $e eq $t && !$_->{own} } @scope;
	return undef if !@sources;
	my $v = pick(@sources);
	my $kind = kind($v->{type});
	return "at($v->{name}, " . text('int', $d - 1) . ')' if $kind eq 'slice';
	return "$v->{name}\[" . text($type{$v->{type}}{key}, $d - 1) . ']' if $kind eq 'map';
	return "load($v->{name})" if $kind eq 'ptr';
	return undef;
}

sub pure_call {
	my ($t, $d) = @_;
	my @fit = grep { $_->{result} eq $t } @pure_funcs;
	if (@fit) {
		my $f = pick(@fit);
		my @args = map { text($_, $d - 1) } @{$f->{params}};
		return shift(@args) . ".$f->{name}(" . join(', ', @args) . ')' if $f->{method};
		return "$f->{name}(" . join(', ', @args) . ')';
	}
	return undef if kind($t) ne 'int' || !@generics;
	my $name = pick(@generics);
	return "$name\[$t](" . text($t, $d - 1) . ', ' . text($t, $d - 1) . ')';
}

sub int_expr {
	my ($t, $d) = @_;
	my $which = below(15);
	if ($which < 6) {
		my $op = pick('+', '-', '*', '&', '|', '^', '&^');
		return ('(' . value($t, $d - 1) . " $op " . text($t, $d - 1) . ')', 0);
	}
	return ('(' . value($t, $d - 1) . pick(' / ', ' % ') . odd($t, $d - 1) . ')', 0) if $which == 6;
	return ('(' . value($t, $d - 1) . pick(' << ', ' >> ') . shift_count($d - 1) . ')', 0) if $which < 9;
	return (pick('-', '^', '+') . '(' . value($t, $d - 1) . ')', 0) if $which == 9;
	return (pick('min', 'max') . '(' . value($t, $d - 1) . ', ' . text($t, $d - 1) . ')', 0) if $which == 10;
	return ("$t(len(" . value(pick('string', 'string', slice_of('int')), $d - 1) . '))', 0) if $which == 11;
	return ('pick(' . list($d - 1, 'bool', $t, $t) . ')', 0) if $which == 12;
	return ("$t(" . value(int_type(), $d - 1) . ')', 0) if $which < 14;
	return (literal($t), 1);
}

# A divisor that is not 0.
sub odd {
	my ($t, $d) = @_;
	return "$t(" . pick(1, 2, 3, 7, 10, 16, 100) . ')' if chance(50);
	return '(' . value($t, $d) . ' | 1)';
}

sub shift_count {
	my $d = shift;
	return pick(0, 1, 3, 7, 8, 15, 31, 33, 63, 64, 70) if chance(50);
	return '(' . value(pick('uint8', 'uint', 'uint32', 'uint64'), $d) . ' & ' . pick(7, 31, 63, 127) . ')';
}

sub bool_expr {
	my $d = shift;
	my $which = below(8);
	return ('(' . text('bool', $d - 1) . pick(' && ', ' || ', ' == ', ' != ') . text('bool', $d - 1) . ')', 0)
		if $which < 2;
	return ('!' . value('bool', $d - 1), 0) if $which == 2;
	if ($which == 3) {
		my $t = plain_type();
		return ('(' . value($t, $d - 1) . pick(' == ', ' != ') . text($t, $d - 1) . ')', 0);
	}
	if ($which == 4) {
		my $t = pick('int', 'string', @plain_structs);
		return ("(any(" . value($t, $d - 1) . ') == any(' . value(pick($t, 'int'), $d - 1) . '))', 0);
	}
	my $t = pick(int_type(), int_type(), 'string', 'float64');
	my $op = pick(' < ', ' <= ', ' > ', ' >= ', ' == ', ' != ');
	return ('(' . value($t, $d - 1) . $op . text($t, $d - 1) . ')', 0);
}

sub string_expr {
	my $d = shift;
	my $which = below(8);
	return ('cut(' . value('string', $d - 1) . ' + ' . text('string', $d - 1) . ', 0, 40)', 0) if $which < 3;
	return ('cut(' . list($d - 1, 'string', 'int', 'int') . ')', 0) if $which == 3;
	return ('string(rune(' . value(pick('int32', 'uint16', 'uint8'), $d - 1) . '))', 0) if $which == 4;
	return ('string([]' . pick('byte', 'rune') . '(' . value('string', $d - 1) . '))', 0) if $which == 5;
	return ('cut(fmt.Sprint(' . list($d - 2, plain_type(), plain_type()) . '), 0, 9)', 0) if $which == 6;
	return (literal('string'), 1);
}

# Results are exact or rounded as IEEE says: each operation stands by itself, converted, so none is fused.
sub float_expr {
	my ($t, $d) = @_;
	my $which = below(5);
	return ("$t(" . value($t, $d - 1) . pick(' + ', ' - ', ' * ', ' / ') . value($t, $d - 1) . ')', 0)
		if $which < 3;
	return ("$t(" . value(int_type(), $d - 1) . ')', 0) if $which == 3;
	return (literal($t), 1);
}

sub composite {
	my ($t, $d) = @_;
	my $info = $type{$t};
	my $kind = $info->{kind};
	my $e = $d > 2 ? 2 : $d - 1;
	return "($t\{" . join(', ', map { text($_->[1], $e) } @{$info->{fields}}) . '})' if $kind eq 'struct';
	return "($t\{" . join(', ', map { text($info->{elem}, $e) } 1 .. $info->{len}) . '})' if $kind eq 'array';
	return pointer($t, $d) if $kind eq 'ptr';
	return slice($t, $d) if $kind eq 'slice';
	return getter($d) if $kind eq 'iface';
	return func_literal($d) if $kind eq 'func';
	my @pairs = map { value($info->{key}, $e) . ': ' . text($info->{elem}, $e) } 1 .. below(4);
	return "($t\{" . join(', ', @pairs) . '})';
}

sub pointer {
	my ($t, $d) = @_;
	my $elem = $type{$t}{elem};
	my @reach = places($elem, 1);
	return '&' . pick(@reach) if @reach && chance(60);
	return 'ref(' . text($elem, $d - 1) . ')';
}

sub slice {
	my ($t, $d) = @_;
	my $elem = $type{$t}{elem};
	my @have = grep { $_->{type} eq $t && !$_->{own} } @scope;
	if (@have && $d > 0 && chance(50)) {
		my $s = pick(@have)->{name};
		my $which = below(3);
		return "part($s, " . text('int', $d - 1) . ', ' . text('int', $d - 1) . ')' if $which == 0;
		return "append($s\[:len($s):len($s)], " . text($elem, $d - 1) . ')' if $which == 1;
		return "append($t(nil), $s...)";
	}
	my $count = $d > 0 ? below(5) : below(2);
	return "($t\{" . join(', ', map { text($elem, $d - 2) } 1 .. $count) . '})';
}

sub getter {
	my $d = shift;
	my @open = $d > 0 ? @structs : ();
	my @choices = grep { !$pure || $type{$_}{plain} || kind($_) eq 'int' } @open, @named;
	my $t = pick(@choices);
	my $body = text($t, $d - 1);
	return 'Getter(ref(' . $body . '))' if $type{$t}{by_pointer} || chance(40);
	return "Getter($body)";
}

sub func_literal {
	my $d = shift;
	local @scope = @scope;
	local ($room, $calls) = (2, 0);
	local @labels = ();
	local @results = ('int');
	my $a = declare(fresh('a'), 'int');
	my $body = join '; ', assignment();
	return "func($a int) int { $body; return " . text('int', $d > 2 ? 2 : $d) . ' }';
}

# --- statements: each function returns lines ---------------------------------------------------------

sub indent { return map { "\t$_" } map { split /\n/ } @_ }

sub block {
	my $count = shift;
	local @scope = @scope;
	my @lines;
	push @lines, statement() for 1 .. $count;
	return indent(@lines);
}

my @STATEMENTS = (
	[20, \&declaration], [22, \&assignment], [6, \&multiple], [8, \&trace], [8, \&branch], [10, \&loop],
	[5, \&switch], [4, \&type_switch], [4, \&closures], [3, \&deferred], [4, \&risky], [3, \&goroutine],
	[5, \&append_own], [4, \&map_work], [6, \&proc_call], [4, \&aliases], [3, \&leave], [3, \&box],
	[3, \&println]);

sub statement {
	$room--;
	return assignment() if $room < 0 || $depth > 3;
	local $depth = $depth + 1;
	my $total = 0;
	$total += $_->[0] for @STATEMENTS;
	my $at = below($total);
	for my $s (@STATEMENTS) {
		$at -= $s->[0];
		return $s->[1]->() if $at < 0;
	}
}

sub declaration {
	my $t = !$pure ? any_type() : chance(70) ? plain_type() : pick(slice_of('int'), pointer_to(plain_type()));
	my $text = text($t, 3);
	my $v = fresh('v');
	declare($v, $t);
	return ("$v := $text", "_ = $v") if kind($t) =~ /^(struct|array|map|slice|ptr)$/ || chance(50);
	return ("var $v $t = $text", "_ = $v");
}

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
	my $t = target_type() or return trace();
	my @to = places($t, 1);
	return trace() if !@to;
	my $to = pick(@to);
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
		my @reach = places($t, 1);
		next if !@reach;
		push @to, pick(@reach);
		push @from, text($t, 1);
	}
	return trace() if !@to;
	return join(', ', @to) . ' = ' . join(', ', @from);
}

sub trace {
	my $t = plain_type();
	return 'trace(' . text($t, 2) . ')' if chance(30);
	return 'traceInt(uint64(' . value(int_type(), 3) . '))';
}

sub println { return 'println(' . value(pick('int', 'bool', 'int8', 'uint64'), 2) . ')' }

sub branch {
	my @lines = ('if ' . text('bool', 3) . ' {', block(1 + below(3)));
	push @lines, '} else if ' . text('bool', 2) . ' {', block(1) if chance(20);
	push @lines, '} else {', block(1 + below(2)) if chance(40);
	return (@lines, '}');
}

sub loop {
	my $header;
	local @scope = @scope;
	my $i = fresh('i');
	my $label = fresh('L');
	local @labels = (@labels, $label);
	my @before;
	my $which = below(7);
	if ($which == 0) {
		my $t = int_type();
		$header = "for $i := $t(0); $i < " . (1 + below(6)) . "; $i++";
		declare($i, $t, fixed => 1);
	} elsif ($which == 1) {
		my $t = int_type();
		$header = "for $i := range $t(" . below(6) . ')';
		declare($i, $t);
	} elsif ($which == 2) {
		my $v = fresh('r');
		$header = "for $i, $v := range cut(" . text('string', 2) . ', 0, 6)';
		declare($i, 'int');
		declare($v, 'int32');
		push @before, "_ = $v";
	} elsif ($which == 3) {
		my ($v, $elem) = (fresh('e'), plain_type());
		my $t = pick(slice_of($elem), array_of(4, $elem));
		my $over = text($t, 2);
		$over = "part($over, 0, 5)" if kind($t) eq 'slice';
		$header = "for $i, $v := range $over";
		declare($i, 'int');
		declare($v, $elem);
		push @before, "_ = $v";
	} elsif ($which == 4) {
		my ($v, $t) = (fresh('e'), int_type());
		$header = "for $i, $v := range count(" . text($t, 2) . ', ' . below(6) . ')';
		declare($i, 'int');
		declare($v, $t);
		push @before, "_ = $v";
	} elsif ($which == 5) {
		my $t = map_of(pick('int', 'string', 'uint8'), plain_type());
		my $m = fresh('m');
		my $text = text($t, 2);
		my $key = $type{$t}{key};
		return ("$m := $text", "for _, $i := range sortedKeys($m) {", "\ttrace($i)", "\ttrace($m\[$i])", '}')
			if chance(50);
		$header = "for _, $i := range sortedKeys($text)";
		declare($i, $key);
	} else {
		my $n = fresh('n');
		$header = "for $n := 0; $n < " . (2 + below(3)) . "; $n++";
		declare($n, 'int', fixed => 1);
		$i = $n;
	}
	my @body = block(1 + below(4));
	my $jump = 'if ' . text('bool', 2) . ' { ' . pick('break', 'continue') . " $label }";
	return ("$label:", "$header {", indent("_ = $i", @before), @body, indent($jump), '}');
}

# A jump out of the loops or the function.
sub leave {
	my $condition = text('bool', 3);
	return "if $condition { " . pick('break', 'continue') . ' ' . pick(@labels) . ' }' if @labels && chance(60);
	return "if $condition { return " . join(', ', map { text($_, 2) } @results) . ' }';
}

sub switch {
	my $t = pick(int_type(), 'string', 'bool');
	my @lines;
	if ($t eq 'bool') {
		push @lines, 'switch {';
		push @lines, 'case ' . value('bool', 2) . ':', case_body() for 1 .. 1 + below(3);
	} else {
		push @lines, 'switch ' . value($t, 2) . ' {';
		my @cases = $t eq 'string' ? map { "\"$_\"" } @STRINGS[0 .. 5] : (0 .. 7, 100, 127);
		for (1 .. 1 + below(4)) {
			last if @cases < 2;
			my @some = map { splice(@cases, below(scalar @cases), 1) } 1 .. 1 + below(2);
			push @lines, 'case ' . join(', ', @some) . ':', case_body();
		}
	}
	return (@lines, 'default:', block(1), '}');
}

sub case_body { return (block(1 + below(2)), chance(25) ? "\tfallthrough" : ()) }

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
		push @lines, "case $t:", "\t_ = $v", block(2);
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

sub deferred {
	local ($calls, $room) = ($calls, 2);
	local @labels = ();
	local @results = ();
	return ('defer func() {', block(2), '}()');
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

# Goroutines talk through channels in an order that is fixed, and touch nothing that others do.
sub goroutine {
	my ($c, $t, $n) = (fresh('c'), int_type(), 1 + below(5));
	my ($start, $e) = (text($t, 2), fresh('e'));
	my $buffer = pick('', ', 1', ', 10');
	local $calls = 0;
	my $step = do { local @scope = (); declare('x', $t); declare('i', 'int'); text($t, 3) };
	my @work = ("\tfor i := range $n {", "\t\t_ = i", "\t\tx = $step", "\t\t$c <- x", "\t}");
	return ("$c := make(chan $t$buffer)", "go func(x $t) {", "\tdefer close($c)", @work, "}($start)",
		"for $e := range $c {", "\ttraceInt(uint64($e))", '}') if chance(60);
	my ($total, $lock, $group) = (fresh('total'), fresh('lock'), fresh('group'));
	@work = ("\t\tdefer $group.Done()", "\t\tx = $step", "\t\t$lock.Lock()", 
		"\t\t$total += x", "\t\t$lock.Unlock()");
	return ("var $total $t", "var $lock sync.Mutex", "var $group sync.WaitGroup", "for i := range $n {",
		"\t$group.Add(1)", "\t_ = i", "\tgo func(x $t) {", @work, "\t}($start)", "}",
		"$group.Wait()", "traceInt(uint64($total))");
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

# --- declarations ------------------------------------------------------------------------------------

sub named_int {
	my $t = global_name('N');
	my $base = pick(@INTS);
	$type{$t} = {%{$type{$base}}};
	push @named, $t;
	return "type $t $base", method($t, 0);
}

sub struct {
	my $t = global_name('S');
	my $plain = chance(60);
	my (@fields, @lines);
	if (@plain_structs && chance(50)) {
		my $inner = pick(@plain_structs);
		push @fields, [$inner, $inner];
		push @lines, "\t$inner";
	}
	for (1 .. 1 + below(5)) {
		my ($f, $ft) = (fresh('f'), $plain ? plain_type() : any_type());
		push @fields, [$f, $ft];
		push @lines, "\t$f $ft";
	}
	$plain = !grep { !is_plain($_->[1]) } @fields;
	my $by_pointer = chance(40);
	$type{$t} = {kind => 'struct', fields => \@fields, plain => $plain, by_pointer => $by_pointer};
	my @text = ("type $t struct {", @lines, '}');
	push @structs, $t;
	push @plain_structs, $t if $plain;
	return (@text, method($t, $by_pointer));
}

# Get, which makes the type a Getter; by value and of a plain type it is pure.
sub method {
	my ($t, $by_pointer) = @_;
	local $pure = is_plain($t) && !$by_pointer;
	my $receiver = $by_pointer ? pointer_to($t) : $t;
	my @lines = function("func (self $receiver) Get(a int) int", [['self', $receiver], ['a', 'int']], 'int', 4);
	push @pure_funcs, {name => 'Get', method => 1, params => [$t, 'int'], result => 'int'} if $pure;
	return @lines;
}

sub function {
	my ($header, $params, $result, $size) = @_;
	local @scope = @globals;
	@scope = () if $pure;
	local ($room, $depth, $calls) = ($size * 2, 0, 1);
	local @labels = ();
	local @results = ($result);
	my $named = $header =~ /\(res /;
	declare(@$_) for @$params;
	declare('res', $result) if $named;
	my @lines;
	push @lines, 'res = ' . zero($result) if $named;
	push @lines, 'if fuel--; fuel < 0 { return ' . zero($result) . ' }';
	push @lines, statement() for 1 .. $size;
	push @lines, 'return ' . text($result, 3);
	return ("$header {", indent(@lines), '}', '');
}

sub zero {
	my $t = shift;
	local @scope = ();
	local $calls = 0;
	return text($t, 0);
}

sub new_function {
	local $pure = shift;
	my $name = global_name($pure ? 'f' : 'p');
	my @params = map { [fresh('a'), $pure ? plain_type() : any_type()] } 1 .. below(4);
	my $result = $pure ? plain_type() : any_type();
	my $list = join ', ', map { "$_->[0] $_->[1]" } @params;
	my $results = chance(30) ? "(res $result)" : $result;
	my @lines = function("func $name($list) $results", \@params, $result, 4 + below(8));
	my $entry = {name => $name, params => [map { $_->[1] } @params], result => $result};
	if ($pure) { push @pure_funcs, $entry } else { push @procs, $entry }
	return @lines;
}

sub generic {
	my $name = global_name('g');
	local $pure = 1;
	my $p = 'T';
	$type{$p} = {kind => 'param', bits => 8, unsigned => 0};
	my @lines = function("func $name\[$p Integer](a, b $p) $p", [['a', $p], ['b', $p]], $p, 5);
	delete $type{$_} for grep { /\bT$/ } keys %type;
	push @generics, $name;
	return @lines;
}

sub global {
	my $t = any_type();
	my $name = global_name('V');
	local ($calls, $pure) = (0, 0);
	local @scope = @globals;
	my $text = text($t, 2);
	push @globals, {name => $name, type => $t};
	return "var $name $t = $text";
}

sub piece {
	$seed = shift;
	srand($seed);
	$names = 0;
	basic_types();
	$type{Getter} = {kind => 'iface'};
	@$_ = () for \@structs, \@plain_structs, \@named, \@pure_funcs, \@procs, \@generics, \@globals, \@scope;
	($pure, $calls, $room, $depth) = (1, 1, 10, 0);
	my @lines;
	push @lines, named_int() for 0 .. below(2);
	push @lines, struct() for 0 .. below(4);
	push @lines, global() for 0 .. below(5);
	push @lines, generic() for 0 .. below(2);
	push @lines, new_function(1) for 0 .. below(5);
	push @lines, new_function(0) for 0 .. below(4);
	$pure = 0;
	push @lines, function("func run_x$seed() int", [], 'int', 12);
	return @lines;
}

# --- the program -------------------------------------------------------------------------------------

die "usage: random.pl SEED...\n" if !@ARGV;
open my $common, '<', dirname($0) . '/random.txt' or die "random.txt: $!\n";
print <$common>;
for my $s (@ARGV) { print "$_\n" for piece($s) }
print "func main() {\n";
print "\tpiece($_, run_x$_)\n" for @ARGV;
print "}\n";
