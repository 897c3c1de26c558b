# data.pm: statements about maps, slices, conversions, the order of assignments, promoted and generic things.
#
# Each statement has several forms of which it makes one, in a block of its own if it needs variables that others
# should not touch.
package Piece;
use strict;
use warnings;

our %SHAPES; # statement -> [form, routine]...

# Lists a statement of which each form has a routine.
sub shapes {
	my ($statement, $weight, @forms) = @_;
	my @names;
	while (my ($name, $routine) = splice @forms, 0, 2) {
		push @names, "$statement: $name";
		push @{$SHAPES{$statement}}, ["$statement: $name", $routine];
	}
	forms("Forms of the statement '$statement'", @names);
	add_statements($statement, $weight, sub { return shape($statement) });
}

sub shape {
	my ($name, $routine) = @{pick(@{$SHAPES{$_[0]}})};
	my @lines = $routine->();
	return @lines ? made($name, '{', indent(@lines), '}') : ();
}

sub a { return text($_[0], 1, 'argument') }
sub e { return text($_[0], 1, 'element') }
sub key { return text($_[0], 1, 'index') }

shapes('maps', 4,
	'NaN keys', sub { my $t = plain_type(); return ("m := map[float64]$t\{nan(): " . e($t) . ', 1: ' . e($t) . '}',
		'm[nan()] = ' . e($t), '_, ok := m[nan()]', 'delete(m, nan())', 'trace(ok)', 'traceInt(uint64(len(m)))',
		'clear(m)', 'traceInt(uint64(len(m)))') },
	'zeros as keys', sub { return ('m := map[float64]int{negZero(): 1}', 'm[0] += ' . a('int'), 'trace(m[negZero()])',
		'traceInt(uint64(len(m)))') },
	'interface keys', sub { my ($t, $u) = (plain_type(), plain_type());
		return ("m := map[any]int{any(" . e($t) . "): 1}", "m[any(" . e($u) . ")] += 2", "m[1.5]++", 'traceInt(uint64(len(m)))',
			"trace(m[any(" . key($t) . ')])') },
	'struct keys', sub { return if !@plain_structs; my $s = pick(@plain_structs);
		return ("m := map[$s]int{}", "m[" . key($s) . "]++", "m[" . key($s) . "]++", 'traceInt(uint64(len(m)))') },
	'array keys', sub { my $t = array_of(2, scalar_type()); return ("m := map[$t]string{}", 'm[' . key($t) . '] += "x"',
			'delete(m, ' . key($t) . ')', 'traceInt(uint64(len(m)))') },
	'nil map', sub { my $t = map_of('string', plain_type()); return ("var m $t", "x, ok := m[" . key('string') . ']',
			'trace(x)', 'trace(ok)', 'delete(m, "a")', 'clear(m)', 'traceInt(uint64(len(m)))', 'for range m { traceInt(1) }') },
	'map of maps', sub { my $t = int_type(); return ("m := map[string]map[int]$t\{" . '"a": {1: ' . e($t) . '}, "b": nil}',
			'm["a"][1]++', 'm["a"][2] += ' . a($t), 'trace(m)', 'trace(m["b"][3])') },
	'map of slices', sub { my $t = plain_type(); return ("m := map[int][]$t\{}", "for i := range 4 { m[i&1] = append(m[i&1], "
			. a($t) . ') }', 'trace(m)') },
	'map of structs', sub { my $t = plain_type(); return ("m := map[string]struct { a $t; n int }{}", 'x := m["q"]',
			'x.a = ' . a($t), 'm["q"] = x', 'x.n++', 'trace(m)', 'trace(m["q"].a)') },
	'map of functions', sub { return ("m := map[string]func(int) int{\"f\": " . func_literal('func(int) int', 1) . '}',
			'traceInt(uint64(m["f"](' . a('int') . ')))', 'trace(m["g"] == nil)') },
	'operation on an element', sub { my $t = pick(int_type(), 'float64', 'string'); my $k = key_type();
		return ("m := map[$k]$t\{" . value($k, 1) . ': ' . e($t) . '}', 'm[' . key($k) . '] += ' . a($t), 'trace(m)') },
	'growth', sub { my $n = 20 + below(60); return ("m := make(map[int]int, " . below(9) . ')',
			"for i := range $n { m[i*i] = i }", "for i := range $n / 2 { delete(m, i*i) }", 'n := 0', 'for k, v := range m { n += k ^ v }',
			'traceInt(uint64(n + len(m)))') });

