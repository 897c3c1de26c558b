# Reads what -json=0,DIR has written and prints it as text: the header, then a line a diagnostic and, indented, what
# belongs to it.  Left out are codes about checks and loops (Go's back end knows them), and flows between
# temporaries, to which Go gives no place.
use strict;
use warnings;
use JSON::PP;

my $json = JSON::PP->new->utf8;
binmode STDOUT, ':utf8';
my %known = map { $_ => 1 } qw(escape escapes leak canInlineFunction cannotInlineFunction);

sub place {
	my ($range) = @_;
	my ($start, $end) = @$range{qw(start end)};
	my $text = "$start->{line}:$start->{character}";
	return "$end->{line}:$end->{character}" eq $text ? $text : "$text is no point";
}

while (my $line = <STDIN>) {
	my $d = $json->decode($line);
	if (!$d->{range}) {
		(my $file = $d->{file}) =~ s,.*/,,;
		print "version $d->{version} package $d->{package} $d->{goos}/$d->{goarch} $file\n";
		next;
	}
	next unless $known{$d->{code}};
	print place($d->{range}), " $d->{severity} $d->{source}: $d->{code}: $d->{message}\n";
	for my $r (@{$d->{relatedInformation} || []}) {
		(my $file = $r->{location}{uri}) =~ s,^file:///.*/,,;
		next if $r->{message} =~ /flow: \{temp\} \x{2190} \{temp\}:/;
		print "\t$file:", place($r->{location}{range}), " $r->{message}\n";
	}
}
