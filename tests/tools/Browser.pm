# Browser.pm - a page in headless Chromium, for tests: what a reader does with it, and what it then shows.
#
# Chromium is spoken to by its DevTools protocol over two pipes (its descriptors 3 and 4): JSON, a NUL behind each
# message.  Clicks and keys are the browser's own events, as from a mouse and a keyboard.
package Browser;
use strict;
use warnings;
use Cwd qw(abs_path);
use Exporter qw(import);
use IO::Select;
use JSON::PP;
use MIME::Base64;
use POSIX qw(dup2);
our @EXPORT = qw(start browse call js until_js visit click key type_text picture is ok alone accessible contrast);

# --- the browser ----------------------------------------------------------------------------------------

my ($dir, $to, $from, $browser);
my ($next, $buffer, $session) = (1, '', undef);
my @requests; # addresses that the page asked for

# Starts it, with its files in dir, which is made; false after a message: there is none.
sub start {
	($dir) = @_;
	my ($chromium) = grep { -x } map { my $p = $_; map { "$p/$_" } qw(chromium chromium-browser google-chrome) } split /:/, $ENV{PATH};
	if (!$chromium) {
		print "SKIP pages in a browser: no Chromium (apt-get install chromium)\n";
		return;
	}
	mkdir $dir;
	$dir = abs_path($dir);
	$| = 1;
	binmode STDOUT, ':utf8';
	$SIG{PIPE} = 'IGNORE';
	pipe(my $in, $to) && pipe($from, my $out) or die "pipe: $!";
	$browser = fork // die "fork: $!";
	if (!$browser) {
		dup2(fileno $in, 10) && dup2(fileno $out, 11) && dup2(10, 3) && dup2(11, 4) or die "dup2: $!";
		open STDOUT, '>', '/dev/null';
		open STDERR, '>', "$dir/chromium.txt";
		exec $chromium, qw(--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --remote-debugging-pipe
			--no-first-run --hide-scrollbars), '--window-size=1280,1000', "--user-data-dir=$dir/user", 'about:blank';
		exit 127;
	}
	close $in;
	close $out;
	$to->autoflush(1);
	return 1;
}

# Does what the function does in a page, and ends the browser.
sub browse {
	my ($do) = @_;
	eval {
		my ($target) = grep { $_->{type} eq 'page' } @{call('Target.getTargets')->{targetInfos}};
		$session = call('Target.attachToTarget', targetId => $target->{targetId}, flatten => JSON::PP::true)->{sessionId};
		call($_) for qw(Page.enable Runtime.enable Network.enable);
		call('Page.addScriptToEvaluateOnNewDocument', source => "addEventListener('error', e => { window.thrown = e.message; })");
		$do->();
		1;
	} or print "FAIL pages in a browser: $@";
	kill 'TERM', $browser if $browser;
	waitpid $browser, 0 if $browser;
}

# The next message, or nothing within so many seconds.
sub message {
	my ($seconds) = @_;
	while ($buffer !~ /\0/) {
		IO::Select->new($from)->can_read($seconds) or return;
		sysread($from, $buffer, 1 << 16, length $buffer) or die "the browser has gone\n";
	}
	$buffer =~ s/^(.*?)\0//s;
	return decode_json($1);
}

