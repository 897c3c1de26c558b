# declarations.pm: what a piece declares at package level, and the piece as a whole.
package Piece;
use strict;
use warnings;
use vars qw($inner $looping $named_results);

positions('*', 'initial value');

sub named_int {
	my $t = global_name('N');
	my $base = pick(@INTS);
	$type{$t} = {%{$type{$base}}};
	push @named, $t;
	return "type $t $base", method($t, 0);
}

# Named types of other kinds; their values are Getters too.
sub named_scalar {
	my ($list, @bases) = @_;
	my ($t, $base) = (global_name('N'), pick(@bases));
	$type{$t} = {%{$type{$base}}};
	push @$list, $t;
	return "type $t $base", method($t, 0);
}

# Other names of types, one of them with a parameter.
sub type_aliases {
	my ($a, $g) = (global_name('A'), global_name('A'));
	my ($t, $u) = (pick(array_of(2, scalar_type()), struct_of('', scalar_type(), 'int8')), scalar_type());
	$type{$a} = {%{$type{$t}}};
	my $box = "$g\[$u]";
	$type{$box} = {%{$type{box_of($u)}}};
	push @aliases, $a, $box;
	return ("type $a = $t", "type $g\[T any] = Box[T]");
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
	my $list = join ', ', map { "$_->[0] $_->[1]" } @params;
	my $results = chance(30) ? "(res $result)" : $result;
	my @lines = function('function', "func $name($list) $results", \@params, $result, 4 + below(8));
	my $entry = {name => $name, params => [map { $_->[1] } @params], result => $result};
	if ($pure) { push @pure_funcs, $entry } else { push @procs, $entry }
	return @lines;
}

sub generic {
	my $name = global_name('g');
	local $pure = 1;
	my $p = 'T';
	type_parameter($p);
	my @lines = function('generic function', "func $name\[$p Integer](a, b $p) $p", [['a', $p], ['b', $p]], $p, 5);
	forget_parameter($p);
	push @generics, $name;
	return @lines;
}

sub global {
	my $t = chance(50) ? any_type() : passed_type();
	my $name = global_name('V');
	local ($calls, $pure) = (1, 0);
	local @scope = @globals;
	my $text = text($t, 1, 'initial value');
	push @globals, {name => $name, type => $t, sort => 'package variable'};
	return "var $name $t = $text";
}

sub piece {
	$seed = shift;
	srand($seed);
	$names = 0;
	basic_types();
	@$_ = () for \@structs, \@plain_structs, \@named, \@named_strings, \@named_floats, \@aliases, \@pure_funcs,
		\@procs, \@generics, \@globals, \@scope;
	($pure, $calls, $room, $depth) = (1, 1, 10, 0);
	my @lines;
	push @lines, family();
	push @lines, named_int() for 0 .. below(2);
	push @lines, named_scalar(\@named_strings, 'string') if chance(50);
	push @lines, named_scalar(\@named_floats, 'float32', 'float64') if chance(50);
	push @lines, type_aliases() if chance(60);
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
