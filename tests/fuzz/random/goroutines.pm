# goroutines.pm: goroutines and what they talk through.
#
# Goroutines run in an order that is fixed by channels and barriers, or touch nothing that others do.
package Piece;
use strict;
use warnings;
use vars qw($inner $looping $named_results);

positions('*', 'sent', 'deferred argument', 'goroutine argument');
contexts('select clause');
add_statements('goroutines', 2, \&goroutines, 'goroutine and a barrier', 3, \&barrier, 'select', 5, \&select_one,
	'pipeline', 2, \&pipeline, 'argument of defer or go', 15, \&argument_of, 'send and receive', 2, \&send_receive,
	'iter.Pull', 2, \&pull);
our @READY = ('receive', 'receive into a variable', 'receive with ok', 'receive of a closed channel', 'send',
	'default',
	'assignment of a receive', 'assignment through calls');
forms('Clauses of a select that are chosen', map { "select: $_" } @READY);
forms('Goroutines', map { "go: $_" } 'closure', 'function', 'method value', 'method', 'generic function',
	'method expression',
	'WaitGroup.Go', 'WaitGroup', 'channel that is closed');

# A place in list $v that takes a call to find.
sub called_place {
	my ($v, $t) = @_;
	my ($n, $at) = (below(1000), below(2));
	return pick("*func() *$t { traceInt($n); return &$v\[$at] }()", "$v\[func() int { traceInt($n); return $at }()]",
		"func() []$t { traceInt($n); return $v\[1:] }()[" . text('int', 1, 'index') . '&0]',
		"map[string]$t\{}[func() string { traceInt($n); return \"k\" }()]");
}

# Channel $c by way of a call, which may be inlined together with its branches.
sub called_channel {
	my ($c, $t) = @_;
	my $n = below(1000);
	return pick("id($c)", "func() chan $t { traceInt($n); return $c }()",
		"func(c chan $t) chan $t { switch len(c) { case 0, 1, 2: return c }; panic($n) }($c)",
		"func(c any) chan $t { if c, ok := c.(chan $t); ok { return c }; return nil }($c)");
}

# A select of which one clause is ready: the others have nil channels, or such as nobody talks to.
sub select_one {
	my ($c, $v, $t, $ok) = (fresh('c'), fresh('v'), plain_type(), fresh('ok'));
	my $how = pick(@READY);
	my @lines = ("$c := make(chan $t, 2)", "_ = $c");
	push @lines, "$c <- " . text($t, 1, 'sent') if $how =~ /^(receive|assignment)/;
	push @lines, "close($c)" if $how =~ /closed/ || chance(10);
	pop @lines if $how eq 'send' && $lines[-1] =~ /^close/;
	my @dead = (['case <-(chan int)(nil):'], ["case make(chan $t) <- " . text($t, 1, 'sent') . ':'],
		["case <-make(chan string):"]);
	my $count = below(3);
	my @clauses = map { [pick(@dead)->[0], block('select clause', 1)] } 1 .. $count;
	local ($inner) = ('switch');
	local @scope = @scope;
	my $case = "case <-$c:";
	if ($how =~ /closed|into/) { $case = "case $v := <-$c:"; declare($v, $t, sort => 'variable of a select') }
	if ($how =~ /ok$/) { $case = "case $v, $ok := <-$c:"; declare($v, $t, sort => 'variable of a select') }
	if ($how eq 'assignment of a receive') {
		push @lines, "var $v $t", "_ = $v";
		declare($v, $t);
		$case = "case $v = <-$c:";
	}
	if ($how eq 'assignment through calls') {
		push @lines, "$v := []$t\{" . text($t, 1) . ', ' . text($t, 1) . '}';
		$case = 'case ' . called_place($v, $t) . ' = <-' . called_channel($c, $t) . ':';
	}
	$case = "case $c <- " . text($t, 1, 'sent') . ':' if $how eq 'send';
	$case = 'default:' if $how eq 'default';
	my @uses = $how =~ /closed|into|ok$/ ? "\t_ = $v" : ();
	push @uses, "\ttrace($ok)" if $how =~ /ok$/;
	push @uses, "\ttrace($v)" if $how =~ /through/;
	splice @clauses, below($count + 1), 0, [$case, @uses, block('select clause', 2)];
	my @more = $how eq 'receive of a closed channel' ? ("<-$c") : $how eq 'send' ? "trace(<-$c)" : ();
	return made("select: $how", @lines, @more && $how =~ /closed/ ? @more : (), 'select {', (map { @$_ } @clauses), '}',
		$how eq 'send' ? ("if len($c) > 0 { trace(<-$c) }") : ());
}

# Stages that hand values on, each in a goroutine of its own.
sub pipeline {
	my ($c, $t, $i, $v) = (fresh('c'), plain_type(), fresh('i'), fresh('v'));
	my $next = do { local @scope = (); local $calls = 0; declare($v, $t); text($t, 2, 'sent') };
	my $start = text($t, 1, 'sent');
	return ("$c := []chan $t\{make(chan $t), make(chan $t, 1), make(chan $t)}", "for $i := range 2 {",
		"\tgo func(from <-chan $t, to chan<- $t) {", "\t\tdefer close(to)",
		"\t\tfor $v := range from {", "\t\t\t_ = $v", "\t\t\tto <- $next", "\t\t}", "\t}($c\[$i], $c\[$i+1])", '}',
		"go func(x $t) { $c\[0] <- x; $c\[0] <- x; close($c\[0]) }($start)", "for $v := range $c\[2] { trace($v) }");
}