shapes('slices', 4,
	'of an array', sub { my $t = plain_type(); return ('x := ' . a(array_of(4, $t)), 's := x[1:3]', 's[0] = ' . a($t), 
		's = append(s, ' . a($t) . ')', 'trace(x)', 'traceInt(uint64(cap(s)))') },
	'with a capacity', sub { my $t = plain_type(); return ('x := ' . a(array_of(4, $t)), 's := x[:1:' . (1 + below(4)) . ']',
			's = append(s, ' . a($t) . ', ' . a($t) . ')', 'trace(x)', 'trace(s)') },
	'overlapping copy', sub { my $t = scalar_type(); return ("s := []$t\{" . list(1, ($t) x 5) . '}', 
			'traceInt(uint64(copy(s[' . below(3) . ':], s[' . below(3) . ':4])))', 'trace(s)') },
	'clear', sub { my $t = plain_type(); return ("s := []$t\{" . list(1, ($t) x 3) . '}', 'clear(s[' . below(3) . ':])', 'trace(s)') },
	'array of a slice', sub { my $t = plain_type(); return ("s := []$t\{" . list(1, ($t) x 4) . '}', "p := (*[4]$t)(s)",
			'p[1] = ' . a($t), "x := [2]$t(s)", 's[0] = ' . a($t), 'trace(*p)', 'trace(x)', 'trace(s)') },
	'nil and empty', sub { my $t = plain_type(); return ("var s []$t", "trace(s == nil)", "s = []$t\{}", 'trace(s == nil)',
			'trace(s[:0] == nil)', "trace(append([]$t(nil), s...) == nil)") },
	'of slices', sub { my $t = scalar_type(); return ("s := make([][]$t, 3)", "for i := range s { s[i] = append(s[i], " .
			list(1, $t, $t) . ') }', "s[1][0] = s[2][1]", 'trace(s)') },
	'bytes of a string', sub { return ('s := append([]byte("x"), ' . a('string') . '...)', 's[0] ^= 1', 'trace(string(s))',
			'traceInt(uint64(copy(s, ' . a('string') . ')))', 'trace(s)') },
	'literal without types', sub { my $t = scalar_type(); return ("s := []struct { a $t; b []int }{{" . e($t) . ', nil}, {a: ' . e($t)
			. ', b: []int{3}}}', "m := map[[2]int][]*[1]$t\{{1, 2}: {{" . e($t) . '}, nil}}', 'trace(s)', 'trace(*m[[2]int{1, 2}][0])') },
	'string by index', sub { return ('s := ' . a('string') . ' + "z"', 'n := 0', 'for i := 0; i < len(s); i++ { n = n*31 + int(s[i]) }',
			'traceInt(uint64(n))') });

shapes('order of assignments', 4,
	'swap', sub { my $t = plain_type(); return ('x, y := ' . list(1, $t, $t), 'x, y = y, x', 'trace(x)', 'trace(y)') },
	'index assigned too', sub { my $t = plain_type(); return ('s, i := ' . a(array_of(4, $t)) . ', ' . below(2),
			'i, s[i] = 2, ' . a($t), 's[i], i = ' . a($t) . ', 0', 'trace(s)', 'traceInt(uint64(i))') },
	'pointer assigned too', sub { my $t = plain_type(); return ('p, q := ref(' . a($t) . '), ref(' . a($t) . ')', 'r := p',
			'p, *p = q, ' . a($t), 'trace(*p)', 'trace(*r)') },
	'elements rotated', sub { my $t = plain_type(); return ('s := ' . a(array_of(4, $t)), 's[0], s[1], s[2] = s[2], s[0], s[1]', 'trace(s)') },
	'slice assigned too', sub { my $t = plain_type(); return ("s, r := []$t\{" . list(1, $t, $t) . "}, []$t\{" . e($t) . '}',
			't := s', 's, s[1] = r, ' . a($t), 'trace(s)', 'trace(t)') },
	'list reversed', sub { my $t = plain_type(); return ("type node struct { v $t; next *node }", 'var head *node',
			'for range 3 { head = &node{' . a($t) . ', head} }', 'var back *node',
			'for head != nil { head.next, back, head = back, head, head.next }', 'for ; back != nil; back = back.next { trace(back.v) }')
			if $where ne 'generic function'; return },
	'calls from left to right', sub { return if !$calls; my ($f) = grep { !$_->{method} } @pure_funcs; return if !$f;
		my $call = "$f->{name}(" . list(1, @{$f->{params}}) . ')'; return ("x, y := $call, $call", '_, _ = x, y') },
	'result before a defer', sub { my $t = plain_type(); return ("x := func() $t {", "\tv := " . a($t),
			"\tdefer func() { v = " . a($t) . ' }()', "\treturn v", '}()', 'trace(x)') },
	'comma ok', sub { my $t = plain_type(); return ("var x any = " . a($t), "v, ok := x.($t)", 'trace(v)', 'trace(ok)',
			'n, ok := x.(chan int)', 'trace(ok)', 'trace(n == nil)', 'if g, ok := x.(Getter); ok { _ = g; traceInt(5) }') });

