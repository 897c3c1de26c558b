# expressions.pm: expressions of a given type.
#
# `expr` returns a text and whether the compiler sees a constant in it; `value` hides a constant behind a call, and
# `text` returns the text alone.  Their arguments are the type, how deep the expression may still become, and the
# position: what is done with the value, an operand of another expression unless it says otherwise.
#
# A form is a routine that returns the text, and 1 after it if that may be a constant; or nothing if it cannot be made
# here.  Forms of a kind are tried when an expression of such a type is wanted, those of '*' for every type.  The files
# numbers.pm and values.pm have them; here are those that every type has.
package Piece;
use strict;
use warnings;

our (%FORMS, %weight); # kind -> [weight, name, routine]...; kind -> sum of the weights
our %LEAF;             # kind -> [name, routine] of what always can be made

positions('*', 'operand', 'declared', 'assigned', 'argument', 'returned', 'element');
positions('int param bool string float complex struct array any error', 'traced');

sub add_expressions {
	my $kinds = shift;
	while (my ($name, $weight, $routine) = splice @_, 0, 3) {
		expressions($kinds, $name);
		for my $kind (split ' ', $kinds) {
			push @{$FORMS{$kind}}, [$weight, $name, $routine];
			$weight{$kind} += $weight;
		}
	}
}

add_expressions('*',
	'generic call', 2, sub { my ($t, $d) = @_; return 'id(' . text($t, $d) . ')' },
	'choice', 3, sub { my ($t, $d) = @_; return 'pick(' . list($d, 'bool', $t, $t) . ')' },
	'closure called in place', 2, sub { my ($t, $d) = @_; return "func() $t { return " . text($t, $d) . ' }()' },
	'closure with parameters called in place', 2, \&called_literal,
	'type assertion', 2, \&assertion,
	'index of a slice literal', 2, \&slice_literal_index,
	'index of an array literal', 2, \&array_literal_index,
	'index of a map literal', 1, sub { my ($t, $d) = @_; return "map[int]$t\{1: " . text($t, $d) . '}[1]' },
	'field of a struct literal', 2, \&struct_literal_field,
	'receive', 1, sub { my ($t, $d) = @_; return '(<-filled(' . text($t, $d) . '))' },
	'method of a generic type', 2, sub { my ($t, $d) = @_; return "newBox[$t](" . text($t, $d) . ').Get()' },
	'method value of a generic type', 1, sub { my ($t, $d) = @_; return "id(newBox[$t](" . text($t,
		$d) . ').Get)()' },
	'method expression of a generic type', 1,
		sub { my ($t, $d) = @_; return "Box[$t].Get(Box[$t]{v: " . text($t, $d) . '})' },
	'call with any number of arguments', 2, \&variadic_call,
	'call of a call with two results', 1, sub { my ($t, $d) = @_; return 'first(pair(' . list($d, $t, 'int') . '))' },
	'parentheses', 1, sub { my ($text, $constant) = expr(@_); return ("($text)", $constant) },
	'conversion to its own type', 1, sub { my ($text, $constant) = expr(@_); return ("($_[0])($text)", $constant) },
	'dereference of a call', 1, sub { my ($t, $d) = @_; return '(*ref(' . text($t, $d) . '))' },
	'element of append', 1,
		sub { my ($t, $d) = @_; return "append([]$t(nil), " . text($t, $d, 'argument') . ')[0]' });
add_expressions('*',
	'element of a slice', 2, sub { read_element('slice', @_) },
	'element of a map', 2, sub { read_element('map', @_) },
	'load through a pointer', 1, sub { read_element('ptr', @_) },
	'call of a function', 8, sub { $calls ? pure_call(0, @_) : () });
add_expressions('int', 'call of a method', 8, sub { $calls ? pure_call(1, @_) : () },
	'call of a generic function', 4, \&generic_call);
expressions('*', 'variable', 'selector', 'element of an array', 'dereference');

# The form that kinds fall back on.
sub add_leaf {
	my ($kinds, $name, $routine) = @_;
	add_expressions($kinds, $name, 2, $routine);
	$LEAF{$_} = [$name, $routine] for split ' ', $kinds;
}

sub called_literal {
	my ($t, $d) = @_;
	my ($a, $u) = (fresh('a'), plain_type());
	my $argument = text($u, $d - 1, 'argument');
	local @scope = @scope;
	declare($a, $u);
	return "func($a $u) $t { return " . text($t, $d, 'returned') . " }($argument)";
}

# A nil has no type that could be asserted.
sub assertion {
	my ($t, $d) = @_;
	return if kind($t) =~ /^(any|error)$/;
	return 'any(' . text($t, $d) . ").($t)";
}

