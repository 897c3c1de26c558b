// packages.js - the index of the pages of vole build -m=html.  The data are made in decisions.c.

const sumOf = p => data.columns.map((c, i) => ({now: p.totals[i], was: p.base?.[i] ?? p.totals[i]}));
const rows = data.packages.map(p => ({name: p.package, sums: sumOf(p), isNew: data.compared && !p.base}));
const column = ([name, help], i) => ({
	title: name[0].toUpperCase() + name.slice(1), help, number: true, value: r => r.sums[i].now,
	text: ({sums: {[i]: {now, was}}}) => was === now ? String(now) : `${was} → ${now}`,
});
const table = new Table($('packages'), [
	{title: 'Package', help: 'import path', value: r => r.name,
		text: r => el('span', {}, el('a', {href: r.name.split('/').map(encodeURIComponent).join('/') + '/index.html'}, r.name), r.isNew ? ' (new)' : '')},
	...data.columns.map(column),
], 1, r => { location.href = document.querySelector(`a[href="${r.name.split('/').map(encodeURIComponent).join('/')}/index.html"]`).href; });
table.show(rows);
$('status').textContent = `${rows.length} package${rows.length === 1 ? '' : 's'}`
	+ (data.compared ? `, ${rows.filter(r => r.isNew || r.sums.some(s => s.now !== s.was)).length} of them different from the older build` : '') + '.';
