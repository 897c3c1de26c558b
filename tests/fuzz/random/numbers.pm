# numbers.pm: expressions of integers, floats, complex numbers and booleans.
#
# Integers wrap, so that all but divisors and shift counts are free.  Floats are rounded by each operation: none is
# left to be fused.  A float becomes an integer only through `small`, as the language leaves other values open; and
# nothing looks at the sign or the bits of a NaN.
package Piece;
use strict;
use warnings;

positions('bool', 'condition');
positions('int param', 'index', 'divisor', 'shift count');

# Forms that differ in one word.
sub each_of {
	my ($name, $weight, $code, @words) = @_;
	return map { my $word = $_; ($name =~ s/_/$word/r, $weight, ref $code ? sub { $code->($word, @_) } :
			$code =~ s/_/$word/gr) } @words;
}

add_leaf('int param', 'integer literal', \&int_literal);
add_expressions('int param',
	each_of('integer _', 2, '(<!t> _ <t>)', '+', '-', '*', '&', '|', '^', '&^'),
	each_of('integer _', 2, \&divide, '/', '%'),
	each_of('integer _', 2, \&shift_by, '<<', '>>'),
	each_of('integer unary _', 1, '(_<!t>)', '-', '^', '+'),
	each_of('_ of integers', 1, '_(<!t:argument>, <t:argument>)', 'min', 'max'),
	'len of a string', 1, '%t(len(<!string:argument>)&63)',
	'len of a slice', 1, '%t(len(<[]int|[]string:argument>)&63)',
	'len of a map', 1, sub { return "$_[0](len(" . text(map_of(key_type(), 'int'), $_[1], 'argument') . ')&63)' },
	'len of an array', 1, sub { return (filled('%t(len(<[4]int|[2]bool:argument>)&63)', @_), 1) },
	'len of a pointer to an array', 1, sub { return (filled('%t(len(<*[4]int:argument>)&63)', @_), 1) },
	'cap of a slice', 1, '%t(cap(full(<[]int:argument>))&63)',
	'len of a channel', 1, '%t(len(filled(<int:argument>)))',
	'conversion of an integer', 4, '%t(<!I>)',
	'conversion of a float', 2, '%t(small(<!F:argument>))',
	'byte of a string', 1, '%t((<!string> + "x")[0])',
	'rune of a string', 1, '%t(last([]rune(<!string>)...))',
	'result of copy', 1, '%t(copy(make([]byte, 4), <!string:argument>))',
	'constant', 1, sub { return ("$_[0](" . pick(@CONSTANTS, @constants) . ')', 1) });

add_leaf('float', 'float literal', \&float_literal);
add_expressions('float',
	each_of('float _', 2, '%t(<!t> _ <!t>)', '+', '-', '*', '/'),
	'float unary -', 1, '(-<!t>)',
	each_of('_ of floats', 1, '_(<!t:argument>, <t:argument>)', 'min', 'max'),
	'conversion of an integer to a float', 2, '%t(<!I>)',
	'conversion between floats', 2, '%t(<!F>)',
	each_of('_ of a complex number', 1, '%t(_(<!C:argument>))', 'real', 'imag'),
	'corner value of a float', 2, \&float_corner);

add_leaf('complex', 'complex literal', \&complex_literal);
add_expressions('complex',
	each_of('complex _', 2, '%t(<!t> _ <!t>)', '+', '-', '*', '/'),
	'complex unary -', 1, '(-<!t>)',
	'conversion between complex numbers', 2, '%t(<!C>)',
	'complex of two floats', 3, \&complex_of,
	'corner value of a complex number', 1, \&complex_corner);

add_leaf('bool', 'bool literal', sub { return (typed($_[0], pick('true', 'false')), 1) });
add_expressions('bool',
	each_of('bool _', 2, '(<!t> _ <!t>)', '&&', '||'),
	each_of('bool _', 1, '(<!bool> _ <bool>)', '==', '!='),
	'bool !', 2, '(!<!t>)',
	each_of('comparison _', 2, \&comparison, '<', '<=', '>', '>=', '==', '!='),
	'comparison of floats', 2, sub { compare([float_type()], ['<', '<=', '>', '>=', '==', '!='], @_) },
	'comparison of complex numbers', 2, sub { compare([complex_type()], ['==', '!='], @_) },
	'comparison of structs', 2, sub { @plain_structs ? compare([@plain_structs], ['==', '!='], @_) : () },
	'comparison of arrays', 2, sub { compare([array_of(pick(1, 2, 4), scalar_type())], ['==', '!='], @_) },
	'comparison of interfaces', 2, \&compare_interfaces,
	'comparison of an interface with a value', 2, '(any(<!int|string>) == <!int|string|P>)',
	'comparison with nil', 2, '((<any|error|[]int|*int>) %{==|!=} nil)',
	'comparison of pointers', 2, \&compare_pointers);

