# expressions.pm: expressions of a given type.
#
# `expr` returns a text and whether the compiler sees a constant in it; `value` hides a constant behind a call,
# and `text` returns the text alone.  Their second argument is how deep the expression may still become.
package Piece;
use strict;
use warnings;

@STRINGS = ('', 'a', 'go', 'vole', 'h\u00e9llo', '\u4e16\u754c', '\xff\xfe', 'zz\x00y', '0123456789');

sub string_cases { return map { "\"$_\"" } @STRINGS[0 .. 5] }

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
	if (chance($d <= 0 ? 85 : 25)) { my $place = place($t); return ($place, 0) if $place }
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
	if (chance(60)) { my $place = place($elem, 1); return "&$place" if $place }
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
	my $body = join '; ', assignment(), '';
	return "func($a int) int { $body return " . text('int', $d > 2 ? 2 : $d) . ' }';
}

1;
