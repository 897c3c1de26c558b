# forms.pm: the forms of the language that the generator knows, and how often it made each.
#
# A form is a name for one way to write something: a kind of statement, a kind of operand, what a deferred call
# calls.  The routine that writes it says `made(NAME)`; what no routine marks does not count, however often it
# happens to be written.  There are three tables.
#
#   Single forms are listed by `forms(GROUP, NAME...)` at the head of the file whose routines mark them.
#
#   Statements are crossed with contexts: the kind of block that a statement stands in.  `statement` (see
#   statements.pm) marks the pair, and every pair must be made, but for those that `cannot` names.
#
#   Expressions are crossed with positions: what the surrounding code does with the value.  A form is listed with
#   the kinds of type it can have, a position with those it can take; a pair must be made if they share one.
#
# docs/random.md holds the tables as `random.pl -list` prints them; tests/fuzz/run.sh compares the two, and fails
# for whatever a thousand programs leave out (`random.pl -missing`).  A form that is listed nowhere is a mistake
# in the generator, which stops.
package Piece;
use strict;
use warnings;

my (@groups, %group);                 # names of groups in order; group -> names in order
my (%contexts, %statements, %positions, %expressions); # name -> what it can meet
my (@contexts, @statements, @positions, @expressions); # their names in order
my %outside;                          # "statement / context" that the language or the generator rules out
our %made;                            # name, "statement / context" or "expression / position" -> count

sub forms {
	my ($group, @names) = @_;
	push @groups, $group if !$group{$group};
	for (@names) {
		die "form '$_' is listed twice\n" if exists $made{$_};
		$made{$_} = 0;
		push @{$group{$group}}, $_;
	}
}

# Marks a single form; returns its other arguments, so that it can stand before what a routine returns.
sub made {
	my ($name, @lines) = @_;
	die "form '$name' is not listed\n" if !exists $made{$name};
	$made{$name}++;
	return wantarray ? @lines : $lines[0];
}

sub contexts { push @contexts, @_; $contexts{$_} = 1 for @_ }
sub statements { push @statements, @_; $statements{$_} = 1 for @_ }
sub cannot { my ($statement, @where) = @_; $outside{"$statement / $_"} = 1 for @where }

sub made_statement {
	my ($name, $where) = @_;
	die "statement '$name' is not listed\n" if !$statements{$name};
	die "context '$where' is not listed\n" if !$contexts{$where};
	$made{"$name / $where"}++;
}

# The kinds are a string with spaces between them; '*' stands for all.
sub positions {
	my ($kinds, @names) = @_;
	push @positions, @names;
	$positions{$_} = $kinds for @names;
}

sub expressions {
	my ($kinds, @names) = @_;
	push @expressions, @names;
	$expressions{$_} = $kinds for @names;
}

sub made_expression {
	my ($name, $position) = @_;
	die "expression '$name' is not listed\n" if !$expressions{$name};
	die "position '$position' is not listed\n" if !$positions{$position};
	$made{"$name / $position"}++;
}

sub meet {
	my ($one, $other) = @_;
	return 1 if $one eq '*' || $other eq '*';
	my %in = map { $_ => 1 } split ' ', $one;
	return grep { $in{$_} } split ' ', $other;
}

# Everything that must be made, in the order of the tables.
sub wanted {
	my @names = map { @{$group{$_}} } @groups;
	for my $s (@statements) {
		push @names, grep { !$outside{$_} } map { "$s / $_" } @contexts;
	}
	for my $e (@expressions) {
		push @names, map { "$e / $_" } grep { meet($expressions{$e}, $positions{$_}) } @positions;
	}
	return @names;
}

sub missing { return grep { !$made{$_} } wanted() }

sub bullets { return map { "- $_\n" } @_ }

# The tables as docs/random.md has them.
sub list_forms {
	my @lines;
	push @lines, "### $_\n\n", bullets(@{$group{$_}}), "\n" for @groups;
	push @lines, "### Statements\n\n", bullets(@statements), "\n", "### Contexts\n\n", bullets(@contexts), "\n";
	push @lines, "Left out:\n\n", bullets(sort keys %outside), "\n" if %outside;
	push @lines, "### Expressions\n\n", bullets(map { "$_: $expressions{$_}" } @expressions), "\n";
	push @lines, "### Positions\n\n", bullets(map { "$_: $positions{$_}" } @positions);
	return @lines;
}

# A line for each form with its count, as `random.pl -forms` prints it.
sub count_forms { return map { sprintf "%8d %s\n", $made{$_} || 0, $_ } wanted() }

1;
