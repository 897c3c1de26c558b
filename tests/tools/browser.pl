#!/usr/bin/env perl
# browser.pl VOLE DIR: what a reader does with the pages of vole tool, done in headless Chromium: clicks, keys, filters,
# and what the page shows then.  Prints PASS, FAIL and SKIP lines; leaves pages and pictures of them in DIR.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename;
use JSON::PP;
use POSIX qw(:sys_wait_h);
use lib dirname(abs_path($0));
use Browser;

my ($vole, $dir) = @ARGV;
my $here = dirname(abs_path($0));
start($dir) or exit;
$dir = abs_path($dir);

# --- the page of a profile -----------------------------------------------------------------------------------

sub vole { my $r = system $vole, @_; $r == 0 or die "vole @_: exit status " . ($r >> 8) . "\n" }

sub profile_page {
	vole(qw(tool pprof -html -output), "$dir/heap.html", '-trim_path=/src', "-source_path=$here", "$here/profiles/go-allocs.pb");
	visit("file://$dir/heap.html");
	alone('pprof', qr{^file://\Q$dir\E/heap\.html$});
	accessible('pprof');
	is('title', js('document.title'), 'work-go: alloc_space');
	is('labels', js("\$('labels').textContent.includes('Time: ')") ? 1 : 0, 1);
	# The table says what -top says.
	my ($top) = grep { /main\.work$/ } qx("$vole" tool pprof -top -unit=auto "$here/profiles/go-allocs.pb");
	my @want = split ' ', $top;
	my $row = js("[...document.querySelectorAll('#table tbody tr')].map(r => [...r.cells].map(c => c.textContent)).find(r => r[4] === 'main.work')");
	is('table', [@$row[0, 1, 2, 3]], encode_json([@want[0, 1, 3, 4]]));
	is('root', js("document.querySelector('.box').textContent"), 'all');
	is('first focus', js("document.querySelectorAll('.box[tabindex=\"0\"]').length"), 1);
	my $boxes = js("document.querySelectorAll('.box').length");
	ok('boxes', $boxes > 20, $boxes);
	# A click looks closer.
	click("[...document.querySelectorAll('.box')].find(b => b.textContent === 'main.work')");
	is('click: width', js("document.activeElement.style.width + document.activeElement.textContent"), '100%main.work');
	ok('click: above', js("document.querySelectorAll('.box.above').length") >= 3);
	is('click: row', js("document.querySelector('tr[aria-selected=true]').cells[4].textContent"), 'main.work');
	ok('click: source', js("\$('source').textContent.includes('counts[fmt.Sprint(i%1000)] += i')"));
	picture('pprof-zoomed');
	# The keyboard walks and resets.
	key('ArrowDown');
	is('down', js("focused.parent.name"), 'main.work');
	my $first = js('focused.name');
	key('ArrowRight');
	ok('right', js("focused.parent.name === 'main.work' && focused.name") ne $first);
	key('ArrowLeft');
	is('left', js('focused.name'), $first);
	key('ArrowUp');
	is('up', js('focused.name'), 'main.work');
	is('focus is seen', js("getComputedStyle(document.activeElement).outlineStyle"), 'solid');
	key('ArrowDown');
	key('Enter');
	is('enter', js('zoomed.name'), $first);
	key('Escape');
	is('escape', js("document.activeElement.textContent + document.querySelectorAll('.above').length + (chosen === null)"), 'all0true');
	is('escape: boxes', js("document.querySelectorAll('.box').length"), $boxes);
	# The filter.
	key('/');
	is('slash', js('document.activeElement.id'), 'find');
	type_text('^main\\.(build|work)$');
	is('find: rows', js("[...document.querySelectorAll('#table tbody tr')].map(r => r.cells[4].textContent).sort()"), '["main.build","main.work"]');
	ok('find: boxes', js("[...document.querySelectorAll('.match')].every(b => ['', 'main.build', 'main.work'].includes(b.textContent)) && document.querySelectorAll('.match').length > 1"));
	ok('find: said', js("\$('found').textContent") =~ /^2 functions, [\d.]+MB \([\d.]+%\)$/);
	js("\$('find').value = ''");
	type_text('([');
	is('find: no expression', js("document.querySelectorAll('#table tbody tr').length"), 0);
	key('Escape');
	# Sorting, by mouse and by keyboard.
	click("document.querySelectorAll('#table th button')[4]");
	is('sort', js("[...document.querySelectorAll('#table tbody tr')].map(r => r.cells[4].textContent).every((n, i, all) => !i || all[i - 1] <= n)") ? 1 : 0, 1);
	is('sort: said', js("document.querySelectorAll('#table th')[4].getAttribute('aria-sort')"), 'ascending');
	js("document.querySelector('#table tbody tr[tabindex=\"0\"]').focus()");
	key('ArrowDown');
	key('Enter');
	is('row by key', js("chosen === document.querySelectorAll('#table tbody tr')[1].cells[4].textContent") ? 1 : 0, 1);
	# Another value.
	js("\$('type').value = 0; \$('type').dispatchEvent(new Event('change'))");
	ok('value', js("\$('detail').textContent") =~ /^all: \d+, 100%/, js("\$('detail').textContent"));
	is('nothing thrown', js('window.thrown ?? 0'), 0);
	for my $scheme (qw(light dark)) {
		call('Emulation.setEmulatedMedia', features => [{name => 'prefers-color-scheme', value => $scheme}]);
		ok("pprof $scheme", picture("pprof-$scheme") > 20000);
		contrast("pprof $scheme");
	}
	# A difference has what shrank in it.
	vole(qw(tool pprof -html -inuse_space -output), "$dir/diff.html", "-base=$here/profiles/go-heap.pb", "$here/profiles/go-before.pb");
	visit("file://$dir/diff.html");
	ok('difference', js("document.querySelectorAll('.box.less').length") > 0);
}

# --- the page of a trace ---------------------------------------------------------------------------------------

sub trace_page {
	vole(qw(tool gcview -output), "$dir/gc.html", "$here/gctrace.txt");
	visit("file://$dir/gc.html");
	alone('gcview', qr{^file://\Q$dir\E/gc\.html$});
	accessible('gcview');
	is('cards', js("document.querySelector('#cards b').textContent"), '6');
	is('charts', js("document.querySelectorAll('svg[role=slider]').length"), 4);
	is('longest stop', js("[...document.querySelectorAll('#cards section')].find(s => s.textContent.startsWith('Longest')).querySelector('b').textContent"), '5 ms');
	is('rows', js("document.querySelectorAll('#table tbody tr').length"), 6);
	js("\$('kind').value = 'forced'; \$('kind').dispatchEvent(new Event('input'))");
	is('filter', js("[...document.querySelectorAll('#table tbody tr')].map(r => r.cells[0].textContent)"), '["2"]');
	click('#reset');
	click('#least');
	js("\$('least').select()");
	type_text('5');
	is('filter by stops', js("[...document.querySelectorAll('#table tbody tr')].map(r => r.cells[0].textContent)"), '["4"]');
	is('filter: said', js("\$('shown').textContent"), '1 of 6 cycles');
	key('Escape');
	is('escape shows all', js("document.querySelectorAll('#table tbody tr').length"), 6);
	click("[...document.querySelectorAll('#table tbody tr')].find(r => r.cells[0].textContent === '2')");
	is('choose', js("\$('cycle-title').textContent"), 'Cycle 2');
	ok('explained', js("\$('cycle').textContent.includes('13 MB \\u2192 14 MB \\u2192 9 MB') && \$('cycle').textContent.includes('16 P (forced)')"));
	is('cursors', js("document.querySelectorAll('.cursor').length"), 4);
	js("document.querySelector('svg').focus()");
	key('ArrowRight');
	ok('told', js("document.querySelector('svg').getAttribute('aria-valuetext')") =~ /^cycle 4 at 1\.5 s: stops 5\.02 ms,/);
	is('right in a chart', js("\$('cycle-title').textContent"), 'Cycle 4');
	key('Home');
	is('home in a chart', js("\$('cycle-title').textContent + document.querySelector('svg').getAttribute('aria-valuenow')"), 'Cycle 11');
	click("document.querySelectorAll('svg')[2]");
	ok('click in a chart', js("\$('cycle-title').textContent") =~ /^Cycle [45]$/);
	for my $scheme (qw(light dark)) {
		call('Emulation.setEmulatedMedia', features => [{name => 'prefers-color-scheme', value => $scheme}]);
		ok("gcview $scheme", picture("gcview-$scheme") > 20000);
		contrast("gcview $scheme");
	}
	is('narrow', (call('Emulation.setDeviceMetricsOverride', width => 390, height => 800, deviceScaleFactor => 1, mobile => JSON::PP::false),
		js('document.documentElement.scrollWidth <= 390'))[1] ? 1 : 0, 1);
	picture('gcview-narrow');
	call('Emulation.clearDeviceMetricsOverride');
}

# --- the page of a running program -------------------------------------------------------------------------------

sub live_page {
	mkdir "$dir/live";
	open my $source, '>', "$dir/live/main.go" or die;
	print $source <<'GO';
package main

import (
	"bufio"
	"os"
	"runtime"
)

func main() {
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		runtime.GC()
	}
}
GO
	close $source;
	unlink "$dir/live/err"; # of a run before
	pipe(my $in, my $program) or die "pipe: $!";
	my $pid = fork // die "fork: $!";
	if (!$pid) {
		close $program;
		open STDIN, '<&', $in;
		open STDERR, '>', "$dir/live/err";
		exec $vole, qw(run -gcview), "$dir/live/main.go";
	}
	close $in;
	$program->autoflush(1);
	my $url;
	until ($url) {
		waitpid($pid, WNOHANG) == 0 or die "vole run -gcview ended: " . qx(cat "$dir/live/err") . "\n";
		if (open my $f, '<', "$dir/live/err") { local $/; my $text = <$f> // ''; ($url) = $text =~ /^gcview: (\S+)$/m; }
		select undef, undef, undef, 0.05;
	}
	visit($url);
	is('live: running', js("\$('status').textContent"), 'The program is running.');
	print $program "x\n" x 3;
	ok('live: cycles arrive', until_js("cycles.length >= 3 && document.querySelectorAll('#table tbody tr').length >= 3"));
	alone('live', qr{^\Q$url\E(events)?$});
	picture('gcview-live');
	close $program;
	waitpid $pid, 0;
	is('live: exit status', $? >> 8, 0);
	is('live: ended', until_js("\$('status').textContent.startsWith('The program has ended') && \$('status').textContent"), 'The program has ended (exit status 0).');
	ok('live: still there', js("document.querySelectorAll('#table tbody tr').length") >= 3);
}

# --- the page of a heap ------------------------------------------------------------------------------------------

# heap.go after "burst" and after "drop", when 20000 slots of 112 bytes are mostly free.
sub heap_snapshots {
	vole('build', '-o', "$dir/heap", "$here/heap.go");
	pipe(my $in, my $program) && pipe(my $answers, my $err) or die "pipe: $!";
	my $pid = fork // die "fork: $!";
	if (!$pid) {
		close $program;
		open STDIN, '<&', $in;
		open STDERR, '>&', $err;
		open STDOUT, '>', '/dev/null';
		exec "$dir/heap";
	}
	close $in;
	close $err;
	$program->autoflush(1);
	for my $word (qw(burst drop)) {
		print $program "$word\n";
		<$answers>;
	}
	my $text = qx("$vole" tool heapview -text $pid);
	vole(qw(tool heapview -n 2 -every 10ms -output), "$dir/heap-map.html", $pid);
	close $program;
	waitpid $pid, 0;
	return $text;
}

sub heap_page {
	my $text = heap_snapshots();
	visit("file://$dir/heap-map.html");
	alone('heapview', qr{^file://\Q$dir\E/heap-map\.html$});
	accessible('heapview');
	ok('heap title', js("\$('title').textContent") =~ /^Heap of heap \(process \d+\)$/, js("\$('title').textContent"));
	is('heap snapshots', js("\$('steps').hidden + ' ' + \$('step').max"), 'false 1');
	# The parts say what -text says.
	my $rows = js("[...document.querySelectorAll('#parts tbody tr')].map(r => r.cells[2].textContent)");
	is('heap parts', join(', ', sort @$rows), join ', ', sort grep { $text =~ /^ *[1-9].*% +\Q$_\E /m } @{js("data.names.parts.map(p => p[0])")});
	is('heap bar', js("document.querySelectorAll('#bar span').length"), scalar @$rows);
	my ($used) = map { (split)[9] } grep { /^ *112 +noscan / } split /\n/, $text;
	is('heap class', js("[...document.querySelectorAll('#classes tbody tr')].map(r => [...r.cells].map(c => c.textContent)).find(r => r[0] === '112' && r[1] === 'noscan').slice(-5)[0]"), $used);
	# A class chosen by a click shows its first span, each slot as a box.
	click("[...document.querySelectorAll('#classes tbody tr')].find(r => r.cells[0].textContent === '112' && r.cells[1].textContent === 'noscan')");
	is('heap slots', js("document.querySelectorAll('.slot').length"), 73);
	ok('heap span', js("\$('span').textContent.includes('of 112B noscan')"), js("\$('span').textContent.slice(0, 120)"));
	is('heap boxes', js("document.querySelectorAll('.slot.free').length < 73 && document.querySelector('.slot').getBoundingClientRect().width > 2") ? 1 : 0, 1);
	my $first = js('page');
	# The keyboard walks over the map.
	js("\$('map').focus()");
	key('n');
	ok('heap: next of the class', js('page') > $first && js('chosenClass.size') == 112, js('page'));
	key('p');
	is('heap: back', js('page'), $first);
	key('ArrowRight');
	is('heap: right', js('page'), $first + 1);
	ok('heap: told', js("\$('map').getAttribute('aria-valuetext')") =~ /^page \d+: /);
	key('Home');
	is('heap: home', js('page'), 0);
	# The frame of what has the focus lies inside: the box around it would cut it off.
	ok('heap: focus is seen', js("parseFloat(getComputedStyle(\$('map')).outlineOffset) < 0 && getComputedStyle(\$('map')).outlineStyle === 'solid'"));
	# So does the mouse.
	click('#map');
	ok('heap: click', js('page') > 0, js('page'));
	# What is drawn is not one colour.
	ok('heap: drawn', js("new Set(new Uint32Array(\$('map').getContext('2d').getImageData(0, 0, \$('map').width, \$('map').height).data.buffer)).size") > 3);
	# A page without memory is a dot that can be seen, and the legend is true in the dark as well.
	is('heap: dot', js(<<'JS'), 1);
(() => {
	const n = heap.pages.indexOf(RELEASED), [x, y] = place(n), at = Math.floor((cell - 1) / 2), g = $('map').getContext('2d');
	const seen = g.getImageData(x + at, y + at, 1, 1).data, probe = document.createElement('canvas').getContext('2d');
	probe.fillStyle = color('c4');
	probe.fillRect(0, 0, 1, 1);
	return n >= 0 && `${seen}` === `${probe.getImageData(0, 0, 1, 1).data}` ? 1 : 0;
})()
JS
	ok('heap: legend', js("\$('legend').textContent") !~ /dark/);
	key(']');
	is('heap: step', js("\$('step').value + \$('status').textContent.startsWith('Snapshot 2 of 2, after ')"), '1true');
	key('Escape');
	is('heap: escape', js("page === null && chosenClass === null && document.querySelectorAll('.slot').length"), 0);
	is('heap: nothing thrown', js('window.thrown ?? 0'), 0);
	for my $scheme (qw(light dark)) {
		call('Emulation.setEmulatedMedia', features => [{name => 'prefers-color-scheme', value => $scheme}]);
		ok("heapview $scheme", picture("heapview-$scheme") > 20000);
		contrast("heapview $scheme");
	}
	call('Emulation.setDeviceMetricsOverride', width => 390, height => 800, deviceScaleFactor => 1, mobile => JSON::PP::false);
	until_js("document.documentElement.clientWidth === 390");
	ok('heap: narrow', js('document.documentElement.scrollWidth <= 390'), js('document.documentElement.scrollWidth'));
	is('heap: words stay whole', js(<<'JS'), '[]');
(() => {
	const broken = [], walk = document.createTreeWalker($('parts'), NodeFilter.SHOW_TEXT);
	for (let n; (n = walk.nextNode());)
		for (const m of n.data.matchAll(/\w+/g)) {
			const r = document.createRange();
			r.setStart(n, m.index);
			r.setEnd(n, m.index + m[0].length);
			if (r.getClientRects().length > 1) broken.push(m[0]);
		}
	return broken;
})()
JS
	picture('heapview-narrow');
	call('Emulation.clearDeviceMetricsOverride');
}

browse(sub {
	profile_page();
	trace_page();
	live_page();
	heap_page();
});
