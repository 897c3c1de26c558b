#!/usr/bin/env perl
# facts.pl rows PAGE.html [TEXT]: the marks of a page, one a line; of those lines that have TEXT.
# facts.pl beside LINES PAGE.html: what a page says otherwise than the lines of -m in that file; nothing if it agrees.
# facts.pl whole PAGE.html: what is wrong with a page's data in themselves.
# facts.pl get PAGE.html NAME...: a member of the data.
use strict;
use warnings;
use JSON::PP;

sub data {
	my ($file) = @_;
	local $/;
	open my $f, '<:raw', $file or die "$file: $!\n";
	my ($json) = <$f> =~ m{<script type="application/json" id="data">(.*?)</script>}s or die "$file: no data\n";
	return decode_json($json);
}

sub place { my ($d, $at) = @_; return ($at->[0] =~ /^\d+$/ ? $d->{files}[$at->[0]]{name} : $at->[0]) . ":$at->[1]:$at->[2]" }
sub inside { my ($d, $m) = @_; return join '', map { ' < ' . $_->[3] . ' ' . place($d, $_) } @{$m->{inside} // []} }

sub rows {
	my ($d, $text) = @_;
	my @rows;
	for my $m (@{$d->{marks}}) {
		my $row = join ' ', place($d, $m->{at}), $m->{kind}, $m->{verdict}, $m->{size} // '-', $m->{text} || '-', 'in', $d->{functions}[$m->{in}][0];
		$row .= inside($d, $m);
		$row .= " | $m->{why}" if $m->{why};
		$row .= ' | ' . (defined $_->{flow} ? $_->{flow} : place($d, $_->{at}) . ' ' . $_->{text} . inside($d, $_)) for @{$m->{flow} // []};
		push @rows, "$row\n" if index($row, $text // '') >= 0;
	}
	return @rows;
}

# --- beside -m ---------------------------------------------------------------------------------------

# Lines that both should have, told as `place what`; those that only one has.
sub compare {
	my ($d, @lines) = @_;
	my (%said, %marked, %count);
	for (@lines) {
		next unless m{^(?:\./)?(\S+?:\d+:\d+): (.*)$};
		my ($at, $what) = ($1, $2);
		my ($line, $column) = $at =~ /:(\d+):(\d+)$/;
		# Of what is made of a declaration, wrappers, there is a line, but no code.
		next if substr($d->{files}[0]{lines}[$line - 1], 0, $column - 1) =~ /^\s*(func|type) \(?$/ && $what !~ /^leaking|does not escape$/;
		$said{"$at moved $1"}++ if $what =~ /^moved to heap: (\S+)$/;
		$said{"$at inlined"}++ if $what =~ /^inlining call to /;
		$said{"$at devirtualised"}++ if $what =~ /^devirtualizing /;
		$said{"$at $what"}++ if $what =~ /^leaking param/;
		$count{"$at heap"}++ if $what =~ /escapes to heap$/;
		$count{"$at stack"}++ if $what =~ /does not escape$/;
		$count{"$at in range"}++ if $what eq 'index bounds check elided';
	}
	my @wrong;
	for my $m (@{$d->{marks}}) {
		my $at = place($d, $m->{at});
		if ($m->{variable}) {
			$marked{"$at moved $m->{text}"}++ if $m->{verdict} eq 'heap';
		} elsif ($m->{kind} eq 'alloc' && $m->{text} ne 'what a go or defer statement takes along' && ($m->{flow} || $m->{verdict} eq 'stack')) {
			my $verdict = $m->{verdict} eq 'may' ? 'heap' : $m->{verdict};
			push @wrong, "$at: $m->{text} marked $verdict, no line says so" unless $count{"$at $verdict"};
		} elsif ($m->{kind} eq 'call') {
			$marked{"$at inlined"}++ if $m->{verdict} eq 'inlined';
			$marked{"$at devirtualised"}++ if $m->{verdict} eq 'devirtualised' || ($m->{why} // '') =~ /^devirtualised: /;
		} elsif ($m->{kind} eq 'param') {
			if ($m->{verdict} eq 'stays') { push @wrong, "$at: $m->{text}, no line" unless $count{"$at stack"} }
			else { $marked{"$at $m->{text}"}++ }
		} elsif ($m->{kind} eq 'check' && $m->{verdict} ne 'left out') {
			push @wrong, "$at: $m->{text} checked, but said to be in range" if $count{"$at in range"};
		}
	}
	for (sort keys %said) { push @wrong, "$_: " . ($marked{$_} // 0) . " marks, $said{$_} lines" if ($marked{$_} // 0) != $said{$_} }
	for (sort keys %marked) { push @wrong, "$_: marked, no line" unless $said{$_} }
	return @wrong;
}

# --- in itself -----------------------------------------------------------------------------------------

my %counted = (
	heap => sub { $_->{kind} eq 'alloc' && $_->{verdict} eq 'heap' }, may => sub { $_->{kind} eq 'alloc' && $_->{verdict} eq 'may' },
	stack => sub { $_->{kind} eq 'alloc' && $_->{verdict} eq 'stack' }, inlined => sub { $_->{verdict} eq 'inlined' },
	devirtualised => sub { $_->{verdict} eq 'devirtualised' }, called => sub { $_->{verdict} =~ /^(direct|interface|value)$/ },
	checks => sub { $_->{kind} eq 'check' && $_->{verdict} =~ /^(kept|unknown)$/ },
	barriers => sub { $_->{kind} eq 'barrier' && $_->{verdict} =~ /^(kept|unknown)$/ });

# Every place is in a source that is there, every function is listed, totals are sums, a path ends on the heap.
sub faults {
	my ($d) = @_;
	my @wrong;
	my $known = sub {
		my ($what, $at) = @_;
		return if $at->[0] !~ /^\d+$/;
		my $text = $d->{files}[$at->[0]]{lines}[$at->[1] - 1];
		push @wrong, "$what at $at->[0]:$at->[1]:$at->[2]" if !defined $text || $at->[2] < 1 || $at->[2] > 1 + do { use bytes; length(Encode::encode_utf8($text)) };
	};
	for my $m (@{$d->{marks}}) {
		$known->($m->{text}, $_) for $m->{at}, @{$m->{inside} // []}, map { $_->{at} // () } @{$m->{flow} // []};
		push @wrong, "$m->{text} in function $m->{in}" unless $d->{functions}[$m->{in}];
		my @flows = grep { defined } map { $_->{flow} } @{$m->{flow} // []};
		push @wrong, "$m->{text} has steps before any flow" if $m->{flow} && !defined $m->{flow}[0]{flow};
		push @wrong, "$m->{text} escapes without a reason" if $m->{kind} eq 'alloc' && $m->{verdict} eq 'heap' && !$m->{why};
	}
	for my $total (sort keys %counted) {
		my $n = grep { $counted{$total}->() } @{$d->{marks}};
		push @wrong, "$total: $d->{totals}{$total}, counted $n" if $n != $d->{totals}{$total};
	}
	return @wrong;
}

my ($what, @files) = @ARGV;
binmode STDOUT, ':utf8';
require Encode;
if ($what eq 'rows') { print rows(data($files[0])->{build}, $files[1]) }
elsif ($what eq 'beside') {
	open my $f, '<', $files[0] or die "$files[0]: $!\n";
	print "$_\n" for compare(data($files[1])->{build}, <$f>);
} elsif ($what eq 'whole') { print "$_\n" for faults(data($files[0])->{build}) }
else {
	my $d = data(shift @files);
	$d = ref $d eq 'ARRAY' ? $d->[$_] : $d->{$_} for @files;
	print ref $d ? JSON::PP->new->canonical->encode($d) : $d // 'nothing', "\n";
}
