#!/usr/bin/env perl
# growth.pl - does what compiling costs grow with the source, or faster?
#
#     growth.pl [-O0] [-scale=k] [-count] [-known] [-l] [construct ...]
#
# Each construct of constructs.pm is compiled at n, 2n and 4n (times k), each time with an empty cache.  What does not
# depend on n cancels out in the ratio
#
#     (cost(4n) - cost(2n)) / (cost(2n) - cost(n))
#
# which is 2 if the cost is linear, 2.2 if it is n log n, 4 if it is quadratic.  Above MOST it is a failure.
#
# What decides is a count, the basic blocks that vole and its processes run under valgrind, and the same each time.  It
# takes fifty times as long as the compilation, so CPU time tells first for which constructs counting is worth it: those
# whose ratio of times is high, and that take TIME at all.  With -count all are counted.
# A line is "PASS", "FAIL" or "SKIP", the construct, n, what the three took and the ratio.
use strict;
use warnings;
use File::Basename qw(dirname);
use File::Path qw(make_path remove_tree);
use lib dirname(__FILE__);
use constructs;

use constant {MOST => 2.6, TIME => 0.4, SUSPECT => 2.6};

# What still grows faster: docs/benchmarks.md.  With -known these are measured as well.
my %known = map { $_ => 1 } qw(chain-inlined fields-used instances locals statements-for statements-label statements-map);

my ($vole, $work) = ($ENV{VOLE}, "$ENV{OUT}/growth/$$");
my ($opt, $scale, $count, $list, $known) = ('-O2', 1, 0, 0, 0);
while (@ARGV && $ARGV[0] =~ /^-/) {
	my $flag = shift;
	if ($flag eq '-O0' || $flag eq '-O2') { $opt = $flag }
	elsif ($flag =~ /^-scale=([\d.]+)$/) { $scale = $1 }
	elsif ($flag eq '-count') { $count = 1 }
	elsif ($flag eq '-known') { $known = 1 }
	elsif ($flag eq '-l') { $list = 1 }
	else { die "usage: growth.pl [-O0] [-scale=k] [-count] [-known] [-l] [construct ...]\n" }
}
my %constructs = %constructs::constructs;
my @names = @ARGV ? @ARGV : sort keys %constructs;
if ($list) { print "$_\n" for @names; exit }
my $valgrind = system('command -v valgrind > /dev/null 2>&1') == 0;

sub write_module {
	my @files = @_;
	unshift @files, 'main.go' if @files == 1;
	push @files, 'go.mod', "module m\n\ngo 1.26\n";
	remove_tree($work);
	while (my ($path, $text) = splice @files, 0, 2) {
		make_path(dirname("$work/$path"));
		open my $f, '>', "$work/$path" or die "$work/$path: $!\n";
		print $f $text;
		close $f or die;
	}
}

# Runs a build of what write_module() wrote; dies if it is refused.
sub build {
	my ($prefix, $log) = @_;
	remove_tree("$work/cache");
	my $command = "cd $work && VOLE_CACHE=$work/cache timeout 600 $prefix $vole build -p 1 $opt -o prog . > $log 2>&1";
	return if system($command) == 0;
	open my $f, '<', "$work/$log";
	my $first = <$f> // '';
	$first = <$f> // '' if $first =~ /^#/;
	chomp $first;
	die "does not build: $first\n";
}

sub seconds {
	my @before = times;
	build('', 'out.txt');
	my @after = times;
	return $after[2] + $after[3] - $before[2] - $before[3];
}

# Each process says how many it had run when it ended; a fork has its parent's count.  Taken together they
# are a little more than there were, by a part that does not grow.
sub blocks {
	build('valgrind --tool=none --stats=yes --trace-children=no', 'valgrind.txt');
	open my $f, '<', "$work/valgrind.txt" or die;
	my $sum = 0;
	while (my $line = <$f>) {
		next unless $line =~ /scheduler: ([\d,]+) event checks/;
		(my $n = $1) =~ tr/,//d;
		$sum += $n;
	}
	die "valgrind counts nothing\n" unless $sum;
	return $sum;
}

sub ratio {
	my @cost = @_;
	return 0 if $cost[2] <= $cost[1];
	return 99 if $cost[1] <= $cost[0];
	return ($cost[2] - $cost[1]) / ($cost[1] - $cost[0]);
}

sub least { # of two measurements, each of three sizes
	my ($a, $b) = @_;
	return map { $a->[$_] < $b->[$_] ? $a->[$_] : $b->[$_] } 0 .. $#$a;
}

sub measure { # name, n, how
	my ($name, $n, $how) = @_;
	return map { write_module($constructs{$name}[1]->($_ * $n)); $how->() } 1, 2, 4;
}

sub suspect {
	my @cost = @_;
	return $cost[2] - $cost[0] > TIME && ratio(@cost) > SUSPECT;
}

sub line {
	my ($verdict, $name, $n, $format, @cost) = @_;
	return sprintf "%s %s: %s n=%d $format ratio %.2f\n", $verdict, $name, $opt, $n, @cost, ratio(@cost);
}

sub judge {
	my $name = shift;
	return "SKIP $name: known to grow faster\n" if $known{$name} && !$known;
	my $n = int($constructs{$name}[0] * $scale);
	my $format = '%.2f %.2f %.2f s';
	if (!$count) {
		my @cost = measure($name, $n, \&seconds);
		for (1 .. 2) {
			return line('PASS', $name, $n, $format, @cost) unless suspect(@cost);
			@cost = least(\@cost, [measure($name, $n, \&seconds)]);
		}
		return line('PASS', $name, $n, $format, @cost) unless suspect(@cost);
		return line('SKIP', "$name (no valgrind)", $n, $format, @cost) unless $valgrind;
	}
	my @blocks = map { $_ / 1e6 } measure($name, $n, \&blocks);
	return line(ratio(@blocks) > MOST ? 'FAIL' : 'PASS', $name, $n, '%.2f %.2f %.2f million blocks', @blocks);
}

$| = 1;
for my $name (@names) {
	die "no construct $name\n" unless $constructs{$name};
	print eval { judge($name) } // "FAIL $name: $opt $@";
}
remove_tree($work);
