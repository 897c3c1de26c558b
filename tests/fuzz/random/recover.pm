# recover.pm: panics, what is deferred, and which of the deferred calls recover.
#
# A piece has a *family* of types for this: a base type with a method that recovers (`Rec`, on the value) and one
# on the pointer (`PRec`), and types through which these are promoted: embedded by value, by pointer, twice, as an
# interface.  A deferred call of any of them, written as a call, a method value or a method expression, known to
# the compiler or not, must recover; what one of them calls in turn must not.
#
# `catch` is the statement: a function literal that defers one or more of those calls, perhaps panics, and
# whose result a deferred closure may change.
package Piece;
use strict;
use warnings;
use vars qw(%family $named_results);

# How a deferred call may be written, with the receivers of the family: [form, expression that is called].
our @METHOD_CALLS = (
	['method', '%v.Rec'], ['method of a pointer', '%p.Rec'], ['pointer method', '%p.PRec'],
	['pointer method of a variable', '%v.PRec'],
	['promoted method', '%e.Rec'], ['promoted pointer method', '%e.PRec'],
	['method promoted through a pointer', '%ep.Rec'], ['pointer method promoted through a pointer', '%ep.PRec'],
	['method promoted twice', '%e2.Rec'], ['pointer method promoted twice', '%e2.PRec'],
	['method promoted from an interface', '%ei.Rec'], ['interface method', '%i.Rec'], ['generic method', '%g.Rec'],
	['generic method promoted', '%eg.Rec']);
our @METHOD_EXPRESSIONS = (
	['method expression', '%V.Rec', '%v'], ['method expression of the pointer', '(*%V).Rec', '&%v'],
	['pointer method expression', '(*%V).PRec', '&%v'], ['promoted method expression', '%E.Rec', '%e'],
	['promoted method expression of the pointer', '(*%E).Rec', '&%e'],
	['promoted pointer method expression', '(*%E).PRec', '&%e'],
	['method expression promoted through a pointer', '%EP.Rec', '%ep'],
	['pointer method expression promoted through a pointer', '%EP.PRec', '%ep'],
	['method expression promoted twice', '%E2.Rec', '%e2'],
	['method expression promoted from an interface', '%EI.Rec', '%ei'],
	['interface method expression', '%I.Rec', '%i'], ['generic method expression', '%G.Rec', '%g']);
our @WRAPPERS = ('in place', 'a variable', 'opaque', 'an element', 'a field', 'a result', 'a parameter');
our @FUNCTIONS = ('function', 'closure', 'generic function', 'function that calls it', 'closure that calls it',
	'function value that defers it', 'closure of a closure', 'last of a slice', 'appended value');
our @BUILTINS = ('close', 'delete', 'copy', 'clear', 'panic', 'recover', 'println');
our @PANICS = ('a value', 'an error', 'nil', 'an index', 'a slice bound', 'a division', 'an assertion',
	'an assertion to an interface', 'a nil pointer', 'a nil map', 'a closed channel', 'a nil function', 'a length',
	'a short array', 'an uncomparable value', 'an unhashable key', 'a negative shift', 'a second panic',
		'a nil interface');

forms('Deferred methods', map { "deferred: $_->[0]" } @METHOD_CALLS, @METHOD_EXPRESSIONS);
forms('How a deferred method is named', map { "deferred method, named by: $_" } @WRAPPERS);
forms('Other deferred calls', map { "deferred: $_" } @FUNCTIONS, @BUILTINS);
forms('What panics', map { "panic of: $_" } @PANICS);
forms('Around a deferred call', 'deferred in a loop', 'deferred in a branch', 'named result changed by a defer',
	'recovered and panicked again', 'panic through a call', 'Goexit runs what is deferred', 'no panic');
add_statements('deferred closure', 3, \&deferred, 'catch', 8, \&catch, 'Goexit', 2, \&goexit);

# --- the family --------------------------------------------------------------------------------------

sub recovering {
	my ($receiver, $name) = @_;
	return "func ($receiver) $name(a int) { caught(recover()); traceInt(uint64(a)) }";
}

# The base type may be of any kind that can have methods.
sub base_type {
	my $name = shift;
	my $which = below(7);
	return ('int16', "$name(" . below(99) . ')') if $which == 0;
	return ('string', "$name(\"r" . below(9) . '")') if $which == 1;
	return ('struct{}', "$name\{}") if $which == 2;
	return ('struct { a, b, c, d int }', "$name\{b: " . below(9) . '}') if $which == 3;
	return ('[]int', "$name\{1, 2}") if $which == 4;
	return ('func(int) int', "$name(nil)") if $which == 5;
	return ('map[string]int', "$name\{\"x\": 1}");
}