# A value that is made now and looked at later.
sub argument_of {
	my ($t, $x, $done) = (passed_type(), fresh('x'), fresh('c'));
	my @see = observe($t, $x);
	return ('func() {', "\tdefer func($x $t) { @see }(" . text($t, 2, 'deferred argument') . ')',
		closure_block('closure', 1), '}()')
		if chance(50);
	my $value = text($t, 2, 'goroutine argument');
	local $named_results = 0;
	local @scope = @scope;
	declare($x, $t, sort => 'parameter of a goroutine');
	return ("$done := make(chan bool)", "go func($x $t) {", "\tdefer close($done)", indent(@see),
		closure_block('goroutine', 1), "}($value)", "<-$done");
}

sub send_receive {
	my ($c, $v, $ok, $t) = (fresh('c'), fresh('v'), fresh('ok'), passed_type());
	my $value = text($t, 2, 'sent');
	return ("$c := make(chan $t, 1)", "$c <- $value", "if $v, $ok := <-$c; $ok { @{[observe($t, $v)]} }")
		if chance(40);
	my @lines = ("$c := make(chan $t)", "go func() { $c <- $value }()", "$v := <-$c", "_ = $v");
	@lines = ("$c := make(chan $t, 3)", "$c <- $value", "close($c)", "$v, $ok := <-$c", "_, _ = $v, $ok")
		if chance(50);
	declare($v, $t);
	return @lines;
}

sub pull {
	my ($next, $stop, $v, $ok, $t) = (fresh('next'), fresh('stop'), fresh('v'), fresh('ok'), plain_type());
	my @lines = ("$next, $stop := iter.Pull(each[$t](" . list(1, map { $t } 1 .. below(4)) . '))', "for range 2 {",
		"\tif $v, $ok := $next(); $ok { trace($v) }", '}', "$stop()");
	return (@lines, "if _, $ok := $next(); $ok { trace($ok) }");
}

# A goroutine that has ended before the next statement, and so may touch everything.
sub barrier {
	my $done = fresh('c');
	local $named_results = 0;
	my @body = closure_block('goroutine', 1 + below(3));
	my $how = below(8);
	my ($w, $a) = (fresh('w'), text('int', 1, 'goroutine argument'));
	return made('go: channel that is closed', made('go: closure', "$done := make(chan struct{})", 'go func() {',
			"\tdefer close($done)", @body, '}()', "<-$done")) if $how < 2;
	return made('go: WaitGroup', "var $done sync.WaitGroup", "$done.Add(1)", 'go func() {', "\tdefer $done.Done()",
		@body,
		'}()', "$done.Wait()") if $how < 3;
	return made('go: WaitGroup.Go', "var $done sync.WaitGroup", "$done.Go(func() {", @body, '})', "$done.Wait()")
		if $how < 4;
	my @lines = ("$w := worker[int]{make(chan int), func($done int) {", "\t_ = $done", @body, '}}');
	return made('go: function', @lines, "go work($w.c, $a, $w.f)", "<-$w.c") if $how == 4;
	return made('go: generic function', @lines, "go work[int]($w.c, $a, $w.f)", "<-$w.c") if $how == 5;
	return made('go: method', @lines, "go $w.work($a)", "<-$w.c") if $how == 6;
	return made('go: method value', @lines, "$done := $w.work", "go $done($a)", "<-$w.c") if chance(50);
	return made('go: method expression', @lines, "go worker[int].work($w, $a)", "<-$w.c");
}

# Goroutines that send what they compute, or add it up.
sub goroutines {
	my ($c, $t, $n) = (fresh('c'), int_type(), 1 + below(5));
	my ($start, $e) = (text($t, 2), fresh('e'));
	my $buffer = pick('', ', 1', ', 10');
	local $calls = 0;
	my $step = do { local @scope = (); declare('x', $t); declare('i', 'int'); text($t, 3) };
	my @work = ("\tfor i := range $n {", "\t\t_ = i", "\t\tx = $step", "\t\t$c <- x", "\t}");
	return ("$c := make(chan $t$buffer)", "go func(x $t) {", "\tdefer close($c)", @work, "}($start)",
		"for $e := range $c {", "\ttraceInt(uint64($e))", '}') if chance(60);
	my ($total, $lock, $group) = (fresh('total'), fresh('lock'), fresh('group'));
	@work = ("\t\tdefer $group.Done()", "\t\tx = $step", "\t\t$lock.Lock()",
		"\t\t$total += x", "\t\t$lock.Unlock()");
	return ("var $total $t", "var $lock sync.Mutex", "var $group sync.WaitGroup", "for i := range $n {",
		"\t$group.Add(1)", "\t_ = i", "\tgo func(x $t) {", @work, "\t}($start)", "}",
		"$group.Wait()", "traceInt(uint64($total))");
}

1;
