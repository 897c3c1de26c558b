#!/usr/bin/perl
# Runs the tests of Go's own library, read from an installed Go, with `vole test`.
#
#     make library [ONLY=regexp] [FLAGS='-O0 -short'] [VERBOSE=1]
#
# A package of Go's is tested where it lies. One of Vole's own gets Go's test files beside its sources, in a copy of
# stdlib/: those that ask for what is private to Go's package do not compile and are left out, one after another, as
# many times as the compiler names such a file. A row a package says how many test functions (tests, examples, seeds
# of fuzz tests) ran, passed, failed and were skipped, and how many were left out; VERBOSE=1 names those that failed.
# Transcripts are under build/library.
use strict;
use warnings;
use File::Basename qw(basename dirname);
use File::Path qw(make_path remove_tree);
use Cwd qw(abs_path);

my $top = dirname(dirname(dirname(abs_path($0))));
my $build = $ENV{BUILD} || "$top/build";
my $vole = $ENV{VOLE} || "$build/vole";
my $out = ($ENV{OUT} || $build) . '/library';
my $flags = $ENV{FLAGS} || '-O0 -short -timeout 120s';
my $attempts = 15;

chomp(my $goroot = `"$vole" env GOROOT`);
if ($goroot eq '') { print "SKIP library: no Go 1.26 is installed\n"; exit 0 }
make_path($out);

# A copy of the library, to put test files into.
sub prepare_root {
	my $root = "$out/root";
	remove_tree($root);
	make_path($root);
	system('cp', '-R', "$top/stdlib", "$root/stdlib") == 0 or die "cannot copy stdlib\n";
	for my $f (glob "$build/lib/*") { symlink $f, "$root/" . basename($f) if basename($f) ne 'stdlib' }
	return $root;
}

sub text_of {
	my $path = shift;
	open my $in, '<', $path or return '';
	local $/;
	return scalar <$in>;
}

sub functions_in {
	my @found = text_of(shift) =~ /^func ((?:Test|Example|Fuzz)\w*)\(/mg;
	return grep { $_ ne 'TestMain' } @found;
}

sub run_tests {
	my ($package, $log) = @_;
	system("timeout 600 '$vole' test -v $flags '$package' > '$log' 2>&1 < /dev/null");
	return text_of($log);
}

# Leaves test files out until the rest compiles. Returns what was printed and the functions left out.
sub test_own {
	my ($package, $root, $log) = @_;
	my $dir = "$root/stdlib/$package";
	system("cp -R '$goroot/src/$package'/*_test.go '$dir'/ 2>/dev/null; cp -R '$goroot/src/$package/testdata' '$dir'/ 2>/dev/null");
	local $ENV{VOLE_ROOT} = $root;
	my (@out, $text);
	for (1 .. $attempts) {
		$text = run_tests($package, $log);
		last if $text !~ /\[(?:build|setup) failed\]/;
		my %files = map { $_ => 1 } $text =~ m{([\w.-]+_test\.go):\d+:(?:\d+:| undefined reference)}g;
		my @wrong = grep { -e "$dir/$_" } keys %files;
		last if !@wrong;
		for my $f (@wrong) { push @out, functions_in("$dir/$f"); unlink "$dir/$f" }
	}
	return ($text, @out);
}

my $only = $ENV{ONLY} || '.';
my $root = prepare_root();
my %sum;
printf "%-34s %5s %6s %6s %7s %8s\n", 'package', 'run', 'passed', 'failed', 'skipped', 'left out';
for my $line (`"$vole" list std`) {
	chomp $line;
	my ($package, $origin) = split /\t/, $line;
	next if $origin =~ /^not / || $package =~ m{(^|/)internal(/|$)} || $package !~ /$only/;
	next if !(() = glob("$goroot/src/$package/*_test.go"));
	my $log = "$out/" . ($package =~ s{/}{_}gr) . '.txt';
	my ($text, @left_out) = $origin eq "Go's" ? (run_tests($package, $log)) : test_own($package, $root, $log);
	my %n = (passed => 0, failed => 0, skipped => 0, 'left out' => scalar @left_out);
	$n{passed}++ while $text =~ /^--- PASS: /mg;
	$n{failed}++ while $text =~ /^--- FAIL: /mg;
	$n{skipped}++ while $text =~ /^--- SKIP: /mg;
	$n{run} = $n{passed} + $n{failed} + $n{skipped};
	my $note = $text =~ /\[((?:build|setup) failed)\]/ ? $1
		: $text =~ /^(panic: test timed out)/m ? $1
		: $text =~ /^(panic: .{0,50}|fatal error: .{0,50}|SIG\w+.{0,40})/m ? $1 : '';
	printf "%-34s %5d %6d %6d %7d %8d  %s\n", $package, @n{'run', 'passed', 'failed', 'skipped', 'left out'}, $note;
	if ($ENV{VERBOSE}) { print "    $1\n" while $text =~ /^--- FAIL: (\S+)/mg }
	$sum{$_} += $n{$_} for keys %n;
	$| = 1;
}
printf "%-34s %5d %6d %6d %7d %8d\n", 'all', map { $sum{$_} || 0 } 'run', 'passed', 'failed', 'skipped', 'left out';
