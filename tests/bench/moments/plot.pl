#!/usr/bin/env perl
# plot.pl < FIGURES > PLOT.svg: lines through points.
#
#	title TEXT
#	x linear|log LABEL
#	y linear|log LABEL
#	series NAME              points follow, "X Y" a line; "# ..." is a comment
#
# Series differ by the form of their points as well as by colour, for readers who cannot tell colours.
use strict;
use warnings;

my ($width, $height, $left, $right, $top, $bottom) = (720, 340, 70, 170, 34, 46);
my ($title, %scale, %label, @series) = ('');
while (<STDIN>) {
	chomp;
	next if /^\s*(#|$)/;
	if (/^title (.*)/) { $title = $1 }
	elsif (/^([xy]) (linear|log) (.*)/) { ($scale{$1}, $label{$1}) = ($2, $3) }
	elsif (/^series (.*)/) { push @series, { name => $1, points => [] } }
	elsif (/^(-?[\d.e+-]+)\s+(-?[\d.e+-]+)$/ && @series) { push @{ $series[-1]{points} }, [ $1, $2 ] }
	else { die "plot.pl: line $.: $_\n" }
}
die "plot.pl: nothing to plot\n" unless grep { @{ $_->{points} } } @series;

sub escaped { my $s = shift; $s =~ s/&/&amp;/g; $s =~ s/</&lt;/g; return $s }
sub log10 { return log($_[0]) / log(10) }
sub ceiling { my $n = int $_[0]; return $n < $_[0] ? $n + 1 : $n }

# Where an axis begins and ends, and what it is marked with.
sub axis {
	my ($which, @values) = @_;
	@values = sort { $a <=> $b } @values;
	my ($low, $high) = @values[ 0, -1 ];
	if ($scale{$which} eq 'log') {
		die "plot.pl: $low on a logarithmic axis\n" if $low <= 0;
		my ($from, $to) = (-ceiling(-log10($low)), ceiling(log10($high)));
		$to++ if $from == $to;
		return { from => $from, to => $to, marks => [ map { 10**$_ } $from .. $to ], place => \&log10 };
	}
	$low = 0 if $low > 0;
	$high = $low + 1 if $high <= $low;
	my $step = 10**-ceiling(-log10(($high - $low) / 8));
	for my $times (2, 2.5, 2) { $step *= $times if ($high - $low) / $step > 8 }
	my $to = ceiling($high / $step);
	return { from => $low, to => $to * $step, marks => [ map { $_ * $step } 0 .. $to ], place => sub { $_[0] } };
}
my %axis = map { my $i = $_ eq 'x' ? 0 : 1; ($_ => axis($_, map { map { $_->[$i] } @{ $_->{points} } } @series)) } qw(x y);

sub at {
	my ($which, $value) = @_;
	my $a = $axis{$which};
	my $share = ($a->{place}->($value) - $a->{from}) / ($a->{to} - $a->{from});
	return sprintf '%.1f', $which eq 'x' ? $left + $share * ($width - $left - $right) : $height - $bottom - $share * ($height - $top - $bottom);
}

sub number {
	my $n = shift;
	return $n >= 1e9 ? $n / 1e9 . 'G' : $n >= 1e6 ? $n / 1e6 . 'M' : $n >= 1e4 ? $n / 1e3 . 'k' : sprintf '%.6g', $n;
}

sub form {
	my ($kind, $x, $y) = @_;
	return "<circle cx='$x' cy='$y' r='3.5'/>" if $kind == 0;
	my @corners = @{ (
		[ [ -3, -3 ], [ 3, -3 ], [ 3, 3 ], [ -3, 3 ] ], [ [ 0, -4 ], [ 4, 3 ], [ -4, 3 ] ], [ [ 0, -4 ], [ 4, 0 ], [ 0, 4 ], [ -4, 0 ] ]
	)[ $kind - 1 ] };
	return "<polygon points='" . join(' ', map { ($x + $_->[0]) . ',' . ($y + $_->[1]) } @corners) . "'/>";
}

print <<"HEAD";
<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 $width $height' width='$width' height='$height' role='img'>
<title>@{[escaped($title)]}</title>
<style>
text { font: 12px sans-serif; fill: #333 } .title { font-weight: bold }
.grid { stroke: #ddd } .line { fill: none; stroke-width: 1.5 }
.s0 { stroke: #1a5fb4; fill: #1a5fb4 } .s1 { stroke: #c64600; fill: #c64600 } .s2 { stroke: #26733a; fill: #26733a } .s3 { stroke: #813d9c; fill: #813d9c }
.line.line { fill: none }
</style>
<rect width='$width' height='$height' fill='#fff'/>
HEAD
printf "<text class='title' x='%d' y='20'>%s</text>\n", $left, escaped($title);
for my $m (@{ $axis{x}{marks} }) {
	my $x = at('x', $m);
	printf "<path class='grid' d='M%s %dV%d'/><text x='%s' y='%d' text-anchor='middle'>%s</text>\n", $x, $top, $height - $bottom, $x, $height - $bottom + 16,
		number($m);
}
for my $m (@{ $axis{y}{marks} }) {
	my $y = at('y', $m);
	printf "<path class='grid' d='M%d %sH%d'/><text x='%d' y='%.1f' text-anchor='end'>%s</text>\n", $left, $y, $width - $right, $left - 6, $y + 4, number($m);
}
printf "<text x='%d' y='%d' text-anchor='middle'>%s</text>\n", ($left + $width - $right) / 2, $height - 10, escaped($label{x});
printf "<text transform='translate(16 %d) rotate(-90)' text-anchor='middle'>%s</text>\n", ($top + $height - $bottom) / 2, escaped($label{y});
for my $i (0 .. $#series) {
	my ($s, $kind, $y) = ($series[$i], $i % 4, $top + 14 + 20 * $i);
	my @at = map { [ at('x', $_->[0]), at('y', $_->[1]) ] } @{ $s->{points} };
	print "<g class='s$kind'>";
	print "<polyline class='line' points='" . join(' ', map { "$_->[0],$_->[1]" } @at) . "'/>";
	print map({ form($kind, @$_) } @at) if @at <= 60;
	print form($kind, $width - $right + 14, $y - 4), "</g>\n";
	printf "<text x='%d' y='%d'>%s</text>\n", $width - $right + 24, $y, escaped($s->{name});
}
print "</svg>\n";
