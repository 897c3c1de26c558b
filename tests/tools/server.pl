#!/usr/bin/env perl
# server.pl FILE: serves FILE on a free port of 127.0.0.1, which it prints, in the ways an HTTP server may; until
# its standard input ends.
use strict;
use warnings;
use IO::Select;
use IO::Socket::INET;

open my $file, '<:raw', $ARGV[0] or die "$ARGV[0]: $!";
my $body = do { local $/; <$file> };
my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', Listen => 8, ReuseAddr => 1) or die "listen: $!";
my $port = $server->sockport;
$| = 1;
print "$port\n";

sub chunks {
	my $text = '';
	for (my $i = 0; $i < length $body; $i += 700) {
		my $part = substr $body, $i, 700;
		$text .= sprintf "%x;name=value\r\n%s\r\n", length $part, $part;
	}
	return $text . "0\r\nTrailer: x\r\n\r\n";
}

my $length = length $body;
my %answers = (
	'/length' => "200 OK\r\nContent-Length: $length\r\n\r\n$body",
	'/chunked' => "200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" . chunks(),
	'/close' => "200 OK\r\n\r\n$body",
	'/debug/pprof/profile' => "200 OK\r\ncontent-length:$length\r\n\r\n$body",
	'/seconds?seconds=7&x=a+b' => "200 OK\r\n\r\n$body",
	'/moved' => "302 Found\r\nLocation: /length\r\n\r\n",
	'/moved-far' => "301 Moved Permanently\r\nLocation: http://127.0.0.1:$port/chunked\r\n\r\n",
	'/for-ever' => "307 Temporary Redirect\r\nLocation: /for-ever\r\n\r\n",
	'/refused' => "500 Internal Server Error\r\nX-Go-Pprof: 1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nprofiling is on already\n",
	'/cut' => "200 OK\r\nContent-Length: $length\r\n\r\n" . substr($body, 0, 900),
	'/cut-chunk' => "200 OK\r\nTransfer-Encoding: chunked\r\n\r\n800\r\n" . substr($body, 0, 900),
	'/half' => "200 OK\r\n\r\n" . substr($body, 0, 900),
	'/page' => "200 OK\r\n\r\n<html>no profile</html>",
	'/nothing' => '',
);

my $select = IO::Select->new($server, \*STDIN);
while (my @ready = $select->can_read) {
	last if grep { $_ == \*STDIN } @ready;
	my $client = $server->accept or next;
	my $request = '';
	while (defined(my $line = <$client>)) {
		$request .= $line;
		last if $line =~ /^\r?\n$/;
	}
	my ($path) = $request =~ m{^GET (\S+) HTTP/1\.1\r\n} or next;
	my $answer = $answers{$path} // "404 Not Found\r\nContent-Length: 3\r\n\r\nno\n";
	# No answer is kept alive: each connection is closed behind it.
	$answer =~ s/\r\n/\r\nConnection: close\r\n/ if $answer;
	print $client $answer && "HTTP/1.1 $answer";
	close $client;
}
