# jumps.pm: loops, labels and what jumps to them.
#
# @labels holds the labels that may be named where the code stands: [name, whether it is a loop's]; $inner what a plain
# `break` leaves ('loop', 'switch' or ''), $looping whether a plain `continue` has a loop.  A closure starts without
# any.  Loops end: what they count with is not assigned to, and a `continue` runs into the same end.
package Piece;
use strict;
use warnings;
use vars qw($inner $looping $named_results);

contexts('for', 'for with a condition', 'for without a condition', 'range over an integer', 'range over a string',
	'range over a slice', 'range over an array', 'range over a pointer to an array', 'range over a function',
	'range over a function of one', 'range over a function of none', 'range over a channel', 'range over sorted keys',
	'labelled block', 'goto loop', 'between gotos');
add_statements('for', 3, \&for_loop, 'for with a condition', 2, \&for_condition,
	'for without a condition', 2, \&for_ever, 'range over an integer', 2, \&range_int,
	'range over a string', 2, \&range_string, 'range over a slice', 2, \&range_slice,
	'range over an array', 2, \&range_array, 'range over a function', 3, \&range_func,
	'range over a function of one or none', 2, \&range_func_less, 'range over a channel', 2, \&range_channel,
	'range over sorted keys', 2, \&range_keys, 'range over a map', 3, \&range_map, 'jump out', 4, \&leave,
	'labelled block', 2, \&labelled_block, 'goto', 3, \&goto_back, 'goto forwards', 2, \&goto_out);
forms('Jumps', 'break', 'continue', 'break of a label', 'continue of a label', 'return', 'return of named results');
forms('Ranges', 'range over an integer constant', 'range without variables', 'range with the key alone',
	'range with the value alone', 'range assigns to variables', 'map changed in its range',
		'map deleted from in its range',
	'slice changed in its range', 'array changed in its range', 'function called again after its range has ended');

# A loop with the header $header over the variables $vars: [name, type, more...].
sub loop {
	my ($context, $header, @vars) = @_;
	my $label = fresh('L');
	local @scope = @scope;
	local @labels = (@labels, [$label, 1]);
	local ($inner, $looping) = ('loop', 1);
	declare(@$_) for @vars;
	my @body = block($context, 1 + below(3));
	my $jump = 'if ' . text('bool', 2, 'condition') . ' { ' . pick('break', 'continue') . " $label }";
	return ("$label:", "$header {", indent(map { "_ = $_->[0]" } @vars), @body, indent($jump), '}');
}

sub for_loop {
	my ($i, $t) = (fresh('i'), int_type());
	return loop('for', "for $i := $t(0); $i < " . (1 + below(5)) . "; $i++", [$i, $t, fixed => 1,
		sort => 'for variable']);
}

sub for_condition {
	my $i = fresh('i');
	my $end = 2 + below(4);
	my $header = chance(40) ? "for $i++; $i < $end && " . text('bool', 2,
		'condition') . "; $i++" : "for step(&$i) < $end";
	my @loop = loop('for with a condition', $header, [$i, 'int', fixed => 1]);
	return ("$i := 0", "_ = $i", @loop);
}

sub for_ever {
	my $i = fresh('i');
	my ($label, $for, @body) = loop('for without a condition', pick('for', 'for ;;'), [$i, 'int', fixed => 1]);
	return ("$i := 0", $label, $for, "\t$i++", "\tif $i > " . (1 + below(4)) . ' { break }', @body);
}

sub range_int {
	my ($i, $t) = (fresh('i'), int_type());
	return made('range over an integer constant', loop('range over an integer', "for $i := range " . (1 + below(5)),
			[$i, 'int'])) if chance(30);
	return made('range without variables', loop('range over an integer', 'for range ' . (1 + below(4))))
		if chance(30);
	return loop('range over an integer', "for $i := range $t(" . below(6) . ')', [$i, $t, sort => 'range key']);
}

sub range_string {
	my ($i, $v) = (fresh('i'), fresh('r'));
	my $over = 'cut(' . text('string', 2, 'ranged over') . ', 0, 6)';
	return loop('range over a string', "for $i, $v := range $over", [$i, 'int', sort => 'range key'],
		[$v, 'int32', sort => 'range value']);
}

# What can be ranged over with indices, with all ways to name the variables.
sub range_indexed {
	my ($context, $over, $elem) = @_;
	my ($i, $v) = (fresh('i'), fresh('e'));
	my ($key, $value) = ([$i, 'int', sort => 'range key'], [$v, $elem, sort => 'range value']);
	return made('range with the key alone', loop($context, "for $i := range $over", $key)) if chance(15);
	return made('range with the value alone', loop($context, "for _, $v := range $over", $value)) if chance(15);
	return ("var $i int", "var $v $elem", made('range assigns to variables',
			loop($context, "for $i, $v = range $over", $key, $value))) if chance(15);
	return loop($context, "for $i, $v := range $over", $key, $value);
}

sub range_slice {
	my $elem = plain_type();
	my $s = fresh('s');
	my $over = 'part(' . text(slice_of($elem), 2, 'ranged over') . ', 0, 5)';
	return range_indexed('range over a slice', $over, $elem) if chance(70);
	my ($i, $v) = (fresh('i'), fresh('e'));
	return made('slice changed in its range', "$s := slices.Clone($over)", "for $i, $v := range $s {",
		"\t$s\[len($s)-1-$i] = " . text($elem, 1, 'assigned'), "\ttrace($v)", '}', "trace($s)");
}

