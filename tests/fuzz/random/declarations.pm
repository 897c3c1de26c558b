# declarations.pm: what a piece declares at package level, and the piece as a whole.
package Piece;
use strict;
use warnings;

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
	my @lines = function('method', "func (self $receiver) Get(a int) int", [['self', $receiver], ['a', 'int']], 'int', 4);
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
	@$_ = () for \@structs, \@plain_structs, \@named, \@pure_funcs, \@procs, \@generics, \@globals, \@scope;
	($pure, $calls, $room, $depth) = (1, 1, 10, 0);
	my @lines;
	push @lines, family();
	push @lines, named_int() for 0 .. below(2);
	push @lines, struct() for 0 .. below(4);
	push @lines, global() for 0 .. below(5);
	push @lines, generic() for 0 .. below(2);
	push @lines, new_function(1) for 0 .. below(5);
	push @lines, new_function(0) for 0 .. below(4);
	$pure = 0;
	push @lines, function('function', "func run_x$seed() int", [], 'int', 12);
	return @lines;
}

1;
