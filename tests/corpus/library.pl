#!/usr/bin/perl
# Runs the tests of Go's own library, read from an installed Go, with `vole test`.
#
#     make library [ONLY=regexp] [FLAGS='-O0 -short'] [VERBOSE=1]
#
# A package of Go's is tested where it lies. One of Vole's own gets Go's test files beside its sources, in a copy of
# stdlib/: functions and other declarations that ask for what is private to Go's package do not compile and are left out,
# again and again as long as the compiler names some; what cannot be cut out takes its file along. A row a package says how many test functions (tests, examples, seeds
# of fuzz tests) ran, passed, failed and were skipped, and how many were left out; VERBOSE=1 names those that failed.
# No program with the tests of `os` or `syscall` takes these two from Vole: they are tested where they lie,
# as Go's, by a copy of stdlib/ that lacks them.
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
my $flags = $ENV{FLAGS} || '-O0 -short -timeout 120s -gcflags=-e';
my $attempts = 25;
my %endless = ('net/http' => 'TestTransportGCRequest');    # never ends: not run, counted as failed
my %replaced = (os => 1, syscall => 1);                    # Vole's own, but Go's in any program with their tests

chomp(my $goroot = `"$vole" env GOROOT`);
if ($goroot eq '') { print "SKIP library: no Go 1.26 is installed\n"; exit 0 }
make_path($out);

# A copy of the library, to put test files into.
sub prepare_root {
	my $root = "$out/" . shift;
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
	my $skip = $endless{$package} ? "-skip '$endless{$package}'" : '';
	system("timeout 600 '$vole' test -v $flags $skip '$package' > '$log' 2>&1 < /dev/null");
	return text_of($log);
}

# Cuts out of a test file the declarations that the lines are in; their lines stay, empty. An import that is not used is made
# blank. Returns the test functions that went, undef if a line is in none of these.
sub cut {
	my ($path, %wrong) = @_;    # line => message
	my @lines = split /\n/, text_of($path), -1;
	my @out;
	for my $at (sort { $a <=> $b } keys %wrong) {
		my $i = $at - 1;
		if ($wrong{$at} =~ /imported and not used/) {
			$lines[$i] =~ s/(?:[\w.]+ +)?"/_ "/;
			next;
		}
		next if $lines[$i] eq '';    # went with another line
		if ($lines[$i] =~ m{^//go:}) {    # of a declaration that went
			$lines[$i] = '';
			next;
		}
		$i-- while $i > 0 && $lines[$i] !~ /^(?:func|var|const|type)\b/;
		return undef if $lines[$i] !~ /^(?:func|var|const|type)\b/;
		push @out, $1 if $lines[$i] =~ /^func ((?:Test|Example|Fuzz)\w*)\(/;
		my $whole = $lines[$i] =~ /[{(]$/;
		while (1) {
			my $end = !$whole || $lines[$i] =~ /^[})]/;
			$lines[$i++] = '';
			last if $end || $i >= @lines;
		}
	}
	open my $file, '>', $path or return undef;
	print $file join "\n", @lines;
	close $file;
	return \@out;
}

# Where a test file declares a function that only Go's runtime has: file => { line => message }.
sub declared_without_body {
	my ($dir, $name) = @_;
	for my $path (glob "$dir/*_test.go") {
		my @lines = split /\n/, text_of($path);
		for my $i (0 .. $#lines) {
			return (basename($path) => { $i + 1 => 'undefined' }) if $lines[$i] =~ /^func $name\(/ && $lines[$i] !~ /\{/;
		}
	}
	return ();
}

# Leaves declarations out until the rest compiles. Returns what was printed and the functions left out.
sub test_own {
	my ($package, $root, $log) = @_;
	my $dir = "$root/stdlib/$package";
	system("cp -R '$goroot/src/$package'/*_test.go '$dir'/ 2>/dev/null; cp -R '$goroot/src/$package/testdata' '$dir'/ 2>/dev/null");
	system("chmod -R u+w '$dir'");
	local $ENV{VOLE_ROOT} = $root;
	# Its tests set this zone through what is private to Go's package.
	local $ENV{TZ} = 'America/Los_Angeles' if $package eq 'time';
	my (@out, $text);
	my $has_main = grep { text_of($_) =~ /^func TestMain\(/m } glob "$dir/*_test.go";
	for (1 .. $attempts) {
		$text = run_tests($package, $log);
		last if $text !~ /\[(?:build|setup) failed\]/;
		my %wrong;
		$wrong{$1}{$2} = $3 while $text =~ m{([\w.-]+_test\.go):(\d+)(:\d+:.*|: undefined reference.*)}g;
		%wrong = (%wrong, declared_without_body($dir, $1)) while $text =~ m{undefined reference to `[\w./]+\.(\w+)'}g;
		delete @wrong{grep { !-e "$dir/$_" } keys %wrong};
		last if !%wrong;
		for my $f (keys %wrong) {
			my $cut = cut("$dir/$f", %{ $wrong{$f} });
			push @out, $cut ? @$cut : functions_in("$dir/$f");
			unlink "$dir/$f" if !$cut;
		}
		# Without its TestMain a test that executes itself would do so again and again.
		return ('[setup failed]', @out, map { functions_in($_) } glob "$dir/*_test.go")
			if $has_main && !grep { text_of($_) =~ /^func TestMain\(/m } glob "$dir/*_test.go";
	}
	return ($text, @out);
}

# Runs the tests of one of Vole's packages in whose place Go's is compiled.
sub test_replaced {
	my ($package, $root, $log) = @_;
	local $ENV{VOLE_ROOT} = $root;
	return run_tests($package, $log);
}

my $only = $ENV{ONLY} || '.';
my $root = prepare_root('root');
my $gos_root = prepare_root('gosroot');
remove_tree("$gos_root/stdlib/$_") for keys %replaced;
my %sum;
printf "%-34s %5s %6s %6s %7s %8s\n", 'package', 'run', 'passed', 'failed', 'skipped', 'left out';
for my $line (`"$vole" list std`) {
	chomp $line;
	my ($package, $origin) = split /\t/, $line;
	next if $origin =~ /^not / || $package =~ m{(^|/)internal(/|$)} || $package !~ /$only/;
	next if !(() = glob("$goroot/src/$package/*_test.go"));
	my $log = "$out/" . ($package =~ s{/}{_}gr) . '.txt';
	my ($text, @left_out) =
		$replaced{$package} ? test_replaced($package, $gos_root, $log)
		: $origin eq "Go's" ? run_tests($package, $log)
		:                     test_own($package, $root, $log);
	my %n = (passed => 0, failed => 0, skipped => 0, 'left out' => scalar @left_out);
	$n{passed}++ while $text =~ /^--- PASS: /mg;
	$n{failed}++ while $text =~ /^--- FAIL: /mg;
	$n{failed}++ if $endless{$package};
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