shapes('conversions', 3,
	'structs without tags', sub { my ($t, $u) = (plain_type(), plain_type()); return ("type s struct { a $t; b $u }",
			"x := struct { a $t `x:\"y\"`; b $u }{" . e($t) . ', ' . e($u) . '}', 'y := s(x)', 'trace(y.a)') if $where ne 'generic function';
		return },
	'functions', sub { return ('type f func(int) int', 'x := f(' . func_literal('func(int) int', 1) . ')',
			'traceInt(uint64((func(int) int)(x)(2)))') if $where ne 'generic function'; return },
	'directions of channels', sub { my $t = plain_type(); return ("c := make(chan $t, 1)", "in, out := (chan<- $t)(c), (<-chan $t)(c)",
			'in <- ' . text($t, 1, 'sent'), 'trace(<-out)') },
	'between interfaces', sub { my ($t) = (plain_type()); return ('x := any(' . a($t) . ')', 
			'y, ok := x.(interface{ Error() string })', 'trace(ok)', 'if ok { trace(y.Error()) }', 'var z any = y', 'trace(z == nil)') },
	'constants', sub { my $t = int_type(); return ('const k = ' . pick('1 << 6 - 1', "'x' - 'a'", '100.0 / 4', '1<<70 >> 66', '3 + 0i')
			, "x := $t(k)", 'var y float32 = k', 'trace(x)', 'trace(y)') },
	'integers to every size', sub { my $v = value(int_type(), 2); return map { "trace($_($v))" } map { pick(@INTS) } 1 .. 3 },
	'floats to integers', sub { my $t = float_type(); return ("x := small($t(" . value($t, 2) . '))', 'trace(int8(x))', 'trace(uint64(x))') },
	'strings and runes', sub { return ('s := ' . a('string'), 'r := []rune(s)', 'trace(len(r))', 'trace(string(r) == s)',
			'for i, c := range s { traceInt(uint64(i) << 32 | uint64(c)) }') },
	'pointers to named types', sub { return if !@named; my $n = pick(@named); return ("x := " . a($n), "p := &x", '*p += 3',
			'traceInt(uint64(p.Get(1)))', 'trace(x)') });

