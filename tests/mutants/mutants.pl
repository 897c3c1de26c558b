#!/usr/bin/env perl
# Does a test notice?  Puts one bug after the other into a private copy of the tree, builds it and runs the tests that
# are to catch it; whatever is not caught shows a hole in the tests.
#
#     mutants.pl [NAME...]        all bugs, or those named
#     mutants.pl --check          only whether each still applies, one line each
#     mutants.pl --table          the results of the last run, as docs/mutants.md has them
#
# Each *.bug beside this file is one:
#
#     what is wrong, in a line
#     file PATH                   where
#     try THEME [ARGUMENTS]       tests/THEME/run.sh ARGUMENTS; several lines: in this order, until one fails
#     ---
#     the place: lines that begin with a blank stay, with - go, with + come.  Those that stay and go, in a row, must be
#     in the file exactly once
#
# A bug is caught if a line of a theme begins with FAIL, or if what it did without the bug takes it LIMIT seconds or
# MEMORY bytes.  Everything a theme starts is in a session of its own, which is killed at the first of these; a mutant
# may hang or grow without end.  Before the bugs each theme is run without any: it must not fail.
use strict;
use warnings;
use Cwd 'abs_path';
use File::Basename 'dirname';
use IO::Select;
use POSIX ();
use Time::HiRes 'time';

use constant { LIMIT => 150, MEMORY => 4 << 30, PERIOD => 0.2 };
my $here = dirname(abs_path($0));
my $top = abs_path("$here/../..");
my $build = $ENV{BUILD} // "$top/build";
my $work = "$build/mutants";
my $tree = "$work/tree";
my $results = "$work/results.txt";

sub slurp {
	my ($path) = @_;
	open my $in, '<', $path or die "$path: $!\n";
	local $/;
	return scalar <$in>;
}

sub spew {
	my ($path, $text) = @_;
	open my $out, '>', $path or die "$path: $!\n";
	print $out $text;
	close $out or die "$path: $!\n";
}

# --- bugs ---------------------------------------------------------------------------------------------------------

sub read_bug {
	my ($name) = @_;
	my ($head, $place) = split /^---\n/m, slurp("$here/$name.bug"), 2;
	my %bug = (name => $name, try => [], old => '', new => '');
	for (split /\n/, $head) {
		if (/^file (\S+)$/) { $bug{file} = $1 }
		elsif (/^try (.+)$/) { push @{$bug{try}}, $1 }
		elsif (!defined $bug{what}) { $bug{what} = $_ }
		else { die "$name.bug: $_\n" }
	}
	for (split /^/, $place // '') {
		die "$name.bug: neither kept, gone nor new: $_" unless s/^([-+ ])//;
		$bug{old} .= $_ if $1 ne '+';
		$bug{new} .= $_ if $1 ne '-';
	}
	die "$name.bug: incomplete\n" unless defined $bug{file} && defined $bug{what} && @{$bug{try}} && $bug{old} ne $bug{new};
	return \%bug;
}

# The file with the bug in it; dies if its place is not there exactly once.
sub mutated {
	my ($bug, $root) = @_;
	my $text = slurp("$root/$bug->{file}");
	my $at = index "\n$text", "\n$bug->{old}";
	die "its lines are not in $bug->{file}\n" if $at < 0;
	die "its lines are in $bug->{file} more than once\n" if index("\n$text", "\n$bug->{old}", $at + 1) >= 0;
	substr($text, $at, length $bug->{old}) = $bug->{new};
	return $text;
}

sub check {
	for my $bug (@_) {
		my @absent = grep { !-x "$here/../" . (split)[0] . '/run.sh' } @{$bug->{try}};
		eval { mutated($bug, $top); die "no theme: $absent[0]\n" if @absent; 1 }
			? print "PASS $bug->{name} applies\n"
			: print "FAIL $bug->{name}: $@";
	}
}

# --- sessions -----------------------------------------------------------------------------------------------------

# The processes of a session, and the bytes of memory they have.
sub session {
	my ($sid) = @_;
	my ($bytes, @pids) = (0);
	for (glob '/proc/[0-9]*/stat') {
		open my $in, '<', $_ or next;
		my $line = <$in> // next;
		my ($pid) = $line =~ /^(\d+)/;
		my @field = split ' ', substr $line, rindex($line, ')') + 2;
		next unless $field[3] == $sid && $field[0] ne 'Z';
		push @pids, $pid;
		$bytes += $field[21] * 4096;
	}
	return ($bytes, @pids);
}

sub kill_session {
	my ($sid) = @_;
	for (1 .. 20) {
		my (undef, @pids) = session($sid);
		return unless @pids;
		kill KILL => @pids;
		select undef, undef, undef, 0.05;
	}
}