sub slice_literal_index {
	my ($t, $d) = @_;
	return "[]$t\{" . text($t, $d, 'element') . ', ' . text($t, 0, 'element') . '}[(' . text('int', $d - 1) . ')&1]';
}

sub array_literal_index {
	my ($t, $d) = @_;
	return "[...]$t\{" . text($t, $d, 'element') . ', ' . text($t, 0, 'element') . '}[(' . text('int',
		$d - 1) . ')&1]';
}

sub struct_literal_field {
	my ($t, $d) = @_;
	return 'struct { a int; b ' . $t . ' }{' . text('int', 0, 'element') . ', ' . text($t, $d, 'element') . '}.b';
}

sub variadic_call {
	my ($t, $d) = @_;
	return "last([]$t\{" . text($t, $d, 'element') . '}...)' if chance(30);
	return 'last(' . join(', ', map { text($t, $_ == 1 ? $d : 0, 'argument') } 1 .. 1 + below(3)) . ')';
}

# An element of a variable of kind $kind, or of a value if there is none.
sub read_element {
	my ($kind, $t, $d) = @_;
	my @sources = grep { my $info = $type{$_->{type}}; $info->{kind} eq $kind && $info->{elem} eq $t && !$_->{own} } @scope;
	return made_element($kind, $t, $d) if !@sources || chance(10);
	my $v = pick(@sources);
	return "at($v->{name}, " . text('int', $d, 'argument') . ')' if $kind eq 'slice';
	return "$v->{name}\[" . text($type{$v->{type}}{key}, $d, 'index') . ']' if $kind eq 'map';
	return "load($v->{name})";
}

sub made_element {
	my ($kind, $t, $d) = @_;
	return 'at(' . text(slice_of($t), $d, 'argument') . ', ' . text('int', 0, 'argument') . ')'
		if $kind eq 'slice' && is_plain($t);
	return '(' . text(map_of('int', $t), $d) . ')[' . text('int', 0, 'index') . ']' if $kind eq 'map' && is_plain($t);
	return 'load(' . text(pointer_to($t), $d, 'argument') . ')';
}

sub pure_call {
	my ($method, $t, $d) = @_;
	my @fit = grep { $_->{result} eq $t && !!$_->{method} == !!$method } @pure_funcs;
	return if !@fit;
	my $f = pick(@fit);
	my @args = map { text($_, $d, 'argument') } @{$f->{params}};
	return shift(@args) . ".$f->{name}(" . join(', ', @args) . ')' if $method;
	return "$f->{name}(" . join(', ', @args) . ')';
}

sub generic_call {
	my ($t, $d) = @_;
	return if !@generics || !$calls;
	return pick(@generics) . "[$t](" . list($d, $t, $t) . ')';
}

# --- choosing ----------------------------------------------------------------------------------------

# An expression that is no constant.
sub value {
	my ($text, $constant) = expr(@_);
	return $constant ? "id($text)" : $text;
}

sub text { my ($text) = expr(@_); return $text }

# Expressions of the types, with commas between them.
sub list {
	my $d = shift;
	return join ', ', map { text($_, $d, 'argument') } @_;
}

sub expr {
	my ($t, $d, $position) = @_;
	my ($name, $text, $constant) = choose($t, $d);
	made_expression($name, $position || 'operand');
	return ($text, $constant);
}

# The form that was chosen, its text, and whether it may be a constant.
sub choose {
	my ($t, $d) = @_;
	my $kind = kind($t);
	if (chance($d <= 0 ? 85 : 25)) {
		my $place = place($t);
		return (place_form($place), $place, 0) if $place;
	}
	return leaf($t, $kind) if $d <= 0;
	my $from = chance(35) ? '*' : $kind;
	my $at = below($weight{$from});
	for my $form (@{$FORMS{$from}}) {
		next if ($at -= $form->[0]) >= 0;
		my ($text, $constant) = $form->[2]->($t, $d - 1);
		return ($form->[1], $text, $constant) if defined $text;
		last;
	}
	return leaf($t, $kind);
}

sub place_form {
	my $place = shift;
	return 'element of an array' if $place =~ /\]$/;
	return 'dereference' if $place =~ /\)$/;
	return $place =~ /\./ ? 'selector' : 'variable';
}

# The text of the simplest form.
sub literal {
	my $t = shift;
	my (undef, $text) = leaf($t, kind($t));
	return $text;
}

# The simplest form of a kind, which always can be made.
sub leaf {
	my ($t, $kind) = @_;
	my ($name, $routine) = @{$LEAF{$kind} or die "no leaf of kind $kind\n"};
	return ($name, $routine->($t, -1));
}

1;