shapes('promotions', 4,
	'field', sub { my $s = pick(@plain_structs) or return; my $f = pick(@{$type{$s}{fields}}); return ("x := struct { $s; n int }{" . e($s) .
			', 2}', "x.$f->[0] = " . a($f->[1]), "trace(x.$f->[0])", "trace(x.$s)") },
	'field through a pointer', sub { my $s = pick(@plain_structs) or return; my $f = pick(@{$type{$s}{fields}});
		return ("y := " . a($s), "x := struct { n int; *$s }{2, &y}", "x.$f->[0] = " . a($f->[1]), "trace(y.$f->[0])") },
	'method', sub { my $s = pick(@structs) or return; return if $pure && !is_plain($s);
		return ("x := struct { n int; $s }{1, " . e($s) . '}', 'traceInt(uint64(x.Get(' . a('int') . ')))') },
	'method through a pointer', sub { my $s = pick(@structs) or return; return if $pure;
		return ("x := struct { n int; *$s }{1, ref(" . e($s) . ')}', 'traceInt(uint64(x.Get(2)))', 'f := x.Get', 'traceInt(uint64(f(1)))') },
	'method twice', sub { my $s = pick(@structs) or return; return if $pure;
		return ("type inner struct { n int; *$s }", 'x := struct { inner; m int }{inner{3, ref(' . e($s) . ')}, 4}',
			'g := Getter(x)', 'traceInt(uint64(g.Get(2)))', 'traceInt(uint64(x.n))') if $where ne 'generic function'; return },
	'interface', sub { return ('x := struct { Getter; n int }{' . e('Getter') . ', 1}', 'g := Getter(x)', 'traceInt(uint64(g.Get(1)))',
			'f := g.Get', 'traceInt(uint64(f(2)))') if !$pure; return },
	'method expression', sub { return if !@named; my $n = pick(@named); return ("type outer struct { n string; $n }",
			'f := outer.Get', 'traceInt(uint64(f(outer{"", ' . e($n) . '}, 3)))', 'h := (*outer).Get',
			'traceInt(uint64(h(&outer{"", ' . e($n) . '}, 4)))') if $where ne 'generic function'; return },
	'generic', sub { my $t = plain_type(); return ("x := struct { *Box[$t]; n int }{newBox[$t](" . e($t) . '), 5}',
			'x.Set(' . a($t) . ')', 'trace(x.Get())', 'traceInt(uint64(x.Box.n))', 'trace(x.v)') },
	'early bound', sub { return if !@named; my $n = pick(@named); return ("x := " . a($n), 'f := x.Get', 'x++', 'traceInt(uint64(f(1)))',
			'traceInt(uint64(x.Get(1)))') });

shapes('generics', 5,
	'method in a constraint', sub { return if !@named; my $n = pick(@named); return 'traceInt(uint64(getAll[' . $n . '](' . list(1, $n, $n) .
			')))' },
	'pointer method in a constraint', sub { my $t = plain_type(); return "trace(built[Box[$t], *Box[$t], $t](" . a($t) . ').Get())' },
	'inferred', sub { my $t = plain_type(); return ('x, y := pair(' . value($t, 1) . ', ' . a('int') . ')', 'trace(x)', 'traceInt(uint64(y))') },
	'function as an argument', sub { my ($t, $u) = (plain_type(), plain_type());
		return ("f := func(x $t, n int) $u { return " . a($u) . ' }', 'trace(applied(f, ' . a($t) . '))', "trace(applied(first[$t, int], " .
			a($t) . '))') },
	'type with two parameters', sub { my ($t, $u) = (scalar_type(), plain_type()); return ("x := Pair[$t, $u]{" . e($t) . ', ' . e($u) . '}',
			'y := x.flip()', 'y.setKey(' . a('string') . ')', 'trace(x)', 'trace(y.flip().key)') },
	'tree', sub { my $t = pick(int_type(), 'string'); return ("var x *Tree[$t]", map({ 'x = x.insert(' . a($t) . ')' } 1 .. 2 + below(3)),
			"for v := range x.all { trace(v) }") },
	'sum', sub { my $t = pick(int_type(), float_type(), complex_type()); return 'trace(sum[' . $t . '](' . list(1, $t, $t, $t) . '))' },
	'function type', sub { my ($t, $u) = (plain_type(), plain_type()); return ("x := Func[$t, $u](func($t) $u { return " . a($u) . ' })',
			'trace(x.apply(' . a($t) . '))', 'f := x.apply', 'trace(f(' . a($t) . '))') },
	'closure within', sub { my $t = int_type(); return ("f := counter[$t](" . a($t) . ')', 'trace(f())', 'trace(f())') },
	'switch on the parameter', sub { my $t = pick('int', 'string', 'float64', 'int8', '[]int'); return "trace(kindOf[$t](" . a(
			$t eq '[]int' ? slice_of('int') : $t) . '))' },
	'instance as a value', sub { my $t = plain_type(); return ("f := id[$t]", 'trace(f(' . a($t) . '))', "g := []func($t, int) $t\{first[$t, int]}",
			'trace(g[0](' . list(1, $t, 'int') . '))') },
	'recursion', sub { my $t = int_type(); return "trace(down[$t](" . a($t) . ', ' . below(5) . '))' },
	'comparable', sub { my $t = plain_type(); return "traceInt(uint64(indexOf[$t]([]$t\{" . list(1, $t, $t) . '}, ' . a($t) . ')))' });

1;
