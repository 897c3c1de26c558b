#!/usr/bin/env perl
# shares.pl - each function's share of CPU time by the CPU profile, beside the share that perf saw in the same run.
#
#     VOLE=build/vole tests/profiles/perf/shares.pl [SECONDS [PROGRAM ...]]
#
# perf counts a sample of the kernel for the function of the program that was interrupted or called it, as
# the profile does; inlined calls count for the function they are in. Not a test: it needs perf, Go and a few
# thousand samples. At n samples a share p is off by sqrt(2p(1-p)/n), by either.
use strict;
use warnings;
use Cwd 'abs_path';
use File::Basename;
use File::Temp 'tempdir';

my $here = dirname(abs_path($0));
my $vole = abs_path($ENV{VOLE} // "$here/../../../build/vole");
my $seconds = shift // 30;
my @programs = @ARGV ? @ARGV : qw(loops calls matrix trees maps formats memory sorts channels words);
my $dir = tempdir(CLEANUP => 1);
chdir $dir or die;
system($vole, 'build', '-o', 'shares', "$here/shares.go") == 0 or die "does not build\n";

# The names that profiles give to C functions: the table in package internal/frames.
my %go_name;
open my $table, '<', "$here/../../../stdlib/internal/frames/frames.go" or die;
while (<$table>) { $go_name{$1} = $2 if /^\t"([\w.]+)":\s+"([^"]+)",/ }

sub name {
	my ($s) = @_;
	$s =~ s/@.*//;
	$s =~ s/\.(part|constprop|isra|cold)\b.*//;
	$s =~ s/^__(memmove|memset|memcmp|memchr)_.*/$1/;
	$s =~ s/^__vdso_//;
	$s =~ s/\[.*\]/[...]/;
	return $go_name{$s} // $s;
}

sub by_perf {
	my %n;
	local $/ = "\n\n";
	open my $in, '-|', 'perf script -i perf.data -F ip,sym --no-inline 2> perf.err' or die;
	while (<$in>) {
		for (split /\n/) {
			next unless /^\s*([0-9a-f]+) (.*)/ && !(length $1 == 16 && $1 =~ /^f/);
			$n{name($2)}++;
			last;
		}
	}
	return \%n;
}

sub by_profile {
	my (%n, %place, @samples, $part, $id);
	open my $in, '-|', 'go tool pprof -raw shares cpu.pb 2> pprof.err' or die;
	while (<$in>) {
		$part = $1 if /^(Samples|Locations|Mappings)/;
		next unless $part;
		push @samples, [$1, $2] if $part eq 'Samples' && /^\s+(\d+)\s+\d+: (\d+)/;
		next unless $part eq 'Locations' && /^\s+(?:(\d+): 0x\S+ M=\d+ )?(\S.*?) \S*:\d+:\d+ s=\d+/;
		$id = $1 if $1;
		$place{$id} = $2;    # of several, the last is the one they are inlined into
	}
	$n{name($place{$_->[1]} // '?')} += $_->[0] for @samples;
	return \%n;
}

for my $program (@programs) {
	system("perf record -q -e cpu-clock -F 499 -g -o perf.data ./shares $program ${seconds}s cpu.pb 2> perf.err") == 0 or die "perf failed\n";
	my ($perf, $profile) = (by_perf(), by_profile());
	my ($all_perf, $all) = (0, 0);
	$all_perf += $_ for values %$perf;
	$all += $_ for values %$profile;
	# a C function that is not in the table has "runtime." in front in one of them
	for (keys %$profile) {
		my $bare = s/^runtime\.//r;
		$perf->{$_} = delete $perf->{$bare} if !exists $perf->{$_} && exists $perf->{$bare};
	}
	my %rows = map { $_ => [100 * ($perf->{$_} // 0) / $all_perf, 100 * ($profile->{$_} // 0) / $all] } keys %$perf, keys %$profile;
	my @names = sort { $rows{$b}[0] <=> $rows{$a}[0] } keys %rows;
	my ($worst) = sort { abs($rows{$b}[1] - $rows{$b}[0]) <=> abs($rows{$a}[1] - $rows{$a}[0]) } keys %rows;
	printf "%-9s %5d samples of perf, %5d of the profile; largest difference %+.1f points: %s\n", $program, $all_perf, $all,
		$rows{$worst}[1] - $rows{$worst}[0], $worst;
	printf "          %-40s perf %5.1f %%   profile %5.1f %%\n", $_, @{$rows{$_}} for @names[0 .. ($#names < 3 ? $#names : 3)];
}
