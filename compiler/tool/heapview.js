// heapview.js - the page of a program's heap.  What the arrays of a snapshot mean, heapreport.c says.
//
// Every page of the heap is a cell: how far it is filled is how many of its span's slots are allocated, so
// that fragmentation is seen without colours; free pages are hollow, those without memory are dots.

const {names, heaps} = data;
const CHUNK = 512; // pages
let heap, step = 0, page = null, chosenClass = null;
let spanOf; // by page: its span, or the part of the page

const part = name => names.parts.findIndex(([n]) => n === name);
const IDLE = part('free pages'), RELEASED = part('released pages'), FENCED = part('fenced');
const IN_MCACHE = names.places.indexOf('mcache');
const plural = (n, word) => `${n} ${word}${n === 1 ? '' : 's'}`;
const bytes = n => format(n, 'bytes');

// --- snapshots --------------------------------------------------------------------------------------

function read(raw) {
	const classes = new Map(raw.classes.map(([id, size, spans, slots, allocated, dead, free, waste, ...places]) => [id, {
		id, spans, slots, allocated, dead, free, waste, places, large: id < 2, noscan: id % 2 === 1,
		size: id < 2 ? 0 : size, nelems: id < 2 ? 1 : slots / spans,
	}]));
	const spans = raw.spans.map(([first, npages, id, place, p, allocated, dead, marked, used, notes]) => ({
		first, npages, class: classes.get(id), place, p, allocated, dead, marked, used, notes}));
	const pages = new Array(raw.npages).fill(IDLE);
	for (const s of spans) pages.fill(s, s.first, s.first + s.npages);
	for (const [first, n, kind] of raw.free) pages.fill(kind, first, first + n);
	return {...raw, classes: [...classes.values()], spans, pages};
}

const className = c => `${c.large ? 'large' : bytes(c.size)} ${c.noscan ? 'noscan' : 'scan'}`;

// Is slot i in the bits that heapreport.c wrote?  count of nelems are.
function has(bits, i, count, of) {
	return bits ? parseInt(bits.substr((i >> 3) * 2, 2), 16) >> (i & 7) & 1 : count === of && count > 0;
}

function slotState(s, i) {
	if (!has(s.used, i, s.allocated, s.class.nelems)) return 'free';
	if (!has(s.notes, i, s.dead || s.marked, s.allocated)) return 'allocated';
	return s.dead ? 'dead' : 'marked';
}

// --- the whole --------------------------------------------------------------------------------------

// A look for each part that differs in pattern as well as in colour.
const looks = ['solid c1', 'grid c1', 'cross c2', 'stripes c3', 'stripes c4', 'back c2', 'back c4',
	'dots c2', 'dots c3', 'cross c4', 'hollow c4', 'none c4'];
const look = i => `look ${looks[i]}`;

const partsTable = new Table($('parts'), [
	{title: 'Bytes', help: 'of the heap’s pages', value: r => r.bytes, text: r => bytes(r.bytes), number: true},
	{title: 'Share', help: 'of the heap', value: r => r.bytes, text: r => percent(r.bytes, r.of), number: true},
	{title: 'Part', help: 'of the heap', value: r => r.i, text: r => el('span', {}, el('span', {class: look(r.i)}), r.name)},
	{title: 'What', help: 'it is', value: r => r.what, text: r => r.what},
], 2, r => partsTable.choose(r));
partsTable.descending = false;

function showWhole() {
	const of = heap.npages * heap.pageSize;
	const rows = heap.parts.map((n, i) => ({i, bytes: n, of, name: names.parts[i][0], what: names.parts[i][1]}))
		.filter(r => r.bytes);
	partsTable.show(rows);
	$('bar').replaceChildren(...rows.map(r => el('span', {
		class: look(r.i), style: `flex:${r.bytes} 0 0`, title: `${r.name}: ${bytes(r.bytes)}`})));
	$('bar').setAttribute('aria-label', rows.map(r => `${r.name} ${percent(r.bytes, of)}`).join(', '));
	const tiny = heap.classes.find(c => c.id === heap.tinyClass);
	$('procs').replaceChildren(
		el('p', {}, `Tiny blocks: ${tiny ? tiny.allocated : 0}, 16 bytes each; `
			+ `${plural(heap.tinyObjects, 'object')} so far went into a block that another had begun.`),
		el('ul', {class: 'procs'}, ...heap.procs.map(([spans, free, used], i) => el('li', {},
			el('b', {}, `P${i}`), ` ${plural(spans, 'span')}, ${bytes(free)} free; `,
			used < 0 ? 'no tiny block' : el('span', {}, el('meter', {min: 0, max: 16, value: used, 'aria-label': `tiny block of P${i}`}),
				` ${used} of 16 bytes of its tiny block`)))));
}

