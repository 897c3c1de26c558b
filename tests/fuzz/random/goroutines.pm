# goroutines.pm: goroutines and what they talk through.
#
# Goroutines run in an order that is fixed by channels and barriers, or touch nothing that others do.
package Piece;
use strict;
use warnings;

add_statements('goroutines', 2, \&goroutines, 'goroutine and a barrier', 3, \&barrier);

# A goroutine that has ended before the next statement, and so may touch everything.
sub barrier {
	my $done = fresh('c');
	local @labels = ();
	local @results = ();
	my @body = block('goroutine', 1 + below(3));
	return ("$done := make(chan struct{})", 'go func() {', "\tdefer close($done)", @body, '}()', "<-$done") if chance(50);
	return ("var $done sync.WaitGroup", "$done.Add(1)", 'go func() {', "\tdefer $done.Done()", @body, '}()',
		"$done.Wait()") if chance(50);
	return ("var $done sync.WaitGroup", "$done.Go(func() {", @body, '})', "$done.Wait()");
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
