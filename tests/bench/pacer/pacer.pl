#!/usr/bin/env perl
# pacer.pl SHAPES PREDICT PLOT FOLDER: what the pacer's model says of programs beside what they do.
#
# SHAPES (shapes.go) runs with a steady heap; how fast it allocates and how fast its heap is marked are read from that run's trace.
# With these two speeds and what it has beside its heap PREDICT (predict.c) says how each shape will go: how many collections, how far the heap
# goes, what share of the processors collecting takes. Then the shape runs, as often as $ROUNDS says, and the medians stand
# beside the prediction. FOLDER gets a picture of each, drawn by PLOT (moments/plot.pl).
use strict;
use warnings;

my ($shapes, $predict, $plot, $folder) = @ARGV;
die "usage: pacer.pl SHAPES PREDICT PLOT FOLDER\n" unless defined $folder;
my $rounds = $ENV{ROUNDS} || 5;
my ($work, $procs) = (6, 2);

# name, title, GOGC, memory limit in MB, corners
my @programs = (
	[ 'steady',  'A steady heap of 96 MB',                        100,   0,   '0:96 200:96 5000:96' ],
	[ 'ramp',    'A heap that grows from 16 to 256 MB',           100,   0,   '0:16 5000:256' ],
	[ 'spikes',  'Spikes from 48 to 160 MB',                      100,   0,   join ' ', map { ("$_:48", $_ + 700 . ':48', $_ + 850 . ':160', $_ + 999 . ':48') } map { 1000 * $_ } 0 .. 4 ],
	[ 'phases',  'Phases of 160, 32 and 96 MB',                   100,   0,   '0:160 1800:160 1801:32 3400:32 3401:96 5000:96' ],
	[ 'gogc',    'A steady heap of 96 MB, GOGC=50',               50,    0,   '0:96 5000:96' ],
	[ 'limit',   'From 64 to 130 MB below a limit of 240, GOGC=off', 'off', 240, '0:64 1000:64 4000:130 6000:130' ],
	[ 'limiter', '190 MB alive below a limit of 200',             100,   200, '0:32 500:190 8000:190' ],
);

