#!/usr/bin/env perl
# browser.pl VOLE DIR: what a reader does with the pages of vole build -m=html, in headless Chromium.
use strict;
use warnings;
use utf8;
use Cwd qw(abs_path);
use File::Basename;
use JSON::PP;
use lib dirname(abs_path($0)) . '/../tools';
use Browser;

my ($vole, $dir) = @ARGV;
my $here = dirname(abs_path($0));
start($dir) or exit;
$dir = abs_path($dir);
sub vole { my $r = system $vole, @_; $r == 0 or die "vole @_: exit status " . ($r >> 8) . "\n" }
sub narrow {
	call('Emulation.setDeviceMetricsOverride', width => 390, height => 800, deviceScaleFactor => 1, mobile => JSON::PP::false);
	until_js("document.documentElement.clientWidth === 390");
}
sub schemes {
	my ($name) = @_;
	for my $scheme (qw(light dark)) {
		call('Emulation.setEmulatedMedia', features => [{name => 'prefers-color-scheme', value => $scheme}]);
		ok("$name $scheme", picture("$name-$scheme") > 20000);
		contrast("$name $scheme");
	}
	call('Emulation.setEmulatedMedia', features => [{name => 'prefers-color-scheme', value => 'light'}]);
}

my $chip = sub { "[...document.querySelectorAll('.mark')].find(b => b.textContent.includes('$_[0]'))" };
my $steps = "[...document.querySelectorAll('.line.path > .on')].map(e => [e.previousSibling.textContent, e.textContent]).filter(s => s[1])";

