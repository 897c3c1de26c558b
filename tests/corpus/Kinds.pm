# Kinds.pm - how a program of each kind is judged.
#
# Every kind is a function of a recipe (Recipe.pm) that works in a scratch folder and dies with what is
# wrong.  Sources are read where they lie: a folder of packages becomes a module of symbolic links.
package Kinds;
use strict;
use warnings;
use File::Basename qw(basename dirname);
use File::Path qw(make_path remove_tree);
use POSIX qw(WIFSIGNALED WTERMSIG WEXITSTATUS);
use Messages;

our ($VOLE, $TREE);            # the compiler; Go's test tree
my ($scratch, $log);           # the folder of the program at hand; its transcript
my $COMPILE_SECONDS = 300;
my $RUN_SECONDS = 60;

# --- processes -----------------------------------------------------------------------------------

# Runs a command in a folder; returns its exit status (128 + n for a signal, 124 when it took
# too long) and all it printed.
sub execute {
	my ($seconds, $folder, @command) = @_;
	open my $to, '>>', $log or die "$log: $!\n";
	print $to "\$ @command\n";
	close $to;
	my $out = "$scratch/output";
	my $pid = fork // die "fork: $!\n";
	if ($pid == 0) {
		setpgrp;
		open STDIN, '<', '/dev/null';
		open STDOUT, '>', $out;
		open STDERR, '>&', \*STDOUT;
		chdir $folder or POSIX::_exit(126);
		exec @command or POSIX::_exit(127);
	}
	my $late = 0;
	local $SIG{ALRM} = sub { $late = 1; kill 'KILL', -$pid };
	alarm $seconds;
	1 while waitpid($pid, 0) < 0;
	my $status = $?;
	alarm 0;
	kill 'KILL', -$pid;    # what the program left behind
	my $text = contents($out);
	open $to, '>>', $log;
	print $to substr($text, 0, 100_000);
	return (124, $text) if $late;
	return (WIFSIGNALED($status) ? 128 + WTERMSIG($status) : WEXITSTATUS($status), $text);
}

sub contents {
	my $file = shift;
	open my $in, '<:raw', $file or return '';
	local $/;
	return scalar(<$in>) // '';
}

