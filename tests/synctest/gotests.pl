#!/usr/bin/env perl
# Go's own tests of internal/synctest and testing/synctest, from where Go is installed, on Vole's packages: copied to a
# folder of the library's, made for that, under DIRECTORY. What there runs a part of a test in a process of its own prints
# instead how that is to be run, and what must come of it; that is done here.
#
#     gotests.pl GOROOT DIRECTORY     with $VOLE, $TOP, $BUILD
use strict;
use warnings;

my ($goroot, $dir) = @ARGV;
my $root = "$dir/root";
system("rm -rf '$root' && mkdir -p '$root' && cp -R '$ENV{TOP}/stdlib' '$root/stdlib'") == 0 or die;
for my $f (glob "$ENV{BUILD}/lib/*") {
	(my $name = $f) =~ s|.*/||;
	symlink $f, "$root/$name" unless -e "$root/$name";
}

sub slurp { local (@ARGV, $/) = @_; my $s = <>; return $s }
sub spew { open my $f, '>', $_[0] or die "$_[0]: $!"; print $f $_[1]; close $f }

my $child = 'if os.Getenv("GO_WANT_HELPER_PROCESS") == "1" { f(); return }; fmt.Printf("CHILD\t%s\t%s\t%x\n", ';

sub adapt {
	my $s = shift;
	$s =~ s/^\s*"(internal\/testenv|regexp)"\n//mg;
	$s =~ s/^(func wantFatal\(.*?\{\n).*?^\}/$1\tt.Helper(); $child t.Name(), "", []byte(want))\n\t_ = strings.Contains\n}/ms;
	$s =~ s/^(func runTest\(.*?\{\n).*?^\}/$1\t$child t.Name(), fmt.Sprint(args), []byte(pattern))\n}/ms;
	return $s;
}

# The packages that a file imports and the library lacks.
sub absent {
	my ($imports) = adapt(shift) =~ /^import \((.*?)^\)/ms;
	return grep { !-d "$root/stdlib/$_" && $_ ne 'unsafe' } ($imports // '') =~ /"(.*?)"/g;
}

sub run_program { # PROGRAM ARGUMENTS: what it printed
	my $command = join ' ', map { s/'/'\\''/gr =~ s/(.*)/'$1'/sr } @_;
	return scalar `cd '$dir' && ulimit -c 0 && timeout 100 $command 2>&1 < /dev/null`;
}

# Does what a test left for a process of its own come out as it must?
sub child_fails {
	my ($prog, $package, $name, $args, $want) = @_;
	$want = pack 'H*', $want;
	my @args = $args =~ /-test\.v/ ? '-test.v' : ();
	local $ENV{GO_WANT_HELPER_PROCESS} = 1;
	my $got = run_program($prog, '-test.run=^' . join('$/^', split m|/|, $name) . '$', '-test.count=1', @args);
	return '' if $package eq 'internal/synctest' ? index($got, $want) >= 0 : $got =~ /$want/;
	return 'printed ' . substr($got, 0, 200);
}

for my $package ('internal/synctest', 'testing/synctest') {
	for my $file (glob "$goroot/src/$package/*_test.go") {
		(my $name = $file) =~ s|.*/||;
		if (my @absent = absent(slurp($file))) {
			print "SKIP Go's $package $name: it needs package @absent\n";
			next;
		}
		spew("$root/stdlib/$package/$name", adapt(slurp($file)));
	}
	(my $prog = "$dir/$package.test") =~ s|(.*)/|$1_|;
	my $build = `cd '$dir' && VOLE_ROOT='$root' timeout 300 '$ENV{VOLE}' test -c -o '$prog' $package 2>&1`;
	if (!-x $prog) {
		print "FAIL $package: does not build: ", substr($build, 0, 300) =~ s/\n/ /gr, "\n";
		next;
	}
	my $out = run_program($prog, '-test.v');
	my %why;
	while ($out =~ /^(?:.*?)CHILD\t(\S+)\t(.*?)\t([0-9a-f]+)$/mg) {
		my ($name, $args, $want) = ($1, $2, $3);
		my $test = $name =~ s|/.*||r;
		my $why = child_fails($prog, $package, $name, $args, $want);
		$why{$test} .= $why if $why;
	}
	my %seen;
	while ($out =~ /^=== RUN +(\w+)$/mg) { $seen{$1} = 'does not end' }
	while ($out =~ /^--- (PASS|FAIL|SKIP): (\w+)/mg) { $seen{$2} = $1 eq 'FAIL' ? 'fails' : '' }
	for my $test (sort keys %seen) {
		my $why = ($seen{$test} . ' ' . ($why{$test} // '')) =~ s/\s+/ /gr;
		print $why =~ /\S/ ? "FAIL Go's $package $test: $why\n" : "PASS Go's $package $test\n";
	}
}