# Runs a command in the private tree.  Returns its first line that begins with FAIL, or why it was killed, or nothing,
# and how many seconds went by until then.
sub run_until_failure {
	my ($command) = @_;
	my $start = time;
	my $pid = open(my $from, '-|') // die "fork: $!\n";
	if (!$pid) {
		POSIX::setsid();
		chdir $tree;
		open STDERR, '>>', "$work/stderr.txt";
		open STDIN, '<', '/dev/null';
		exec 'sh', '-c', "exec $command";
	}
	my ($verdict, $buffer, $ready) = (undef, '', IO::Select->new($from));
	while (!defined $verdict) {
		if ($ready->can_read(PERIOD)) {
			last unless sysread $from, $buffer, 65536, length $buffer;
			$verdict = $1 if $buffer =~ /^(FAIL .*)\n/m;
		}
		$verdict //= 'no end after ' . LIMIT . ' s' if time - $start > LIMIT;
		$verdict //= 'memory without end' if (session($pid))[0] > MEMORY;
	}
	my $seconds = time - $start;
	kill_session($pid);
	close $from;
	return ($verdict, $seconds);
}

# --- the private tree ---------------------------------------------------------------------------------------------

sub in_tree {
	my ($command, $log) = @_;
	return system("cd '$tree' && $command > '$work/$log' 2>&1") == 0;
}

sub prepare {
	system 'rm', '-rf', $tree;
	system 'mkdir', '-p', "$tree/build", "$work/out/cache";
	system "cd '$top' && cp -a Makefile .ci .clang-format compiler docs lang runtime samples stdlib tests '$tree'" and die "cannot copy $top\n";
	system "cd '$build' && cp -a vole lang compiler runtime zlib lib .stdlib '$tree/build'" and die "cannot copy $build: make all first\n";
	unlink "$tree/build/lib/stdlib";
	symlink "$tree/stdlib", "$tree/build/lib/stdlib";
	$ENV{TOP} = $tree;
	$ENV{BUILD} = "$tree/build";
	$ENV{VOLE} = "$tree/build/vole";
	$ENV{OUT} = "$work/out";
	$ENV{VOLE_CACHE} = "$work/out/cache";
	in_tree('make -s all', 'build.txt') or die "the copy does not build: see $work/build.txt\n";
}

sub try_tests {
	my ($bug) = @_;
	my $total = 0;
	for my $test (@{$bug->{try}}) {
		my ($theme, $arguments) = split ' ', $test, 2;
		my ($verdict, $seconds) = run_until_failure("tests/$theme/run.sh " . ($arguments // ''));
		$total += $seconds;
		return ($test, $verdict, $total) if defined $verdict;
	}
	return (undef, undef, $total);
}

# Without a bug nothing may fail, or be slow enough to be taken for caught.
sub run_without_bugs {
	my %seen;
	for my $test (grep { !$seen{$_}++ } map { @{$_->{try}} } @_) {
		my ($by, $verdict, $seconds) = try_tests({try => [$test]});
		die "without any bug: $test: $verdict\n" if defined $verdict;
		printf "without any bug: %s passes (%.0f s)\n", $test, $seconds;
	}
}

# Puts the bug in, tests, and takes it out again.  Times of files go on, so that make sees both.
sub run_bug {
	my ($bug) = @_;
	my ($path, $original) = ("$tree/$bug->{file}", slurp("$tree/$bug->{file}"));
	my $text = mutated($bug, $tree);
	spew($path, $text);
	my $built = in_tree('make -s all', 'build.txt');
	my ($by, $verdict, $seconds) = $built ? try_tests($bug) : ();
	spew($path, $original);
	die "$bug->{name} does not build: see $work/build.txt\n" unless $built;
	$verdict //= '';
	$verdict =~ s/^FAIL //;
	return join("\t", $bug->{name}, $by // '', sprintf('%.0f', $seconds), $verdict) . "\n";
}

sub run_bugs {
	my @bugs = @_;
	prepare();
	run_without_bugs(@bugs);
	my ($missed, $text) = (0, '');
	for my $bug (@bugs) {
		my $line = run_bug($bug);
		my ($name, $by, $seconds, $verdict) = split /\t/, $line;
		print $by ? "CAUGHT $name ($seconds s) $by: $verdict" : "MISSED $name ($seconds s)\n";
		$missed += !$by;
		$text .= $line;
		spew($results, $text);
	}
	printf "%d bugs, %d caught\n", scalar @bugs, @bugs - $missed;
	return $missed;
}

sub table {
	print "| bug | caught by | after | what it says |\n|---|---|---|---|\n";
	for (split /\n/, slurp($results)) {
		my ($name, $by, $seconds, $verdict) = split /\t/;
		$verdict =~ s/\|/\\|/g;
		$verdict = substr($verdict, 0, 100);
		print "| `$name`: " . read_bug($name)->{what} . " | `$by` | $seconds s | $verdict |\n";
	}
}

# ------------------------------------------------------------------------------------------------------------------

$| = 1;
my $mode = @ARGV && $ARGV[0] =~ /^--/ ? shift : '';
my @bugs = map { read_bug($_) } @ARGV ? @ARGV : map { s/\.bug$//r } map { s{.*/}{}r } sort glob "$here/*.bug";
if ($mode eq '--check') { check(@bugs) }
elsif ($mode eq '--table') { table() }
else { exit(run_bugs(@bugs) ? 1 : 0) }