sub range_array {
	my $elem = plain_type();
	my $t = array_of(4, $elem);
	my $which = below(10);
	return range_indexed('range over an array', text($t, 2, 'ranged over'), $elem) if $which < 4;
	return range_indexed('range over a pointer to an array', text(pointer_to($t), 2), $elem) if $which < 8;
	my ($a, $i, $v) = (fresh('a'), fresh('i'), fresh('e'));
	return made('array changed in its range', "$a := " . text($t, 1), "for $i, $v := range " . pick('', '&') . "$a {",
		"\t$a\[3-$i] = " . text($elem, 1, 'assigned'), "\ttrace($v)", '}', "trace($a)");
}

sub range_func {
	my ($i, $v, $t) = (fresh('i'), fresh('e'), int_type());
	my $over = 'count(' . text($t, 2, 'argument') . ', ' . below(6) . ')';
	return made('function called again after its range has ended', 'func() {', "\tdefer rescue(4)",
		"\tvar kept func(int, $t) bool",
		"\titer := func(yield func(int, $t) bool) { kept = yield; yield(1, 2) }",
		"\tfor $i, $v := range iter { traceInt(uint64($i) + uint64($v)) }",
		"\tkept(3, 4)", '}()') if chance(10);
	return loop('range over a function', "for $i, $v := range $over", [$i, 'int', sort => 'range key'],
		[$v, $t, sort => 'range value']);
}

sub range_func_less {
	my ($v, $t) = (fresh('e'), plain_type());
	return loop('range over a function of none', 'for range times(' . below(5) . ')') if chance(40);
	my $over = chance(50) ? 'each(' . list(2, map { $t } 0 .. below(4)) . ')' : '(list[' . $t . ']{' .
		list(2, map { $t } 0 .. below(4)) . '}).all';
	return loop('range over a function of one', "for $v := range $over", [$v, $t, sort => 'range value']);
}

sub range_channel {
	my ($v, $t, $c) = (fresh('e'), plain_type(), fresh('c'));
	my $count = 1 + below(4);
	my @sends = map { "$c <- " . text($t, 2, 'sent') } 1 .. $count;
	return ("$c := make(chan $t, $count)", @sends, "close($c)",
		loop('range over a channel', "for $v := range $c", [$v, $t, sort => 'range value']));
}

sub range_keys {
	my $i = fresh('k');
	my $t = map_of(pick('int', 'string', 'uint8'), plain_type());
	return loop('range over sorted keys', "for _, $i := range sortedKeys(" . text($t, 2, 'ranged over') . ')',
		[$i, $type{$t}{key}, sort => 'range value']);
}

# The order of a map is open, so that its range only adds up what the elements are, without a call.
sub range_map {
	my ($m, $k, $v, $n) = (fresh('m'), fresh('k'), fresh('e'), fresh('n'));
	my $which = below(4);
	my $key = pick('int', 'string', 'uint8', $which == 1 ? () : ('float64', 'any')); # no NaN may be put in
	my $elem = int_type();
	my $t = map_of($key, $elem);
	my @lines = ("$m, $n := " . text($t, 3, 'ranged over') . ', uint64(0)');
	push @lines, made('map deleted from in its range', "for $k, $v := range $m {", "\t$n += uint64($v)",
		"\tif $v&1 == 0 { delete($m, $k) }", '}', "traceInt(uint64(len($m)))") if $which == 0;
	push @lines, made('map changed in its range', "for $k, $v := range $m { $m\[$k] = $v*3 + 1 }") if $which == 1;
	push @lines, "for range $m { $n++ }" if $which == 2;
	{
		local @scope = ();
		local $calls = 0;
		declare($v, $elem);
		push @lines, "for _, $v := range $m { $n += uint64($v) ^ uint64(" . value($elem, 2) . ') }';
	}
	return (@lines, "traceInt($n)");
}

# --- labels and goto ---------------------------------------------------------------------------------

sub labelled_block {
	my $label = fresh('B');
	local @labels = (@labels, [$label, 0]);
	my $condition = text('bool', 2, 'condition');
	local ($inner, $looping) = ('switch', 0);
	my @body = (block('labelled block', 1), "\tif $condition { break $label }", block('labelled block', 1));
	return ("$label:", 'for {', @body, "\tbreak", '}') if chance(30);
	return ("$label:", pick('switch { default:', 'select { default:'), @body, '}');
}

# A loop made of a goto; no variable may be declared between the label and it.
sub goto_back {
	my ($n, $label) = (fresh('n'), fresh('G'));
	local $inner = $inner;
	my @body = block('goto loop', 1 + below(2));
	return ("$n := 0", "$label:", '{', @body, '}', "if $n++; $n < " . (1 + below(4)) . " { goto $label }");
}

# A goto out of blocks, over other code.
sub goto_out {
	my ($label, $i) = (fresh('G'), fresh('i'));
	my $condition = text('bool', 2, 'condition');
	my @inner = ("if $condition { goto $label }");
	@inner = ("for $i := range 3 {", indent("_ = $i", @inner), '}') if chance(40);
	return ('{', indent(@inner), block('between gotos', 1 + below(2)), '}', "$label:", trace());
}

# A jump out of the loops or the function.
sub leave {
	my $condition = text('bool', 3, 'condition');
	my $which = below(10);
	if (@labels && $which < 4) {
		my ($label, $is_loop) = @{pick(@labels)};
		my $jump = $is_loop ? pick('break', 'continue') : 'break';
		return made("$jump of a label", "if $condition { $jump $label }");
	}
	return made('break', "if $condition { break }") if $inner && $which < 6;
	return made('continue', "if $condition { continue }") if $looping && $which < 8;
	return made('return of named results', "if $condition { return }") if $named_results && chance(40);
	return made('return', "if $condition { return " . join(', ', map { text($_, 2, 'returned') } @results) . ' }');
}

1;
