# declarations.pm: what a piece declares at package level, and the piece as a whole.
package Piece;
use strict;
use warnings;
use vars qw($inner $looping $named_results);

positions('*', 'initial value');

contexts('generic method');
forms('Declarations', map { "declared: $_" } 'integer type', 'string type', 'float type', 'slice type', 'map type',
	'array type',
	'function type', 'alias', 'generic alias', 'struct', 'struct with an embedded struct',
	'struct with an embedded pointer', 'struct with a blank field', 'generic type', 'method', 'pointer method',
		'function',
	'function with a named result', 'function with any number of arguments', 'generic function', 'constants', 'init',
	'variable', 'variables of a call', 'variable without a type', 'blank variable', 'grouped variables');

# A named type of type $base; its values are Getters.
sub named_type {
	my ($form, $list, $base) = @_;
	my $t = global_name('N');
	$type{$t} = {%{$type{$base}}};
	push @$list, $t;
	return made("declared: $form", "type $t $base", method($t, 0));
}

sub named_types {
	my @lines = map { named_type('integer type', \@named, pick(@INTS)) } 0 .. below(3);
	push @lines, named_type('string type', \@named_strings, 'string') if chance(50);
	push @lines, named_type('float type', \@named_floats, pick('float32', 'float64')) if chance(50);
	push @lines, named_type('array type', \@named_arrays, array_of(pick(2, 4), scalar_type())) if chance(40);
	push @lines, named_type('slice type', \@named_lists, slice_of(scalar_type())) if chance(40);
	push @lines, named_type('map type', \@named_lists, map_of(pick('int', 'string'), scalar_type())) if chance(30);
	push @lines, named_type('function type', \@named_lists, func_type([scalar_type()], [scalar_type()]))
		if chance(30);
	return @lines;
}

# Other names of types, one of them with a parameter.
sub type_aliases {
	my ($a, $g) = (global_name('A'), global_name('A'));
	my ($t, $u) = (pick(array_of(2, scalar_type()), struct_of('', scalar_type(), 'int8')), scalar_type());
	$type{$a} = {%{$type{$t}}};
	my $box = "$g\[$u]";
	$type{$box} = {%{$type{box_of($u)}}};
	push @aliases, $a, $box;
	return (made('declared: alias', "type $a = $t"), made('declared: generic alias', "type $g\[T any] = Box[T]"));
}

# A struct with a type parameter, a method of it, and some instances, which then are structs like others.
sub generic_type {
	my $g = global_name('G');
	type_parameter('T');
	my @fields = (['a', 'T'], ['b', pick('T', 'int', 'string', '[2]T')], ['c', pick('bool', 'any', 'Box[T]')]);
	array_of(2, 'T');
	box_of('T');
	$type{"$g\[T]"} = {kind => 'struct', fields => [@fields], plain => 1};
	my @lines = ("type $g\[T Integer] struct { " . join('; ', map { "@$_" } @fields) . ' }');
	{
		local $pure = 1;
		push @lines, function('generic method', "func (self $g\[T]) Get(a int) int", [['self', "$g\[T]"], ['a',
			'int']],
			'int', 5);
	}
	forget_parameter('T');
	for my $u (int_type(), int_type()) {
		my $t = "$g\[$u]";
		my @own = map { [$_->[0], parsed($_->[1] =~ s/\bT\b/$u/r)] } @fields;
		$type{$t} = {kind => 'struct', fields => \@own, plain => 1};
		push @structs, $t;
		push @plain_structs, $t;
		push @pure_funcs, {name => 'Get', method => 1, params => [$t, 'int'], result => 'int'};
	}
	return made('declared: generic type', @lines);
}

# Constants that every integer type can hold.
sub constants {
	my ($c, $i) = (global_name('C'), below(3));
	my ($typed, $float) = (@named ? pick(@named) : 'int8', pick('1.5 * 2', '7 / 2.0 * 4', '1e2 - 1'));
	@constants = ("${c}a", "${c}b", "${c}d", "${c}e", "int8(${c}f)", "${c}g", "${c}h");
	return made('declared: constants', 'const (', "\t${c}a = iota + $i", "\t${c}b", "\t_", "\t${c}d",
		"\t${c}e, _ = 1 << iota, iota",
		"\t${c}f $typed = ${c}a + ${c}b", "\t${c}g = $float", "\t${c}h = len(\"" . ('x' x $i) . "\") << ${c}b >> 1",
			')');
}

# A type that can be embedded under its own name.
sub embeddable { return grep { /^\w+$/ } @_ }

sub struct {
	my $t = global_name('S');
	my $plain = chance(60);
	my (@fields, @lines);
	if (embeddable(@plain_structs) && chance(50)) {
		my $inner = pick(embeddable(@plain_structs));
		my $pointer = !$plain && chance(40);
		push @fields, [$inner, $pointer ? pointer_to($inner) : $inner];
		push @lines, $pointer ? made('declared: struct with an embedded pointer', "\t*$inner") :
			made('declared: struct with an embedded struct', "\t$inner");
	}
	for (1 .. 1 + below(5)) {
		my ($f, $ft) = (fresh('f'), $plain ? plain_type() : any_type());
		push @fields, [$f, $ft];
		push @lines, "\t$f $ft" . (chance(10) ? ' `json:"a"`' : '');
	}
	# A literal without names would have to give it a value.
	my $blank = chance(10);
	push @lines, made('declared: struct with a blank field', "\t_ " . scalar_type()) if $blank;
	$plain = !grep { !is_plain($_->[1]) } @fields;
	my $by_pointer = chance(40);
	$type{$t} = {kind => 'struct', fields => \@fields, plain => $plain, by_pointer => $by_pointer, blank => $blank};
	my @text = ("type $t struct {", @lines, '}');
	push @structs, $t;
	push @plain_structs, $t if $plain;
	return made('declared: struct', @text, method($t, $by_pointer));
}

