# Recipe.pm - what the first comment of a program of Go's test tree asks for.
#
# The first line that is no build constraint reads `// kind flags... arguments...`:
#
#     // run                          build, run, compare what it prints with X.out
#     // run other.go x y             the same with a second source file and two arguments
#     // errorcheck -0 -m -l          compile without errors, compare messages with the ERROR comments
#     // compiledir, rundir -s        the packages of X.dir; -s: every file is a package of its own
#
# Flags that choose what Go's compiler does inside change nothing for Vole and are dropped.  Flags that ask
# for a feature of Go's tools Vole has no counterpart of set the program apart, as do constraints
# that do not hold.
package Recipe;
use strict;
use warnings;
use Text::ParseWords qw(shellwords);

my %KNOWN = map { $_ => 1 } qw(run runoutput rundir runindir buildrun buildrundir build builddir compile
	compiledir errorcheck errorcheckdir errorcheckandrundir errorcheckwithauto errorcheckoutput);
my %APART_KIND = (asmcheck => "Go's assembly", skip => 'skipped by Go');
my %TRUE_TAG = map { $_ => 1 } qw(linux amd64 unix gc test_run);

# Flags with a meaning for the program: a pattern, why it is set apart.
my @APART_FLAG = (
	[qr/^-race$/, 'race detector'],
	[qr/^-goexperiment/, 'GOEXPERIMENT'],
	[qr/^-d=checkptr/, 'checkptr'],
	[qr/^-d=libfuzzer/, 'libfuzzer'],
	[qr/^-d=maymorestack/, 'maymorestack'],
	[qr/^-d=converthash/, 'converthash'],
	[qr/^-\+$/, "rules for Go's runtime"],
	[qr/^-complete$/, "a flag of Go's compiler"],
	[qr/^-std$/, "rules for Go's standard library"],
	[qr/^-live$/, "liveness of Go's back end"],
	[qr/^-(?:ldflags=)?-k=/, 'field tracking'],
	[qr/^-tags/, 'build tags'],
);
# Debugging output of Go's compiler that ERROR comments of these programs match.
my $DEBUG_OUTPUT = qr/^-d=(?!panic$|inlfuncswithclosures)/;

sub tag_holds {
	my $tag = shift;
	return $1 <= 26 if $tag =~ /^go1\.(\d+)$/;
	return exists $TRUE_TAG{$tag};
}

# Does the expression of a //go:build line hold?
sub holds {
	my $expr = shift;
	$expr =~ s/[\w.]+/tag_holds($&) ? '1' : '0'/ge;
	return $expr =~ /^[01!&|()\s]+$/ && eval $expr;
}

# The first comment after the constraints, and the constraint that does not hold.
sub first_comment {
	my $text = shift;
	my ($head) = $text =~ /\A(.*?)(?:^package\b|\z)/ms;
	my ($false) = grep { !holds($_) } $head =~ m{^//go:build\s+(.*)}mg;
	for (split /\n/, $text) {
		next if m{^//\s*(?:go:build|\+build)} || !/\S/;
		return (m{^//\s*(.*)} ? $1 : '', $false);
	}
	return ('', $false);
}

# Sorts the flags into fields of the recipe; what is left of words are arguments.
sub take_flags {
	my ($r, @words) = @_;
	while (@words && $words[0] =~ /^-/) {
		my $flag = shift @words;
		$flag =~ s/^-gcflags=//;
		if ($flag eq '-gcflags') {
			unshift @words, shift @words;
		} elsif ($flag =~ s/^all=//) {
			unshift @words, split ' ', $flag;
		} elsif ($flag eq '-ldflags') {
			@words = grep { /^-k=/ } @words;
		} elsif ($flag =~ /^-(?:t|goexperiment|godebug|gomodversion)$/) {
			my $value = shift @words;
			$r->{goversion} = $value if $flag eq '-gomodversion';
			push @{$r->{flags}}, $flag if $flag eq '-goexperiment';
		} elsif ($flag =~ /^-lang=go(.*)/) {
			$r->{goversion} = $1;
		} elsif ($flag eq '-0') {
			$r->{wants_error} = 0;
		} elsif ($flag eq '-1') {
			$r->{wants_error} = 1;
		} elsif ($flag eq '-s') {
			$r->{single} = 1;
		} else {
			push @{$r->{flags}}, $flag;
		}
	}
	return @words;
}

sub why_apart {
	my $r = shift;
	return $APART_KIND{$r->{kind}} if $APART_KIND{$r->{kind}};
	return 'no recipe' if $r->{kind} eq 'none';
	for my $flag (@{$r->{flags}}) {
		for (@APART_FLAG) {
			return $_->[1] if $flag =~ $_->[0];
		}
		return "debugging output of Go's compiler"
			if $r->{kind} =~ /^errorcheck/ && !$r->{wants_error} && $flag =~ $DEBUG_OUTPUT;
	}
	return undef;
}

# Returns the recipe of DIR/NAME, a reference to a hash: name; file; kind; sources (beside file); args;
# vole (flags for vole); wants_error; auto (messages at generated code count); single; goversion;
# apart (why Vole is not asked).
sub of {
	my ($dir, $name) = @_;
	my $file = "$dir/$name";
	open my $in, '<:raw', $file or die "$file: $!\n";
	my $text = do { local $/; <$in> };
	my ($comment, $false) = first_comment($text);
	my ($kind, @words) = shellwords($comment);
	$kind = 'none' unless defined $kind && ($KNOWN{$kind} || $APART_KIND{$kind});
	my $r = { name => $name, file => $file, kind => $kind, flags => [] };
	$r->{wants_error} = $r->{kind} =~ /^errorcheck(?!andrun)/ ? 1 : 0;
	@words = take_flags($r, @words);
	$r->{sources} = [];
	push @{$r->{sources}}, "$dir/" . shift @words while @words && $words[0] =~ /\.go$/;
	$r->{args} = \@words;
	$r->{apart} = why_apart($r) // (defined $false ? "//go:build $false" : undef);
	$r->{auto} = $r->{kind} eq 'errorcheckwithauto';
	$r->{vole} = [grep { /^-(?:l|m|m=2)$/ } @{$r->{flags}}];
	return $r;
}

1;
