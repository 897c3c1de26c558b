# values.pm: expressions of strings, structs, arrays, slices, maps, pointers, functions, interfaces and channels.
#
# Pointers, functions, interfaces with methods and channels are never nil, but for what statements of their own do
# with them.
package Piece;
use strict;
use warnings;

positions('string slice array map', 'ranged over');

@STRINGS = ('', 'a', 'go', 'vole', 'h\u00e9llo', '\u4e16\u754c', '\xff\xfe', 'zz\x00y', '0123456789');

sub string_cases { return map { "\"$_\"" } @STRINGS[0 .. 5] }

add_leaf('string', 'string literal', sub { return (typed($_[0], '"' . pick(@STRINGS) . '"'), 1) });
add_expressions('string',
	'string +', 4, '%t(cut(string(<!t> + <t>), 0, 40))',
	'part of a string', 2, '%t(cut(<string:argument>, <int:argument>, <int:argument>))',
	'string sliced by constants', 2, '(<!t> + "0123")[%{1:3|:2|2:|:|0:4|3:3}]',
	'string of a rune', 2, '%t(rune(<!int32|uint16|uint8>))',
	'string of bytes', 2, '%t([]byte(<!t|string>))',
	'string of runes', 2, '%t([]rune(<!t|string>))',
	'conversion between strings', 2, '%t(<!S>)',
	'Sprint', 1, '%t(cut(fmt.Sprint(<.P:argument>, <.P:argument>), 0, 9))',
	'raw string literal', 1, sub { return (typed($_[0], pick('`a\n`', '`"`', '``')), 1) },
	'min of strings', 2, 'min(<!t:argument>, <t:argument>)',
	'max of strings', 2, 'max(<!t:argument>, <t:argument>, <t:argument>)',
	'method of an error', 1, '%t(fault(<string:argument>).Error())');

add_leaf('struct', 'struct literal', \&composite);
add_expressions('struct',
	'struct literal with names', 3, \&keyed_literal,
	'dereference of a literal', 2, sub { return '(*&' . unwrapped(composite(@_)) . ')' });

add_leaf('array', 'array literal', \&composite);
add_expressions('array',
	'array literal with indices', 2, \&indexed_array,
	'array of a slice', 2, sub { return "$_[0](" . full_slice(@_) . ')' },
	'pointer to the array of a slice', 2, sub { return "(*(*$_[0])(" . full_slice(@_) . '))' });

add_leaf('slice', 'slice literal', \&slice_literal);
add_expressions('slice',
	'part of a slice', 3, 'part(<t:argument>, <int:argument>, <int:argument>)',
	'append to a slice', 3, \&append_to,
	'append of a slice', 2, 'append(%t(nil), <t:argument>...)',
	'make of a slice', 1, 'make(%t, (<!int:argument>)&3)',
	'slice of an array', 2, '%t((&[4]%e{<e:element>, <.e:element>, <.e:element>, <.e:element>})' .
		'%{[:]|[1:]|[:2]|[1:3]|[0:2:3]|[:1:1]})',
	'slice literal with indices', 1, '%t{%{0|1|3}: <e:element>, <e:element>}',
	'clone', 1, 'slices.Clone(<t:argument>)');

add_leaf('map', 'map literal', \&map_literal);
add_expressions('map',
	'make of a map', 1, 'make(%t%{|, 9})',
	'map put into by a call', 1, 'with(<t:argument>, <!k:argument>, <e:argument>)');

add_leaf('ptr', 'address made by a call', 'ref(<e:argument>)');
add_expressions('ptr',
	'address of a variable', 4, sub { my $place = place($type{$_[0]}{elem}, 1); return $place ? "&$place" : () },
	'address of a literal', 2, \&address_literal,
	'new of a value', 1, 'func() %t { p := new(%e); *p = <e:assigned>; return p }()');

add_leaf('func', 'function literal', \&func_literal);
add_expressions('func',
	'method value', 1, sub { my ($t, $d) = @_; return $t eq 'func(int) int' ? getter($t, $d) . '.Get' : () },
	'function value of a call', 1, sub { return 'id(' . func_literal(@_) . ')' });

add_leaf('iface', 'conversion to an interface', \&getter);
add_leaf('any', 'conversion to any', sub { my ($t, $d) = @_;
	return "$t(" . text($d > 0 ? plain_type() : scalar_type(), $d) . ')' });
add_expressions('any', 'nil of any', 1, 'any(nil)');
add_leaf('error', 'conversion to error', 'error(fault(<string:argument>))');
add_expressions('error', 'nil of error', 1, 'error(nil)');