sub call {
	my ($method, %params) = @_;
	my $id = $next++;
	print $to encode_json({id => $id, method => $method, params => \%params, $session ? (sessionId => $session) : ()}), "\0";
	while (my $m = message(60)) {
		push @requests, $m->{params}{request}{url} if ($m->{method} // '') eq 'Network.requestWillBeSent';
		next if ($m->{id} // 0) != $id;
		die "$method: $m->{error}{message}\n" if $m->{error};
		return $m->{result};
	}
	die "$method: no answer\n";
}

# The value of an expression in the page.
sub js {
	my ($code) = @_;
	my $r = call('Runtime.evaluate', expression => $code, returnByValue => JSON::PP::true, awaitPromise => JSON::PP::true);
	die "$code: " . ($r->{exceptionDetails}{exception}{description} // 'exception') . "\n" if $r->{exceptionDetails};
	return $r->{result}{value};
}

# Waits until the expression is true; what it was at last.
sub until_js {
	my ($code) = @_;
	my $value;
	for (1 .. 200) {
		return $value if $value = js($code);
		select undef, undef, undef, 0.05;
	}
	return $value;
}

sub visit {
	my ($url) = @_;
	@requests = ();
	call('Page.navigate', url => $url);
	until_js("document.readyState === 'complete' && typeof \$ === 'function' && location.href === " . encode_json([$url]) . '[0]');
}

sub click { # the middle of the element that the selector (or expression) finds
	my ($what) = @_;
	my $find = $what =~ /^\W?[\w-]+$/ ? "document.querySelector('$what')" : $what;
	my $at = js("(e => { e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect();"
		. " return [r.x + r.width / 2, r.y + r.height / 2]; })($find)");
	for my $type (qw(mousePressed mouseReleased)) {
		call('Input.dispatchMouseEvent', type => $type, x => $at->[0], y => $at->[1], button => 'left', clickCount => 1);
	}
}

sub key {
	my ($key) = @_;
	my %code = (ArrowUp => 38, ArrowDown => 40, ArrowLeft => 37, ArrowRight => 39, Enter => 13, Escape => 27, Tab => 9, Home => 36, End => 35);
	my %text = $key eq 'Enter' ? (text => "\r") : length $key == 1 ? (text => $key) : ();
	call('Input.dispatchKeyEvent', type => 'keyDown', key => $key, code => $key, windowsVirtualKeyCode => $code{$key} // ord uc $key, %text);
	call('Input.dispatchKeyEvent', type => 'keyUp', key => $key, code => $key, windowsVirtualKeyCode => $code{$key} // ord uc $key);
}

sub type_text { call('Input.insertText', text => $_[0]) }

sub picture {
	my ($name) = @_;
	my $r = call('Page.captureScreenshot', format => 'png');
	open my $f, '>:raw', "$dir/$name.png" or die "$name: $!";
	print $f decode_base64($r->{data});
	close $f or die;
	return -s "$dir/$name.png";
}

# --- verdicts ---------------------------------------------------------------------------------------------

sub is {
	my ($name, $got, $want) = @_;
	$got = defined $got ? ref $got ? JSON::PP->new->encode($got) : $got : 'nothing';
	print $got eq $want ? "PASS page $name\n" : "FAIL page $name: $got, want $want\n";
}
sub ok { my ($name, $holds, $why) = @_; print $holds ? "PASS page $name\n" : "FAIL page $name: " . ($why // 'no') . "\n" }

# Nothing was asked for but the page itself (and what belongs to it).
sub alone {
	my ($name, @allowed) = @_;
	my @others = grep { my $u = $_; $u !~ /^data:/ && !grep { $u =~ $_ } @allowed } @requests;
	ok("$name loads nothing else", !@others, "@others");
}

# Every control has a name, every image or slider a label, no id stands twice, and the page has one main part.
sub accessible {
	my ($name) = @_;
	is("$name for screen readers", js(<<'JS'), '[]');
(() => {
	const bad = [], ids = [...document.querySelectorAll('[id]')].map(e => e.id);
	for (const e of document.querySelectorAll('input, select'))
		if (!e.closest('label') && !e.getAttribute('aria-label')) bad.push(e.id);
	for (const e of document.querySelectorAll('button, [role=treeitem]'))
		if (!e.textContent.trim() && !e.getAttribute('aria-label')) bad.push(e.outerHTML.slice(0, 80));
	for (const e of document.querySelectorAll('[role=tree], [role=slider], table, section'))
		if (!e.getAttribute('aria-label') && !document.getElementById(e.getAttribute('aria-labelledby')) && e.closest('main') && !e.closest('#cards, #source'))
			bad.push(e.outerHTML.slice(0, 80));
	if (new Set(ids).size !== ids.length) bad.push('an id twice');
	if (document.querySelectorAll('main').length !== 1 || !document.documentElement.lang || !document.title) bad.push('structure');
	return bad;
})()
JS
}

# Text stands out from what is behind it: a ratio of 4.5 at least (WCAG 2, 1.4.3).
sub contrast {
	my ($name) = @_;
	is("$name contrast", js(<<'JS'), '[]');
(() => {
	const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
	const rgb = colour => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
	const light = c => c.slice(0, 3).map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
		.reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
	const behind = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c[3] === 255) return c; } return [255, 255, 255]; };
	const bad = new Set();
	for (const e of document.querySelectorAll('h1, h2, p, .hint, .soft, .box:not(.above), td, button, label, dd, dt, b')) {
		if (!e.textContent.trim() || !e.getClientRects().length) continue;
		const [x, y] = [light(rgb(getComputedStyle(e).color)), light(behind(e))].sort((a, b) => b - a);
		if ((x + 0.05) / (y + 0.05) < 4.5) bad.add(`${e.tagName}.${e.className} ${((x + 0.05) / (y + 0.05)).toFixed(2)}`);
	}
	return [...bad].slice(0, 5);
})()
JS
}

1;