# What the names in @METHOD_CALLS and @METHOD_EXPRESSIONS stand for in this piece.
sub family {
	my %f = map { $_ => global_name($_) } qw(V E EP E2 EI I GT EG);
	my ($base, $v) = base_type($f{V});
	$f{G} = "$f{GT}\[" . pick('int8', 'string', '[3]int') . ']';
	%family = (%f, v => $v, e => "$f{E}\{$v, 7}", ep => "$f{EP}\{ref($v)}", e2 => "$f{E2}\{1, $f{EP}\{ref($v)}}",
		ei => "$f{EI}\{$f{E}\{$v, 8}, 2}", i => "$f{I}($f{E}\{$v, 9})", g => "$f{G}\{}", eg => "$f{EG}\{&$f{G}\{}}");
	return ("type $f{V} $base", recovering("self $f{V}", 'Rec'), recovering("self *$f{V}", 'PRec'),
		"type $f{E} struct { $f{V}; n int }", "type $f{EP} struct { *$f{V} }",
		"type $f{E2} struct { n int; $f{EP} }", "type $f{I} interface { Rec(int) }",
		"type $f{EI} struct { $f{I}; n int }", "type $f{GT}\[T any] struct { a T }",
		recovering("self $f{GT}\[T]", 'Rec'), "type $f{EG} struct { *$f{G} }");
}

sub of_family {
	my $text = shift;
	$text =~ s/%(\w+)/$family{$1}/g;
	return $text;
}

# --- deferred calls ----------------------------------------------------------------------------------

# Lines that defer a call of a method of the family.
sub deferred_method {
	my $how = pick(@WRAPPERS);
	my $a = text('int', 1);
	my ($f, $parameters, @lines);
	if (chance(55)) {
		my ($form, $call) = @{pick(@METHOD_CALLS)};
		made("deferred: $form");
		my ($receiver, $method) = $call =~ /^%(\w+)(\.\w+)$/;
		my $x = fresh('x');
		push @lines, "$x := " . ($receiver eq 'p' ? 'ref(' . of_family('%v') . ')' : of_family("%$receiver"));
		($f, $parameters) = ("$x$method", 'int');
	} else {
		my ($form, $call, $receiver) = @{pick(@METHOD_EXPRESSIONS)};
		made("deferred: $form");
		my ($address, $name) = $receiver =~ /^(&?)%(\w+)$/;
		my $x = fresh('x');
		push @lines, "$x := " . of_family("%$name");
		my $t = $name eq 'i' ? '%I' : '%' . uc $name;
		$f = of_family($call);
		$parameters = ($address ? '*' : '') . of_family($t) . ', int';
		$a = "$address$x, $a";
	}
	made("deferred method, named by: $how");
	return (@lines, "defer $f($a)") if $how eq 'in place';
	my $g = fresh('f');
	return (@lines, "$g := $f", "defer $g($a)") if $how eq 'a variable';
	return (@lines, "$g := id($f)", "defer $g($a)") if $how eq 'opaque';
	return (@lines, "$g := []func($parameters){nil, $f}", "defer $g\[1]($a)") if $how eq 'an element';
	return (@lines, "$g := struct { f func($parameters) }{$f}", "defer $g.f($a)") if $how eq 'a field';
	return (@lines, "defer func() func($parameters) { return $f }()($a)") if $how eq 'a result';
	return (@lines, "defer func($g func($parameters)) { defer $g($a) }($f)");
}

sub deferred_function {
	my $how = pick(@FUNCTIONS);
	my ($a, $f) = (text('int', 1), fresh('f'));
	made("deferred: $how");
	return "defer rescue($a)" if $how eq 'function';
	return "defer rescueAs[" . pick('int', 'string') . "]($a)" if $how eq 'generic function';
	return "defer rescueBelow($a)" if $how eq 'function that calls it';
	return "defer func() { rescue($a) }()" if $how eq 'closure that calls it';
	return ("$f := func() { defer rescue($a) }", "defer $f()") if $how eq 'function value that defers it';
	return "defer func() { func() { caught(recover()) }() }()" if $how eq 'closure of a closure';
	return ("$f := []func(){nil, func() { rescue($a) }}", "defer $f\[len($f)-1]()", "$f\[1] = nil")
		if $how eq 'last of a slice';
	return 'defer append([]func(){}, func() { caught(recover()) })[0]()' if $how eq 'appended value';
	return ('defer func() {', "\tcaught(recover())", closure_block('deferred closure', 1), '}()');
}

sub deferred_builtin {
	my $how = pick(@BUILTINS);
	my ($a, $b) = (fresh('d'), fresh('d'));
	made("deferred: $how");
	return ("$a := make(chan int, 1)", "defer observeClosed($a)", "defer close($a)") if $how eq 'close';
	return ("$a := map[int]int{1: 2, 3: 4}", "defer func() { trace($a) }()", "defer delete($a, " . text('int',
		1) . '&3)')
		if $how eq 'delete';
	return ("$a, $b := []int{1, 2, 3}, " . text(slice_of('int'), 1), "defer func() { trace($a) }()",
		"defer copy($a, $b)") if $how eq 'copy';
	return ("$a := map[string]bool{\"a\": true}", "defer func() { traceInt(uint64(len($a))) }()", "defer clear($a)")
		if $how eq 'clear';
	return ('defer rescue(3)', 'defer panic(' . text(plain_type(), 1) . ')') if $how eq 'panic';
	return 'defer recover()' if $how eq 'recover';
	return 'defer println(' . value('int', 1) . ')';
}

