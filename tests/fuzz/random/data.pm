# data.pm: statements about maps, slices, conversions, the order of assignments, promoted and generic things.
#
# Each of these statements has shapes, of which it makes one in a block of its own.  A shape is a name, conditions in
# brackets, and Go code with holes in it:
#
#   %t %u   types without pointers; %c a scalar, %i an integer, %f a float, %z a complex type, %o int or string,
#           %k a map's key, %n an integer type with methods, %s a struct without pointers, %m any struct
#   ?t      an expression of the type %t stands for; ?{TYPE} of any other
#   %{a|b}  one of the texts
#
# A letter stands for the same type wherever it is.  Where a type is wanted that the piece lacks, or the code cannot
# stand (`impure`: not in a pure function; `local`: it declares a type, not in a generic one), nothing is made.
package Piece;
use strict;
use warnings;

our %SHAPES; # statement -> [form, conditions, code]...

# Lists a statement with its shapes.
sub shapes {
	my ($statement, $weight, $text) = @_;
	my @names;
	for (split /\n(?=\S)/, $text) {
		my ($name, $conditions, $code) = /^([^\[\n]+?)(?: \[(.*)\])?\n(.*)/s or die "bad shape: $_\n";
		push @names, "$statement: $name";
		push @{$SHAPES{$statement}}, ["$statement: $name", $conditions || '', $code];
	}
	forms("Shapes of the statement '$statement'", @names);
	add_statements($statement, $weight, sub { return shape($statement) });
}

sub shape {
	my ($name, $conditions, $code) = @{pick(@{$SHAPES{$_[0]}})};
	return if $conditions =~ /impure/ && $pure;
	return if $conditions =~ /local/ && $type{T};
	my (%holes, @types);
	$code =~ s/%\{(.*?)\}/pick(split m{[|]}, $1)/ge;
	for my $letter ($code =~ /%([a-z])/g, $code =~ /\?([a-z])/g) {
		$holes{$letter} ||= hole($letter) or return;
	}
	$code =~ s/\?\{(.*?)\}/push @types, $1 =~ s{%([a-z])}{$holes{$1}}gr; "\0$#types\0"/ge;
	$code =~ s/%([a-z])/$holes{$1}/g;
	$code =~ s/\?([a-z])/text($holes{$1}, 1, 'argument')/ge;
	$code =~ s/\0(\d+)\0/text(parsed($types[$1]), 1, 'argument')/ge;
	return made($name, '{', split(/\n/, $code), '}');
}

sub hole {
	my $letter = shift;
	return plain_type() if $letter eq 't' || $letter eq 'u';
	return scalar_type() if $letter eq 'c';
	return int_type() if $letter eq 'i';
	return float_type() if $letter eq 'f';
	return complex_type() if $letter eq 'z';
	return pick('int', 'string') if $letter eq 'o';
	return key_type() if $letter eq 'k';
	return @named && pick(@named) if $letter eq 'n';
	return pick(embeddable(@plain_structs)) if $letter eq 's';
	return pick(embeddable(@structs)) if $letter eq 'm';
	die "no hole %$letter\n";
}

# The type of a text, which may be new.
sub parsed {
	my $t = shift;
	return $t if $type{$t};
	return slice_of(parsed($1)) if $t =~ /^\[\](.*)$/;
	return array_of($1, parsed($2)) if $t =~ /^\[(\d+)\](.*)$/;
	return pointer_to(parsed($1)) if $t =~ /^\*(.*)$/;
	return box_of(parsed($1)) if $t =~ /^Box\[(.*)\]$/;
	return func_type([parsed($1)], [parsed($2)]) if $t =~ /^func\((.*?)\) (.*)$/;
	die "cannot parse type $t\n";
}

shapes('maps', 4, <<'END');
NaN keys
	m := map[float64]%t{nan(): ?t, 1: ?t}
	m[nan()] = ?t
	_, ok := m[nan()]
	trace(ok)
	delete(m, nan())
	traceInt(uint64(len(m)))
	clear(m)
	traceInt(uint64(len(m)))
zeros as keys
	m := map[%f]int{%f(negZero()): ?{int}}
	m[0] += ?{int}
	trace(m[%f(negZero())])
	traceInt(uint64(len(m)))
interface keys
	m := map[any]int{any(?t): 1}
	m[any(?u)] += 2
	m[1.5]++
	traceInt(uint64(len(m)))
	trace(m[any(?t)])
struct keys
	m := map[%s]int{}
	m[?s]++
	m[?s]++
	delete(m, ?s)
	traceInt(uint64(len(m)))
array keys
	m := map[[2]%c]string{}
	m[?{[2]%c}] += "x"
	delete(m, ?{[2]%c})
	traceInt(uint64(len(m)))
complex keys
	m := map[%z]%t{0: ?t}
	m[?z] = ?t
	traceInt(uint64(len(m)))
nil map
	var m map[%k]%t
	x, ok := m[?k]
	trace(x)
	trace(ok)
	delete(m, ?k)
	clear(m)
	for range m { traceInt(1) }
	traceInt(uint64(len(m)))
map of maps
	m := map[string]map[int]%i{"a": {1: ?i}, "b": nil}
	m["a"][1]++
	m["a"][2] += ?i
	trace(m)
	trace(m["b"][3])
map of slices
	m := map[int][]%t{}
	for i := range 4 { m[i&1] = append(m[i&1], ?t) }
	trace(m)
map of structs
	m := map[string]struct { a %t; n int }{}
	x := m["q"]
	x.a = ?t
	m["q"] = x
	x.n++
	trace(m)
	trace(m["q"].a)
map of functions
	m := map[string]func(int) int{"f": ?{func(int) int}}
	traceInt(uint64(m["f"](?{int})))
	trace(m["g"] == nil)
operation on an element
	m := map[%k]%o{id(?k): ?o}
	m[?k] += ?o
	trace(m)
integer operations on an element
	m := map[string]%i{"a": ?i}
	m["a"] %{<<|>>}= 3
	m["b"] %{|&|^|&^}= ?i
	m["c"]%{++|--}
	trace(m)
growth
	m := make(map[int]%i, %{0|5|50})
	for i := range %{9|40|90} { m[i*i] = %i(i) }
	for i := range 20 { delete(m, i*i) }
	n := 0
	for k, v := range m { n += k ^ int(v) }
	traceInt(uint64(n + len(m)))
END

shapes('slices', 4, <<'END');
of an array
	x := ?{[4]%t}
	s := x[1:3]
	s[0] = ?t
	s = append(s, ?t)
	trace(x)
	traceInt(uint64(cap(s)))
with a capacity
	x := ?{[4]%t}
	s := x[:1:%{1|2|3|4}]
	s = append(s, ?t, ?t)
	trace(x)
	trace(s)
overlapping copy
	s := []%c{?c, ?c, ?c, ?c, ?c}
	traceInt(uint64(copy(s[%{0|1|2}:], s[%{0|1|3}:4])))
	trace(s)
clear
	s := []%t{?t, ?t, ?t}
	clear(s[%{0|1|3}:])
	trace(s)
array of a slice
	s := []%t{?t, ?t, ?t, ?t}
	p := (*[4]%t)(s)
	p[1] = ?t
	x := [2]%t(s)
	s[0] = ?t
	trace(*p)
	trace(x)
	trace(s)
nil and empty
	var s []%t
	trace(s == nil)
	s = []%t{}
	trace(s == nil)
	trace(s[:0] == nil)
	trace(append([]%t(nil), s...) == nil)
of slices
	s := make([][]%c, 3)
	for i := range s { s[i] = append(s[i], ?c, ?c) }
	s[1][0] = s[2][1]
	trace(s)
bytes of a string
	s := append([]byte("x"), ?{string}...)
	s[0] ^= 1
	trace(string(s))
	traceInt(uint64(copy(s, ?{string})))
	trace(s)
literal without types
	s := []struct { a %c; b []int }{{?c, nil}, {a: ?c, b: []int{3}}}
	m := map[[2]int][]*[1]%c{{1, 2}: {{?c}, nil}}
	trace(s)
	trace(*m[[2]int{1, 2}][0])
string by index
	s := ?{string} + "z"
	n := 0
	for i := 0; i < len(s); i++ { n = n*31 + int(s[i]) }
	traceInt(uint64(n))
pointers into a slice
	s := []%t{?t, ?t}
	p := &s[1]
	s = append(s[:2:2], ?t)
	*p = ?t
	trace(s)
	trace(*p)
array copied
	x := ?{[4]%t}
	y := x
	p := &x
	p[2] = ?t
	trace(x == y)
	trace(y)
	trace(len(p))
END

shapes('order of assignments', 4, <<'END');
swap
	x, y := ?t, ?t
	x, y = y, x
	trace(x)
	trace(y)
index assigned too
	s, i := ?{[4]%t}, %{0|1}
	i, s[i] = 2, ?t
	s[i], i = ?t, 0
	trace(s)
	traceInt(uint64(i))
pointer assigned too
	p, q := ref(?t), ref(?t)
	r := p
	p, *p = q, ?t
	trace(*p)
	trace(*r)
field of a pointer assigned too
	p := &struct { a %t; n int }{?t, 1}
	q := p
	p, p.a, p.n = &struct { a %t; n int }{?t, 2}, ?t, 3
	trace(*p)
	trace(*q)
elements rotated
	s := ?{[4]%t}
	s[0], s[1], s[2] = s[2], s[0], s[1]
	trace(s)
slice assigned too
	s, r := []%t{?t, ?t}, []%t{?t}
	t := s
	s, s[1] = r, ?t
	trace(s)
	trace(t)
list reversed [local]
	type node struct { v %t; next *node }
	var head *node
	for range 3 { head = &node{?t, head} }
	var back *node
	for head != nil { head.next, back, head = back, head, head.next }
	for ; back != nil; back = back.next { trace(back.v) }
calls from left to right
	f := func(x int) int { traceInt(uint64(x)); return x&1 }
	s := [2][2]int{{f(1), f(2)}, {f(3), f(4)}}
	s[f(5)][f(6)], s[f(7)][f(8)] = f(9), f(10)
	trace(s)
	traceInt(uint64(f(11) + f(12)*f(13)))
result before a defer
	x := func() %t {
		v := ?t
		defer func() { v = ?t }()
		return v
	}()
	trace(x)
named result after a defer
	x := func() (v %t) {
		defer func(old %t) { v = old }(v)
		return ?t
	}()
	trace(x)
arguments before a defer
	x := ?t
	func() {
		defer func(v %t) { trace(v); trace(x) }(x)
		x = ?t
	}()
comma ok
	var x any = ?t
	v, ok := x.(%t)
	trace(v)
	trace(ok)
	n, ok := x.(chan int)
	trace(ok)
	trace(n == nil)
	if g, ok := x.(Getter); ok { _ = g; traceInt(5) }
END

shapes('conversions', 3, <<'END');
structs without tags [local]
	type s struct { a %t; b %u }
	x := struct { a %t `x:"y"`; b %u }{?t, ?u}
	y := s(x)
	trace(y.a)
	trace((struct { a %t; b %u })(y))
functions [local]
	type f func(int) int
	x := f(?{func(int) int})
	traceInt(uint64((func(int) int)(x)(2)))
directions of channels
	c := make(chan %t, 1)
	in, out := (chan<- %t)(c), (<-chan %t)(c)
	in <- ?t
	trace(<-out)
between interfaces
	x := any(?t)
	y, ok := x.(interface{ Error() string })
	trace(ok)
	if ok { trace(y.Error()) }
	var z any = y
	trace(z == nil)
constants
	const k = %{1 << 6 - 1|'x' - 'a'|100.0 / 4|1<<70 >> 66|3 + 0i|-1 + 4}
	x := %i(k)
	var y float32 = k
	var z complex64 = k * 1i
	trace(x)
	trace(y)
	trace(z)
integers to every size
	x := ?i
	trace(int8(x))
	trace(uint16(x))
	trace(int32(x))
	trace(uint64(x))
	trace(float32(x))
floats to integers
	x := small(?f)
	trace(int8(x))
	trace(uint64(x))
	trace(float32(x))
strings and runes
	s := ?{string}
	r := []rune(s)
	trace(len(r))
	trace(string(r) == s)
	for i, c := range s { traceInt(uint64(i)<<32 | uint64(c)) }
pointers to named types
	x := ?n
	p := &x
	*p += 3
	traceInt(uint64(p.Get(1)))
	trace(x)
	trace(*(*%n)(p))
END

shapes('promotions', 4, <<'END');
field
	x := struct { %s; n int }{?s, 2}
	y := x
	x.%s = ?s
	trace(x == y)
	trace(x.%s)
method [impure]
	x := struct { n int; %m }{1, ?m}
	traceInt(uint64(x.Get(?{int})))
method through a pointer [impure]
	x := struct { n int; *%m }{1, ref(?m)}
	traceInt(uint64(x.Get(2)))
	f := x.Get
	traceInt(uint64(f(1)))
method twice [impure local]
	type inner struct { n int; *%m }
	x := struct { inner; m int }{inner{3, ref(?m)}, 4}
	g := Getter(x)
	traceInt(uint64(g.Get(2)))
	traceInt(uint64(x.n))
interface [impure]
	x := struct { Getter; n int }{?{Getter}, 1}
	g := Getter(&x)
	traceInt(uint64(g.Get(1)))
	f := g.Get
	traceInt(uint64(f(2)))
method expression [local]
	type outer struct { n string; %n }
	f := outer.Get
	traceInt(uint64(f(outer{"", ?n}, 3)))
	h := (*outer).Get
	traceInt(uint64(h(&outer{"", ?n}, 4)))
interface method expression [impure]
	f := Getter.Get
	traceInt(uint64(f(?{Getter}, 3)))
generic
	x := struct { *Box[%t]; n int }{newBox[%t](?t), 5}
	x.Set(?t)
	trace(x.Get())
	traceInt(uint64(x.Box.n))
	trace(x.v)
early bound
	x := ?n
	f := x.Get
	x++
	traceInt(uint64(f(1)))
	traceInt(uint64(x.Get(1)))
early bound to a pointer
	x := newBox[%t](?t)
	f, g := x.Get, x.Set
	g(?t)
	trace(f())
	trace(x.Get())
hidden by an outer field [local]
	type in struct { a, b %t }
	x := struct { in; a %u }{in{?t, ?t}, ?u}
	trace(x.a)
	trace(x.in.a)
	trace(x.b)
END

shapes('generics', 5, <<'END');
method in a constraint
	traceInt(uint64(getAll[%n](?n, ?n)))
pointer method in a constraint
	x := built[Box[%t], *Box[%t], %t](?t)
	trace(x.Get())
inferred
	x, y := pair(%{id|last}(?t), ?{int})
	trace(x)
	traceInt(uint64(y))
function as an argument
	f := func(x %t, n int) %u { return ?u }
	trace(applied(f, ?t))
	trace(applied(first[%t, int], ?t))
type with two parameters
	x := Pair[%c, %u]{?c, ?u}
	y := x.flip()
	y.setKey(?{string})
	trace(x)
	trace(y.value)
	f := (*Pair[string, %c]).setKey
	f(&y, ?{string})
	trace(y)
tree
	var x *Tree[%o]
	for _, v := range []%o{?o, ?o, ?o, ?o} { x = x.insert(v) }
	for v := range x.all { trace(v) }
sum
	trace(sum[%{%i|%f|%z}](1, 2, 3))
	trace(sum(?f, ?f))
	trace(sum(id(?z), ?z))
function type
	x := Func[%t, %u](func(%t) %u { return ?u })
	trace(x.apply(?t))
	f := x.apply
	trace(f(?t))
closure within
	f := counter[%i](?i)
	trace(f())
	trace(f())
switch on the parameter
	trace(kindOf[int](?{int}))
	trace(kindOf[float64](?{float64}))
	trace(kindOf[[]int](?{[]int}))
instance as a value
	f := id[%t]
	trace(f(?t))
	g := []func(%t, int) %t{first[%t, int]}
	trace(g[0](?t, ?{int}))
recursion
	trace(down[%i](?i, %{0|1|4}))
comparable
	traceInt(uint64(indexOf[%t]([]%t{?t, ?t}, ?t)))
embedded instance
	x := struct { Box[%t]; *Pair[string, %u] }{Box[%t]{v: ?t}, &Pair[string, %u]{"k", ?u}}
	x.Set(?t)
	x.setKey("l")
	trace(x.Get())
	trace(x.key)
	trace(x.Pair.value)
END

1;