sub package_page {
	vole(qw(build -m=html -o), "$dir/pages", "$here/shop.go");
	visit("file://$dir/pages/command-line-arguments/index.html");
	alone('package', qr{^file://\Q$dir\E/pages/});
	accessible('package');
	is('title', js('document.title'), 'command-line-arguments: stack or heap');
	# The sums of the table are those that the compiler has counted.
	is('sums', js("columns.filter(c => c[2]).map((c, i) => build.marks.filter(c[2]).length)"), JSON::PP->new->encode(js('Object.values(build.totals)')));
	is('sum of a function', js("[...document.querySelectorAll('#functions tbody tr')].map(r => [...r.cells].map(c => c.textContent)).find(r => r[0] === 'put')"),
		'["put","1","16B","0","0","0","0","0","0","2"]');
	is('no switch', js("getComputedStyle(\$('switch')).display"), 'none');
	# A click shows the path, by number, in the lines.
	click($chip->('box{...} in an interface'));
	is('click: path', js("$steps.join(' | ').replaceAll('\\u2013', '-')"), '64,1-2 | 66,3-5');
	ok('click: told', js("\$('why').textContent.includes('the address of box{...} goes to p')"), js("\$('why').textContent"));
	is('click: address', js('location.hash'), '#shop.go:64');
	is('click: steps', js("document.querySelectorAll('.steps .step').length"), 5);
	is('click: pressed', js("document.querySelectorAll('.mark[aria-pressed=true]').length"), 1);
	picture('chosen');
	# The keyboard goes along it, and from mark to mark.
	key(']') for 1 .. 3;
	is('key: third step', js("document.querySelector('[aria-current=step]').textContent.slice(0, 12)"), '3 shop.go:66');
	key('[');
	is('key: second step', js("document.querySelector('[aria-current=step]').textContent.slice(0, 12)"), '2 shop.go:64');
	key('Escape');
	is('escape', js("document.querySelectorAll('.path').length + \$('why').textContent"), '0Choose a mark.');
	key('n');
	ok('key: first on the heap', js("chosen.verdict === 'heap' && chosen.at[1] === 19"), js("chosen.at[1]"));
	is('focus is seen', js("getComputedStyle(document.activeElement).outlineStyle"), 'solid');
	key('n');
	my $second = js('chosen.at[1]');
	ok('key: next on the heap', $second > 19, $second);
	key('p');
	is('key: back', js('chosen.at[1]'), 19);
	key('ArrowDown');
	ok('key: down', js("+document.activeElement.closest('.line').querySelector('.no').textContent") > 19);
	key('ArrowUp');
	key('ArrowRight');
	key('ArrowLeft');
	is('key: left', js("document.activeElement.closest('.line').querySelector('.no').textContent"), 19);
	key('Enter');
	is('one stop for the tab key', js("document.querySelectorAll('.mark[tabindex=\"0\"]').length"), 1);
	# What is inlined from elsewhere is told.
	click($chip->('fmt.Println'));
	click('#filter-inner');
	ok('inner calls', js($chip->('call fmt.Fprintln in fmt.Println')));
	# What is inlined is led to from where it was written, and back.
	click($chip->('8B n'));
	is('copies: of a variable', js("[...document.querySelectorAll('.copies + .steps .step')].map(b => b.textContent).join()"), '□ stack in main, shop.go:67');
	click("document.querySelector('.copies + .steps .step')");
	is('copies: chosen', js("chosen.at[1] + ' ' + document.querySelectorAll('.mark[aria-pressed=true]').length + ' ' + \$('why').textContent.includes('■ heap in counter, shop.go:51')"), '67 1 true');
	ok('copies: in sight', js("(r => r.top >= 0 && r.bottom <= innerHeight)(rows[66].getBoundingClientRect())"));
	key('Escape');
	# Filters and search.
	my $shown = js("document.querySelectorAll('.mark').length");
	click('#filter-2');
	ok('without calls', js("document.querySelectorAll('.mark.call').length === 0 && document.querySelectorAll('.mark').length") < $shown);
	click('#filter-3');
	ok('with parameters', js("document.querySelectorAll('.mark.param').length") > 3);
	key('/');
	type_text('^heap.*item');
	is('find', js("[...new Set([...document.querySelectorAll('.mark')].map(b => b.textContent.slice(0, 6)))]"), '["■ heap"]');
	key('Escape');
	# Another function.
	click("[...document.querySelectorAll('#functions tbody tr')].find(r => r.cells[0].textContent === 'main')");
	ok('function', js("(r => r.top >= 0 && r.bottom <= innerHeight)(rows[63].getBoundingClientRect())"));
	is('nothing thrown', js('window.thrown ?? 0'), 0);
	visit("file://$dir/pages/command-line-arguments/index.html");
	click($chip->('box{...} in an interface'));
	schemes('package');
	# Signs and words tell marks apart without colours.
	is('without colour', js("new Set(['heap', 'may', 'stack'].map(v => document.querySelector(`.mark.alloc.\${v}`).textContent.slice(0, 4))).size"), 3);
	visit("file://$dir/pages/command-line-arguments/index.html#shop.go:70");
	ok('address: the line is in sight', js("(r => r.top >= 0 && r.bottom <= innerHeight)(rows[69].getBoundingClientRect())"));
	narrow();
	ok('narrow', js('document.documentElement.scrollWidth <= 390'), js('document.documentElement.scrollWidth'));
	js("scrollTo(0)");
	click($chip->('box{...} in an interface'));
	click($chip->('box{...} in an interface'));
	ok('narrow: why is in sight', js("(r => r.bottom <= innerHeight + 1 && r.top > innerHeight / 3)(\$('panel').getBoundingClientRect())"));
	picture('narrow');
	call('Emulation.clearDeviceMetricsOverride');
}

# --- two builds ---------------------------------------------------------------------------------------------

sub rewrite { # the program, changed by a function
	my ($to, $change) = @_;
	open my $from, '<', "$here/shop.go" or die;
	local $_ = do { local $/; <$from> };
	$change->();
	open my $f, '>', $to or die;
	print $f $_;
}

sub compared_page {
	# Everything on the heap, and as it is.
	vole(qw(build -m=html -escape=off -o), "$dir/off", "$here/shop.go");
	vole(qw(build -m=html -o), "$dir/modes", '-base', "$dir/off", "$here/shop.go");
	visit("file://$dir/modes/command-line-arguments/index.html");
	alone('compared', qr{^file://\Q$dir\E/modes/});
	is('switch', js("getComputedStyle(\$('switch')).display"), 'flex');
	click("document.querySelector('[value=changes]')");
	is('changes: flags', js("\$('flags').textContent"), 'From the older build (-escape=off -O2) to this one (-escape=go -O2)');
	ok('changes: said', js("\$('status').textContent") =~ /^\d+ marks of the two builds differ: \d+ left the heap/, js("\$('status').textContent"));
	is('changes: none is new or gone', js("[...new Set(source.marks.filter(m => m.change !== 'changed' && m.text[0] !== '.').map(m => m.kind))].join()"), 'param,barrier');
	is('changes: a mark', js($chip->('make([]byte, 64)') . '.textContent'), '□ stack 64B make([]byte, 64) (was ■ heap)');
	is('changes: a function', js("[...document.querySelectorAll('#functions tbody tr')].map(r => [...r.cells].map(c => c.textContent)).find(r => r[0] === 'tally').slice(0, 5)"),
		"[\"tally\",\"2 → 0\",\"16B → 0\",\"2 → 3\",\"0 → 1\"]");
	picture('modes');
	js("document.querySelector('[value=changes]').focus()");
	key('ArrowLeft');
	is('the older build by key', js("view + [...document.querySelectorAll('.mark.stack')].length"), 'base0');
	# An edit that moves lines, takes one out, adds one and changes what one does.
	rewrite("$dir/shop.go", sub {
		s/^import/\n\n\nimport/m;
		s/^\tshow\(os.*\n//m;
		s/"os"/_ "os"/;
		s/^\tbuffer := .*\n/$&\tmore := new(box)\n\tshelf.price = more.total()\n/m;
		s/make\(\[\]byte, 64\)/make([]byte, 64)[:next()]/;
		s/return text/held = first\n\treturn text/;
		s/^var shelf/var held, shelf/m;
	});
	vole(qw(build -m=html -o), "$dir/first", "$here/shop.go");
	vole(qw(build -m=html -o), "$dir/edit", '-base', "$dir/first", "$dir/shop.go");
	visit("file://$dir/edit/command-line-arguments/index.html");
	click("document.querySelector('[value=changes]')");
	is('edit: lines that only moved', js("source.marks.filter(m => /put/.test(m.text) || m.in === source.functions.findIndex(f => f[0] === 'counter')).map(m => m.text)"), '[]');
	is('edit: to the heap', js("source.marks.filter(m => m.change === 'changed' && m.kind === 'alloc').map(m => `\${m.at[1]} \${m.was.verdict} to \${m.verdict} \${m.text}`)"),
		'["38 stack to heap &item{...}","68 heap to stack box{...} in an interface","69 stack to heap &item{...}"]');
	is('edit: gone', js("source.marks.filter(m => m.change === 'gone').map(m => `\${m.lost} \${m.kind} \${m.text}`).join(', ')"),
		'66 call show, 66 alloc []priced{...}, 66 alloc box{...} in an interface');
	ok('edit: new', js("source.marks.filter(m => m.change === 'new').some(m => m.text === 'new(box)' && m.verdict === 'stack')"));
	click($chip->('box{...} in an interface'));
	ok('edit: why it was', js("\$('why').textContent.includes('In the older build: ■ heap 16B box{...} in an interface')"), js("\$('why').textContent"));
	key('Escape');
	key('n');
	ok('edit: next change', js("chosen.change"));
	is('compared: nothing thrown', js('window.thrown ?? 0'), 0);
	schemes('compared');
	accessible('compared');
	narrow();
	ok('compared: narrow', js('document.documentElement.scrollWidth <= 390'), js('document.documentElement.scrollWidth'));
	call('Emulation.clearDeviceMetricsOverride');
	# Lines are found again in what many edits leave, and where there are too many for the exact way.
	is('align', js('align([..."abcde"], [..."xbcyde"])'), '[-1,1,2,4,5]');
	is('align: nothing', js('align([], ["x"]).length + align(["x"], [])'), '0-1');
	is('align: many', js("(n => { const a = Array.from({length: n}, (_, i) => String(i)), b = ['new', ...a.filter((_, i) => i % 100), 'end']; const to = align(a, b);"
		. " return to.filter((k, i) => k >= 0 ? b[k] !== a[i] : i % 100).length + ' ' + to.filter(k => k < 0).length; })(5000)"), '0 50');
}

# --- what was measured ---------------------------------------------------------------------------------------

sub measured_page {
	vole(qw(build -m=html -o), "$dir/measured", '-profile', "$here/../tools/profiles/go-allocs.pb", "$here/../tools/work.go");
	visit("file://$dir/measured/command-line-arguments/index.html");
	alone('measured', qr{^file://\Q$dir\E/measured/});
	accessible('measured');
	ok('measured: whole', js("\$('profile').textContent") =~ /^by go-allocs\.pb: [\d.]+MB in \d+ objects, of it .* every 512kB\.$/, js("\$('profile').textContent"));
	is('measured: a line', js("rows[21].querySelector('.values').textContent"), '53.50MB in 3506177 objects (45.48%), 106MB in 6946820 objects (90.10%) with calls');
	is('measured: function first', js("document.querySelector('#functions tbody tr').cells[0].textContent + ' ' + document.querySelector('#functions tbody tr').cells[1].textContent"), 'build 106MB');
	click("rows[21].querySelector('.mark.heap')");
	ok('measured: why', js("\$('why').textContent.includes('Measured on this line: 53.50MB')"));
	js("\$('type').value = 'inuse'; \$('type').dispatchEvent(new Event('change'))");
	is('measured: in use', js("rows[21].querySelector('.values')"), 'nothing');
	is('measured: nothing thrown', js('window.thrown ?? 0'), 0);
	js("\$('type').value = 'alloc'; \$('type').dispatchEvent(new Event('change'))");
	schemes('measured');
	narrow();
	ok('measured: narrow', js('document.documentElement.scrollWidth <= 390'), js('document.documentElement.scrollWidth'));
	picture('measured-narrow');
	call('Emulation.clearDeviceMetricsOverride');
}

sub index_page {
	visit("file://$dir/edit/index.html");
	accessible('index');
	is('index: columns', js("[...document.querySelectorAll('#packages th')].map(h => h.textContent)"),
		'["Package","Heap","May","Stack","Inlined","Devirtualised","Called","Checks","Barriers"]');
	ok('index: changed', js("document.querySelector('#packages tbody').textContent") =~ /^command-line-arguments\d+ → \d+/);
	is('index: said', js("\$('status').textContent"), '1 package, 1 of them different from the older build.');
	schemes('index');
	click("document.querySelector('#packages a')");
	ok('index: link', until_js("location.pathname.endsWith('/edit/command-line-arguments/index.html')"));
	until_js("typeof rows !== 'undefined' && document.readyState === 'complete'");
	click('#up');
	ok('index: and back', until_js("location.pathname.endsWith('/edit/index.html')"));
}

browse(sub {
	package_page();
	compared_page();
	measured_page();
	index_page();
});