# Get, which makes the type a Getter; by value and of a plain type it is pure.
sub method {
	my ($t, $by_pointer) = @_;
	local $pure = is_plain($t) && !$by_pointer;
	my $receiver = $by_pointer ? pointer_to($t) : $t;
	made($by_pointer ? 'declared: pointer method' : 'declared: method');
	my @lines = function('method', "func (self $receiver) Get(a int) int", [['self', $receiver], ['a', 'int']], 'int',
		4);
	push @pure_funcs, {name => 'Get', method => 1, params => [$t, 'int'], result => 'int'} if $pure;
	return @lines;
}

sub function {
	my ($context, $header, $params, $result, $size) = @_;
	local $where = $context;
	local @scope = @globals;
	@scope = () if $pure;
	local ($room, $depth, $calls) = ($size * 2, 0, 1);
	local @labels = ();
	local @results = ($result);
	my $named = $header =~ /\(res /;
	declare($_->[0], $_->[1], sort => $_->[0] eq 'self' ? 'receiver' : 'parameter') for @$params;
	declare('res', $result, sort => 'named result') if $named;
	local $named_results = $named;
	local ($inner, $looping) = ('', 0);
	my @lines;
	push @lines, 'res = ' . zero($result) if $named;
	push @lines, 'if fuel--; fuel < 0 { return ' . zero($result) . ' }';
	push @lines, statement() for 1 .. $size;
	push @lines, 'return ' . text($result, 3, 'returned');
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
	my @list = map { "$_->[0] $_->[1]" } @params;
	my ($more, $rest) = (plain_type(), fresh('a'));
	my $variadic = chance(25);
	push @list, made('declared: function with any number of arguments', "$rest ...$more") if $variadic;
	my $results = chance(30) ? made('declared: function with a named result', "(res $result)") : $result;
	my @declared = (@params, $variadic ? [$rest, slice_of($more)] : ());
	my @lines = function('function', "func $name(" . join(', ', @list) . ") $results", \@declared, $result,
		4 + below(8));
	my $entry = {name => $name, params => [map { $_->[1] } @params], result => $result,
		more => $variadic ? $more : undef};
	if ($pure) { push @pure_funcs, $entry } else { push @procs, $entry }
	return made('declared: function', @lines);
}

sub generic {
	my $name = global_name('g');
	local $pure = 1;
	my $p = 'T';
	type_parameter($p);
	my @lines = function('generic function', "func $name\[$p Integer](a, b $p) $p", [['a', $p], ['b', $p]], $p, 5);
	forget_parameter($p);
	push @generics, $name;
	return made('declared: generic function', @lines);
}

sub global {
	my ($t, $u) = map { chance(50) ? any_type() : passed_type() } 1, 2;
	my ($name, $other) = (global_name('V'), global_name('V'));
	local ($calls, $pure) = (1, 0);
	local @scope = @globals;
	my ($text, $more) = (text($t, 1, 'initial value'), text($u, 1, 'initial value'));
	my $which = below(10);
	return made('declared: blank variable', "var _ $t = $text") if $which == 0;
	push @globals, {name => $name, type => $t, sort => 'package variable'};
	return made('declared: variable without a type', "var $name = ($t)($text)") if $which < 3;
	return made('declared: variable', "var $name $t = $text") if $which < 7;
	push @globals, {name => $other, type => $u, sort => 'package variable'};
	return made('declared: init', "var ($name $t; $other $u)", 'func init() {', "\t$name = $text", "\t$other = $more",
		'}')
		if $which == 7 && is_usable_zero($t) && is_usable_zero($u);
	return made('declared: grouped variables', 'var (', "\t$name $t = $text", "\t$other $u = $more", ')')
		if $which == 8;
	return made('declared: variables of a call', "var $name, $other = pair[$t, $u]($text, $more)");
}

sub piece {
	$seed = shift;
	srand($seed);
	$names = 0;
	basic_types();
	@$_ = () for \@structs, \@plain_structs, \@named, \@named_strings, \@named_floats, \@named_arrays, \@named_lists,
		\@aliases, \@constants, \@pure_funcs, \@procs, \@generics, \@globals, \@scope;
	($pure, $calls, $room, $depth) = (1, 1, 10, 0);
	my @lines;
	push @lines, family();
	push @lines, named_types(), constants();
	push @lines, type_aliases() if chance(60);
	push @lines, generic_type() if chance(40);
	push @lines, struct() for 0 .. below(4);
	push @lines, generic() for 0 .. below(2);
	push @lines, new_function(1) for 0 .. below(5);
	push @lines, global() for 0 .. 5 + below(8);
	push @lines, new_function(0) for 0 .. below(4);
	$pure = 0;
	push @lines, function('function', "func run_x$seed() int", [], 'int', 12);
	return @lines;
}

1;
