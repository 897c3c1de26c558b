// page.js - what the pages of vole tool have in common: elements, values with units, tables.

const $ = id => document.getElementById(id);
const data = JSON.parse($('data').textContent);

// An element with attributes; on... are handlers, children are elements or text.
function el(tag, attributes = {}, ...children) {
	const e = document.createElementNS(
		el.svg.has(tag) ? 'http://www.w3.org/2000/svg' : 'http://www.w3.org/1999/xhtml', tag);
	for (const [name, value] of Object.entries(attributes))
		if (name.startsWith('on')) e.addEventListener(name.slice(2), value);
		else if (name === 'style') e.style.cssText = value; // the policy allows it from scripts
		else if (value !== false && value != null) e.setAttribute(name, value);
	e.append(...children);
	return e;
}
el.svg = new Set(['svg', 'g', 'rect', 'path', 'line', 'text', 'circle']);

// --- values: the rules are those of measure.c -----------------------------------------------------

const families = [
	[/^(b|bytes?)$/i, [['B', 1], ['kB', 2 ** 10], ['MB', 2 ** 20], ['GB', 2 ** 30], ['TB', 2 ** 40]]],
	[/^(ns|nanoseconds?)$/i, [['ns', 1], ['us', 1e3], ['ms', 1e6], ['s', 1e9], ['hrs', 3600e9]]],
];

function format(value, unit) {
	let name = '', factor = 1;
	for (const [pattern, units] of families) {
		if (!pattern.test(unit)) continue;
		[name, factor] = units[0];
		for (const [n, f] of units)
			if (Math.abs(value) / f >= 1) [name, factor] = [n, f];
	}
	const text = (value / factor).toFixed(2).replace(/\.00$/, '');
	return text === '0' || text === '-0' ? '0' : text + name;
}

function percent(value, total) {
	const ratio = total ? Math.abs(value / total) * 100 : 0;
	if (ratio >= 99.95 && ratio <= 100.05) return '100%';
	return (ratio >= 1 ? ratio.toFixed(2) : ratio ? String(+ratio.toPrecision(2)) : '0') + '%';
}

// The text as a regular expression, or as itself if it is none.
function pattern(text) {
	try {
		return new RegExp(text, 'i');
	} catch {
		return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i');
	}
}

// --- tables ----------------------------------------------------------------------------------------

// A table that is sorted by its headings; rows are chosen by click, Enter or Space, and walked through
// by the arrow keys.  columns: {title, help, value(row), text(row), number}.
class Table {
	constructor(table, columns, sortBy, onChoose) {
		Object.assign(this, {table, columns, sortBy, onChoose, descending: true, rows: [], chosen: null});
		this.heads = columns.map((c, i) => el('th', {scope: 'col', class: c.number ? 'number' : ''},
			el('button', {type: 'button', title: c.help, onclick: () => this.sort(i)}, c.title)));
		this.body = el('tbody', {onkeydown: e => this.key(e)});
		table.append(el('thead', {}, el('tr', {}, ...this.heads)), this.body);
	}
	sort(i) {
		this.descending = i === this.sortBy ? !this.descending : Boolean(this.columns[i].number);
		this.sortBy = i;
		this.show(this.rows);
	}
	show(rows, chosen = this.chosen) {
		const {value} = this.columns[this.sortBy], sign = this.descending ? -1 : 1;
		this.rows = [...rows].sort((a, b) => {
			const x = value(a), y = value(b);
			return (x < y ? -1 : x > y ? 1 : 0) * sign;
		});
		this.heads.forEach((h, i) => h.setAttribute('aria-sort',
			i !== this.sortBy ? 'none' : this.descending ? 'descending' : 'ascending'));
		this.body.replaceChildren(...this.rows.map((row, i) => el('tr',
			{tabindex: i ? -1 : 0, onclick: () => this.onChoose(row)},
			...this.columns.map(c => el('td', {class: c.number ? 'number' : ''}, c.text(row))))));
		this.choose(chosen);
	}
	choose(row) {
		this.chosen = row;
		[...this.body.rows].forEach((tr, i) => {
			const is = this.rows[i] === row;
			tr.setAttribute('aria-selected', is);
			if (is) this.tabStop(tr);
		});
	}
	tabStop(tr) {
		for (const other of this.body.querySelectorAll('tr[tabindex="0"]')) other.tabIndex = -1;
		tr.tabIndex = 0;
	}
	key(e) {
		const rows = [...this.body.rows], at = rows.indexOf(e.target);
		const to = {ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1}[e.key];
		if (e.key === 'Enter' || e.key === ' ') this.onChoose(this.rows[at]);
		else if (to === undefined || !rows[to]) return;
		else {
			this.tabStop(rows[to]);
			rows[to].focus();
		}
		e.preventDefault();
	}
}