# An untyped or basic value as one of type $t, which may be a named one.
sub typed { my ($t, $text) = @_; return $t =~ /^(bool|string)$/ ? $text : "$t($text)" }

# --- integers ----------------------------------------------------------------------------------------

@CONSTANTS = ("'a'", "'\\x7f'", "1<<6", '-1+2', 'KA', 'KB', 'KC', 'KD', "len(\"const\")", '0x_1F', '0b101', '0o17',
	'7.0');

sub int_literal {
	my $t = shift;
	my $info = $type{$t};
	return ("$t(" . below(100) . ')', 1) if $info->{kind} eq 'param' || chance(50);
	my $bits = $info->{bits} - ($info->{unsigned} ? 0 : 1);
	my $top = $bits == 64 ? '1<<64 - 1' : "1<<$bits - 1";
	return ("$t($top)", 1) if chance(25);
	return ("$t(-1<<$bits)", 1) if !$info->{unsigned} && chance(25);
	my $sign = !$info->{unsigned} && chance(50) ? '-' : '';
	return ("$t($sign" . int(rand(2 ** ($bits > 50 ? 50 : $bits))) . ')', 1);
}

sub divide {
	my ($op, $t, $d) = @_;
	return '(' . value($t, $d) . " $op " . odd($t, $d) . ')';
}

# A divisor that is not 0.
sub odd {
	my ($t, $d) = @_;
	return "$t(" . pick(1, 2, 3, 7, 10, 16, 100) . ')' if chance(50);
	return '(' . value($t, $d, 'divisor') . ' | 1)';
}

sub shift_by {
	my ($op, $t, $d) = @_;
	return '(' . value($t, $d) . " $op " . shift_count($d) . ')';
}

# Counts may be as large as they like, but not negative.
sub shift_count {
	my $d = shift;
	return pick(0, 1, 3, 7, 8, 15, 31, 33, 63, 64, 70) if chance(40);
	return '(' . value(int_type(), $d, 'shift count') . ' & ' . pick(7, 31, 63, 127) . ')';
}

# --- floats and complex numbers ----------------------------------------------------------------------

sub float_type { return pick('float64', 'float32', @named_floats) }
sub complex_type { return pick('complex128', 'complex64') }
sub part_of { return $_[0] eq 'complex64' ? 'float32' : 'float64' }

sub float_literal { my $t = shift; return ("$t(" . pick(0, 1, 0.5, -2, 1e10, 0.1, 3, '0x1p-3', '1_000.5') . ')', 1) }

sub float_corner {
	my $t = shift;
	return ("$t(" . pick('1e-45', '3e38', '-3e38', '16777217', '1<<24', '0.3') . ')', 1) if chance(50);
	return "$t(" . pick('nan()', 'inf(1)', 'inf(-1)', 'negZero()', '-negZero()', 'denormal(1)', 'denormal(-3)',
		'huge()')
		. ')';
}

sub complex_literal {
	my $t = shift;
	return ("$t(" . pick('0', '1', '2i', '1+2i', '-0.5-1i', '1e10i', '3', "'a'") . ')', 1);
}

sub complex_corner {
	my ($real) = float_corner(part_of($_[0]));
	my ($imaginary) = float_corner(part_of($_[0]));
	return "$_[0](complex($real, $imaginary))";
}

sub complex_of {
	my ($t, $d) = @_;
	my $part = part_of($t);
	return "complex(" . value($part, $d, 'argument') . ', ' . value($part, $d, 'argument') . ')';
}

# --- comparisons -------------------------------------------------------------------------------------

sub compare {
	my ($types, $ops, $t, $d) = @_;
	my $u = pick(@$types);
	return typed($t, '(' . value($u, $d) . ' ' . pick(@$ops) . ' ' . text($u, $d) . ')');
}

sub comparison {
	my ($op, $t, $d) = @_;
	return compare([int_type(), int_type(), 'string'], [$op], $t, $d);
}

sub compare_interfaces {
	my ($t, $d) = @_;
	my $u = pick('int', 'string', 'float64', @plain_structs);
	return compare(['any', 'error'], ['==', '!='], $t, $d) if chance(50);
	return typed($t, '(any(' . value($u, $d) . ') ' . pick('==', '!=') . ' any(' . value(pick($u, 'int'), $d) . '))');
}

sub compare_pointers {
	my ($t, $d) = @_;
	my $u = pointer_to(pick('int', 'string'));
	return typed($t, '(' . text($u, $d) . pick(' == ', ' != ') . text($u, $d) . ')');
}

1;
