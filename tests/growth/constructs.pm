# constructs.pm - Go programs of size n, one construct each.
#
# %constructs: name => [n, sub]; the sub takes a size and gives the text of package main, or a list of path, text, path,
# text for a module "m" of several packages.  n is the smallest size that is compiled; at 4n each takes about a second
# at most where the cost is linear.

package constructs;
use strict;
use warnings;

our %constructs;
my $use = "var Sink int\n\nvar Any any\n\nfunc use(x any) { Any = x }\n\n";

sub lines { # n, sub: what the sub gives for 0 .. n-1, a line each
	my ($n, $line) = @_;
	return join '', map { $line->($_) . "\n" } 0 .. $n - 1;
}

sub items { # as lines(), separated by commas in one line
	my ($n, $item, $by) = @_;
	return join $by // ', ', map { $item->($_) } 0 .. $n - 1;
}

sub program { # top-level text, the body of main
	my ($top, $main) = @_;
	return "package main\n\n$use$top\nfunc main() {\n$main\n}\n";
}

sub body { # statements of a function f(a, b int, p *int, s []int) int
	my ($statements, $top) = @_;
	return program(($top // '') . "func f(a, b int, p *int, s []int) (r int) {\n$statements\treturn r + a + b\n}\n",
		"\tprintln(f(1, 2, new(int), nil))");
}

sub add {
	my ($name, $n, $make) = @_;
	die "two constructs $name" if $constructs{$name};
	$constructs{$name} = [$n, $make];
}

# --- switches ----------------------------------------------------------------------------------------------------------

sub cases {
	my ($n, $type, $value, $do) = @_;
	return program("func f(x $type, r int) int {\n\tswitch x {\n" .
		lines($n, sub { "\tcase " . $value->($_[0]) . ":\n\t\t" . $do->($_[0]) }) .
		"\t}\n\treturn r\n}\n", "\tvar x $type\n\tprintln(f(x, 1))");
}
my $returns = sub { "return $_[0] * 7 % 1001" };
my $assigns = sub { "r = r * 3 + $_[0]" };
my $calls = sub { "r = g$_[0]()" };
sub callees { my $n = shift; return lines($n, sub { "//go:noinline\nfunc g$_[0]() int { return Sink + $_[0] }" }) }

add('case-dense', 500, sub { cases($_[0], 'int', sub { $_[0] }, $assigns) });
add('case-sparse', 500, sub { cases($_[0], 'int', sub { $_[0] * 7919 % 1000003 }, $assigns) });
add('case-return', 4000, sub { cases($_[0], 'int', sub { $_[0] * 3 }, $returns) });
add('case-call', 250, sub { cases($_[0], 'int', sub { $_[0] }, $calls) . callees($_[0]) });
add('case-string', 500, sub { cases($_[0], 'string', sub { "\"name$_[0]\"" }, $assigns) });
add('case-strlen', 250, sub { cases($_[0], 'string', sub { '"' . 'x' x ($_[0] % 50) . $_[0] . '"' }, $returns) });
add('case-float', 250, sub { cases($_[0], 'float64', sub { "$_[0].5" }, $assigns) });
add('case-any', 250, sub { cases($_[0], 'any', sub { $_[0] % 2 ? "\"k$_[0]\"" : $_[0] }, $assigns) });
add('case-list', 8000, sub {
	program("func f(x int) bool {\n\tswitch x {\n\tcase " . items($_[0], sub { $_[0] * 5 }) .
		":\n\t\treturn true\n\t}\n\treturn false\n}\n", "\tprintln(f(3))") });
add('case-bool', 400, sub {
	body("\tswitch {\n" . lines($_[0], sub { "\tcase a > $_[0] && b < $_[0]:\n\t\tr = $_[0]" }) . "\t}\n") });
add('case-fallthrough', 400, sub {
	body("\tswitch a {\n" . lines($_[0], sub { "\tcase $_[0]:\n\t\tr += b ^ $_[0]\n\t\tfallthrough" }) .
		"\tdefault:\n\t}\n") });
add('type-switch', 150, sub {
	my $n = shift;
	program(lines($n, sub { "type T$_[0] struct{ x [" . ($_[0] % 9 + 1) . "]int }" }) .
		"func f(x any) int {\n\tswitch t := x.(type) {\n" .
		lines($n, sub { "\tcase T$_[0]:\n\t\treturn t.x[0] + $_[0]" }) . "\t}\n\treturn 0\n}\n",
		"\tprintln(f(T1{}))") });
add('type-switch-interface', 100, sub {
	my $n = shift;
	program(lines($n, sub { "type I$_[0] interface{ M$_[0]() int }" }) .
		"func f(x any) int {\n\tswitch t := x.(type) {\n" .
		lines($n, sub { "\tcase I$_[0]:\n\t\treturn t.M$_[0]()" }) . "\t}\n\treturn 0\n}\n",
		"\tprintln(f(1))") });
add('select', 50, sub {
	program("func f(c []chan int) (r int) {\n\tselect {\n" .
		lines($_[0], sub { "\tcase x := <-c[$_[0]]:\n\t\tr += x * $_[0]" }) . "\tdefault:\n\t}\n\treturn r\n}\n",
		"\tprintln(f(make([]chan int, $_[0])))") });

# --- literals ----------------------------------------------------------------------------------------------------------

sub literal { # type, element: as a package variable, and in a function
	my ($name, $n, $type, $element, $top) = @_;
	add("global-$name", $n, sub {
		program(($top // '') . "var V = $type\{\n" . lines($_[0], sub { "\t" . $element->($_[0]) . ',' }) . "}\n",
			"\tuse(V)") });
	add("local-$name", $n, sub {
		program(($top // '') . "func f(p *int, a int) any {\n\treturn $type\{\n" .
			lines($_[0], sub { "\t\t" . $element->($_[0]) . ',' }) . "\t}\n}\n", "\tuse(f(nil, 1))") });
}
literal('slice-int', 2000, '[]int', sub { $_[0] * $_[0] % 977 });
literal('slice-string', 2000, '[]string', sub { "\"value number $_[0]\"" });
literal('slice-any', 1000, '[]any', sub { ($_[0] % 3 ? $_[0] : "\"s$_[0]\"") });
literal('slice-struct', 1000, '[]struct{ a int; s string; b [2]bool }', sub { "{$_[0], \"s$_[0]\", [2]bool{true}}" });
literal('slice-pointer', 500, '[]*P', sub { "{$_[0], nil}" }, "type P struct{ x int; next *P }\n");
literal('slice-slice', 500, '[][]int', sub { "{$_[0], 2, 3}" });
literal('slice-func', 250, '[]func() int', sub { "func() int { return $_[0] }" });
literal('slice-call', 500, '[]int', sub { "g($_[0])" }, "//go:noinline\nfunc g(x int) int { return x + Sink }\n");
literal('array', 2000, '[...]int', sub { $_[0] * $_[0] % 977 });
literal('array-keyed', 1000, '[...]string', sub { ($_[0] * 3) . ": \"v$_[0]\"" });
literal('map-int', 1000, 'map[int]int', sub { "$_[0]: " . $_[0] * 3 });
literal('map-string', 1000, 'map[string]string', sub { "\"key$_[0]\": \"value$_[0]\"" });
literal('map-struct', 500, 'map[string]S', sub { "\"k$_[0]\": {$_[0], \"v$_[0]\"}" }, "type S struct{ a int; s string }\n");
literal('map-slice', 500, 'map[int][]string', sub { "$_[0]: {\"a$_[0]\", \"b\"}" });
literal('map-pointer', 500, 'map[string]*P', sub { "\"k$_[0]\": {x: $_[0]}" }, "type P struct{ x int; next *P }\n");
literal('map-call', 250, 'map[string]int', sub { "\"k$_[0]\": g($_[0])" },
	"//go:noinline\nfunc g(x int) int { return x + Sink }\n");
literal('map-any', 500, 'map[any]any', sub { "$_[0]: \"v$_[0]\"" });
add('local-slice-variable', 500, sub {
	body("\ts = []int{\n" . lines($_[0], sub { "\t\ta + $_[0]," }) . "\t}\n\tr = len(s) + s[a]\n") });
add('literal-struct', 100, sub {
	my $n = shift;
	program("type S struct {\n" . lines($n, sub { "\tF$_[0] int" }) . "}\n//go:noinline\nfunc f(a int) S {\n\treturn S{\n" .
		lines($n, sub { "\t\tF$_[0]: a + $_[0]," }) . "\t}\n}\n", "\tx := f(1)\n\tprintln(x.F1)") });
add('array-huge', 1000000, sub {
	program("var A [$_[0]]int\n\nvar B = [$_[0]]int{5: 1}\n", "\tA[Sink] = B[Sink]\n\tprintln(A[0])") });

# --- types -------------------------------------------------------------------------------------------------------------

add('methods', 150, sub {
	program("type T struct{ x int }\n" . lines($_[0], sub { "func (t *T) M$_[0](a int) int { t.x += a; return t.x * $_[0] }" }),
		"\tt := &T{}\n\tuse(t)\n\tprintln(t.M1(1))") });
add('interface', 150, sub {
	my $n = shift;
	program("type T struct{ x int }\n" . lines($n, sub { "func (t *T) M$_[0](a int) int { return t.x * $_[0] }" }) .
		"type I interface {\n" . lines($n, sub { "\tM$_[0](a int) int" }) . "}\n\nvar V I = &T{1}\n",
		"\tuse(V)\n\tprintln(V.M1(1))") });
add('interface-value', 100, sub {
	my $n = shift;
	program("type T struct{ x int }\n" . lines($n, sub { "func (t T) M$_[0]() {}" }) .
		"type I interface {\n" . lines($n, sub { "\tM$_[0]()" }) . "}\n\nvar V I = T{1}\n", "\tuse(V)\n\tV.M1()") });
add('interface-calls', 150, sub {
	my $n = shift;
	program("type I interface {\n" . lines($n, sub { "\tM$_[0](a int) int" }) . "}\nfunc f(x I) (r int) {\n" .
		lines($n, sub { "\tr += x.M$_[0](r)" }) . "\treturn r\n}\n", "\tif Any != nil {\n\t\tf(Any.(I))\n\t}") });
add('fields', 400, sub {
	my $n = shift;
	program("type S struct {\n" . lines($n, sub { "\tF$_[0] " . ('int', 'string', '*int', 'bool')[$_[0] % 4] }) . "}\n\nvar V S\n",
		"\tuse(V)\n\tuse(&V)\n\tprintln(V == Any, " . "V.F0, V.F" . ($n - 4) . ")") });
add('fields-used', 500, sub {
	my $n = shift;
	program("type S struct {\n" . lines($n, sub { "\tF$_[0] int" }) . "}\nfunc f(p *S) {\n" .
		lines($n, sub { "\tp.F$_[0] = p.F" . ($_[0] * 7 % $n) . " + $_[0]" }) . "}\n", "\tf(&S{})") });
add('equality', 200, sub {
	my $n = shift;
	program("type S struct {\n" . lines($n, sub { "\tF$_[0] " . ('int8', 'string', 'any', 'float64', '_x')[$_[0] % 4] }) .
		"}\n\nvar M = map[S]int{}\n//go:noinline\nfunc f(a, b *S) bool { return *a == *b }\n",
		"\tprintln(f(&S{}, &S{}), M[S{}])") });
add("embed-chain", 50, sub {
	my $n = shift;
	program("type T0 struct{ x int }\nfunc (t *T0) M() int { return t.x }\n" .
		lines($n, sub { "type T" . ($_[0] + 1) . " struct{ T$_[0]; y$_[0] int }" }),
		"\tvar t T$n\n\tuse(&t)\n\tprintln(t.y1, t.M())") });
add('embed-width', 100, sub {
	my $n = shift;
	program(lines($n, sub { "type E$_[0] struct{ x$_[0] int }\nfunc (e *E$_[0]) M$_[0]() int { return e.x$_[0] }" }) .
		"type S struct {\n" . lines($n, sub { "\tE$_[0]" }) . "}\n",
		"\tvar s S\n\tuse(&s)\n" . lines($n, sub { "\tSink += s.M$_[0]() + s.x$_[0]" })) });
add('types-named', 250, sub {
	program(lines($_[0], sub { "type T$_[0] struct{ x int; p *T" . ($_[0] ? $_[0] - 1 : 0) . " }" }) .
		"\n", lines($_[0], sub { "\tuse(T$_[0]\{})" })) });
add('types-nested', 100, sub {
	program("var V " . '[]' x $_[0] . "int\n", "\tuse(V)\n\tprintln(len(V))") });
add('types-pointer', 100, sub {
	program("type T " . '*' x $_[0] . "int\n\nvar V T\n", "\tuse(V)") });
add('types-function', 50, sub {
	program("var V " . 'func(' x $_[0] . 'int' . ')' x $_[0] . "\n", "\tuse(V)") });
add('types-struct', 50, sub {
	program("var V " . 'struct { x ' x $_[0] . 'int' . ' }' x $_[0] . "\n", "\tuse(V)") });
add('constants', 3000, sub {
	program("const (\n\tC0 = iota * 3\n" . lines($_[0], sub { "\tC" . ($_[0] + 1) }) . ")\n", "\tprintln(C0, C$_[0])") });
add('constants-plain', 3000, sub {
	program(lines($_[0], sub { "const C$_[0] = \"text $_[0]\"" }), "\tprintln(C0, C5)") });
add('constants-chain', 1000, sub {
	program("const C0 = 1\n" . lines($_[0], sub { "const C" . ($_[0] + 1) . " = C$_[0] ^ $_[0]" }), "\tprintln(C$_[0])") });
add('variables', 1000, sub {
	program(lines($_[0], sub { "var V$_[0] *int" }), "\tprintln(V0, V5)") });
add('variables-chain', 250, sub { # the first needs the last
	my $n = shift;
	program(lines($n, sub { "var V$_[0] = V" . ($_[0] + 1) . " + $_[0]" }) . "\nvar V$n = len(Any.([]int))\n", "\tprintln(V0)") });
add('variables-by-function', 200, sub {
	my $n = shift;
	program(lines($n, sub { "var V$_[0] = g$_[0]()\n//go:noinline\nfunc g$_[0]() int { return V" . ($_[0] + 1) . " + 1 }" }) .
		"\nvar V$n = len(Any.([]int))\n", "\tprintln(V0)") });
add('init-functions', 200, sub {
	program(lines($_[0], sub { "func init() { Sink += $_[0] * Sink }" }), "\tprintln(Sink)") });

# --- functions ---------------------------------------------------------------------------------------------------------

add('functions', 250, sub { # a chain of loops, each as long as the one before says, is LLVM's own worst case
	my $n = shift;
	program(lines($n, sub { "func g$_[0](a, b int) int {\n\tfor a < b {\n\t\ta += b & $_[0] | 1\n\t}\n\treturn a\n}" }) .
		"\nvar F = []func(a, b int) int{" . items($n, sub { "g$_[0]" }) . "}\n", "\tprintln(F[Sink](1, 2))") });
add('ring', 250, sub {
	my $n = shift;
	program(lines($n, sub { "func g$_[0](a int, p *int) int {\n\tif a == $_[0] {\n\t\treturn *p\n\t}\n\treturn g" .
		(($_[0] + 1) % $n) . "(a - 1, p) + 1\n}" }), "\tx := 1\n\tprintln(g0(2, &x))") });
add('chain', 250, sub {
	my $n = shift;
	program(lines($n, sub { "//go:noinline\nfunc g$_[0](p *int, q **int) *int { *p++; return g" . ($_[0] + 1) . "(p, q) }" }) .
		"func g$n(p *int, q **int) *int { *q = p; return p }\n", "\tvar q *int\n\tprintln(*g0(new(int), &q))") });
add('chain-inlined', 250, sub {
	my $n = shift;
	program(lines($n, sub { "func g$_[0](a int) int { return g" . ($_[0] + 1) . "(a + $_[0]) }" }) .
		"func g$n(a int) int { return a * Sink }\n", "\tprintln(g0(1))") });
add('instances', 100, sub {
	program("func F[T any](x T, s []T) []T {\n\tfor i := range s {\n\t\ts[i] = x\n\t}\n\treturn append(s, x)\n}\n" .
		lines($_[0], sub { "type T$_[0] struct{ x int }" }),
		lines($_[0], sub { "\tuse(F(T$_[0]\{1}, nil))" })) });
add('instance-types', 100, sub {
	program("type L[T any] struct{ x T; next *L[T] }\nfunc (l *L[T]) Push(x T) *L[T] { return &L[T]{x, l} }\n" .
		lines($_[0], sub { "type T$_[0] struct{ x int }" }),
		lines($_[0], sub { "\tuse((*L[T$_[0]\])(nil).Push(T$_[0]\{1}))" })) });
add('instance-chain', 100, sub {
	my $n = shift;
	program(lines($n, sub { "func F$_[0]\[T any](x T, p *int) T { *p += $_[0]; return F" . ($_[0] + 1) . "[T](x, p) }" }) .
		"func F$n\[T any](x T, p *int) T { return x }\n", "\tprintln(F0(1, &Sink), F0(\"a\", &Sink))") });
add('parameters', 100, sub {
	my $n = shift;
	program("//go:noinline\nfunc g(" . items($n, sub { "a$_[0] int" }) . ") int {\n\treturn " .
		items($n, sub { "a$_[0]" }, ' + ') . "\n}\n", "\tprintln(g(" . items($n, sub { "Sink + $_[0]" }) . '))') });
add('results', 50, sub {
	my $n = shift;
	program("//go:noinline\nfunc g() (" . items($n, sub { 'int' }) . ") {\n\treturn " . items($n, sub { "Sink + $_[0]" }) . "\n}\n",
		"\t" . items($n, sub { "x$_[0]" }) . " := g()\n\tprintln(" . items($n, sub { "x$_[0]" }, ' ^ ') . ')') });

# --- statements --------------------------------------------------------------------------------------------------------

my $gs = "//go:noinline\nfunc g(x int) int { return x + Sink }\n//go:noinline\nfunc g2(x int) (int, string) { return x + Sink, \"a\" }\n";
sub statements {
	my ($name, $n, $line, $top) = @_;
	add("statements-$name", $n, sub { body(lines($_[0], sub { "\t" . $line->($_[0]) }), $top // $gs) });
}
statements('assign', 4000, sub { "r = r*a + b ^ $_[0]" });
statements('pointer', 500, sub { "*p += r & $_[0]; r ^= *p" });
statements('index', 300, sub { "s[a+$_[0]] = s[b] + $_[0]" });
statements('index-constant', 300, sub { "s[$_[0]] = $_[0] * a" });
statements('if', 300, sub { "if r > a*$_[0] { r -= b } else { r += 3 }" });
statements('if-return', 300, sub { "if r == a*$_[0] { return b * $_[0] }" });
statements('call', 500, sub { "r += g(r ^ $_[0])" });
statements('call-results', 250, sub { "x$_[0], y$_[0] := g2(r); r += x$_[0] + len(y$_[0])" });
statements('inlined', 500, sub { "r += h(r, $_[0])" }, "func h(x, y int) int {\n\tif x > y { return x - y }\n\treturn y\n}\n");
statements('append', 200, sub { "s = append(s, r + $_[0])" });
statements('defer', 100, sub { "defer g($_[0] + r)" });
statements('go', 100, sub { "go g($_[0] + r)" });
statements('closure', 100, sub { "defer func() { r += b * $_[0] }()" });
statements('for', 100, sub { "for i := range a { r += i * $_[0] }" });
statements('range', 100, sub { "for i, x := range s { r += i * x * $_[0] }" });
statements('string', 200, sub { "t += \"x$_[0]\" + u" },
	"var t, u string\n");
statements('box', 200, sub { "use(r + $_[0])" });
statements('println', 200, sub { "println(r, \"text $_[0]\")" });
statements('map', 200, sub { "m[r + $_[0]] = a; r += m[b]" }, "var m = map[int]int{}\n");
statements('chan', 200, sub { "c <- r; r += <-c" }, "var c = make(chan int, 1)\n");
statements('new', 200, sub { "q = &node{q, r + $_[0]}" }, "type node struct { next *node; x int }\n\nvar q *node\n");
statements('global', 500, sub { "G[$_[0] % 50] = &G[a & 31]" }, "var G [64]any\n");
statements('pointers-local', 300, sub { "v$_[0] := &node{w, r}; w = v$_[0]; r += w.x" },
	"type node struct { next *node; x int }\n\nvar w *node\n");
statements('label', 250, sub { "L$_[0]: if r < a { r += $_[0] + 1; goto L$_[0] }" });
add('goto-end', 250, sub {
	body(lines($_[0], sub { "\tif a*b > $_[0] { r ^= $_[0]; goto end }\n\tr += b" }) . "end:\n\tr++\n") });
add('locals', 500, sub {
	my $n = shift;
	body(lines($n, sub { "\tv$_[0] := g(a + $_[0])" }) . "\tfor range b {\n" .
		lines($n, sub { "\t\tv$_[0] = v" . ($_[0] * 7 % $n) . " + r" }) . "\t}\n" . lines($n, sub { "\tr ^= v$_[0]" }), $gs) });
add('locals-pointer', 250, sub { # each leads to the one before
	my $n = shift;
	program("type T struct{ p *T; x int }\n", "\tv0 := T{}\n" . lines($n, sub { "\tv" . ($_[0] + 1) . " := T{p: &v$_[0]}" }) .
		"\tuse(v$n)") });
add('locals-cycle', 250, sub {
	my $n = shift;
	program("type T struct{ p *T; x int }\n", lines($n, sub { "\tvar v$_[0] T" }) . "\tfor range Sink {\n" .
		lines($n, sub { "\tv$_[0].p = v" . (($_[0] + 1) % $n) . '.p' }) . "}\n\tv0.p = &v1\n\tprintln(v0.p == nil)") });

# --- nesting -----------------------------------------------------------------------------------------------------------

sub nested {
	my ($n, $open, $inner, $close) = @_;
	return join('', map { $open->($_) . "\n" } 0 .. $n - 1) . "$inner\n" . join('', map { "$close\n" } 1 .. $n);
}
add('nested-blocks', 250, sub { body(nested($_[0], sub { "{ v$_[0] := r + $_[0]; r ^= v$_[0]" }, '', '}')) });
add('nested-ifs', 200, sub { body(nested($_[0], sub { "if r += b; a > $_[0] {" }, 'r++', '}')) });
add('nested-else', 200, sub { body(join(' else ', map { "if a == $_ { r += $_ }" } 0 .. $_[0] - 1) . "\n") });
add('nested-loops', 25, sub { body(nested($_[0], sub { "for i$_[0] := range a { r += i$_[0]" }, 'r++', '}')) });
add('nested-switches', 100, sub { body(nested($_[0], sub { "switch a { case $_[0]: r++; default:" }, 'r++', '}')) });
add('nested-closures', 25, sub { body(nested($_[0], sub { "func() { v$_[0] := r + $_[0]; defer func() { Sink = v$_[0] }()" }, 'r++', '}()')) });
add('nested-parentheses', 4000, sub { body("\tr = " . '(' x $_[0] . 'a' . ')' x $_[0] . "\n") });
add('nested-unary', 4000, sub { body("\tr = " . '-^' x ($_[0] / 2) . "a\n") });
add('nested-not', 4000, sub { body("\tif " . '!' x $_[0] . "(a > b) { r++ }\n") });
add('nested-binary', 500, sub { body("\tr = " . items($_[0], sub { $_[0] % 2 ? "a*$_[0]" : "(b ^ $_[0])" }, ' + ') . "\n") });
add('nested-right', 250, sub { body("\tr = " . join('', map { "(a ^ $_ + " } 1 .. $_[0]) . 'b' . ')' x $_[0] . "\n") });
add('nested-and', 250, sub { body("\tif " . items($_[0], sub { "(a > $_[0] || b == $_[0])" }, ' && ') . " { r++ }\n") });
add('nested-calls', 250, sub { body("\tr = " . 'g(' x $_[0] . 'a' . ')' x $_[0] . "\n", $gs) });
add('nested-index', 100, sub { body("\tr = " . 's[' x $_[0] . 'a' . ']' x $_[0] . "\n") });
add('nested-conversions', 250, sub { body("\tr = " . 'int(int8(' x $_[0] . 'a' . '))' x $_[0] . "\n") });
add('nested-literals', 100, sub {
	program("type T struct { x int; p *T }\n\nvar V = " . join('', map { "&T{$_, " } 1 .. $_[0]) . 'nil' . '}' x $_[0] . "\n", "\tuse(V)") });
add('nested-literals-local', 100, sub {
	program("type T struct { x any }\nfunc f() any { return " . 'T{' x $_[0] . 'nil' . '}' x $_[0] . " }\n", "\tuse(f())") });
add('nested-selectors', 100, sub { program("type T struct { p *T; x int }\nfunc f(t *T) int { return t" . '.p' x $_[0] . ".x }\n",
	"\tt := &T{}\n\tt.p = t\n\tprintln(f(t))") });
add('strings-added', 1000, sub { program("const C = " . items($_[0], sub { "\"text $_[0]\"" }, ' + ') . "\n", "\tprintln(len(C))") });
add('strings-joined', 250, sub {
	program("func f(s, t string) string {\n\treturn " . items($_[0], sub { $_[0] % 2 ? 's' : "\"t$_[0]\" + t" }, ' + ') . "\n}\n",
		"\tprintln(f(\"a\", \"b\"))") });
add('string-long', 200000, sub { program("var V = \"" . 'x' x $_[0] . "\"\n\nconst C = `" . "y\n" x $_[0] . "`\n", "\tprintln(V, len(C))") });

# --- text and packages -------------------------------------------------------------------------------------------------

add('comments', 20000, sub { program("// comment\n" x $_[0], '') });
add('line-long', 3000, sub { body("\t" . items($_[0], sub { 'r ^= a' }, '; ') . "\n") });
add('line-comment', 300000, sub { program('// ' . 'c' x $_[0] . "\n/* " . 'd ' x $_[0] . "*/\n", '') });
add('identifiers', 500, sub { program(lines($_[0], sub { "var V" . 'x' x 300 . "$_[0] int" }), '') });

sub package { # number, imports: numbers
	my ($i, @imports) = @_;
	return ("p$i/p.go", "package p$i\n\n" . join('', map { "import \"m/p$_\"\n" } @imports) .
		"\nfunc F(x int) int { return x + $i" . join('', map { " + p$_.F(x)" } @imports) . " }\n");
}
add('packages-chain', 8, sub {
	my $n = shift;
	return ('main.go', "package main\n\nimport \"m/p0\"\n\nfunc main() { println(p0.F(1)) }\n",
		(map { constructs::package($_, $_ + 1) } 0 .. $n - 2), constructs::package($n - 1)) });
add('packages-fan', 8, sub {
	my $n = shift;
	return ('main.go', "package main\n\nimport (\n" . lines($n, sub { "\t\"m/p$_[0]\"" }) . ")\n\nfunc main() {\n" .
		lines($n, sub { "\tprintln(p$_[0].F(1))" }) . "}\n", map { constructs::package($_) } 0 .. $n - 1) });
add('files', 50, sub {
	my $n = shift;
	return ('main.go', "package main\n\nfunc main() { println(f0(1)) }\n",
		map { ("f$_.go", "package main\n\nfunc f$_(x int) int { return x + $_ }\n") } 0 .. $n - 1) });

1;
