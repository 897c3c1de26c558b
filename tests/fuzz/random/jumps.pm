# jumps.pm: loops, labels and what jumps to them.
#
# @labels holds the labels that may be named where the code stands: [name, whether it is a loop's].  A closure
# starts without any.
package Piece;
use strict;
use warnings;

contexts('for', 'range over an integer', 'range over a string', 'range over a slice', 'range over an array',
	'range over a function', 'range over sorted keys');
add_statements('for', 3, \&for_loop, 'range over an integer', 2, \&range_int, 'range over a string', 2, \&range_string,
	'range over a slice or array', 2, \&range_list, 'range over a function', 3, \&range_func,
	'range over sorted keys', 2, \&range_keys, 'jump out', 3, \&leave);

# A loop with the header $header over the variables $vars: [name, type, more...].
sub loop {
	my ($context, $header, @vars) = @_;
	my $label = fresh('L');
	local @scope = @scope;
	local @labels = (@labels, [$label, 1]);
	declare(@$_) for @vars;
	my @body = block($context, 1 + below(4));
	my $jump = 'if ' . text('bool', 2) . ' { ' . pick('break', 'continue') . " $label }";
	return ("$label:", "$header {", indent(map { "_ = $_->[0]" } @vars), @body, indent($jump), '}');
}

sub for_loop {
	my ($i, $t) = (fresh('i'), int_type());
	return loop('for', "for $i := $t(0); $i < " . (1 + below(6)) . "; $i++", [$i, $t, fixed => 1]);
}

sub range_int {
	my ($i, $t) = (fresh('i'), int_type());
	return loop('range over an integer', "for $i := range $t(" . below(6) . ')', [$i, $t]);
}

sub range_string {
	my ($i, $v) = (fresh('i'), fresh('r'));
	my $over = 'cut(' . text('string', 2) . ', 0, 6)';
	return loop('range over a string', "for $i, $v := range $over", [$i, 'int'], [$v, 'int32']);
}

sub range_list {
	my ($i, $v, $elem) = (fresh('i'), fresh('e'), plain_type());
	my @vars = ([$i, 'int'], [$v, $elem]);
	return loop('range over an array', "for $i, $v := range " . text(array_of(4, $elem), 2), @vars) if chance(50);
	my $over = 'part(' . text(slice_of($elem), 2) . ', 0, 5)';
	return loop('range over a slice', "for $i, $v := range $over", @vars);
}

sub range_func {
	my ($i, $v, $t) = (fresh('i'), fresh('e'), int_type());
	my $over = 'count(' . text($t, 2) . ', ' . below(6) . ')';
	return loop('range over a function', "for $i, $v := range $over", [$i, 'int'], [$v, $t]);
}

sub range_keys {
	my ($i, $m) = (fresh('k'), fresh('m'));
	my $t = map_of(pick('int', 'string', 'uint8'), plain_type());
	my $text = text($t, 2);
	return ("$m := $text", "for _, $i := range sortedKeys($m) {", "\ttrace($i)", "\ttrace($m\[$i])", '}')
		if chance(30);
	return loop('range over sorted keys', "for _, $i := range sortedKeys($text)", [$i, $type{$t}{key}]);
}

# A jump out of the loops or the function.
sub leave {
	my $condition = text('bool', 3);
	if (@labels && chance(60)) {
		my ($label, $is_loop) = @{pick(@labels)};
		return "if $condition { " . ($is_loop ? pick('break', 'continue') : 'break') . " $label }";
	}
	return "if $condition { return " . list(2, @results) . ' }';
}

1;
