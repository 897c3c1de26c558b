#!/usr/bin/env perl
# flows.pl SEED: a random program about where pointers go.
#
# Nodes are made in frames, and handed on by calls of functions, methods of interfaces, function values, closures,
# method values and generic functions; some of these keep what they get (in globals, receivers, captured variables,
# slices, maps, other nodes), some hand it on, some return it.  The model is in the nodes: chk is a function of id, so
# whoever still has a pointer can tell whether what it points to is what it was.  check() follows a node's pointers and
# ends the program if it finds one that is not; besides, what is reachable at the end is summed up and printed, so
# that modes can be compared.
#
# Programs end: each call of a generated function burns fuel, and without fuel its body is left out.
use strict;
use warnings;

my $seed = shift // die "usage: flows.pl SEED\n";
srand($seed);

my $sinks = 3 + int rand 4;      # types K0 .. that are sinks
my $functions = 3 + int rand 4;  # functions F0 ..
my $leaky = rand() < 0.5 ? 0.03 : rand() < 0.5 ? 0 : 0.15; # how often something goes to a global
my ($id, $name, $indent) = (1, 0, 1);

sub chance { rand() < $_[0] }
sub one { $_[int rand @_] }
sub fresh { $_[0] . ++$name }
sub line { print "\t" x $indent, @_, "\n" }

# A scope: names of variables by type (n: *node, s: sink, f: func(*node) *node).
sub node { my $v = shift; chance(0.15) ? made($v) : one(@{$v->{n}}) }
sub made {
	my $n = ++$id;
	return one("(&node{id: $n, chk: $n ^ magic})", "mk($n)", "ptr(node{id: $n, chk: $n ^ magic})");
}
sub sink {
	my ($v, $depth) = (@_, 0);
	return one(@{$v->{s}}) if @{$v->{s}} && chance(0.6) || $depth > 2;
	my $k = int rand $sinks;
	my $next = @{$v->{s}} && chance(0.5) ? one(@{$v->{s}}) : 'nil';
	return one("(&K$k\{p: " . node($v) . ", next: $next})", "V$k\{" . node($v) . "}");
}
sub func {
	my $v = shift;
	return one(@{$v->{f}}) if @{$v->{f}} && chance(0.5);
	return one('id', 'keepNone', (map { "G$_" } 0 .. 1), sink($v) . '.put') if chance(0.6);
	my $p = fresh('p');
	my $text = "func($p *node) *node { ";
	my $inner = {%$v, n => [@{$v->{n}}, $p]};
	$text .= one("$p.a = " . one(@{$v->{n}}), one(@{$v->{n}}) . " = $p", "check($p)", "_ = " . one(@{$v->{n}}), global($p)) . '; ';
	return $text . 'return ' . one(@{$inner->{n}}) . ' }';
}
sub global { my $x = shift; chance($leaky * 3) ? one('g[' . int(rand 8) . "] = $x", "gs = append(gs, $x)") : "check($x)" }

sub value {
	my $v = shift;
	my $k = int rand 14;
	return node($v) if $k < 2;
	return sink($v) . '.put(' . node($v) . ')' if $k < 5;
	return func($v) . '(' . node($v) . ')' if $k < 7;
	return 'F' . int(rand $functions) . '(' . join(', ', node($v), node($v), sink($v), func($v)) . ')' if $k < 9;
	return 'orElse(' . node($v) . '.' . one('a', 'b') . ', ' . node($v) . ')' if $k < 11;
	return sink($v) . '.each(' . func($v) . ', ' . node($v) . ')' if $k < 12;
	return 'choose(' . node($v) . ', ' . node($v) . ')' if $k < 13;
	return 'unbox(' . one(node($v), '*' . one(@{$v->{n}})) . ')';
}

sub statement {
	my ($v, $depth) = @_;
	my $k = int rand 22;
	if ($k < 6) {
		my ($x, $text) = (fresh('v'), value($v));
		line("$x := $text");
		line("_ = $x");
		push @{$v->{n}}, $x;
	} elsif ($k < 8) {
		my ($x, $y, $n) = (fresh('l'), fresh('v'), ++$id);
		line("$x := node{id: $n, chk: $n ^ magic}");
		line("$y := &$x");
		line("_ = $y");
		push @{$v->{n}}, $y;
	} elsif ($k < 10) {
		line(one(@{$v->{n}}) . '.' . one('a', 'b') . ' = ' . node($v));
	} elsif ($k < 11) {
		line(one(@{$v->{n}}) . ' = ' . value($v));
	} elsif ($k < 12) {
		my ($x, $text) = (fresh('s'), sink($v));
		line("var $x sink = $text");
		line("_ = $x");
		push @{$v->{s}}, $x;
	} elsif ($k < 13) {
		my ($x, $text) = (fresh('f'), func($v));
		line("$x := $text");
		line("_ = $x");
		push @{$v->{f}}, $x;
	} elsif ($k < 14) {
		line(global(node($v)));
	} elsif ($k < 15) {
		line('check(' . one(@{$v->{n}}) . ')');
	} elsif ($k < 16) {
		my $x = fresh('m');
		line("$x := " . one("[]*node{" . node($v) . ', ' . node($v) . '}', "map[int]*node{0: " . node($v) . ', 1: ' . node($v) . '}',
			"[2]*node{" . node($v) . ', ' . node($v) . '}'));
		line("$x\[0] = " . node($v));
		my $y = fresh('v');
		line("$y := $x\[1]");
		line("_ = $y");
		push @{$v->{n}}, $y;
	} elsif ($k < 17 && $depth < 2) {
		my $i = fresh('i');
		line("for $i := 0; $i < 2; $i++ {");
		block($v, $depth + 1, 3);
		line('}');
	} elsif ($k < 18 && $depth < 2) {
		my $call = one('func() {', 'defer func() {', 'once(func() {');
		line($call);
		block($v, $depth + 1, 3);
		line($call =~ /once/ ? '})()' : '}()');
	} elsif ($k < 19) {
		line('burn()');
	} elsif ($k < 20 && $depth < 2) {
		my $x = fresh('e');
		line("for $x := range " . one('both(' . node($v) . ', ' . node($v) . ')', 'within(' . node($v) . ')') . ' {');
		my $inner = {n => [@{$v->{n}}, $x], s => [@{$v->{s}}], f => [@{$v->{f}}]};
		line("\tcheck($x)");
		block($inner, $depth + 1, 2);
		line('}');
	} elsif ($k < 21) {
		line(sink($v) . '.put(' . node($v) . ')');
	} else {
		line("if fuel%2 == 0 {");
		block($v, $depth + 1, 2);
		line('}');
	}
}

