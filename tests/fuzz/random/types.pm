# types.pm: chance, the types of a piece, its variables, and what can be reached from them.
#
# A type is the text that Go code writes for it; %type says what is known of it: its kind, and the types of its
# parts.  Texts are taken for different types whenever they differ.
#
# @scope lists the variables that the code being written may name, innermost last.  A variable is `fixed` if
# nothing may assign to it (a loop's end depends on it) and `own` if only its own statement may name it.
# Routines that open a block make @scope local, so that its variables end with it.
package Piece;
use strict;
use warnings;
use vars qw(%type $seed $names @scope $pure $room $depth @labels @results $calls $where);
use vars qw(@INTS @STRINGS @CONSTANTS @constants @aliases @structs @plain_structs @generics @globals);
use vars qw(@named @named_strings @named_floats @named_arrays @named_lists @pure_funcs @procs);
use vars qw(@pure_funcs @procs @generics @globals);

sub below { return int(rand($_[0])) }
sub pick { return $_[int(rand(scalar @_))] }
sub chance { return rand(100) < $_[0] }

@INTS = qw(int8 int16 int32 int64 int uint8 uint16 uint32 uint64 uint);
my %routes; # type -> type -> the ways from the one to the other, see routes

sub basic_types {
	%type = ();
	%routes = ();
	for my $name (@INTS) {
		my ($unsigned, $bits) = $name =~ /^(u?)int(\d*)$/;
		$type{$name} = {kind => 'int', bits => $bits || 64, unsigned => $unsigned ne ''};
	}
	$type{$_} = {kind => $_} for qw(bool string any error);
	$type{$_} = {kind => 'float'} for qw(float64 float32);
	$type{$_} = {kind => 'complex'} for qw(complex128 complex64);
	$type{Getter} = {kind => 'iface'};
	func_type(['int'], ['int']);
}

# The type parameter of a generic function; what was made of it goes with it.
sub type_parameter { $type{$_[0]} = {kind => 'param', bits => 8, unsigned => 0} }