sub first_line {
	my ($text) = grep { /\S/ && !/^#/ } split /\n/, shift;
	$text //= '';
	$text =~ s{\Q$TREE\E/}{}g;
	return substr($text, 0, 160);
}

sub vole {
	my ($command, @rest) = @_;
	my ($status, $text) = execute($COMPILE_SECONDS, $scratch, $VOLE, $command, @rest);
	die "lacks package $1\n" if $text =~ /package (\S+) is not in std/;
	die "the compiler takes too long\n" if $status == 124;
	die "crash of the compiler: " . first_line($text) . "\n" if $status > 2;
	return ($status, $text);
}

sub must_build {
	my ($status, $text) = vole(@_);
	die "does not build: " . first_line($text) . "\n" if $status;
}

# --- programs --------------------------------------------------------------------------------------

# Runs the program in folder and returns what it printed.
sub output_of {
	my ($program, $folder, @args) = @_;
	my ($status, $text) = execute($RUN_SECONDS, $folder, $program, @args);
	die "takes too long\n" if $status == 124;
	die "exit status $status: " . first_line($text) . "\n" if $status;
	return $text;
}

sub must_print_wanted {
	my ($r, $text) = @_;
	(my $out = $r->{file}) =~ s/\.go$/.out/;
	return if $text eq contents($out);
	my @want = split /\n/, contents($out);
	for (split /\n/, $text) {
		my $line = shift @want;
		die 'prints ' . first_line($_) . ', not ' . first_line($line // 'nothing') . "\n"
			if !defined $line || $line ne $_;
	}
	die 'does not print ' . first_line($want[0] // 'the last newline') . "\n";
}

sub run_program {
	my $r = shift;
	must_build('build', @{$r->{vole}}, '-o', "$scratch/program", $r->{file}, @{$r->{sources}});
	return output_of("$scratch/program", $TREE, @{$r->{args}});
}

sub run {
	my $r = shift;
	must_print_wanted($r, run_program($r));
}

# The program's output is another program.
sub generated {
	my $r = shift;
	my $file = "$scratch/generated.go";
	open my $to, '>:raw', $file or die "$file: $!\n";
	print $to run_program($r);
	close $to;
	return $file;
}

sub runoutput {
	my $r = shift;
	must_build('build', '-o', "$scratch/second", generated($r));
	must_print_wanted($r, output_of("$scratch/second", $TREE));
}

sub build {
	my $r = shift;
	must_build('build', '-o', "$scratch/program", $r->{file});
}

sub compile {
	my $r = shift;
	must_build('compile', '-e', @{$r->{vole}}, '-p', 'p', '-o', "$scratch/p.o", $r->{file});
}

# --- messages ------------------------------------------------------------------------------------

# Compiles and compares the messages with the comments in files.
sub must_report {
	my ($r, $wants_error, $path, $object, @files) = @_;
	my ($status, $text) = vole('compile', '-e', @{$r->{vole}}, '-D', 'test', '-p', $path, '-o', $object, @files);
	die "compiles without an error\n" if $wants_error && $status == 0;
	die "does not compile: " . first_line($text) . "\n" if !$wants_error && $status;
	my @wrong = Messages::compare($text, $r->{auto}, @files);
	return unless @wrong;
	open my $to, '>>', $log;
	print $to map { "$_\n" } @wrong;
	die first_line($wrong[0]) . (@wrong > 1 ? " (and $#wrong more)" : '') . "\n";
}

sub errorcheck {
	my $r = shift;
	must_report($r, $r->{wants_error}, 'p', "$scratch/p.o", $r->{file});
}

sub errorcheckoutput {
	my $r = shift;
	must_report($r, $r->{wants_error}, 'p', "$scratch/p.o", generated($r));
}

# --- folders of packages ---------------------------------------------------------------------------

sub folder_of {
	my $r = shift;
	(my $folder = $r->{file}) =~ s/\.go$/.dir/;
	return $folder;
}

sub package_name {
	my ($name) = contents(shift) =~ /^package\s+([^\s;]+)/m;
	return $name // '';
}

# The packages of X.dir in the order of their first files, each [name, folder, files...]; the first file
# names the folder, below the module's root.
sub packages {
	my $r = shift;
	my $from = folder_of($r);
	my (@packages, %seen);
	for my $file (sort glob "$from/*.go") {
		my $name = package_name($file);
		my $have = $r->{single} ? undef : $seen{$name};
		if (!$have) {
			$have = $seen{$name} = [$name, "$scratch/" . basename($file, '.go')];
			push @packages, $have;
			make_path($have->[1]);
		}
		my $link = "$have->[1]/" . basename($file) =~ s/_test\.go$/_test_.go/r;     # no test to Vole
		symlink $file, $link or die "$link: $!\n";
		push @$have, $link;
	}
	return @packages;
}

sub make_module {
	my ($path, $goversion) = @_;
	open my $to, '>', "$scratch/go.mod" or die "$scratch/go.mod: $!\n";
	print $to "module $path\n", $goversion ? "go $goversion\n" : '';
}

sub import_path {
	my ($name, $folder) = @{$_[0]};
	return $name eq 'main' ? 'main' : 'test/' . basename($folder);
}

sub compiledir {
	my $r = shift;
	for my $package (packages($r)) {
		my ($name, $folder, @files) = @$package;
		must_build('compile', '-e', @{$r->{vole}}, '-D', 'test', '-p', import_path($package), '-o', "$folder.o", @files);
	}
}

sub link_and_run {
	my ($r, $package) = @_;
	must_build('build', @{$r->{vole}}, '-D', 'test', '-o', "$scratch/program", $package->[1]);
	must_print_wanted($r, output_of("$scratch/program", $scratch, @{$r->{args}}));
}

sub rundir {
	my $r = shift;
	my @packages = packages($r);
	link_and_run($r, $packages[-1]);
}

# The messages of all packages are compared; errors are wanted in the last only, or in the one before a
# program to be run.
sub report_packages {
	my ($r, $faulty, @packages) = @_;
	for my $i (0 .. $#packages) {
		my (undef, undef, @files) = @{$packages[$i]};
		must_report($r, $r->{wants_error} && $i == $faulty, import_path($packages[$i]), "$scratch/$i.o", @files);
	}
}

sub errorcheckdir {
	my $r = shift;
	my @packages = packages($r);
	report_packages($r, $#packages, @packages);
}

sub errorcheckandrundir {
	my $r = shift;
	my @packages = packages($r);
	report_packages($r, $#packages - 1, @packages);
	link_and_run({ %$r, vole => [] }, $packages[-1]);
}

# A folder that is one program, assembly files and all.
sub builddir {
	my $r = shift;
	my @files = sort glob folder_of($r) . '/*.go';
	must_build('build', '-o', "$scratch/program", @files);
}

sub buildrundir {
	my $r = shift;
	builddir($r);
	must_print_wanted($r, output_of("$scratch/program", $scratch, @{$r->{args}}));
}

# A module with a tree of packages.
sub link_tree {
	my ($from, $to) = @_;
	make_path($to);
	for (glob "$from/*") {
		my $there = "$to/" . basename($_);
		if (-d) { link_tree($_, $there) } else { symlink $_, $there }
	}
}

sub runindir {
	my $r = shift;
	make_module(basename(folder_of($r)), $r->{goversion} // '1.14');
	link_tree(folder_of($r), $scratch);
	must_build('build', '-o', "$scratch/program", '.');
	must_print_wanted($r, output_of("$scratch/program", $scratch));
}

# --- all -------------------------------------------------------------------------------------------

my %JUDGE = (
	run => \&run, buildrun => \&run, runoutput => \&runoutput, rundir => \&rundir, runindir => \&runindir,
	build => \&build, builddir => \&builddir, buildrundir => \&buildrundir,
	compile => \&compile, compiledir => \&compiledir,
	errorcheck => \&errorcheck, errorcheckwithauto => \&errorcheck, errorcheckdir => \&errorcheckdir,
	errorcheckoutput => \&errorcheckoutput, errorcheckandrundir => \&errorcheckandrundir,
);

# Judges a program in a folder of its own; returns '' if all is well, else what is wrong.  The transcript
# of a program in which something is wrong stays.
sub judge {
	my ($r, $folder) = @_;
	$scratch = "$folder/scratch";
	$log = "$folder/log.txt";
	remove_tree($folder);
	make_path($scratch);
	$ENV{TMPDIR} = $scratch;
	eval {
		make_module('test', $r->{goversion});
		$JUDGE{$r->{kind}}->($r);
	};
	my $wrong = $@;
	chomp $wrong;
	remove_tree($wrong ? $scratch : $folder);
	return $wrong;
}

1;
