# expressions.pm: expressions of a given type.
#
# `expr` returns a text and whether the compiler sees a constant in it; `value` hides a constant behind a call, and
# `text` returns the text alone.  Their arguments are the type, how deep the expression may still become, and the
# position: what is done with the value, an operand of another expression unless it says otherwise.
#
# A form is a routine that returns the text, and 1 after it if that may be a constant; or nothing if it cannot be made
# here.  Most are Go code with holes instead:
#
#   %t %e %k        the type itself, that of its elements, of its keys
#   <TYPE:POSITION> an expression of the type: t, e, k as above, a name of %HOLES, or Go's; of one of several with `|`
#                   between; the position may be left out
#   <!TYPE> <.TYPE> one that is no constant; one without depth
#   %{a|b}          one of the texts
#
# Forms of a kind are tried when an expression of such a type is wanted, those of '*' for every type.  The files
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
		my $code = $routine;
		$routine = sub { return filled($code, @_) } if !ref $code;
		for my $kind (split ' ', $kinds) {
			push @{$FORMS{$kind}}, [$weight, $name, $routine];
			$weight{$kind} += $weight;
		}
	}
}

# The form that kinds fall back on.
sub add_leaf {
	my ($kinds, $name, $how) = @_;
	add_expressions($kinds, $name, 2, $how);
	$LEAF{$_} = [$name, $FORMS{$_}[-1][2]] for split ' ', $kinds;
}

our %HOLES = (I => \&int_type, F => \&float_type, C => \&complex_type, P => \&plain_type, O => \&scalar_type,
	S => sub { return pick('string', @named_strings) });

# An expression from Go code with holes.
sub filled {
	my ($code, $t, $d) = @_;
	my $info = $type{$t};
	my %own = (t => $t, e => $info->{elem}, k => $info->{key});
	$code =~ s/%\{(.*?)\}/pick(split m{[|]}, $1)/ge;
	$code =~ s/%([tek])/$own{$1}/g;
	$code =~ s{<([!.]*)([\w\[\]*|]+)(?::(\w+))?>}{
		my ($how, $u, $position) = ($1, pick(split m{[|]}, $2), $3);
		$u = $own{$u} || ($HOLES{$u} ? $HOLES{$u}->() : parsed($u));
		my $depth = $how =~ m{[.]} ? 0 : $d;
		$how =~ m{!} ? value($u, $depth, $position) : text($u, $depth, $position);
	}ge;
	return $code;
}

add_expressions('*',
	'generic call', 2, 'id(<t:argument>)',
	'choice', 3, 'pick(<bool:argument>, <t:argument>, <t:argument>)',
	'closure called in place', 2, 'func() %t { return <t:returned> }()',
	'closure with parameters called in place', 2, \&called_literal,
	'type assertion', 2, \&assertion,
	'index of a slice literal', 2, '[]%t{<t:element>, <.t:element>}[(<int:index>)&1]',
	'index of an array literal', 2, '[...]%t{<t:element>, <.t:element>}[(<int:index>)&1]',
	'index of a map literal', 1, 'map[int]%t{1: <t:element>}[1]',
	'field of a struct literal', 2, 'struct { a int; b %t }{<.int:element>, <t:element>}.b',
	'receive', 1, '(<-filled(<t:argument>))',
	'method of a generic type', 2, 'newBox[%t](<t:argument>).Get()',
	'method value of a generic type', 1, 'id(newBox[%t](<t:argument>).Get)()',
	'method expression of a generic type', 1, 'Box[%t].Get(Box[%t]{v: <t:element>})',
	'call with any number of arguments', 2, 'last(<.t:argument>, <t:argument>)',
	'call with a slice for its arguments', 1, 'last([]%t{<t:element>}...)',
	'call of a call with two results', 1, 'first(pair(<t:argument>, <int:argument>))',
	'parentheses', 1, sub { my ($text, $constant) = expr(@_); return ("($text)", $constant) },
	'conversion to its own type', 1, sub { my ($text, $constant) = expr(@_); return ("($_[0])($text)", $constant) },
	'dereference of a call', 1, '(*ref(<t:argument>))',
	'element of append', 1, 'append([]%t(nil), <t:argument>)[0]',
	'element of a slice', 2, sub { read_element('slice', @_) },
	'element of a map', 2, sub { read_element('map', @_) },
	'load through a pointer', 1, sub { read_element('ptr', @_) },
	'call of a function', 8, sub { $calls ? pure_call(0, @_) : () });
add_expressions('int', 'call of a method', 8, sub { $calls ? pure_call(1, @_) : () },
	'call of a generic function', 4, \&generic_call);
expressions('*', 'variable', 'selector', 'element of an array', 'dereference');

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

# An element of a variable of kind $kind, or of a value if there is none.
sub read_element {
	my ($kind, $t, $d) = @_;
	my @kind = grep { kind($_->{type}) eq $kind && !$_->{own} } @scope;
	my @sources = grep { $type{$_->{type}}{elem} eq $t } @kind;
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

# What a function is called with: as many as it likes of its last parameter, but no slice that it could share.
sub arguments {
	my ($f, $d) = @_;
	my @more = $f->{more} ? ($f->{more}) x below(4) : ();
	return map { text($_, $d, 'argument') } @{$f->{params}}, @more;
}

sub pure_call {
	my ($method, $t, $d) = @_;
	my @fit = grep { $_->{result} eq $t && !!$_->{method} == !!$method } @pure_funcs;
	return if !@fit;
	my $f = pick(@fit);
	my @args = arguments($f, $d);
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