sub forget_parameter {
	my $p = shift;
	delete $type{$_} for grep { /\b$p\b/ } keys %type;
	%routes = ();
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

sub func_type {
	my ($params, $results) = @_;
	my $list = join ', ', @$results;
	my $t = 'func(' . join(', ', @$params) . ')' . (@$results > 1 ? " ($list)" : @$results ? " $list" : '');
	$type{$t} ||= {kind => 'func', params => $params, results => $results};
	return $t;
}

# An instance of Box (random.txt), which is a struct.
sub box_of {
	my $t = "Box[$_[0]]";
	$type{$t} ||= {kind => 'struct', fields => [['n', 'int'], ['v', $_[0]]], plain => is_plain($_[0])};
	return $t;
}

sub struct_of {
	my ($tag, @types) = @_;
	my $n = 0;
	my @fields = map { ['f' . $n++, $_] } @types;
	my $t = 'struct { ' . join('; ', map { "$_->[0] $_->[1]$tag" } @fields) . ' }';
	$type{$t} ||= {kind => 'struct', fields => \@fields, plain => !(grep { !is_plain($_) } @types)};
	return $t;
}

sub int_type { return pick(@INTS, @named) }
sub scalar_type {
	return 'T' if $type{T} && chance(20);
	return int_type() if chance(60);
	return pick('bool', 'string', 'string', 'float64', 'float32', 'complex128', 'complex64', @named_strings,
		@named_floats);
}

# A type without pointers in it, but for those that strings and interfaces hide.
sub plain_type {
	return scalar_type() if chance(55);
	return pick(@plain_structs) if @plain_structs && chance(50);
	my $which = below(10);
	return pick('any', 'error') if $which < 2;
	return box_of(scalar_type()) if $which == 2;
	return struct_of(pick('', '', ' `json:"a"`'), map { scalar_type() } 1 .. 1 + below(3)) if $which == 3;
	return pick(@aliases, @named_arrays) if $which == 4 && (@aliases || @named_arrays);
	return array_of(pick(1, 2, 4, 8), chance(80) || !@plain_structs ? scalar_type() : pick(@plain_structs));
}

sub key_type { return chance(80) || !@plain_structs ? pick('int', 'string', 'uint8') : array_of(2, 'int8') }

sub any_type {
	my $which = below(13);
	return pick(@named_lists) if $which == 11 && @named_lists;
	return plain_type() if $which < 4;
	return slice_of(plain_type()) if $which < 6;
	return map_of(key_type(), plain_type()) if $which == 6;
	return pointer_to(plain_type()) if $which == 7;
	return 'Getter' if $which == 8 && @structs;
	return pick('func(int) int', func_type([plain_type()], [scalar_type()])) if $which == 9;
	return box_of(slice_of(scalar_type())) if $which == 10;
	return @structs ? pick(@structs) : 'func(int) int';
}

# What a variable may have where the code is.
sub variable_type {
	return any_type() if !$pure;
	return plain_type() if chance(70);
	return pick(slice_of('int'), pointer_to(plain_type()), 'func(int) int', map_of('int', 'int'));
}

# What is passed or kept somewhere, so that the rarer types come often enough.
sub passed_type { return chance(35) ? pick('bool', 'bool', 'string', float_type(), complex_type()) : variable_type() }

sub is_plain {
	my $t = $type{$_[0]};
	return $t->{plain} if $t->{kind} eq 'struct';
	return is_plain($t->{elem}) if $t->{kind} eq 'array';
	return scalar($t->{kind} =~ /^(int|bool|string|float|complex|any|error|param)$/);
}

# Can the zero value be used like any other?  The code around expects no nil pointers, functions or interfaces.
sub is_usable_zero { return is_plain($_[0]) || kind($_[0]) =~ /^(slice|map)$/ }

# --- what is in scope --------------------------------------------------------------------------------

sub declare {
	my ($name, $t, %more) = @_;
	push @scope, {name => $name, type => $t, %more};
	return $name;
}

# How to get from a variable of type $t to what has other types, in at most two steps: by type, texts with `\0` for
# the variable and `\1N\1` for an index below N.
sub routes {
	my ($t) = @_;
	my $found = {};
	my @open = (["\0", $t, 0]);
	while (my $place = shift @open) {
		my ($text, $at, $steps) = @$place;
		push @{$found->{$at}}, $text;
		my $info = $type{$at};
		next if $steps >= 2;
		if ($info->{kind} eq 'struct') {
			push @open, map { ["$text.$_->[0]", $_->[1], $steps + 1] } @{$info->{fields}};
		} elsif ($info->{kind} eq 'ptr') {
			push @open, ["(*$text)", $info->{elem}, $steps];
		} elsif ($info->{kind} eq 'array') {
			push @open, ["$text\[\1$info->{len}\1]", $info->{elem}, $steps + 1];
		}
	}
	return $routes{$t} = $found;
}

# One of the places that can be reached from the variables and have type $want, or undef; with $store, of those
# that can be assigned to.
sub place {
	my ($want, $store) = @_;
	my @found;
	for my $v (@scope) {
		next if $v->{own} || ($store && $v->{fixed});
		my $ways = ($routes{$v->{type}} || routes($v->{type}))->{$want} or next;
		push @found, $v->{name}, $_ for @$ways;
	}
	return undef if !@found;
	my $at = 2 * below(@found / 2);
	my ($name, $route) = @found[$at, $at + 1];
	$route =~ s/\0/$name/;
	$route =~ s/\x01(\d+)\x01/masked_index($1)/ge;
	return $route;
}

# An index below $len, a power of two.
sub masked_index {
	my $len = shift;
	return below($len) if chance(40);
	my @ints = grep { kind($_->{type}) eq 'int' } @scope;
	return below($len) if !@ints;
	return pick(@ints)->{name} . '&' . ($len - 1);
}

1;
