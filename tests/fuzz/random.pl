#!/usr/bin/perl
# random.pl SEED...: writes a Go program to standard output, the same for the same seeds.
#
# A seed stands for one random piece of the program: types, functions and a `run` of its own, their names
# ending in xSEED.  The program prints `== SEED`, what the piece computes, and goes on with the next.
#
# What keeps a piece's output the same under every correct compiler:
#
#   It ends.  Loops have small bounds and variables that nothing assigns to; functions call only what was
#   written before them, and each call takes from `fuel`, without which they return at once.
#
#   Nothing depends on an order that the language leaves open.  Reading a variable and calling a function that
#   changes it are not ordered within an expression, so functions are *pure* or not.  A pure one has parameters
#   without pointers in them and touches no global but the checksum and the fuel, which expressions do not read;
#   only pure ones are called within expressions.  All others are called in statements of their own.  What can
#   panic stands in expressions only where it cannot (an index is masked, a divisor is odd), or else by itself.
#
#   Nothing depends on how append grows: a slice that may have aliases is cut to its length before.
#
#   It compiles.  Of two constant operands one goes through `id`, so that nothing overflows at compile time.
#
# The files of random/ write the pieces, each what its head says; forms.pm counts the forms they make:
#
#   random.pl -list                 the forms, as docs/random.md lists them
#   random.pl -forms FIRST COUNT    how often COUNT pieces from seed FIRST on have each
#   random.pl -missing FIRST COUNT  the forms they lack; ends at the first piece that completes them
use strict;
use warnings;
use FindBin qw($RealBin);


require "$RealBin/random/$_.pm"
	for qw(forms types expressions numbers values statements jumps variables recover goroutines data declarations);

sub write_program {
	open my $common, '<', "$RealBin/random.txt" or die "random.txt: $!\n";
	print <$common>;
	for my $s (@_) { print "$_\n" for Piece::piece($s) }
	print "func main() {\n";
	print "\tpiece($_, run_x$_)\n" for @_;
	print "}\n";
}

# Writes pieces for their forms alone.
sub count_pieces {
	my ($first, $count, $stop) = @_;
	for my $s ($first .. $first + $count - 1) {
		Piece::piece($s);
		return if $stop && ($s - $first) % 25 == 24 && !Piece::missing();
	}
}

my $what = @ARGV && $ARGV[0] =~ /^-/ ? shift : '';
if ($what eq '-list' && !@ARGV) {
	print Piece::list_forms();
} elsif ($what eq '-forms' && @ARGV == 2) {
	count_pieces(@ARGV, 0);
	print Piece::count_forms();
} elsif ($what eq '-missing' && @ARGV == 2) {
	count_pieces(@ARGV, 1);
	print map { "$_\n" } Piece::missing();
} elsif ($what eq '' && @ARGV) {
	write_program(@ARGV);
} else {
	die "usage: random.pl [-list | -forms FIRST COUNT | -missing FIRST COUNT | SEED...]\n";
}
