#!/usr/bin/env perl
# browser.pl VOLE DIR: what a reader does with the pages of vole build -m=html, in headless Chromium.
use strict;
use warnings;
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
	is('sums', js("columns.filter(c => c[2]).map((c, i) => build.marks.filter(c[2]).length)"), encode_json(js('Object.values(build.totals)')));
	is('sum of a function', js("[...document.querySelectorAll('#functions tbody tr')].map(r => [...r.cells].map(c => c.textContent)).find(r => r[0] === 'put')"),
		'["put","1","16B","0","0","0","0","0","0","2"]');
	is('no switch', js("getComputedStyle(\$('switch')).display"), 'none');
	# A click shows the path, by number, in the lines.
	click($chip->('box{...} in an interface'));
	is('click: path', js("$steps.join(' | ').replaceAll('\\u2013', '-')"), '64,1-2 | 66,3-5');
	ok('click: told', js("\$('why').textContent.includes('the address of box{...} goes to p')"), js("\$('why').textContent"));
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
	narrow();
	ok('narrow', js('document.documentElement.scrollWidth <= 390'), js('document.documentElement.scrollWidth'));
	js("scrollTo(0)");
	click($chip->('box{...} in an interface'));
	click($chip->('box{...} in an interface'));
	ok('narrow: why is in sight', js("(r => r.bottom <= innerHeight + 1 && r.top > innerHeight / 3)(\$('panel').getBoundingClientRect())"));
	picture('narrow');
	call('Emulation.clearDeviceMetricsOverride');
}

browse(sub {
	package_page();
});