function showStatus() {
	const notes = [`${bytes(heap.npages * heap.pageSize)} in ${plural(heap.npages / CHUNK, 'chunk')}, ${plural(heap.spans.length, 'span')}`];
	if (heaps.length > 1) notes.unshift(`Snapshot ${step + 1} of ${heaps.length}, after ${format(heap.at, 'ns')}`);
	if (heap.threads) notes.push(`${plural(heap.threads, 'thread')} stood for ${format(heap.stood, 'ns')}`);
	notes.push(heap.marking ? 'a cycle is marking' : 'no cycle is marking');
	if (heap.unsettled) notes.push('a lock of the heap was held: figures may be off by what was being done');
	if (heap.lost) notes.push(`${plural(heap.lost, 'page')} could not be read`);
	$('status').textContent = notes.join('; ') + '.';
}

// --- the map ----------------------------------------------------------------------------------------

const canvas = $('map');
let columns = 64, cell = 8;
const GAP = 6; // between chunks

function color(name) {
	return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

// Chunks stand in rows of 512 pages cut into lines of `columns`.
const linesOf = () => CHUNK / columns;
const place = n => {
	const chunk = Math.floor(n / CHUNK), at = n % CHUNK;
	return [(at % columns) * cell, chunk * (linesOf() * cell + GAP) + Math.floor(at / columns) * cell];
};

function pageAt(x, y) {
	const height = linesOf() * cell + GAP, chunk = Math.floor(y / height);
	const line = Math.min(linesOf() - 1, Math.floor((y - chunk * height) / cell)), column = Math.floor(x / cell);
	const n = chunk * CHUNK + line * columns + column;
	return column < columns && n >= 0 && n < heap.npages ? n : null;
}

function spanColor(s, palette) {
	if ($('colour').value === 'class') return `hsl(${(s.class.id >> 1) * 137 % 360}, 55%, 50%)`;
	return s.place === IN_MCACHE ? palette.c3 : s.class.large ? palette.c1 : s.dead ? palette.c2 : palette.c1;
}

function drawCell(g, n, palette) {
	const what = heap.pages[n], [x, y] = place(n), size = cell - 1;
	if (what === RELEASED) {
		g.fillStyle = palette.c4;
		g.fillRect(x + Math.floor(size / 2), y + Math.floor(size / 2), 1, 1);
		return;
	}
	if (what === IDLE || what === FENCED) {
		g.strokeStyle = palette.c4;
		g.strokeRect(x + 0.5, y + 0.5, size - 1, size - 1);
		if (what === FENCED) line(g, x, y, size, palette.c4);
		return;
	}
	const full = what.class.large ? what.allocated : what.allocated / what.class.nelems;
	const dim = chosenClass && what.class.id !== chosenClass.id;
	g.globalAlpha = dim ? 0.25 : 1;
	g.fillStyle = g.strokeStyle = spanColor(what, palette);
	g.strokeRect(x + 0.5, y + 0.5, size - 1, size - 1);
	const height = full ? Math.max(1, Math.round((size - 1) * full)) : 0;
	g.fillRect(x, y + size - height, size, height);
	if (what.dead) line(g, x, y, size, palette.panel);
	if (what.place === IN_MCACHE) { // a corner is cut off
		g.fillStyle = palette.text;
		g.fillRect(x, y, Math.ceil(size / 3), Math.ceil(size / 3));
	}
	if (what.class.large && n === what.first) { // where a large object begins
		g.fillStyle = palette.text;
		g.fillRect(x, y, 1.5, size);
	}
	g.globalAlpha = 1;
}

function line(g, x, y, size, style) {
	g.strokeStyle = style;
	g.beginPath();
	g.moveTo(x, y + size);
	g.lineTo(x + size, y);
	g.stroke();
}

function drawMap() {
	const width = $('map-frame').clientWidth - 2, chunks = Math.ceil(heap.npages / CHUNK);
	columns = width >= 1000 ? 128 : width >= 500 ? 64 : 32;
	cell = Math.max(5, Math.min(12, Math.floor(width / columns)));
	const ratio = devicePixelRatio || 1, height = Math.max(cell, chunks * (linesOf() * cell + GAP));
	canvas.style.width = `${columns * cell}px`;
	canvas.style.height = `${height}px`;
	canvas.width = columns * cell * ratio;
	canvas.height = height * ratio;
	const g = canvas.getContext('2d'), palette = {};
	for (const name of ['c1', 'c2', 'c3', 'c4', 'line', 'panel', 'text', 'mark']) palette[name] = color(name);
	g.scale(ratio, ratio);
	for (let n = 0; n < heap.npages; n++) drawCell(g, n, palette);
	if (page !== null) drawCursor(g, palette);
	canvas.setAttribute('aria-valuemin', 0);
	canvas.setAttribute('aria-valuemax', heap.npages - 1);
	canvas.setAttribute('aria-valuenow', page ?? 0);
	canvas.setAttribute('aria-valuetext', page === null ? 'none chosen' : pageText(page));
}

function drawCursor(g, palette) {
	const what = heap.pages[page], first = what.first ?? page, end = first + (what.npages ?? 1);
	g.strokeStyle = palette.text;
	g.lineWidth = 2;
	for (let n = first; n < end; n++) {
		const [x, y] = place(n);
		g.strokeRect(x - 0.5, y - 0.5, cell, cell);
	}
	g.lineWidth = 1;
}

function pageText(n) {
	const what = heap.pages[n];
	if (typeof what === 'number') return `page ${n}: ${names.parts[what][0]}, ${names.parts[what][1]}`;
	return `page ${n}: span of ${className(what.class)}, ${spanPlace(what)}, `
		+ `${what.allocated} of ${plural(what.class.nelems, 'slot')} allocated`;
}

const spanPlace = s => s.place === IN_MCACHE ? `in the mcache of P${s.p}`
	: s.class.large ? `large object, ${names.places[s.place]}` : names.places[s.place];

function key(e) {
	const last = heap.npages - 1, at = page ?? 0;
	const same = by => {
		const id = heap.pages[at].class?.id ?? chosenClass?.id;
		const list = heap.spans.filter(s => s.class.id === id);
		return (by > 0 ? list.find(s => s.first > at) : list.findLast(s => s.first + s.npages <= at))?.first ?? at;
	};
	const to = {
		ArrowLeft: () => at - 1, ArrowRight: () => page === null ? 0 : at + 1, ArrowUp: () => at - columns, ArrowDown: () => at + columns,
		PageUp: () => at - CHUNK, PageDown: () => at + CHUNK, Home: () => 0, End: () => last,
		n: () => same(1), p: () => same(-1),
	}[e.key];
	if (!to) return;
	choosePage(Math.max(0, Math.min(last, to())));
	const [, y] = place(page), frame = $('map-frame');
	if (y < frame.scrollTop || y + cell > frame.scrollTop + frame.clientHeight) frame.scrollTop = y - frame.clientHeight / 2;
	e.preventDefault();
}

const legend = [
	['solid c1', 'slots in use fill the cell from below'],
	['corner c3', 'in an mcache: a corner is marked'],
	['bar c1', 'large object: an edge where it begins'],
	['slash c2', 'dead objects, to be swept'],
	['hollow c4', 'free, with memory'],
	['dot c4', 'free, without memory'],
];

// --- a span -----------------------------------------------------------------------------------------

const states = {allocated: 'allocated', marked: 'allocated, marked', dead: 'dead, to be swept', free: 'free'};

function showSpan() {
	const what = page === null ? null : heap.pages[page];
	$('span-title').textContent = page === null ? 'The span' : `Page ${page}`;
	if (what === null || typeof what === 'number') {
		$('span').replaceChildren(...page === null ? [] : [el('p', {}, pageText(page))]);
		return;
	}
	const c = what.class, counts = {};
	const slots = Array.from({length: c.nelems}, (_, i) => {
		const state = slotState(what, i);
		counts[state] = (counts[state] ?? 0) + 1;
		return el('i', {class: `slot ${state}`, title: `slot ${i}: ${states[state]}`});
	});
	const size = what.npages * heap.pageSize, each = c.large ? size : c.size;
	$('span').replaceChildren(
		el('p', {}, `${plural(what.npages, 'page')} of ${className(c)}, ${spanPlace(what)}: `
			+ `${plural(c.nelems, 'slot')} of ${bytes(each)}, ${what.allocated} allocated (${percent(what.allocated, c.nelems)}), `
			+ `${bytes((c.nelems - what.allocated) * each)} free, ${bytes(size - c.nelems * each)} that no slot can use.`),
		el('p', {class: 'hint'}, Object.entries(counts).map(([s, n]) => `${n} ${states[s]}`).join('; ')),
		el('div', {class: 'slots', role: 'img', 'aria-label': `slots from the left: ${slotRuns(what)}`}, ...slots));
}

// "3 allocated, 2 free, ...", for who cannot see the boxes.
function slotRuns(s) {
	const runs = [];
	for (let i = 0; i < s.class.nelems && runs.length <= 40; i++) {
		const state = states[slotState(s, i)];
		if (runs.at(-1)?.[1] === state) runs.at(-1)[0]++;
		else runs.push([1, state]);
	}
	return runs.slice(0, 40).map(r => r.join(' ')).join(', ') + (runs.length > 40 ? ', …' : '');
}

// --- classes ----------------------------------------------------------------------------------------

const column = (title, help, value, text = r => String(value(r))) => ({title, help, value, text, number: true});
const classTable = new Table($('classes'), [
	column('Size', 'of a slot', r => r.large ? 1e9 : r.size, r => r.large ? 'large' : String(r.size)),
	{title: 'Kind', help: 'noscan: objects without pointers', value: r => r.noscan, text: r => r.noscan ? 'noscan' : 'scan'},
	column('Spans', 'of this class', r => r.spans),
	...names.places.map((name, i) => column(name, `spans: ${name}`, r => r.places[i])),
	column('Slots', 'in all its spans', r => r.slots),
	column('Used', 'slots allocated', r => r.allocated),
	column('Dead', 'allocated, unreachable, not yet swept', r => r.dead),
	column('Full', 'share of the slots that is allocated', r => r.allocated / r.slots, r => percent(r.allocated, r.slots)),
	column('Free', 'bytes of free slots', r => r.free, r => bytes(r.free)),
	column('Waste', 'tails and pointer bitmaps: bytes that no slot can use', r => r.waste, r => bytes(r.waste)),
], 0, r => chooseClass(r));
classTable.descending = false;

function chooseClass(c) {
	chosenClass = c;
	choosePage(heap.spans.find(s => s.class === c)?.first ?? null);
}

function choosePage(n) {
	page = n;
	const c = n === null ? null : heap.pages[n].class ?? null;
	if (n !== null) chosenClass = c;
	classTable.choose(chosenClass);
	showSpan();
	drawMap();
}

// --- all of it --------------------------------------------------------------------------------------

const known = new Map(); // snapshots that were read
function show(i) {
	step = Math.max(0, Math.min(heaps.length - 1, i));
	if (!known.has(step)) known.set(step, read(heaps[step]));
	heap = known.get(step);
	$('step').value = step;
	$('step').setAttribute('aria-valuetext', `${step + 1} of ${heaps.length}, after ${format(heap.at, 'ns')}`);
	if (page !== null && page >= heap.npages) page = null;
	chosenClass = chosenClass && heap.classes.find(c => c.id === chosenClass.id) || null;
	showStatus();
	showWhole();
	classTable.show(heap.classes, chosenClass);
	showSpan();
	drawMap();
}

$('title').textContent = `Heap of ${data.title}`;
$('steps').hidden = heaps.length < 2;
$('step').max = heaps.length - 1;
$('step').addEventListener('input', () => show(+$('step').value));
$('colour').addEventListener('input', drawMap);
$('legend').replaceChildren(...legend.map(([kind, text]) => el('span', {}, el('span', {class: `look ${kind}`}), text)));
canvas.addEventListener('click', e => {
	const r = canvas.getBoundingClientRect();
	choosePage(pageAt(e.clientX - r.left, e.clientY - r.top));
});
canvas.addEventListener('keydown', key);
document.addEventListener('keydown', e => {
	if (e.key === 'Escape') { chosenClass = null; choosePage(null); }
	if (e.key === '[') show(step - 1);
	if (e.key === ']') show(step + 1);
});
addEventListener('resize', drawMap);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawMap);
show(0);
