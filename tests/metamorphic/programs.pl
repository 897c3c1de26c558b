#!/usr/bin/perl
# Prints the names of the programs of Go's test tree that variants are made from: one file, `// run` without
# arguments, neither set apart by its recipe nor listed in corpus/expected.txt or in skip.txt.
use strict;
use warnings;
use File::Basename qw(dirname);
use Cwd qw(abs_path);
use lib dirname(abs_path($0)) . '/../corpus';
use Recipe;

my $here = dirname(abs_path($0));
my $tree = shift or die "usage: programs.pl TREE\n";
my %skip;
for my $list ("$here/../corpus/expected.txt", "$here/skip.txt") {
	open my $in, '<', $list or die "$list: $!\n";
	while (<$in>) {
		$skip{$1} = 1 if /^([^#\s:]\S*): /;
	}
}
for my $file (sort glob("$tree/*.go"), glob("$tree/{ken,chan,interface,fixedbugs,abi,typeparam}/*.go"),
	glob("$tree/{codegen,escape,syntax,dwarf,typeparam/mdempsky}/*.go")) {
	(my $name = $file) =~ s{^\Q$tree\E/}{};
	my $r = Recipe::of($tree, $name);
	next if $r->{kind} ne 'run' || $r->{apart} || $skip{$name} || $r->{goversion};
	next if @{$r->{sources}} || @{$r->{args}} || @{$r->{vole}};
	print "$name\n";
}
