// pprof.js - the page of a profile.  The data are described in report_html.c.

const ROW = 21; // height of a box
const THIN = 0.012, THINNEST = 0.0012; // share of the width below which one has no text, or is not drawn
const nameOf = frame => data.functions[data.frames[frame][0]][0];
let type = data.index; // of the values shown
let total, functions, root; // of that type: sum, functions by name, tree of calls
let zoomed, focused; // nodes of the tree
let chosen = null;   // name of a function
const unit = () => data.types[type][1];

// --- sums -----------------------------------------------------------------------------------------

function count() {
	total = 0;
	functions = new Map();
	root = {name: 'all', children: new Map(), value: 0, sum: 0, self: 0, depth: 0, parent: null};
	for (const [values, stack] of data.samples) {
		const value = values[type];
		if (!value) continue;
		total += Math.abs(value);
		countFunctions(stack, value);
		countCalls(stack, value);
	}
}

function countFunctions(stack, value) {
	const seen = new Set();
	stack.forEach((frame, i) => {
		const name = nameOf(frame);
		let f = functions.get(name);
		if (!f) functions.set(name, f = {name, flat: 0, cum: 0});
		if (i === 0) f.flat += value;
		if (!seen.has(name)) f.cum += value;
		seen.add(name);
	});
}

function countCalls(stack, value) {
	let node = root;
	const add = () => { node.value += Math.abs(value); node.sum += value; };
	add();
	for (let i = stack.length - 1; i >= 0; i--) {
		const name = nameOf(stack[i]);
		let child = node.children.get(name);
		if (!child) {
			child = {name, children: new Map(), value: 0, sum: 0, self: 0, depth: node.depth + 1,
				parent: node, inlined: Boolean(data.frames[stack[i]][2])};
			node.children.set(name, child);
		}
		node = child;
		add();
	}
	node.self += value;
}

const byValue = node => [...node.children.values()].sort((a, b) => b.value - a.value || (a.name < b.name ? -1 : 1));

// --- flame graph ----------------------------------------------------------------------------------

function hue(name) { // the same for all functions of a package
	let h = 0;
	for (const c of name.replace(/\.[^/]*$/, '')) h = (h * 31 + c.charCodeAt(0)) % 360;
	return h % 75 + 10;
}

function label(node) {
	return `${node.name}${node.inlined ? ' (inline)' : ''}: ${format(node.sum, unit())}, ${percent(node.sum, total)}`;
}