sub block {
	my ($v, $depth, $most) = @_;
	my $inner = {n => [@{$v->{n}}], s => [@{$v->{s}}], f => [@{$v->{f}}]};
	$indent++;
	statement($inner, $depth) for 1 .. 1 + int rand $most;
	$indent--;
}

sub body {
	my ($v, $n) = @_;
	line('if fuel--; fuel <= 0 {');
	line("\treturn $v->{n}[0]");
	line('}');
	statement($v, 0) for 1 .. $n;
	line('return ' . one(@{$v->{n}}));
}

print <<'GO';
package main

import "iter"

type node struct {
	id, chk int
	a, b    *node
}

type sink interface {
	put(p *node) *node
	each(f func(*node) *node, p *node) *node
}

const magic = 0x5a5a5a

var (
	g    [8]*node
	gs   []*node
	fuel int
)

func mk(id int) *node { return &node{id: id, chk: id ^ magic} }

//go:noinline
func ptr(n node) *node { return &n }

func id(p *node) *node { return p }

func keepNone(p *node) *node { check(p); return p }

//go:noinline
func orElse(p, q *node) *node {
	if p != nil {
		return p
	}
	return q
}

func choose[T any](a, b T) T {
	if fuel%3 == 0 {
		return a
	}
	return b
}

//go:noinline
func unbox(v any) *node {
	switch x := v.(type) {
	case *node:
		return x
	case node:
		return &x
	}
	return nil
}

//go:noinline
func once(f func()) func() { f(); return func() {} }

func both(p, q *node) iter.Seq[*node] {
	return func(yield func(*node) bool) { _ = yield(p) && yield(q) }
}

//go:noinline
func within(p *node) iter.Seq[*node] {
	return func(yield func(*node) bool) {
		for n := 0; p != nil && n < 3 && yield(p); n++ {
			p = p.a
		}
	}
}

func visit(p *node, depth int) int {
	if p == nil || depth > 3 {
		return 0
	}
	if p.chk != p.id^magic {
		println("node", p.id, "is not what it was:", p.chk)
		panic("a pointer outlived what it points to")
	}
	return p.id + 3*visit(p.a, depth+1) + 7*visit(p.b, depth+1)
}

func check(p *node) { visit(p, 0) }

//go:noinline
func burn() int {
	var a [256]int
	for i := range a {
		a[i] = ^i
	}
	return a[5] + a[200]
}

GO

for my $k (0 .. $sinks - 1) {
	print "type K$k struct {\n\tp *node\n\tnext sink\n}\n\n";
	print "type V$k struct{ p *node }\n\n";
	for my $t ("*K$k", "V$k") {
		my $v = {n => ['p', 'p'], s => [], f => []};
		print chance(0.5) ? "//go:noinline\n" : '', "func (k $t) put(p *node) *node {\n";
		if ($t =~ /K/ && chance(0.4)) { line(one('k.p = p', 'k.p, p = p, orElse(k.p, p)', 'p.a = k.p')) }
		if (chance(0.6)) { push @{$v->{n}}, 'q'; line('q := orElse(k.p, p)'); line('_ = q') }
		if ($t =~ /K/ && chance(0.5)) { line('if k.next != nil && fuel > 0 {'); line("\tp = k.next.put(p)"); line('}') }
		body($v, 1 + int rand 4);
		print "}\n\n";
		$v = {n => ['p', 'p'], s => ['sink(k)'], f => ['f', 'f']};
		print chance(0.5) ? "//go:noinline\n" : '', "func (k $t) each(f func(*node) *node, p *node) *node {\n";
		line('check(k.p)');
		body($v, 1 + int rand 4);
		print "}\n\n";
	}
}
for my $f (0 .. 1) {
	my $v = {n => ['p', 'p'], s => [], f => []};
	print "func G$f(p *node) *node {\n";
	body($v, 1 + int rand 3);
	print "}\n\n";
}
for my $f (0 .. $functions - 1) {
	my $v = {n => ['p', 'q', 'p', 'q'], s => ['s', 's'], f => ['f', 'f']};
	print chance(0.7) ? "//go:noinline\n" : '', "func F$f(p, q *node, s sink, f func(*node) *node) *node {\n";
	body($v, 3 + int rand 6);
	print "}\n\n";
}
print "func run(p *node) *node {\n";
my $v = {n => ['p'], s => [], f => []};
body($v, 12);
print "}\n\n";
print <<'GO';
func main() {
	sum := 0
	for round := range 4 {
		fuel = 200 + 100*round
		p := run(mk(1000000 + round))
		burn()
		sum = sum*31 + visit(p, 0)
		for _, p := range g {
			sum = sum*31 + visit(p, 0)
		}
		for i, p := range gs {
			sum += i * visit(p, 0)
		}
	}
	println(sum, len(gs), fuel)
}
GO