# --- literals ----------------------------------------------------------------------------------------

# A literal stands in parentheses, so that it may be followed by a block.
sub unwrapped { my $text = shift; $text =~ s/^\((.*)\)$/$1/s; return $text }

sub composite {
	my ($t, $d) = @_;
	my $info = $type{$t};
	my $e = $d > 2 ? 2 : $d;
	if ($info->{kind} eq 'struct') {
		return keyed_literal($t, $e) if $info->{blank};
		return "($t\{" . join(', ', map { text($_->[1], $e, 'element') } @{$info->{fields}}) . '})';
	}
	return "($t\{" . join(', ', map { text($info->{elem}, $e, 'element') } 1 .. $info->{len}) . '})';
}

# Fields that are left out are zero, so that only those may be that have no pointers.
sub keyed_literal {
	my ($t, $d) = @_;
	my @fields = grep { !is_plain($_->[1]) || chance(60) } @{$type{$t}{fields}};
	return "($t\{" . join(', ', map { field_name($_->[0]) . ': ' . text($_->[1], $d > 1 ? 1 : $d,
		'element') } @fields) . '})';
}

# An embedded type is named without its package, pointer and arguments.
sub field_name { my $name = shift; $name =~ s/^\*|\[.*//g; return $name }

sub indexed_array {
	my ($t, $d) = @_;
	my ($n, $elem) = @{$type{$t}}{'len', 'elem'};
	my $zero = is_plain($elem) ? $n - 1 : 0;
	my @elements = map { text($elem, $_ == 1 ? $d : 0, 'element') } 1 .. $n - $zero;
	return "($t\{$zero: " . join(', ', @elements) . '})' if chance(50);
	return "$t([...]$elem\{$zero: " . join(', ', @elements) . '})';
}

# A slice with all elements of an array type.
sub full_slice {
	my ($t, $d) = @_;
	my ($n, $elem) = @{$type{$t}}{'len', 'elem'};
	my $more = is_plain($elem) ? below(3) : 0;
	return "[]$elem\{" . join(', ', map { text($elem, $_ == 1 ? $d : 0, 'element') } 1 .. $n + $more) . '}';
}

sub slice_literal {
	my ($t, $d) = @_;
	my $count = $d > 0 ? below(5) : below(2);
	return "($t\{" . join(', ', map { text($type{$t}{elem}, $d - 1, 'element') } 1 .. $count) . '})';
}

# To a variable's copy, so that nothing depends on its capacity.
sub append_to {
	my ($t, $d) = @_;
	my @have = grep { $_->{type} eq $t && !$_->{own} } @scope;
	return filled('append(full(<.t:argument>), <e:argument>)', $t, $d) if !@have;
	my $s = pick(@have)->{name};
	return filled("append($s\[:len($s):len($s)], <e:argument>)", $t, $d);
}

sub map_literal {
	my ($t, $d) = @_;
	my $info = $type{$t};
	my $e = $d > 2 ? 1 : $d - 1;
	my @pairs = map { value($info->{key}, $e, 'element') . ': ' . text($info->{elem}, $e,
		'element') } 1 .. below($d > 0 ? 4 : 2);
	return "($t\{" . join(', ', @pairs) . '})';
}

sub address_literal {
	my ($t, $d) = @_;
	my $elem = $type{$t}{elem};
	return if kind($elem) !~ /^(struct|array)$/;
	return '&' . unwrapped(composite($elem, $d));
}

sub getter {
	my (undef, $d) = @_;
	my @open = $d > 0 ? @structs : ();
	my @choices = grep { !$pure || is_plain($_) } @open, @named, @named_strings, @named_floats,
		@named_arrays, @named_lists;
	my $t = pick(@choices);
	my $body = text($t, $d, 'argument');
	return 'Getter(ref(' . $body . '))' if $type{$t}{by_pointer} || chance(40);
	return "Getter($body)";
}

sub func_literal {
	my ($t, $d) = @_;
	my $info = $type{$t};
	local @scope = @scope;
	local ($room, $calls, $where) = (2, 0, 'closure');
	local @results = @{$info->{results}};
	my @parameters = map { my $a = fresh('a'); declare($a, $_); "$a $_" } @{$info->{params}};
	my $body = join '; ', assignment(), '';
	my $return = join ', ', map { text($_, $d > 2 ? 2 : $d, 'returned') } @results;
	my $list = join ', ', @results;
	$list = "($list)" if @results > 1;
	my $literal = 'func(' . join(', ', @parameters) . ") $list { $body return $return }";
	return $t =~ /^func/ ? $literal : "$t($literal)";
}

1;