function box(node, left, width, above) {
	const e = el('div', {
		class: ['box', above && 'above', node.inlined && 'inlined', node.sum < 0 && 'less', width < THIN && 'thin']
			.filter(Boolean).join(' '),
		role: 'treeitem', tabindex: -1, 'aria-level': node.depth + 1, 'aria-label': label(node), title: label(node),
		style: `left:${left * 100}%;width:${width * 100}%;top:${node.depth * ROW}px;--hue:${hue(node.name)}`,
		onclick: () => { zoom(node); node.box?.focus(); }, onfocus: () => setFocus(node),
	}, width < THIN ? '' : width < 0.12 ? node.name.replace(/^.*\//, '') : node.name);
	node.box = e;
	return e;
}

function draw() {
	const boxes = [];
	let deepest = 0;
	forEachNode(root, n => { n.box = null; });
	for (let n = zoomed.parent; n; n = n.parent) boxes.unshift(box(n, 0, 1, true));
	const place = (node, left, width) => {
		boxes.push(box(node, left, width, false));
		deepest = Math.max(deepest, node.depth);
		for (const child of byValue(node)) {
			const share = width * child.value / node.value;
			if (share >= THINNEST) place(child, left, share);
			left += share;
		}
	};
	place(zoomed, 0, 1);
	$('flame').replaceChildren(...boxes);
	$('flame').style.height = `${(deepest + 1) * ROW + 2}px`;
	setFocus(focused.box ? focused : zoomed);
	mark();
}

function forEachNode(node, f) {
	f(node);
	for (const child of node.children.values()) forEachNode(child, f);
}

function setFocus(node) { // the one box that the tab key reaches
	if (focused?.box) focused.box.tabIndex = -1;
	focused = node;
	node.box.tabIndex = 0;
	$('detail').textContent = `${label(node)}; own ${format(node.self, unit())}`;
}

function zoom(node) {
	zoomed = focused = node;
	draw();
	if (node !== root) choose(node.name);
}

function moveFocus(key) {
	const near = focused.parent ? byValue(focused.parent).filter(n => n.box) : [focused];
	const at = near.indexOf(focused);
	const to = {
		ArrowUp: focused.parent, ArrowDown: byValue(focused).find(n => n.box),
		ArrowLeft: near[at - 1], ArrowRight: near[at + 1], Home: root,
	}[key];
	if (to?.box) to.box.focus();
	return to !== undefined;
}

$('flame').addEventListener('keydown', e => {
	if (e.key === 'Enter' || e.key === ' ') {
		zoom(focused);
		focused.box.focus();
	} else if (e.key === 'Escape' || !moveFocus(e.key)) return;
	e.preventDefault();
});

// --- find and choose ------------------------------------------------------------------------------

const wanted = () => $('find').value ? pattern($('find').value) : null;

function mark() {
	const re = wanted();
	forEachNode(root, n => {
		if (!n.box) return;
		n.box.classList.toggle('match', Boolean(re && n !== root && re.test(n.name)));
		n.box.classList.toggle('selected', n.name === chosen);
	});
}

function find() {
	const re = wanted(), rows = [...functions.values()].filter(f => !re || re.test(f.name));
	let value = 0;
	if (re)
		for (const [values, stack] of data.samples)
			if (stack.some(frame => re.test(nameOf(frame)))) value += values[type];
	$('found').textContent = re
		? `${rows.length} function${rows.length === 1 ? '' : 's'}, ${format(value, unit())} (${percent(value, total)})` : '';
	table.show(rows, functions.get(chosen) ?? null);
	mark();
}

function choose(name) {
	chosen = name;
	table.choose(functions.get(name) ?? null);
	mark();
	showSource();
}

const column = (title, help, of, text) => (
	{title, help, number: true, value: f => Math.abs(of(f)), text: f => text(of(f))});
const shown = v => format(v, unit()), share = v => percent(v, total);
const table = new Table($('table'), [
	column('Flat', 'own cost', f => f.flat, shown),
	column('Flat %', 'own cost, of the total', f => f.flat, share),
	column('Cum', 'with what it calls', f => f.cum, shown),
	column('Cum %', 'with what it calls, of the total', f => f.cum, share),
	{title: 'Function', help: 'name', value: f => f.name, text: f => f.name},
], 0, f => choose(f.name));

// --- source ---------------------------------------------------------------------------------------

// Costs of the chosen function's lines: file -> line -> {flat, cum}.
function lineCosts() {
	const files = new Map();
	for (const [values, stack] of data.samples) {
		const value = values[type], seen = new Set();
		stack.forEach((frame, i) => {
			const [f, line] = data.frames[frame], [name, file] = data.functions[f];
			if (name !== chosen || !value) return;
			if (!files.has(file)) files.set(file, new Map());
			const lines = files.get(file);
			if (!lines.has(line)) lines.set(line, {flat: 0, cum: 0});
			if (i === 0) lines.get(line).flat += value;
			if (!seen.has(`${file}:${line}`)) lines.get(line).cum += value;
			seen.add(`${file}:${line}`);
		});
	}
	return files;
}

// The text of the lines around those: from the piece of the file that has the first of them.
function sourceLines(file, lines) {
	const numbers = [...lines.keys()], from = Math.min(...numbers), to = Math.max(...numbers) + 5;
	const shown = [];
	for (const [first, texts] of Object.entries(data.sources[file] ?? {}))
		if (+first <= from && +first + texts.length > from && !shown.length)
			texts.forEach((text, i) => { if (+first + i <= to) shown.push([+first + i, text]); });
	return shown.length ? shown : numbers.sort((a, b) => a - b).map(n => [n, null]);
}

function sourceTable(file, lines) {
	const most = Math.max(...[...lines.values()].map(c => Math.abs(c.cum)), 1);
	const cell = v => el('td', {class: 'number'}, v ? format(v, unit()) : '·');
	return el('table', {}, el('tbody', {}, ...sourceLines(file, lines).map(([n, text]) => {
		const c = lines.get(n) ?? {flat: 0, cum: 0};
		const heat = c.cum ? 0.1 + 0.35 * Math.abs(c.cum) / most : 0;
		return el('tr', {style: `background:rgba(var(--heat),${heat})`}, cell(c.flat), cell(c.cum),
			el('td', {class: 'number soft'}, String(n)), el('td', {class: 'code'}, text ?? ''));
	})));
}

function showSource() {
	const parts = [], files = chosen ? lineCosts() : new Map();
	for (const [file, lines] of files) {
		parts.push(el('h3', {}, `${chosen} in ${file || 'no known file'}`));
		if (!data.sources[file])
			parts.push(el('p', {class: 'hint'}, 'The source was not found when this page was made: flat, cum and line only.'));
		parts.push(sourceTable(file, lines));
	}
	$('source').replaceChildren(...parts.length ? parts : [el('p', {class: 'hint'}, 'Choose a function.')]);
}

// --- the whole ------------------------------------------------------------------------------------

function reset() {
	$('find').value = '';
	chosen = null;
	zoom(root);
	find();
	showSource();
}

function setType(index) {
	type = index;
	count();
	reset();
}

$('title').textContent = data.title;
$('labels').textContent = data.labels.filter(l => !/^(File|Type):/.test(l)).join(' · ');
$('type').append(...data.types.map(([name], i) => el('option', {value: i}, name)));
$('type').value = type;
$('type').addEventListener('change', e => setType(+e.target.value));
$('find').addEventListener('input', find);
$('reset').addEventListener('click', reset);
document.addEventListener('keydown', e => {
	if (e.key === 'Escape') {
		reset();
		if (document.activeElement.closest('#flame') || document.activeElement === document.body) root.box.focus();
	} else if (e.key === '/' && !e.target.matches('input, select')) {
		$('find').focus();
		e.preventDefault();
	}
});
setType(type);