sub median { my @v = sort { $a <=> $b } @_; return $v[ $#v / 2 ] }

# Runs a shape; its collections, and how long all of it took.
sub measure {
	my (undef, undef, $gogc, $limit, $corners) = @_;
	local $ENV{GODEBUG} = 'gctrace=1';
	local $ENV{GOGC} = $gogc;
	local $ENV{GOMEMLIMIT} = $limit ? "${limit}MiB" : 'off';
	my (@cycles, $end, $other);
	open my $trace, '-|', 'bash', '-c', "TIMEFORMAT=%R; { time $shapes $work $corners; } 2>&1" or die;
	while (<$trace>) {
		if (m!^gc \d+ @([\d.]+)s .*?: ([\d.]+)\+([\d.]+)\+([\d.]+) ms clock, ([\d.]+)\+([\d.]+)/([\d.]+)/([\d.]+)\+([\d.]+) ms cpu, (\d+)->(\d+)->(\d+) MB, (\d+) MB goal!) {
			push @cycles, { at => $1, clock => ($2 + $3 + $4) / 1e3, mark => $3 / 1e3, collector => ($5 + $6 + $7 + $8 + $9) / 1e3,
				markers => ($6 + $7 + $8) / 1e3, trigger => $10, peak => $11, marked => $12, goal => $13 };
		}
		elsif (/^other: (.*)/) { $other = $1 }
		elsif (/^([\d.]+)$/) { $end = $1 }
	}
	close $trace;
	die "pacer.pl: no collections\n" unless @cycles > 2 && $end;
	return { cycles => \@cycles, other => $other, share => summed('collector', @cycles) / ($end * $procs) };
}
sub summed { my $key = shift; my $n = 0; $n += $_->{$key} for @_; return $n }

sub predicted {
	my ($speeds, undef, undef, $gogc, $limit, $corners) = @_;
	my @command = ($predict, $gogc eq 'off' ? -1 : $gogc, $limit, @$speeds, split / /, $corners);
	open my $out, '-|', @command or die;
	my @cycles;
	while (<$out>) {
		my @f = split;
		push @cycles, { at => $f[0], trigger => $f[2], goal => $f[3], peak => $f[4], marked => $f[1] + $f[4] - $f[2], mark => $f[5], collector => $f[5] * $procs / 4 + $f[6] };
	}
	close $out or die "pacer.pl: @command\n";
	my $end = $cycles[-1]{at} + $cycles[-1]{mark};
	return { cycles => \@cycles, share => summed('collector', @cycles) / ($end * $procs) };
}

# Megabytes mapped beside the heap; megabytes a CPU second: allocated by the program, and marked.
sub speeds {
	my $run = measure(@{ $programs[0] });
	my @cycles = @{ $run->{cycles} };
	splice @cycles, 0, 3;
	my ($allocated, $ran, $marked) = (0, 0, 0);
	for my $i (0 .. $#cycles) {
		my $c = $cycles[$i];
		$marked += $c->{marked} - ($c->{peak} - $c->{trigger});
		next unless $i;
		my $b = $cycles[ $i - 1 ];
		$allocated += $c->{peak} - $b->{marked};
		$ran += ($c->{at} + $c->{clock} - $b->{at} - $b->{clock}) * $procs - $c->{collector};
	}
	return [ $run->{other}, $allocated / $ran, $marked / summed('markers', @cycles) ];
}

sub overshoot { my @c = @{ $_[0]{cycles} }; return summed('peak', @c) / summed('goal', @c) }
sub highest { my ($c) = sort { $b->{peak} <=> $a->{peak} } @{ $_[0]{cycles} }; return $c->{peak} }

sub picture {
	my ($name, $title, $real, $model) = @_;
	open my $out, '|-', "perl $plot > $folder/pacer-$name.svg" or die;
	print $out "title $title: the heap at the end of each collection\nx linear MB allocated so far\ny linear MB\n";
	for ([ 'measured', $real, 'peak' ], [ 'predicted', $model, 'peak' ], [ 'goal, measured', $real, 'goal' ], [ 'goal, predicted', $model, 'goal' ]) {
		my ($series, $run, $key) = @$_;
		my ($allocated, $marked) = (0, 0);
		print $out "series $series\n";
		for my $c (@{ $run->{cycles} }) {
			$allocated += $c->{peak} - $marked;
			$marked = $c->{marked};
			print $out "$allocated $c->{$key}\n";
		}
	}
	close $out or die;
}

my @all = map { speeds() } 1 .. $rounds;
my $speeds = [ map { my $i = $_; median(map { $_->[$i] } @all) } 0 .. 2 ];
printf "measured with a steady heap: %.1f MB beside it, allocates %.0f MB, marks %.0f MB a CPU second\n\n", @$speeds;
print "| | collections | | heap at the end / goal | | highest, MB | | collector's share of CPU | |\n";
print "|---|---|---|---|---|---|---|---|---|\n| | model | program | model | program | model | program | model | program |\n";
for my $p (@programs) {
	my @runs = map { measure(@$p) } 1 .. $rounds;
	my $model = predicted($speeds, @$p);
	printf "| %s | %d | %d | %.2f | %.2f | %.0f | %.0f | %.1f %% | %.1f %% |\n", $p->[1], scalar @{ $model->{cycles} },
		median(map { scalar @{ $_->{cycles} } } @runs), overshoot($model), median(map { overshoot($_) } @runs), highest($model),
		median(map { highest($_) } @runs), 100 * $model->{share}, 100 * median(map { $_->{share} } @runs);
	my ($typical) = (sort { $a->{share} <=> $b->{share} } @runs)[ $#runs / 2 ];
	picture($p->[0], $p->[1], $typical, $model);
}
