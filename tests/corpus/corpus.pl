#!/usr/bin/perl
# Measures Vole by the programs of Go's own test tree, $(go env GOROOT)/test, read where they lie.
#
#     make corpus [DIR=fixedbugs] [KIND=run] [SLICE=3/10] [ONLY=regexp] [JOBS=n] [VERBOSE=1]
#
# Every program has one outcome:
#
#     pass    it does what Go's does: output, exit status, messages
#     fail    it does not
#     lacks   it imports a package of the standard library that Vole has not
#     apart   it asks for what Vole has no counterpart of: another system, a flag of Go's compiler, an
#             experiment, or what expected.txt names
#
# expected.txt holds all that fail or are apart for a reason that the program's first comment does not
# tell, one a line: `name: fail: reason` or `name: apart: reason`.  A program that fails and is not listed, or
# is listed and passes, makes this exit with 1.  SLICE=i/n takes every n-th program beginning with the i-th,
# so that n runs cover all.  Transcripts of what failed stay under build/corpus.
use strict;
use warnings;
use File::Basename qw(dirname);
use File::Path qw(make_path);
use Cwd qw(abs_path);
use lib dirname(abs_path($0));
use Recipe;
use Kinds;

my $here = dirname(abs_path($0));
my $top = dirname(dirname($here));
my @FOLDERS = qw(. ken chan interface internal/runtime/sys syntax dwarf fixedbugs codegen abi typeparam
	typeparam/mdempsky arenas simd);
my $build = $ENV{BUILD} || "$top/build";
my $results = ($ENV{OUT} || $build) . '/corpus';

# --- what to judge -----------------------------------------------------------------------------------

sub tree {
	my $root = `go env GOROOT 2>/dev/null`;
	chomp $root;
	return $root ne '' && -d "$root/test" ? "$root/test" : undef;
}

sub all_names {
	my $tree = shift;
	my @names;
	for my $folder (@FOLDERS) {
		next if $ENV{DIR} && $ENV{DIR} ne $folder;
		my @files = sort glob "$tree/$folder/*.go";
		push @names, map { s{^\Q$tree\E/(?:\./)?}{}r } @files;
	}
	return @names;
}

sub slice {
	my @names = @_;
	my ($i, $n) = ($ENV{SLICE} || '1/1') =~ m{^(\d+)/(\d+)$} or die "SLICE must be i/n\n";
	die "SLICE must be i/n with 1 <= i <= n\n" if $i < 1 || $i > $n;
	return @names[grep { $_ % $n == $i - 1 } 0 .. $#names];
}

sub selected {
	my ($tree) = @_;
	my @recipes = map { Recipe::of($tree, $_) } slice(all_names($tree));
	@recipes = grep { $_->{kind} eq $ENV{KIND} } @recipes if $ENV{KIND};
	@recipes = grep { $_->{name} =~ $ENV{ONLY} } @recipes if $ENV{ONLY};
	return @recipes;
}

# name -> [fail or apart, reason]
sub read_expected {
	my %expected;
	open my $in, '<', "$here/expected.txt" or die "$here/expected.txt: $!\n";
	while (<$in>) {
		next if /^#/ || !/\S/;
		my ($name, $outcome, $reason) = /^(\S+): (fail|apart): (.+)$/ or die "expected.txt:$.: $_";
		die "expected.txt:$.: $name twice\n" if $expected{$name};
		$expected{$name} = [$outcome, $reason];
	}
	return %expected;
}

# --- judging -------------------------------------------------------------------------------------------

sub result_file {
	return "$results/" . ($_[0] =~ tr{/}{,}r) . '.result';
}

sub judge_one {
	my $r = shift;
	my $wrong = Kinds::judge($r, "$results/" . ($r->{name} =~ tr{/}{,}r));
	open my $to, '>', result_file($r->{name}) or die "$!\n";
	print $to $wrong;
}

# Judges in at most jobs processes at once; calls done with each recipe and what was wrong.
sub judge_all {
	my ($jobs, $done, @recipes) = @_;
	my %running;
	while (@recipes || %running) {
		while (@recipes && keys %running < $jobs) {
			my $r = shift @recipes;
			my $pid = fork // die "fork: $!\n";
			if ($pid == 0) {
				judge_one($r);
				POSIX::_exit(0);
			}
			$running{$pid} = $r;
		}
		my $r = delete $running{wait()} or next;
		my $file = result_file($r->{name});
		$done->($r, -e $file ? Kinds::contents($file) : 'the judge died');
		unlink $file;
	}
}

sub outcome_of {
	my $wrong = shift;
	return 'pass' if $wrong eq '';
	return $wrong =~ /^lacks package/ ? 'lacks' : 'fail';
}

# --- reporting -----------------------------------------------------------------------------------------

my (%count, $unexpected);

sub group_of {
	my $name = shift;
	return 'escape*.go' if $name =~ m{^escape[^/]*$};
	return $name =~ m{^(.*)/} ? $1 : '.';
}

sub note {
	my ($r, $outcome) = @_;
	$count{$_}{$outcome}++, $count{$_}{all}++ for group_of($r->{name}), "// $r->{kind}", 'total';
}

sub report {
	my ($r, $wrong, $expected) = @_;
	my $outcome = outcome_of($wrong);
	note($r, $outcome);
	if ($outcome eq 'fail' && !$expected) {
		print "FAIL $r->{name}: $wrong\n";
		$unexpected++;
	} elsif ($outcome eq 'pass' && $expected) {
		print "FAIL $r->{name}: passes, though expected.txt says: $expected->[1]\n";
		$unexpected++;
	} elsif ($ENV{VERBOSE}) {
		my $known = $expected ? " (known: $expected->[1])" : '';
		print $outcome eq 'lacks' ? 'SKIP' : 'PASS', " $r->{name}", $wrong && ": $wrong", "$known\n";
	}
}

sub print_table {
	my @columns = qw(pass fail lacks apart all);
	printf "%-24s" . '%8s' x @columns . "\n", '', @columns;
	for my $row (sort grep { $_ ne 'total' } keys %count) {
		printf "%-24s" . '%8d' x @columns . "\n", $row, map { $count{$row}{$_} // 0 } @columns;
	}
	printf "%-24s" . '%8d' x @columns . "\n", 'total', map { $count{total}{$_} // 0 } @columns;
}

sub main {
	$| = 1;
	my $tree = tree();
	if (!$tree) {
		print "SKIP corpus: Go's test tree is not installed\n";
		return 0;
	}
	($Kinds::VOLE, $Kinds::TREE) = ($ENV{VOLE} || "$build/vole", $tree);
	-x $Kinds::VOLE or die "$Kinds::VOLE: no compiler there: run make\n";
	make_path($results);
	$ENV{VOLE_CACHE} ||= "$build/corpus/cache";
	my %expected = read_expected();
	my @judged;
	for my $r (selected($tree)) {
		my $listed = $expected{$r->{name}};
		$r->{apart} //= $listed->[1] if $listed && $listed->[0] eq 'apart';
		if ($r->{apart}) { note($r, 'apart') } else { push @judged, $r }
	}
	my $jobs = $ENV{JOBS} || `nproc` + 0;
	judge_all($jobs, sub { report(@_, $expected{$_[0]{name}}) }, @judged);
	print_table() unless $ENV{QUIET};
	return $unexpected ? 1 : 0;
}

exit main();