sub deferred {
	local ($calls, $room) = ($calls, 2);
	local $named_results = 0;
	return ('defer func() {', closure_block('deferred closure', 2), '}()');
}

sub defer_something {
	my @lines = chance(60) ? deferred_method() : chance(70) ? deferred_function() : deferred_builtin();
	return @lines if chance(80);
	return made('deferred in a branch', 'if ' . text('bool', 1) . ' {', indent(@lines), '}') if chance(50);
	return made('deferred in a loop', 'for range ' . (1 + below(3)) . ' {', indent(@lines), '}');
}

# --- panics ------------------------------------------------------------------------------------------

# Lines that panic, mostly; names are their own, within a block.
sub raise {
	my $what = pick(@PANICS);
	my $i = text('int', 1);
	made("panic of: $what");
	my %lines = (
		'an index' => "s := []int{1, 2}; s[($i)&7]++",
		'a slice bound' => "s, i := []int{1, 2, 3}, ($i)&7; traceInt(uint64(len(s[" . pick('i:', ':i', '1:i', 'i:2',
			'0:i:i')
			. '])))',
		'a division' => "i := ($i)&1; traceInt(uint64(7 " . pick('/', '%') . ' i))',
		'a nil pointer' => 'var p *struct { a, b int }; p.b = 1',
		'a nil map' => "var m map[int]int; m[$i] = 1",
		'a closed channel' => 'c := make(chan int, 1); close(c); ' . pick('close(c)', 'c <- 1'),
		'a nil function' => 'var f func(int); f(1)',
		'a length' => "n := -1 - ($i)&3; traceInt(uint64(len(make([]int, n))))",
		'a short array' => "s := []int{1, 2}; a := [4]int(s[:($i)&1]); traceInt(uint64(a[0]))",
		'an uncomparable value' => 'var a, b any = []int{1}, []int{1}; if a == b { traceInt(1) }',
		'an unhashable key' => "m := map[any]int{}; m[[]int{$i}]++",
		'a negative shift' => "n := -1 - ($i)&3; traceInt(uint64(1 << n))",
		'a second panic' => 'defer func() { panic("second") }(); panic("first")',
		'a nil interface' => 'var g Getter; g.Get(1)',
		'an error' => 'panic(fault("e"))', 'nil' => 'panic(nil)',
		'an assertion' => "x := any($i); traceInt(uint64(len(x.(string))))",
		'an assertion to an interface' => "x := any($i); traceInt(uint64(x.(Getter).Get(1)))");
	return $lines{$what} || 'panic(' . text(plain_type(), 2) . ')';
}

# `x := func() T { defer ...; panic; return }()`, with whatever gets through recovered by the first deferred call.
sub catch {
	my ($v, $t) = (fresh('v'), plain_type());
	my $named = chance(50);
	my @lines;
	{
		local @scope = @scope;
		local ($calls, $room) = (0, 3);
		local $named_results = $named;
		my $r = fresh('r');
		declare($r, $t, sort => 'result of a closure') if $named;
		push @lines, "$v := func() " . ($named ? "($r $t)" : $t) . ' {', "\tdefer rescue(1)";
		push @lines, indent(made('named result changed by a defer',
				"defer func() { $r = " . text($t, 2) . ' }()')) if $named;
		push @lines, indent(defer_something()) for 1 .. 1 + below(3);
		push @lines, indent(made('recovered and panicked again',
				'defer func() { if e := recover(); e != nil { panic(fmt.Sprint("again ", e)) } }()')) if chance(15);
		push @lines, closure_block('closure', 1, $t);
		my $which = below(10);
		push @lines, indent('{ ' . raise() . ' }') if $which < 7;
		push @lines, indent(made('panic through a call', 'func() { ' . raise() . ' }()')) if $which == 7;
		push @lines, indent(made('no panic')) if $which > 7;
		push @lines, indent('return ' . text($t, 2)), '}()';
	}
	declare($v, $t);
	return (@lines, "_ = $v", "trace($v)");
}

# A goroutine that ends by Goexit, which the deferred calls see as no panic.
sub goexit {
	my $c = fresh('c');
	my @body = (defer_something(), 'if ' . text('bool', 1) . ' { runtime.Goexit() }', raise());
	return made('Goexit runs what is deferred', "$c := make(chan int)", 'go func() {', indent("defer close($c)",
			'defer rescue(2)', @body), '}()', "<-$c");
}

1;
